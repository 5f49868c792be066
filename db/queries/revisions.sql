-- The versions of the article of which :key is one, in the order in which they were added: those that share its id, or the address of one of
-- them on the web, and so on.
WITH RECURSIVE versions (pk, id, url) AS (
    SELECT
        pk,
        id,
        url
    FROM articles
    WHERE pk = :key
    UNION
    SELECT
        articles.pk,
        articles.id,
        articles.url
    FROM versions
    JOIN articles ON articles.id = versions.id OR articles.url = versions.url
)
SELECT
    articles.pk AS key,
    articles.id AS article,
    articles.digest,
    articles.path,
    articles.url,
    articles.published,
    articles.fetched,
    runs.started AS added
FROM versions
JOIN articles ON articles.pk = versions.pk
JOIN runs ON runs.pk = articles.run
ORDER BY articles.pk
