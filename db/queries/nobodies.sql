-- Speakers, and forms of them, that stand for nobody: where nobody knows who speaks, the quote has none.
SELECT
    'speaker' AS what,
    name
FROM speakers
WHERE lower(trim(name)) IN ('', '?', 'n/a', 'none', 'null', 'unidentified', 'unknown', 'unknown speaker')
UNION
SELECT
    'form',
    name
FROM forms
WHERE lower(trim(name)) IN ('', '?', 'n/a', 'none', 'null', 'unidentified', 'unknown', 'unknown speaker')
ORDER BY what, name
