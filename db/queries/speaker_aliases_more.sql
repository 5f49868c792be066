-- Add to the names and offices of the speaker :speaker those that the new article :article gives it.
INSERT INTO aliases (speaker, kind, alias, articles, first, last)
SELECT
    :speaker,
    kind,
    name,
    1,
    min(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END),
    max(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END)
FROM (
    SELECT form_names.kind, form_names.name, entities.moment
    FROM entities
    JOIN form_names ON form_names.form = entities.form AND form_names.kind <> 'rival'
    WHERE entities.speaker = :speaker AND entities.article = :article
    UNION ALL
    SELECT 'description', descriptions.description, entities.moment
    FROM entities
    JOIN descriptions ON descriptions.entity = entities.id
    WHERE entities.speaker = :speaker AND entities.article = :article
)
WHERE true
GROUP BY kind, name
ON CONFLICT (speaker, kind, alias) DO UPDATE SET
    articles = aliases.articles + 1,
    first = coalesce(min(aliases.first, excluded.first), aliases.first, excluded.first),
    last = coalesce(max(aliases.last, excluded.last), aliases.last, excluded.last)
