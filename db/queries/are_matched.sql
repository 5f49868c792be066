-- The pairs of a quote of :these and a quote of :those (JSON arrays of quotes.id) that have one wording, or whose wordings a match joins.
SELECT
    one.id AS one,
    other.id AS other
FROM quotes AS one
JOIN quotes AS other
WHERE
    one.id IN (SELECT value FROM json_each(:these))
    AND other.id IN (SELECT value FROM json_each(:those))
    AND (
        one.wording = other.wording
        OR EXISTS (
            SELECT 1
            FROM matches
            WHERE
                (matches.one, matches.other) = (one.wording, other.wording)
                OR (matches.one, matches.other) = (other.wording, one.wording)
        )
    )
ORDER BY one.id, other.id
