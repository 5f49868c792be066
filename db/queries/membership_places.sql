-- Where the speaker :speaker speaks: in which version of which article, and whether another article has the same bytes; in the order of
-- memberships.sql.
SELECT
    articles.id AS article,
    articles.digest,
    EXISTS (SELECT 1 FROM articles AS others WHERE others.digest = articles.digest AND others.pk <> articles.pk) AS shared
FROM entities
JOIN articles ON articles.pk = entities.article
WHERE entities.speaker = :speaker
ORDER BY entities.moment, articles.id, articles.digest, entities.id
