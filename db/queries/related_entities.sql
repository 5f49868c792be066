-- The ids of the entities that chains of shared keys join to :entities (a JSON array of entities.id), themselves among them.
-- Keys and entities take turns, so that each pair is walked once: a key of n entities costs n steps, not n times n.
WITH RECURSIVE reached (entity, key) AS (
    SELECT value, NULL FROM json_each(:entities)
    UNION
    SELECT NULL, entity_keys.key FROM reached JOIN entity_keys ON entity_keys.entity = reached.entity
    UNION
    SELECT entity_keys.entity, NULL FROM reached JOIN entity_keys ON entity_keys.key = reached.key
)
SELECT DISTINCT entity AS id
FROM reached
WHERE entity IN (SELECT id FROM entities)
ORDER BY entity
