-- The quotes in full of the version :key of an article.
SELECT *
FROM quotes_in_full
WHERE pk IN (SELECT pk FROM quotes WHERE article = :key)
ORDER BY start, "end", id
