-- Where the speaker :speaker is quoted, and how often: the outlet, NULL where none is known.
SELECT
    articles.outlet,
    sum(entities.quotes) AS quotes
FROM entities
JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker AND entities.quotes > 0
GROUP BY articles.outlet
ORDER BY quotes DESC, articles.outlet
