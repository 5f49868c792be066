-- Where the quote :quote (its id) comes from: the primary key of its article, the run that found it, and what its speaker is.
SELECT
    quotes.article,
    runs.version,
    runs.models,
    runs.command,
    runs.started,
    speakers.type AS who
FROM quotes
JOIN runs ON runs.pk = quotes.run
LEFT JOIN entities ON entities.id = quotes.entity
LEFT JOIN speakers ON speakers.id = entities.speaker
WHERE quotes.id = :quote
ORDER BY quotes.pk
