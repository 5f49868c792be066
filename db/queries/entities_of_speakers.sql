-- The ids of the entities of the speakers :speakers (a JSON array of speakers.id).
SELECT entities.id
FROM json_each(:speakers)
JOIN entities ON entities.speaker = json_each.value
ORDER BY entities.id
