-- What checking needs: the quotes that hold given words.

CREATE VIRTUAL TABLE quote_words USING fts5 (
    text, -- of quotes, which is not kept twice
    content = 'quotes',
    content_rowid = 'pk',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO quote_words (quote_words) VALUES ('rebuild');

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

PRAGMA user_version = 5;
