-- The ids of the speakers that have every key of :keys (a JSON array, at least one), who is quoted most first.
SELECT speakers.id
FROM speaker_keys
JOIN speakers ON speakers.id = speaker_keys.speaker
WHERE
    speaker_keys.key = json_extract(:keys, '$[0]')
    AND NOT EXISTS (
        SELECT 1
        FROM json_each(:keys) AS wanted
        WHERE NOT EXISTS (SELECT 1 FROM speaker_keys AS other WHERE other.key = wanted.value AND other.speaker = speakers.id)
    )
ORDER BY speakers.quotes DESC, speakers.name, speakers.id
