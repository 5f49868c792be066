-- What others report the speaker :speaker to have said: quotes that stand within the words of somebody else; the primary keys of the quote
-- and of the one around it, those of the latest articles first; :limit at most, from the :most articles that are the latest.
SELECT
    said.pk AS said,
    around.pk AS around
FROM (
    SELECT
        id,
        moment
    FROM entities
    WHERE speaker = :speaker
    ORDER BY moment DESC
    LIMIT coalesce(:most, -1)
) AS spoken
JOIN quotes AS said ON said.entity = spoken.id
JOIN quotes AS around
    ON
        around.article = said.article
        AND around.start <= said.start
        AND around."end" >= said."end"
        AND around.entity <> said.entity
JOIN entities AS others ON others.id = around.entity AND others.speaker <> :speaker
ORDER BY spoken.moment = '~', spoken.moment DESC, said.pk, around.pk
LIMIT :limit
