-- The primary keys of quotes that hold what :words asks for, an expression of FTS5: of the :most that were added last, those of the latest
-- articles first, those without a date last; :limit of them from :offset on.
SELECT quotes.pk
FROM (SELECT rowid FROM quote_words WHERE quote_words MATCH :words ORDER BY rowid DESC LIMIT coalesce(:most, -1)) AS held
JOIN quotes ON quotes.pk = held.rowid
JOIN articles ON articles.pk = quotes.article
ORDER BY articles.moment = '~', articles.moment DESC, quotes.pk
LIMIT :limit OFFSET coalesce(:offset, 0)
