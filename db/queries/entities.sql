-- The entities :entities (a JSON array of entities.id) with their names and what standing decisions say of them.
SELECT
    entities.id,
    entities.name,
    entities.type,
    entities.gender,
    entities.listed,
    entities.speaker,
    entities.reason,
    entities.article IS NOT NULL AS speaks,
    (
        SELECT json_group_array(name)
        FROM (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'name' ORDER BY entity_names.name)
    ) AS aliases,
    (
        SELECT json_group_array(name)
        FROM (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'office' ORDER BY entity_names.name)
    ) AS offices,
    (
        SELECT json_group_array(json_array(decision, kind, value))
        FROM (
            SELECT DISTINCT rulings.decision, rulings.kind, rulings.value
            FROM rulings
            JOIN decisions ON decisions.pk = rulings.decision
            WHERE rulings.article = coalesce(articles.id, '#' || entities.decision)
                AND rulings.type = entities.type
                AND decisions.undone IS NULL
                AND (
                    rulings.name = entities.name
                    OR rulings.name IN (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'name')
                )
            ORDER BY rulings.decision, rulings.kind
        )
    ) AS rulings
FROM json_each(:entities)
JOIN entities ON entities.id = json_each.value
LEFT JOIN articles ON articles.pk = entities.article
ORDER BY entities.id
