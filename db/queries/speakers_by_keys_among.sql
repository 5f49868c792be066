-- Those of the speakers :among (a JSON array of speakers.id) that have every key of :keys (a JSON array), who is quoted most first.
SELECT speakers.id
FROM json_each(:among) AS candidate
JOIN speakers ON speakers.id = candidate.value
WHERE NOT EXISTS (
    SELECT 1
    FROM json_each(:keys) AS wanted
    WHERE NOT EXISTS (SELECT 1 FROM speaker_keys WHERE speaker_keys.key = wanted.value AND speaker_keys.speaker = speakers.id)
)
ORDER BY speakers.quotes DESC, speakers.name, speakers.id
