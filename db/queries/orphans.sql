-- Rows that nothing keeps in the store: what they are, which one, and what is wrong with it.
SELECT 'quote' AS what, id AS which, 'has no content span' AS problem
FROM quotes
WHERE NOT EXISTS (SELECT 1 FROM spans WHERE spans.quote = quotes.pk AND role = 'content')
UNION ALL
SELECT 'quote', quotes.id, 'has a speaker of another article'
FROM quotes
JOIN entities ON entities.id = quotes.entity
WHERE entities.article IS NOT quotes.article
UNION ALL
SELECT 'quote', id, 'is not found by its words'
FROM quotes
WHERE pk NOT IN (SELECT id FROM quote_words_docsize)
UNION ALL
SELECT 'entity', forms.name, 'speaks in no quote'
FROM entities
JOIN forms ON forms.id = entities.form
WHERE entities.decision IS NULL AND NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.entity = entities.id)
UNION ALL
SELECT 'entity', forms.name, 'counts other quotes than it has'
FROM entities
JOIN forms ON forms.id = entities.form
WHERE entities.quotes <> (SELECT count(*) FROM quotes WHERE quotes.entity = entities.id)
UNION ALL
SELECT 'entity', forms.name, 'has another date than its article'
FROM entities
JOIN forms ON forms.id = entities.form
LEFT JOIN articles ON articles.pk = entities.article
WHERE entities.moment <> coalesce(articles.moment, '~')
UNION ALL
SELECT 'form', name, 'is that of nobody'
FROM forms
WHERE NOT EXISTS (SELECT 1 FROM entities WHERE entities.form = forms.id)
UNION ALL
SELECT 'speaker', name, 'stands in no article and on no list'
FROM speakers
WHERE NOT EXISTS (SELECT 1 FROM entities WHERE entities.speaker = speakers.id)
UNION ALL
SELECT 'run', started, 'added no article'
FROM runs
WHERE NOT EXISTS (SELECT 1 FROM articles WHERE articles.run = runs.pk)
ORDER BY what, which, problem
