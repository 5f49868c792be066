-- The primary keys of the articles whose digest lies in [:first, :last], which is how an index finds a prefix, of the id :article where that
-- is not NULL.
SELECT pk
FROM articles
WHERE digest BETWEEN :first AND :last AND (:article IS NULL OR id = :article)
ORDER BY pk
