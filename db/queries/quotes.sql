-- Quotes with their article and speaker. Every parameter may be NULL, which asks for no limit:
--   :speakers  a JSON array of speakers.id
--   :article   articles.id
--   :kind      direct, indirect or mixed
--   :since :until  days, YYYY-MM-DD, both included; an article without a date is left out
--   :contains  words of the quote; fold() is registered by quotecheck.store
--   :min_confidence  the least confidence, 0 to 1
--   :limit     how many at most
SELECT *
FROM quotes_in_full
WHERE
    -- A union, since SQLite looks at the index for each half by itself and skips the half whose parameter rules it out.
    pk IN (
        SELECT said.pk
        FROM json_each(:speakers)
        JOIN entities AS who ON who.speaker = json_each.value
        JOIN quotes AS said ON said.entity = who.id
        UNION ALL
        SELECT pk FROM quotes WHERE :speakers IS NULL
    )
    AND (:article IS NULL OR article = :article)
    AND (:kind IS NULL OR kind = :kind)
    AND (:since IS NULL OR day >= :since)
    AND (:until IS NULL OR day <= :until)
    AND (:contains IS NULL OR instr(fold(text), fold(:contains)) > 0)
    AND (:min_confidence IS NULL OR confidence >= :min_confidence)
ORDER BY moment, article, digest, start, "end", id
LIMIT coalesce(:limit, -1)
