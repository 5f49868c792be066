-- The entities of lists of people, with the decisions that brought them and their ids there.
SELECT entities.id, entities.decision, forms.listed
FROM entities
JOIN decisions ON decisions.pk = entities.decision
JOIN forms ON forms.id = entities.form
WHERE decisions.kind = 'import'
ORDER BY entities.id
