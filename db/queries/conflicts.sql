-- Wordings that tell enough and that two articles credit to two speakers, both of them by name, with the ids of their quotes as a JSON array;
-- :limit of them from :offset on. A wording of the same words, or one that holds all of
-- them, counts as the same.
WITH alike (wording, other) AS (
    SELECT wording, wording FROM quotes WHERE wording IS NOT NULL GROUP BY wording HAVING count(*) > 1
    UNION
    SELECT one, other FROM matches WHERE relation IN ('same_words', 'contained')
),
said (wording, quote, speaker, article) AS (
    SELECT alike.wording, quotes.id, entities.speaker, articles.id
    FROM alike
    JOIN wordings ON wordings.pk = alike.wording AND wordings.telling = 1
    JOIN quotes ON quotes.wording IN (alike.wording, alike.other)
    JOIN articles ON articles.pk = quotes.article
    JOIN entities ON entities.id = quotes.entity
    JOIN speakers ON speakers.id = entities.speaker AND speakers.type <> 'unnamed'
    WHERE quotes.mention_form = 'name'
)
SELECT
    wording,
    json_group_array(DISTINCT quote) AS quotes
FROM said
GROUP BY wording
-- Where both are more than one, two of them differ in both.
HAVING count(DISTINCT speaker) > 1 AND count(DISTINCT article) > 1
ORDER BY wording
LIMIT :limit OFFSET coalesce(:offset, 0)
