-- The primary keys of the quotes of :speakers (a JSON array of speakers.id).
SELECT quotes.pk
FROM entities
JOIN quotes ON quotes.entity = entities.id
WHERE entities.speaker IN (SELECT value FROM json_each(:speakers))
ORDER BY quotes.pk
