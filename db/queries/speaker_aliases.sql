-- The rows of aliases for the speaker :speaker, as its entities make them.
WITH named (kind, name, article, moment) AS (
    SELECT form_names.kind, form_names.name, entities.article, entities.moment
    FROM entities
    JOIN form_names ON form_names.form = entities.form AND form_names.kind <> 'rival'
    WHERE entities.speaker = :speaker
    UNION ALL
    SELECT 'description', descriptions.description, entities.article, entities.moment
    FROM entities
    JOIN descriptions ON descriptions.entity = entities.id
    WHERE entities.speaker = :speaker
)
SELECT
    :speaker,
    kind,
    name,
    count(DISTINCT article),
    min(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END),
    max(CASE WHEN moment < '~' THEN substr(moment, 1, 10) END)
FROM named
GROUP BY kind, name
ORDER BY kind, name
