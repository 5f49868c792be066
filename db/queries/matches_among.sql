-- The matches of which both wordings are among :numbers (a JSON array of wordings.pk).
SELECT
    one,
    other
FROM matches
WHERE
    one IN (SELECT value FROM json_each(:numbers))
    AND other IN (SELECT value FROM json_each(:numbers))
ORDER BY one, other
