-- One version each of the articles of which there are several, by their id or by their address on the web.
SELECT min(pk) AS key
FROM articles
GROUP BY id
HAVING count(*) > 1
UNION
SELECT min(pk)
FROM articles
WHERE url IS NOT NULL
GROUP BY url
HAVING count(*) > 1
ORDER BY key
