-- The id of the speaker to whom the entity :entity belongs now. A speaker has the id of one of its entities, which may go to another.
SELECT speaker
FROM entities
WHERE id = :entity
ORDER BY speaker
