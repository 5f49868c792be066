-- The versions that one may mean by :given, their id or their address on the web, or by the first digits of a digest, which lies in
-- [:first, :last]; and which of these it is.
SELECT
    pk AS key,
    digest,
    'id' AS what
FROM articles
WHERE id = :given
UNION ALL
SELECT
    pk,
    digest,
    'url'
FROM articles
WHERE url = :given
UNION ALL
SELECT
    pk,
    digest,
    'digest'
FROM articles
WHERE digest BETWEEN :first AND :last
ORDER BY what, key
