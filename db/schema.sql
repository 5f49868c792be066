-- Made from db/migrations by quotecheck.store.schema.render. Change those, not this.

PRAGMA application_id = 1902340203;

PRAGMA user_version = 6;

CREATE TABLE runs (
    -- One run of the program that added something.
    pk INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    models TEXT NOT NULL, -- digest of the models that found the quotes
    command TEXT NOT NULL,
    started TEXT NOT NULL, -- ISO 8601, UTC
    UNIQUE (started, version, models, command)
) STRICT;

CREATE TABLE articles (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL, -- the name it is cited by: a path, or the id of a JSON line
    digest TEXT NOT NULL CHECK (length(digest) = 64), -- SHA-256 of the bytes that came in
    text TEXT NOT NULL,
    raw BLOB NOT NULL, -- the bytes that came in, compressed by zlib
    encoding TEXT NOT NULL,
    path TEXT,
    title TEXT,
    url TEXT,
    outlet TEXT,
    author TEXT,
    published TEXT, -- ISO 8601
    day TEXT GENERATED ALWAYS AS (substr(published, 1, 10)) VIRTUAL,
    language TEXT,
    run INTEGER NOT NULL REFERENCES runs (pk), moment TEXT GENERATED ALWAYS AS (coalesce(strftime('%Y-%m-%dT%H:%M:%S', published), '~')) VIRTUAL, fetched TEXT, licence TEXT, reader TEXT NOT NULL DEFAULT 'text', reader_version TEXT NOT NULL DEFAULT '',
    UNIQUE (id, digest)
) STRICT;

CREATE INDEX articles_digest ON articles (digest);

CREATE INDEX articles_day ON articles (day);

CREATE INDEX articles_run ON articles (run);

CREATE TABLE diagnostics (
    -- What was odd in an article that was read all the same.
    article INTEGER NOT NULL REFERENCES articles (pk),
    ordinal INTEGER NOT NULL,
    message TEXT NOT NULL,
    start INTEGER CHECK (start >= 0),
    "end" INTEGER CHECK ("end" >= start),
    PRIMARY KEY (article, ordinal),
    CHECK ((start IS NULL) = ("end" IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE speakers (
    -- One person, body or country across all articles.
    id INTEGER PRIMARY KEY, -- the smallest entities.id among its entities, whatever the order in which they came
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'place', 'unnamed', 'other'))
, listed TEXT, quotes INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0, first TEXT, last TEXT) STRICT;

CREATE TABLE quotes (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) >= 12), -- hexadecimal digits of a SHA-256 over the article and the content spans
    article INTEGER NOT NULL REFERENCES articles (pk),
    entity INTEGER REFERENCES entities (id), -- NULL where nobody knows who speaks
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
    line INTEGER NOT NULL CHECK (line >= 1),
    column INTEGER NOT NULL CHECK (column >= 1),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    text TEXT NOT NULL, -- the words at the content spans, pieces joined by ' … '
    cue_text TEXT,
    mention_text TEXT,
    mention_form TEXT CHECK ((mention_form IS NULL) = (mention_text IS NULL)),
    when_text TEXT,
    where_text TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (pk)
, polarity TEXT NOT NULL DEFAULT 'said' CHECK (polarity IN ('said', 'denied', 'unsaid')), hedge_text TEXT, wording INTEGER REFERENCES wordings (pk)) STRICT;

CREATE INDEX quotes_article ON quotes (article, start);

CREATE INDEX quotes_entity ON quotes (entity);

CREATE INDEX quotes_run ON quotes (run);

CREATE TABLE "spans" (
    -- Where the words of a quote stand in its article.
    quote INTEGER NOT NULL REFERENCES quotes (pk),
    role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'speaker', 'hedge', 'when', 'where')),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    PRIMARY KEY (quote, role, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions (
    -- What users have decided of speakers. Those that are undone stay, for the record.
    pk INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'alias', 'import')),
    summary TEXT NOT NULL, -- for the reader
    arguments TEXT NOT NULL, -- JSON; what the decision can be carried out from
    made TEXT NOT NULL, -- ISO 8601, UTC
    undone TEXT -- ISO 8601, UTC
) STRICT;

CREATE TABLE rulings (
    -- What a decision says of an entity, in whichever version of its article it turns up.
    article TEXT NOT NULL, -- articles.id; for an entity of a decision, # and its number
    name TEXT NOT NULL, -- a name that the entity has there
    type TEXT NOT NULL,
    decision INTEGER NOT NULL REFERENCES decisions (pk),
    kind TEXT NOT NULL CHECK (kind IN ('same', 'apart', 'called')),
    value TEXT CHECK ((value IS NOT NULL) = (kind = 'called')), -- what the speaker is called
    PRIMARY KEY (article, name, type, decision, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX rulings_decision ON rulings (decision);

CREATE INDEX speakers_quotes ON speakers (quotes DESC, name, id);

CREATE TABLE forms (
    -- What articles or lists say of a speaker: many entities have one form, and are one speaker if they are none each by itself.
    id INTEGER PRIMARY KEY, -- 63 bits of a SHA-256 over all that is said
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'place', 'unnamed', 'other')),
    gender TEXT CHECK (gender IN ('m', 'f')), -- where a title tells it
    listed TEXT, -- the id in a user's list of people
    rulings TEXT NOT NULL -- what users have decided, JSON: [[decision, kind, value], ...]
) STRICT;

CREATE TABLE form_names (
    -- The names and offices of a form.
    form INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'office', 'rival')), -- a rival: who else may be meant
    name TEXT NOT NULL,
    PRIMARY KEY (form, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_keys (
    -- Only forms that share a key can be one speaker.
    key TEXT NOT NULL,
    form INTEGER NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;

CREATE INDEX form_keys_form ON form_keys (form);

CREATE TABLE "entities" (
    -- One speaker within one article, or one that a decision knows.
    id INTEGER PRIMARY KEY, -- 48 bits of a SHA-256 over the article (or the decision) and the entity
    article INTEGER REFERENCES articles (pk),
    decision INTEGER REFERENCES decisions (pk),
    form INTEGER NOT NULL REFERENCES forms (id) DEFERRABLE INITIALLY DEFERRED,
    quotes INTEGER NOT NULL, -- how many are credited to it
    moment TEXT NOT NULL, -- that of its article
    speaker INTEGER NOT NULL REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL, -- why it is this speaker
    CHECK ((article IS NULL) <> (decision IS NULL))
) STRICT;

CREATE INDEX entities_article ON entities (article);

CREATE INDEX entities_decision ON entities (decision) WHERE decision IS NOT NULL;

CREATE INDEX entities_form ON entities (form, speaker, reason);

CREATE INDEX entities_speaker ON entities (speaker, moment);

CREATE TABLE descriptions (
    -- By what an article means an entity besides its names: *the senior official*.
    entity INTEGER NOT NULL REFERENCES entities (id),
    description TEXT NOT NULL,
    PRIMARY KEY (entity, description)
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    -- When an entity of a user's list held an office. Days, both included; NULL for an open end.
    entity INTEGER NOT NULL REFERENCES entities (id),
    office TEXT NOT NULL,
    since TEXT,
    until TEXT CHECK (until >= since),
    UNIQUE (entity, office, since, until)
) STRICT;

CREATE TABLE aliases (
    -- What all articles together call a speaker, and when.
    speaker INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'office', 'description')),
    alias TEXT NOT NULL,
    articles INTEGER NOT NULL, -- how many of them
    first TEXT, -- the day of the first of them that has a date
    last TEXT,
    PRIMARY KEY (speaker, kind, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker_keys (
    -- What a speaker is looked up by; quotecheck.people.lookup makes the keys.
    key TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    PRIMARY KEY (key, speaker)
) STRICT, WITHOUT ROWID;

CREATE INDEX speaker_keys_speaker ON speaker_keys (speaker);

CREATE TABLE doubts (
    -- Two speakers that may be one.
    one INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX doubts_other ON doubts (other);

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

CREATE VIRTUAL TABLE quote_words USING fts5 (
    text, -- of quotes, which is not kept twice
    content = 'quotes',
    content_rowid = 'pk',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER quotes_have_words AFTER INSERT ON quotes BEGIN
    INSERT INTO quote_words (rowid, text) VALUES (new.pk, new.text);
END;

CREATE TRIGGER quotes_lose_words AFTER DELETE ON quotes BEGIN
    INSERT INTO quote_words (quote_words, rowid, text) VALUES ('delete', old.pk, old.text);
END;

CREATE TRIGGER quotes_change_words AFTER UPDATE OF text ON quotes BEGIN
    INSERT INTO quote_words (quote_words, rowid, text) VALUES ('delete', old.pk, old.text);
    INSERT INTO quote_words (rowid, text) VALUES (new.pk, new.text);
END;

CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;

CREATE TABLE furniture (
    -- The lines of an article that are none of what it tells.
    article INTEGER NOT NULL REFERENCES articles (pk),
    line INTEGER NOT NULL CHECK (line >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('byline', 'caption', 'copyright', 'navigation', 'related')),
    PRIMARY KEY (article, line)
) STRICT, WITHOUT ROWID;
