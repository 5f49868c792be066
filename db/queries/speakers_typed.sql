-- The ids of the speakers that have all of :keys (a JSON array, which may be empty) and a key in [:first, :last], as a name that is still
-- being typed has; who is quoted most first, :limit at most.
SELECT speakers.id
FROM speakers
WHERE
    speakers.quotes > 0
    AND speakers.id IN (SELECT speaker FROM speaker_keys WHERE key BETWEEN :first AND :last)
    AND NOT EXISTS (
        SELECT 1
        FROM json_each(:keys)
        WHERE NOT EXISTS (SELECT 1 FROM speaker_keys WHERE speaker_keys.key = json_each.value AND speaker_keys.speaker = speakers.id)
    )
ORDER BY speakers.quotes DESC, speakers.name, speakers.id
LIMIT :limit
