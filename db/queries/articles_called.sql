-- The versions that one of :names (JSON, the likeliest first) calls by their id, address on the web, path or whole digest, and the one in
-- which the quote :quote (its id) stands: the likeliest first, of versions that are called alike the latest; and how it is known.
WITH called (key, id, place, what) AS (
    SELECT
        articles.pk,
        articles.id,
        -1,
        CASE WHEN EXISTS (SELECT 1 FROM json_each(:names) WHERE value IN (articles.id, articles.url, articles.path, articles.digest))
            THEN 'both' ELSE 'quote' END
    FROM quotes
    JOIN articles ON articles.pk = quotes.article
    WHERE quotes.id = :quote
    UNION ALL
    SELECT articles.pk, articles.id, names.key, 'id'
    FROM json_each(:names) AS names
    JOIN articles ON articles.id = names.value
    UNION ALL
    SELECT articles.pk, articles.id, names.key, 'url'
    FROM json_each(:names) AS names
    JOIN articles ON articles.url = names.value
    UNION ALL
    SELECT articles.pk, articles.id, names.key, 'digest'
    FROM json_each(:names) AS names
    JOIN articles ON articles.digest = names.value
    UNION ALL
    SELECT articles.pk, articles.id, names.key, 'path'
    FROM articles
    JOIN json_each(:names) AS names ON names.value = articles.path
)
SELECT
    key,
    id,
    place,
    what
FROM called
ORDER BY what <> 'both', what = 'quote', place, what <> 'id', key DESC
