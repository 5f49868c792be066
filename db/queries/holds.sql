-- The id under which the very bytes :digest are held: as :id, or, if they came from a file, from any file.
SELECT id
FROM articles
WHERE digest = :digest AND (id = :id OR (:is_file AND path IS NOT NULL))
ORDER BY id <> :id, id
LIMIT 1
