-- The ids of the entities that the decision :decision rules on, whether or not it stands.
SELECT entities.id
FROM rulings
JOIN articles ON articles.id = rulings.article
JOIN entities ON entities.article = articles.pk AND entities.type = rulings.type
WHERE
    rulings.decision = :decision
    AND (
        rulings.name = entities.name
        OR rulings.name IN (SELECT entity_names.name FROM entity_names WHERE entity = entities.id AND kind = 'name')
    )
UNION
SELECT entities.id
FROM rulings
JOIN entities ON '#' || entities.decision = rulings.article AND entities.type = rulings.type
WHERE rulings.decision = :decision AND rulings.name = entities.name AND entities.decision IS NOT NULL
ORDER BY id
