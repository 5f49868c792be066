-- What adds up for the speaker :speaker: quotes, articles, and the days of the first and last article that has a date.
SELECT
    sum(quotes),
    count(DISTINCT article),
    min(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END),
    max(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END)
FROM entities
WHERE speaker = :speaker
GROUP BY speaker
ORDER BY speaker
