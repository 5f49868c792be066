-- The quotes in full with :quotes (a JSON array of quotes.pk).
SELECT *
FROM quotes_in_full
WHERE pk IN (SELECT value FROM json_each(:quotes))
ORDER BY pk
