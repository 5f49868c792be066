-- The primary keys of the quotes that hold what :words asks for, an expression of FTS5; :limit at most.
SELECT rowid AS pk
FROM quote_words
WHERE quote_words MATCH :words
ORDER BY rowid
LIMIT :limit
