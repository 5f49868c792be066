-- The primary keys of the quotes of the speaker :speaker in articles of the moments [:after, :before), those of the latest articles first;
-- :limit of them from :offset on. The index of a speaker's entities has them in this order. These may be NULL, which asks for no limit:
--   :kind    direct, indirect or mixed
--   :words   an expression of FTS5
SELECT quotes.pk
FROM entities
JOIN quotes ON quotes.entity = entities.id
WHERE
    entities.speaker = :speaker
    AND entities.moment >= :after
    AND entities.moment < :before
    AND (:kind IS NULL OR quotes.kind = :kind)
    AND (:words IS NULL OR quotes.pk IN (SELECT rowid FROM quote_words WHERE quote_words MATCH :words))
ORDER BY entities.moment DESC, quotes.article, quotes.start, quotes.pk
LIMIT :limit OFFSET coalesce(:offset, 0)
