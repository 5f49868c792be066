-- In which version of which article each of :quotes (a JSON array of quotes.id) stands, and whether another article has the same bytes.
SELECT
    quotes.id AS quote,
    articles.pk AS key,
    articles.id AS article,
    articles.digest,
    EXISTS (SELECT 1 FROM articles AS others WHERE others.digest = articles.digest AND others.pk <> articles.pk) AS shared
FROM json_each(:quotes)
JOIN quotes ON quotes.id = json_each.value
JOIN articles ON articles.pk = quotes.article
ORDER BY quotes.id
