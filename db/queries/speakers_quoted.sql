-- The ids of those who are quoted, who is quoted most first; :limit of them from :offset on.
SELECT id
FROM speakers
WHERE quotes > 0
ORDER BY quotes DESC, name, id
LIMIT :limit OFFSET coalesce(:offset, 0)
