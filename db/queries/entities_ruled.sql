-- The ids of the entities that the decision :decision rules on, whether or not it stands.
SELECT entities.id AS id
FROM rulings
JOIN articles ON articles.id = rulings.article
JOIN entities ON entities.article = articles.pk
JOIN forms ON forms.id = entities.form AND forms.type = rulings.type
WHERE
    rulings.decision = :decision
    AND (
        rulings.name = forms.name
        OR rulings.name IN (SELECT form_names.name FROM form_names WHERE form = forms.id AND kind = 'name')
    )
UNION
SELECT entities.id AS id
FROM rulings
JOIN entities ON '#' || entities.decision = rulings.article
JOIN forms ON forms.id = entities.form AND forms.type = rulings.type AND forms.name = rulings.name
WHERE rulings.decision = :decision AND entities.decision IS NOT NULL
ORDER BY id
