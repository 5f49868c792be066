-- The id under which an article is held: the very bytes :digest, as :id, from the same :url, or, if they came from a file, from any file;
-- or the same :text, as :id or from the same :url.
SELECT id
FROM articles
WHERE (digest = :digest AND (id = :id OR url = :url OR (:is_file AND path IS NOT NULL)))
    OR (id = :id AND text = :text)
    OR (url = :url AND text = :text)
ORDER BY id <> :id, id
LIMIT 1
