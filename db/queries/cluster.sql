-- The quotes in full whose wordings are of one cluster with that of the quote :quote (quotes.id), each with its wording.
SELECT
    quotes_in_full.*,
    wordings.pk AS wording
FROM quotes AS asked
JOIN wordings AS own ON own.pk = asked.wording
JOIN wordings ON wordings.cluster = own.cluster
JOIN quotes ON quotes.wording = wordings.pk
JOIN quotes_in_full ON quotes_in_full.pk = quotes.pk
WHERE asked.id = :quote
ORDER BY quotes_in_full.moment, quotes_in_full.article, quotes_in_full.digest, quotes_in_full.start, quotes_in_full.id
