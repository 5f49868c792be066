-- Pairs of speakers that may be one: of any of :speakers (a JSON array of speakers.id), or, if that is NULL, all of them.
SELECT doubts.one, doubts.other, doubts.reason
FROM doubts
JOIN speakers AS one ON one.id = doubts.one
JOIN speakers AS other ON other.id = doubts.other
WHERE :speakers IS NULL OR doubts.one IN (SELECT value FROM json_each(:speakers)) OR doubts.other IN (SELECT value FROM json_each(:speakers))
ORDER BY one.quotes + other.quotes DESC, one.name, other.name, doubts.one, doubts.other
