-- What the store holds: every article, without its text, and how much was found in it.
SELECT
    articles.id,
    articles.digest,
    articles.path,
    articles.title,
    articles.url,
    articles.outlet,
    articles.author,
    articles.published,
    articles.language,
    (SELECT count(*) FROM quotes WHERE quotes.article = articles.pk) AS quotes
FROM articles
ORDER BY articles.published IS NULL, articles.published, articles.id, articles.digest
