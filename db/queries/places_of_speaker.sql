-- Where the speaker :speaker stands, in the article :article or, if that is NULL, anywhere: the article's id, or # and the number
-- of the decision that brought it; the name there; the type.
SELECT DISTINCT coalesce(articles.id, '#' || entities.decision) AS place, forms.name, forms.type
FROM entities
JOIN forms ON forms.id = entities.form
LEFT JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker AND (:article IS NULL OR articles.id = :article)
ORDER BY place, forms.name, forms.type
