-- The quotes of the article :pk with all that says where they stand.
SELECT
    id,
    line,
    column,
    start,
    "end",
    text,
    cue_text,
    mention_text,
    hedge_text,
    when_text,
    where_text,
    (
        SELECT json_group_array(json_array(role, start, "end"))
        FROM (SELECT role, start, "end" FROM spans WHERE spans.quote = quotes.pk ORDER BY role, ordinal)
    ) AS spans
FROM quotes
WHERE article = :pk
ORDER BY start, "end", id
