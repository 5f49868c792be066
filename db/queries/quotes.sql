-- Quotes with their article and speaker. Every parameter may be NULL, which asks for no limit:
--   :speakers  a JSON array of speakers.id
--   :article   articles.id
--   :kind      direct, indirect or mixed
--   :since :until  days, YYYY-MM-DD, both included; an article without a date is left out
--   :contains  words of the quote; fold() is registered by quotecheck.store
--   :min_confidence  the least confidence, 0 to 1
--   :limit     how many at most
SELECT
    quotes.id,
    articles.id AS article,
    articles.path,
    quotes.line,
    quotes.column,
    quotes.text,
    quotes.kind,
    quotes.cue_text,
    quotes.mention_text,
    speakers.name AS speaker,
    speakers.id AS speaker_id,
    quotes.confidence,
    quotes.rule,
    quotes.polarity,
    quotes.hedge_text,
    quotes.when_text,
    quotes.where_text,
    articles.published,
    articles.outlet,
    articles.title,
    articles.url,
    (
        SELECT json_group_array(json_array(role, start, "end"))
        FROM (SELECT role, start, "end" FROM spans WHERE spans.quote = quotes.pk ORDER BY role, ordinal)
    ) AS spans
FROM quotes
JOIN articles ON articles.pk = quotes.article
LEFT JOIN entities ON entities.id = quotes.entity
LEFT JOIN speakers ON speakers.id = entities.speaker
WHERE
    -- A union, since SQLite looks at the index for each half by itself and skips the half whose parameter rules it out.
    quotes.pk IN (
        SELECT said.pk
        FROM json_each(:speakers)
        JOIN entities AS who ON who.speaker = json_each.value
        JOIN quotes AS said ON said.entity = who.id
        UNION ALL
        SELECT pk FROM quotes WHERE :speakers IS NULL
    )
    AND (:article IS NULL OR articles.id = :article)
    AND (:kind IS NULL OR quotes.kind = :kind)
    AND (:since IS NULL OR articles.day >= :since)
    AND (:until IS NULL OR articles.day <= :until)
    AND (:contains IS NULL OR instr(fold(quotes.text), fold(:contains)) > 0)
    AND (:min_confidence IS NULL OR quotes.confidence >= :min_confidence)
ORDER BY articles.moment, articles.id, articles.digest, quotes.start, quotes."end", quotes.id
LIMIT coalesce(:limit, -1)
