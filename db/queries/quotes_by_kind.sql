-- How many quotes of each kind the speaker :speaker has.
SELECT quotes.kind, count(*)
FROM entities
JOIN quotes ON quotes.entity = entities.id
WHERE entities.speaker = :speaker
GROUP BY quotes.kind
ORDER BY quotes.kind
