-- In which months the speaker :speaker is quoted, and how often; without those articles that have no date.
SELECT
    substr(moment, 1, 7) AS month,
    sum(quotes) AS quotes
FROM entities
WHERE speaker = :speaker AND quotes > 0 AND moment <> '~'
GROUP BY month
ORDER BY month
