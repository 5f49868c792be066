-- An article with its diagnostics, by any of :id (every version, the latest added first), :quote (a quote's id) and :pk.
SELECT
    articles.*,
    (
        SELECT json_group_array(json_array(message, start, "end"))
        FROM (SELECT message, start, "end" FROM diagnostics WHERE diagnostics.article = articles.pk ORDER BY ordinal)
    ) AS diagnostics
FROM articles
WHERE articles.pk IN (
    SELECT pk FROM articles WHERE id = :id
    UNION ALL
    SELECT article FROM quotes WHERE id = :quote
    UNION ALL
    SELECT :pk
)
ORDER BY articles.pk DESC
