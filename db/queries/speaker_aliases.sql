-- The rows of aliases for the speaker :speaker, as its entities make them.
SELECT
    entities.speaker,
    entity_names.kind,
    entity_names.name,
    count(DISTINCT entities.article),
    min(CASE WHEN entities.moment < '~' THEN substr(entities.moment, 1, 10) END),
    max(CASE WHEN entities.moment < '~' THEN substr(entities.moment, 1, 10) END)
FROM entities
JOIN entity_names ON entity_names.entity = entities.id
WHERE entities.speaker = :speaker
GROUP BY entity_names.kind, entity_names.name
ORDER BY entity_names.kind, entity_names.name
