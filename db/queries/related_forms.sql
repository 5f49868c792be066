-- The ids of the forms that chains of shared keys join to :forms (a JSON array of forms.id), themselves among them.
-- Keys and forms take turns, so that each pair is walked once: a key of n forms costs n steps, not n times n.
WITH RECURSIVE reached (form, key) AS (
    SELECT value, NULL FROM json_each(:forms)
    UNION
    SELECT NULL, form_keys.key FROM reached JOIN form_keys ON form_keys.form = reached.form
    UNION
    SELECT form_keys.form, NULL FROM reached JOIN form_keys ON form_keys.key = reached.key
)
SELECT DISTINCT form AS id
FROM reached
WHERE form IN (SELECT id FROM forms)
ORDER BY form
