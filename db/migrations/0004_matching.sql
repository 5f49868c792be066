-- What matching needs: the parse of each article, the words of quotes as they are compared, and how those stand to each other.

CREATE TABLE parses (
    -- What the models made of an article, so that nobody has to ask them again.
    article INTEGER PRIMARY KEY REFERENCES articles (pk),
    packed BLOB NOT NULL -- JSON, compressed by zlib; quotecheck.store.parses reads it
) STRICT;

CREATE TABLE wordings (
    -- The words of quotes as they are compared. Quotes of equal words have one wording.
    pk INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL UNIQUE, -- 63 bits of a SHA-256 over the words
    quote INTEGER NOT NULL REFERENCES quotes (pk), -- of its quotes, the one with the smallest id; its parse speaks for all
    telling INTEGER NOT NULL CHECK (telling IN (0, 1)), -- whether the words tell enough for others to be known by them
    matched INTEGER NOT NULL DEFAULT 0 CHECK (matched IN (0, 1)), -- whether all its matches are there
    cluster INTEGER REFERENCES wordings (pk) -- of the wordings that matches join, the one with the smallest digest
) STRICT;

CREATE INDEX wordings_unmatched ON wordings (pk) WHERE matched = 0;

CREATE INDEX wordings_quote ON wordings (quote);

CREATE INDEX wordings_cluster ON wordings (cluster);

ALTER TABLE quotes ADD COLUMN wording INTEGER REFERENCES wordings (pk); -- NULL until it is matched

CREATE INDEX quotes_wording ON quotes (wording);

CREATE TABLE shingles (
    -- Runs of three words, as quotecheck.matching.shingles makes them.
    shingle INTEGER NOT NULL,
    wording INTEGER NOT NULL, -- wordings.pk; unsaid, since an index to prove it would be as large as the table
    PRIMARY KEY (shingle, wording)
) STRICT, WITHOUT ROWID;

CREATE TABLE matches (
    -- How two wordings stand to each other.
    one INTEGER NOT NULL REFERENCES wordings (pk), -- the one with the smaller digest
    other INTEGER NOT NULL REFERENCES wordings (pk),
    relation TEXT NOT NULL CHECK (relation IN ('same_words', 'contained', 'spliced', 'altered', 'distorted', 'reworded')),
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1), -- the share of the information of the words of either side that the other has; of a rewording, how likely it is one
    shared REAL NOT NULL, -- the information of the words that both have
    aligned TEXT NOT NULL, -- the runs of equal words, JSON: [[first, end, other first, other end], ...], words counted from 0
    differences TEXT NOT NULL, -- JSON: [[kind, first, end, other first, other end], ...], words likewise
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX matches_other ON matches (other);

DROP VIEW quotes_in_full;

CREATE VIEW quotes_in_full AS
-- Quotes with their article, speaker and places.
SELECT
    quotes.id,
    articles.id AS article,
    articles.path,
    quotes.line,
    quotes.column,
    quotes.text,
    quotes.kind,
    quotes.cue_text,
    quotes.mention_text,
    speakers.name AS speaker,
    speakers.id AS speaker_id,
    quotes.confidence,
    quotes.rule,
    quotes.polarity,
    quotes.hedge_text,
    quotes.when_text,
    quotes.where_text,
    articles.published,
    articles.outlet,
    articles.title,
    articles.url,
    (
        SELECT json_group_array(json_array(role, start, "end"))
        FROM (SELECT role, start, "end" FROM spans WHERE spans.quote = quotes.pk ORDER BY role, ordinal)
    ) AS spans,
    quotes.pk,
    quotes.start,
    quotes."end",
    articles.digest,
    articles.day,
    articles.moment,
    coalesce(quotes.mention_form = 'name' AND speakers.type <> 'unnamed', FALSE) AS named,
    entities.speaker AS speaking, -- speaker_id, and moment, as the index of a speaker's entities has them
    entities.moment AS spoken
FROM quotes
JOIN articles ON articles.pk = quotes.article
LEFT JOIN entities ON entities.id = quotes.entity
LEFT JOIN speakers ON speakers.id = entities.speaker;

PRAGMA user_version = 4;
