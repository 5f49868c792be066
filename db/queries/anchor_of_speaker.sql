-- The entity by which a decision holds on to the speaker :speaker, called :name: one of that name rather than another, of an
-- article rather than of a list. Its article, or # and the number of its decision; its name; its type.
SELECT coalesce(articles.id, '#' || entities.decision), forms.name, forms.type
FROM entities
JOIN forms ON forms.id = entities.form
LEFT JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker
ORDER BY forms.name <> :name, entities.article IS NULL, entities.id
LIMIT 1
