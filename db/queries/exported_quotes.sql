-- The quotes of the article :key as they were found, in that order.
SELECT
    quotes.kind,
    quotes.mention_form,
    quotes.confidence,
    quotes.rule,
    quotes.polarity,
    quotes.entity,
    entities.form,
    (
        SELECT json_group_array(json_array(role, start, "end"))
        FROM (SELECT role, start, "end" FROM spans WHERE spans.quote = quotes.pk ORDER BY role, ordinal)
    ) AS spans
FROM quotes
LEFT JOIN entities ON entities.id = quotes.entity
WHERE quotes.article = :key
ORDER BY quotes.pk
