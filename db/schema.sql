-- Made from db/migrations by quotecheck.store.schema.render. Change those, not this.

PRAGMA application_id = 1902340203;

PRAGMA user_version = 2;

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
    run INTEGER NOT NULL REFERENCES runs (pk),
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
) STRICT;

CREATE TABLE aliases (
    -- The names and offices of a speaker.
    alias TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'office')),
    PRIMARY KEY (alias, speaker, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX aliases_speaker ON aliases (speaker);

CREATE TABLE entities (
    -- One speaker within one article.
    id INTEGER PRIMARY KEY, -- 48 bits of a SHA-256 over the article and the entity
    article INTEGER NOT NULL REFERENCES articles (pk),
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'place', 'unnamed', 'other')),
    speaker INTEGER NOT NULL REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX entities_article ON entities (article);

CREATE INDEX entities_speaker ON entities (speaker);

CREATE TABLE entity_names (
    -- The names and offices that its article gives an entity.
    entity INTEGER NOT NULL REFERENCES entities (id),
    kind TEXT NOT NULL CHECK (kind IN ('name', 'office')),
    name TEXT NOT NULL,
    PRIMARY KEY (entity, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_keys (
    -- Only entities that share a key can be one speaker.
    key TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (id),
    PRIMARY KEY (key, entity)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_keys_entity ON entity_keys (entity);

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
, polarity TEXT NOT NULL DEFAULT 'said' CHECK (polarity IN ('said', 'denied', 'unsaid')), hedge_text TEXT) STRICT;

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
