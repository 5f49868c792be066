-- Where articles come from besides files of text, and which of their lines are none of what they tell.

ALTER TABLE articles ADD COLUMN fetched TEXT; -- ISO 8601, UTC; when the bytes were taken from the web

ALTER TABLE articles ADD COLUMN licence TEXT; -- as stated

ALTER TABLE articles ADD COLUMN reader TEXT NOT NULL DEFAULT 'text'; -- what turned the bytes into text

ALTER TABLE articles ADD COLUMN reader_version TEXT NOT NULL DEFAULT ''; -- of what the reader rests on

UPDATE articles SET reader = 'record' WHERE path IS NULL AND id NOT LIKE 'stdin-%';

-- Versions of one article share their id, or the address that they have on the web.
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;

CREATE TABLE furniture (
    -- The lines of an article that are none of what it tells.
    article INTEGER NOT NULL REFERENCES articles (pk),
    line INTEGER NOT NULL CHECK (line >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('byline', 'caption', 'copyright', 'navigation', 'related')),
    PRIMARY KEY (article, line)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 6;
