-- Where the speaker :speaker speaks, under which name, and why it is this speaker.
SELECT articles.id AS article, forms.name, entities.reason, entities.quotes, articles.published
FROM entities
JOIN forms ON forms.id = entities.form
JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker
ORDER BY entities.moment, articles.id, articles.digest, entities.id
