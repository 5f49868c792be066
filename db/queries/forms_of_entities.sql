-- The forms of :entities (a JSON array of entities.id), and whether keys may join them to others.
SELECT entities.id, entities.form, EXISTS (SELECT 1 FROM form_keys WHERE form_keys.form = entities.form) AS keyed
FROM json_each(:entities)
JOIN entities ON entities.id = json_each.value
ORDER BY entities.form, entities.id
