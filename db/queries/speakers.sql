-- Speakers with names, offices and counts, who is quoted most first. Every parameter may be NULL, which asks for no limit:
--   :ids    a JSON array of speakers.id
--   :limit  how many at most
SELECT
    speakers.*,
    (
        SELECT json_group_array(alias)
        FROM (SELECT alias FROM aliases WHERE speaker = speakers.id AND kind = 'name' ORDER BY alias)
    ) AS aliases,
    (
        SELECT json_group_array(json_array(alias, articles, first, last))
        FROM (SELECT alias, articles, first, last FROM aliases WHERE speaker = speakers.id AND kind = 'office' ORDER BY alias)
    ) AS offices,
    (
        SELECT json_group_array(alias)
        FROM (SELECT alias FROM aliases WHERE speaker = speakers.id AND kind = 'description' ORDER BY alias)
    ) AS descriptions,
    CASE
        -- Most are on no list, and some have thousands of entities to look through.
        WHEN speakers.listed IS NULL THEN '[]'
        ELSE (
            SELECT json_group_array(json_array(office, since, until))
            FROM (
                SELECT terms.office, terms.since, terms.until
                FROM entities
                JOIN terms ON terms.entity = entities.id
                WHERE entities.speaker = speakers.id AND entities.decision IS NOT NULL
                ORDER BY terms.since, terms.office
            )
        )
    END AS terms
FROM speakers
WHERE
    -- A union, since SQLite looks at the index for each half by itself and skips the half whose parameter rules it out.
    speakers.id IN (
        SELECT value FROM json_each(:ids)
        UNION ALL
        SELECT id FROM speakers WHERE :ids IS NULL
    )
ORDER BY speakers.quotes DESC, speakers.name, speakers.id
LIMIT coalesce(:limit, -1)
