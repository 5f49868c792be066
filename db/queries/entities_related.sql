-- One entity of each form that shares a key with one of :entities (a JSON array of entities.id).
SELECT min(member.id) AS id
FROM json_each(:entities)
JOIN entities ON entities.id = json_each.value
JOIN form_keys ON form_keys.form = entities.form
JOIN form_keys AS shared ON shared.key = form_keys.key
JOIN entities AS member ON member.form = shared.form
WHERE member.id NOT IN (SELECT value FROM json_each(:entities))
GROUP BY member.form
ORDER BY id
