-- What standing decisions say at :article (articles.id, or # and the number of a decision) of entities of :type: by which name, which
-- decision, its kind and value.
SELECT rulings.name, rulings.decision, rulings.kind, rulings.value
FROM rulings
JOIN decisions ON decisions.pk = rulings.decision
WHERE rulings.article = :article AND rulings.type = :type AND decisions.undone IS NULL
ORDER BY rulings.decision, rulings.kind, rulings.name
