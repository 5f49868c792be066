-- Pairs of speakers that may be one: of any of :speakers (a JSON array of speakers.id), or, if that is NULL, all of them.
SELECT doubts.one, doubts.other, doubts.reason
FROM (
    -- A union, since SQLite looks at the index for each part by itself.
    SELECT doubts.one, doubts.other FROM json_each(:speakers) JOIN doubts ON doubts.one = json_each.value
    UNION
    SELECT doubts.one, doubts.other FROM json_each(:speakers) JOIN doubts ON doubts.other = json_each.value
    UNION
    SELECT one, other FROM doubts WHERE :speakers IS NULL
) AS found
JOIN doubts ON doubts.one = found.one AND doubts.other = found.other
JOIN speakers AS one ON one.id = doubts.one
JOIN speakers AS other ON other.id = doubts.other
ORDER BY one.quotes + other.quotes DESC, one.name, other.name, doubts.one, doubts.other
