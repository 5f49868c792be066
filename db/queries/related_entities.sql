-- The entities that chains of shared keys join to :entities (a JSON array of entities.id), themselves among them.
-- Keys and entities take turns, so that each pair is walked once: a key of n entities costs n steps, not n times n.
WITH RECURSIVE reached (entity, key) AS (
    SELECT value, NULL FROM json_each(:entities)
    UNION
    SELECT NULL, entity_keys.key FROM reached JOIN entity_keys ON entity_keys.entity = reached.entity
    UNION
    SELECT entity_keys.entity, NULL FROM reached JOIN entity_keys ON entity_keys.key = reached.key
)
SELECT
    entities.id,
    entities.name,
    entities.type,
    entities.speaker,
    (
        SELECT json_group_array(name)
        FROM (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'name' ORDER BY entity_names.name)
    ) AS aliases,
    (
        SELECT json_group_array(name)
        FROM (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'office' ORDER BY entity_names.name)
    ) AS offices
FROM reached
JOIN entities ON entities.id = reached.entity
ORDER BY entities.id
