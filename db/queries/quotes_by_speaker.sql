-- The quotes of the speaker :speaker, else as quotes.sql. The index of a speaker's entities has them in the order of time, so
-- only what one moment brings is sorted, and the first answers come before the last are read. The other parameters as there.
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
FROM entities INDEXED BY entities_speaker
CROSS JOIN quotes ON quotes.entity = entities.id
CROSS JOIN articles ON articles.pk = quotes.article
CROSS JOIN speakers ON speakers.id = entities.speaker
WHERE
    entities.speaker = :speaker
    AND (:article IS NULL OR articles.id = :article)
    AND (:kind IS NULL OR quotes.kind = :kind)
    AND (:since IS NULL OR articles.day >= :since)
    AND (:until IS NULL OR articles.day <= :until)
    AND (:contains IS NULL OR instr(fold(quotes.text), fold(:contains)) > 0)
    AND (:min_confidence IS NULL OR quotes.confidence >= :min_confidence)
ORDER BY entities.moment, articles.id, articles.digest, quotes.start, quotes."end", quotes.id
LIMIT coalesce(:limit, -1)
