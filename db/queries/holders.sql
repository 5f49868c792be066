-- For each of :starts (a JSON array), in this order, the distinct wordings that have a shingle in [start, start + :width), parted by commas;
-- of more than :most, one more than that.
SELECT
    (
        SELECT group_concat(wording)
        FROM (
            SELECT DISTINCT wording
            FROM shingles
            WHERE shingle BETWEEN starts.value AND starts.value + :width - 1
            LIMIT :most + 1
        )
    )
FROM json_each(:starts) AS starts
ORDER BY starts.key
