-- Rows that nothing keeps in the store: what they are, which one, and what is wrong with it.
SELECT 'quote' AS what, id AS which, 'has no content span' AS problem
FROM quotes
WHERE NOT EXISTS (SELECT 1 FROM spans WHERE spans.quote = quotes.pk AND role = 'content')
UNION ALL
SELECT 'quote', quotes.id, 'has a speaker of another article'
FROM quotes
JOIN entities ON entities.id = quotes.entity
WHERE entities.article <> quotes.article
UNION ALL
SELECT 'entity', name, 'speaks in no quote'
FROM entities
WHERE NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.entity = entities.id)
UNION ALL
SELECT 'speaker', name, 'stands in no article'
FROM speakers
WHERE NOT EXISTS (SELECT 1 FROM entities WHERE entities.speaker = speakers.id)
UNION ALL
SELECT 'run', started, 'added no article'
FROM runs
WHERE NOT EXISTS (SELECT 1 FROM articles WHERE articles.run = runs.pk)
ORDER BY what, which, problem
