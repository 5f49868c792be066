-- Why each of :quotes (a JSON array of quotes.id) has the speaker that it has: what its article calls the speaker, how the mention names it,
-- and why that is this speaker across articles.
SELECT
    quotes.id AS quote,
    forms.name,
    quotes.mention_form AS form,
    entities.reason
FROM json_each(:quotes)
JOIN quotes ON quotes.id = json_each.value
JOIN entities ON entities.id = quotes.entity
JOIN forms ON forms.id = entities.form
ORDER BY quotes.id
