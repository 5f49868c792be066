-- The quotes whose id lies in [:first, :last], which is how an index finds a prefix; at most :limit.
SELECT *
FROM quotes_in_full
WHERE id BETWEEN :first AND :last
ORDER BY id
LIMIT :limit
