-- The entities that the decision :decision brought, with their ids in lists of people.
SELECT entities.id, forms.listed
FROM entities
JOIN forms ON forms.id = entities.form
WHERE entities.decision = :decision
ORDER BY entities.id
