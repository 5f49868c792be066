-- Every speaker with names, offices, and the number of quotes and of articles; who is quoted most comes first.
SELECT
    speakers.id,
    speakers.name,
    speakers.type,
    (
        SELECT json_group_array(alias)
        FROM (SELECT alias FROM aliases WHERE speaker = speakers.id AND kind = 'name' ORDER BY alias)
    ) AS aliases,
    (
        SELECT json_group_array(alias)
        FROM (SELECT alias FROM aliases WHERE speaker = speakers.id AND kind = 'office' ORDER BY alias)
    ) AS offices,
    count(quotes.pk) AS quotes,
    count(DISTINCT quotes.article) AS articles
FROM speakers
LEFT JOIN entities ON entities.speaker = speakers.id
LEFT JOIN quotes ON quotes.entity = entities.id
GROUP BY speakers.id
ORDER BY count(quotes.pk) DESC, speakers.name, speakers.id
