-- The quotes whose id lies in [:first, :last], which is how an index finds a prefix; at most :limit.
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
WHERE quotes.id BETWEEN :first AND :last
ORDER BY quotes.id
LIMIT :limit
