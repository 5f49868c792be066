-- Wordings, each with the quote that speaks for it: the one with :digest, or those with :numbers (a JSON array of wordings.pk); the other is NULL.
SELECT
    quotes_in_full.*,
    wordings.pk AS wording,
    wordings.digest AS wording_digest,
    wordings.telling,
    said.article AS home
FROM wordings
JOIN quotes AS said ON said.pk = wordings.quote
JOIN quotes_in_full ON quotes_in_full.pk = said.pk
WHERE wordings.pk IN (
    SELECT value FROM json_each(:numbers)
    UNION ALL
    SELECT pk FROM wordings WHERE digest = :digest
)
ORDER BY wordings.pk
