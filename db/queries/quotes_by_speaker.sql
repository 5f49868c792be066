-- The quotes of the speaker :speaker, else as quotes.sql. The index of a speaker's entities has them in the order of time, so
-- only what one moment brings is sorted, and the first answers come before the last are read. The other parameters as there.
SELECT *
FROM quotes_in_full
WHERE
    speaking = :speaker
    AND (:article IS NULL OR article = :article)
    AND (:kind IS NULL OR kind = :kind)
    AND (:since IS NULL OR day >= :since)
    AND (:until IS NULL OR day <= :until)
    AND (:contains IS NULL OR instr(fold(text), fold(:contains)) > 0)
    AND (:min_confidence IS NULL OR confidence >= :min_confidence)
ORDER BY spoken, article, digest, start, "end", id
LIMIT coalesce(:limit, -1)
