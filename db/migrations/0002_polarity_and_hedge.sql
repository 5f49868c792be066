-- Whether the speaker says the content, denies it or does not say it; and the words that hedge the report.

PRAGMA user_version = 2;

ALTER TABLE quotes ADD COLUMN polarity TEXT NOT NULL DEFAULT 'said' CHECK (polarity IN ('said', 'denied', 'unsaid'));

ALTER TABLE quotes ADD COLUMN hedge_text TEXT;

-- A CHECK cannot be changed in place.
CREATE TABLE spans_2 (
    -- Where the words of a quote stand in its article.
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'speaker', 'hedge', 'when', 'where')),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    PRIMARY KEY (quote, role, ordinal)
) STRICT, WITHOUT ROWID;

INSERT INTO spans_2 SELECT * FROM spans;

DROP TABLE spans;

ALTER TABLE spans_2 RENAME TO spans;
