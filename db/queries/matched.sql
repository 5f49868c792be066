-- For each quote of :quotes (a JSON array of quotes.pk; all where NULL), the quotes that have its wording or one that a match joins to it, and
-- how the wordings stand to each other; each pair once where all are asked for.
WITH asked (pk, wording) AS (
    SELECT
        pk,
        wording
    FROM quotes
    WHERE wording IS NOT NULL AND (:quotes IS NULL OR pk IN (SELECT value FROM json_each(:quotes)))
)
SELECT
    asked.pk AS this,
    quotes.pk AS that,
    asked.wording AS wording,
    matches.one,
    matches.other,
    matches.relation,
    matches.similarity,
    matches.shared,
    matches.aligned,
    matches.differences
FROM asked
JOIN matches ON matches.one = asked.wording
JOIN quotes ON quotes.wording = matches.other
UNION ALL
SELECT
    asked.pk,
    quotes.pk,
    asked.wording,
    matches.one,
    matches.other,
    matches.relation,
    matches.similarity,
    matches.shared,
    matches.aligned,
    matches.differences
FROM asked
JOIN matches ON matches.other = asked.wording
JOIN quotes ON quotes.wording = matches.one
WHERE :quotes IS NOT NULL
UNION ALL
SELECT
    asked.pk,
    quotes.pk,
    asked.wording,
    NULL,
    NULL,
    'same_words',
    1.0,
    NULL,
    NULL,
    NULL
FROM asked
JOIN wordings ON wordings.pk = asked.wording
JOIN quotes ON quotes.wording = asked.wording AND quotes.pk <> asked.pk
WHERE wordings.telling = 1 AND (:quotes IS NOT NULL OR quotes.pk > asked.pk)
ORDER BY this, that
