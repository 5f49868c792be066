-- Add to the counts and days of the speaker :speaker those of its entities in the new article :article.
UPDATE speakers
SET
    quotes = speakers.quotes + more.quotes,
    articles = speakers.articles + 1,
    first = coalesce(min(speakers.first, more.day), speakers.first, more.day),
    last = coalesce(max(speakers.last, more.day), speakers.last, more.day)
FROM (
    SELECT sum(quotes) AS quotes, min(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END) AS day
    FROM entities
    WHERE speaker = :speaker AND article = :article
) AS more
WHERE speakers.id = :speaker
