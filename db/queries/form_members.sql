-- The entities of the forms :forms (a JSON array of forms.id), those of one speaker and reason together: how many, how many of
-- them speak in an article, and the smallest id, of those that speak and of all. Of forms without any key, which have nothing
-- to do with their equals, only those among :only (a JSON array of entities.id), unless that is NULL.
SELECT
    entities.form,
    entities.speaker,
    entities.reason,
    count(*) AS entities,
    count(entities.article) AS speaking,
    min(CASE WHEN entities.article IS NOT NULL THEN entities.id END) AS first_speaking,
    min(entities.id) AS first
FROM (
    SELECT entities.*
    FROM json_each(:forms) AS wanted
    JOIN entities ON entities.form = wanted.value
    WHERE :only IS NULL OR EXISTS (SELECT 1 FROM form_keys WHERE form_keys.form = wanted.value)
    UNION ALL
    SELECT entities.*
    FROM json_each(:only) AS wanted
    JOIN entities ON entities.id = wanted.value
) AS entities
GROUP BY entities.form, entities.speaker, entities.reason
ORDER BY entities.form, entities.speaker, entities.reason
