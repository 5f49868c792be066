-- A speaker other than :speaker who is called :alias.
SELECT id
FROM speakers
WHERE name = :alias AND id <> :speaker AND type <> 'unnamed'
ORDER BY id
