-- Where the speaker :speaker speaks, in the article :article or, if that is NULL, in any: its id, the name there, the type.
SELECT DISTINCT articles.id, forms.name, forms.type
FROM entities
JOIN forms ON forms.id = entities.form
JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker AND (:article IS NULL OR articles.id = :article)
ORDER BY articles.id, forms.name, forms.type
