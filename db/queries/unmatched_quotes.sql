-- Quotes in full that have no wording yet, :limit at most.
SELECT *
FROM quotes_in_full
WHERE pk IN (SELECT pk FROM quotes WHERE wording IS NULL ORDER BY pk LIMIT :limit)
ORDER BY pk
