-- The standing decision that made :alias somebody's alias.
SELECT decisions.pk
FROM decisions
JOIN entities ON entities.decision = decisions.pk
JOIN forms ON forms.id = entities.form
WHERE decisions.kind = 'alias' AND forms.name = :alias AND decisions.undone IS NULL
ORDER BY decisions.pk
