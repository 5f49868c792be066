-- Where the speaker :speaker speaks, in the article :article or, if that is NULL, in any: its id, the name there, the type.
SELECT DISTINCT articles.id, entities.name, entities.type
FROM entities
JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker AND (:article IS NULL OR articles.id = :article)
ORDER BY articles.id, entities.name, entities.type
