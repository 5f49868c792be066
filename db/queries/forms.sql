-- The forms :forms (a JSON array of forms.id) with their names and offices.
SELECT
    forms.*,
    (
        SELECT json_group_array(name)
        FROM (SELECT form_names.name FROM form_names WHERE form = forms.id AND kind = 'name' ORDER BY form_names.name)
    ) AS aliases,
    (
        SELECT json_group_array(name)
        FROM (SELECT form_names.name FROM form_names WHERE form = forms.id AND kind = 'office' ORDER BY form_names.name)
    ) AS offices,
    (
        SELECT json_group_array(name)
        FROM (SELECT form_names.name FROM form_names WHERE form = forms.id AND kind = 'rival' ORDER BY form_names.name)
    ) AS rivals
FROM json_each(:forms)
JOIN forms ON forms.id = json_each.value
ORDER BY forms.id
