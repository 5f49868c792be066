-- Articles, the latest first, those without a date last, each with how many quotes it has; :limit of them from :offset on.
SELECT
    articles.id AS article,
    articles.digest,
    articles.title,
    articles.outlet,
    articles.published,
    (SELECT count(*) FROM quotes WHERE quotes.article = articles.pk) AS quotes
FROM (SELECT pk FROM articles ORDER BY day DESC, pk LIMIT :limit OFFSET coalesce(:offset, 0)) AS listed
JOIN articles ON articles.pk = listed.pk
ORDER BY articles.day DESC, articles.pk
