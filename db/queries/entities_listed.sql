-- The ids of the entities that lists of people have under :ids (a JSON array of their ids).
SELECT entities.id
FROM entities
JOIN forms ON forms.id = entities.form
WHERE entities.decision IS NOT NULL AND forms.listed IN (SELECT value FROM json_each(:ids))
ORDER BY entities.id
