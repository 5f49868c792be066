-- An article with its diagnostics, by :quote (a quote's id) or :pk; the other is NULL.
SELECT
    articles.*,
    (
        SELECT json_group_array(json_array(message, start, "end"))
        FROM (SELECT message, start, "end" FROM diagnostics WHERE diagnostics.article = articles.pk ORDER BY ordinal)
    ) AS diagnostics,
    (
        SELECT json_group_array(json_array(line, kind))
        FROM (SELECT line, kind FROM furniture WHERE furniture.article = articles.pk ORDER BY line)
    ) AS furniture
FROM articles
WHERE articles.pk IN (
    SELECT article FROM quotes WHERE id = :quote
    UNION ALL
    SELECT :pk
)
ORDER BY articles.pk
