from __future__ import annotations

import zlib

import pytest

from quotecheck.errors import StoreError
from quotecheck.matching.matcher import Matcher
from quotecheck.matching.soundness import examine_matches
from quotecheck.model import Extraction, Furniture, FurnitureKind
from quotecheck.reading.articles import article_from, read_text
from quotecheck.store import Problem, Store, decisions, examine
from quotecheck.store.doctor import examine_further
from quotecheck.store.repair import repair
from quotecheck.store.rows import furniture_rows

BRIDGE = "“The old harbour bridge must be rebuilt before the winter storms,”"
FIRST = "(SELECT pk FROM quotes WHERE text LIKE '“No,%' ORDER BY pk LIMIT 1)"


@pytest.fixture
def sound(store, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee"), (BRIDGE, "Ann Lee"), published="2024-02-27"), run=run)
    store.add(make("b.txt", (BRIDGE.replace("must", "must not"), "Ann Lee"), ("that it is so,", "Bob Day")), run=run)
    store.add(make("c.txt", ("“No,”", "Robert Day")), run=run)
    (ann,) = store.find_speakers("Ann Lee")
    decisions.rename(store, ann, "Anna Lee")
    for _ in Matcher(store).run():
        pass
    return store


def problems(store) -> list[Problem]:
    return [*examine(store), *examine_further(store, examine_matches)]


def damage(store, *statements: str) -> list[str]:
    """Run SQL that no constraint keeps from its work, and give the messages of what is then wrong."""
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute("PRAGMA ignore_check_constraints = ON")
    for sql in statements:
        assert store.database.execute(sql).rowcount > 0 or sql.startswith(("DROP", "CREATE")), sql
    store.database.execute("PRAGMA ignore_check_constraints = OFF")
    store.database.execute("PRAGMA foreign_keys = ON")
    found = [problem.message for problem in problems(store)]
    assert found
    return found


def test_nothing_is_done_to_a_sound_store(sound, dump):
    before = dump(sound)
    assert problems(sound) == []
    assert repair(sound, further=examine_matches) == []
    assert dump(sound) == before


@pytest.mark.parametrize(
    ("sql", "done"),
    [
        ("DROP INDEX quotes_article", "the index quotes_article was made again"),
        ("DROP TRIGGER quotes_lose_words", "the trigger quotes_lose_words was made again"),
        ("DROP VIEW quotes_in_full", "the view quotes_in_full was made again"),
        ("DROP TABLE quote_words", "the index of the quotes' words was made anew"),
        ("DELETE FROM quote_words_data", "the index of the quotes' words was made anew"),
        ("DELETE FROM quote_words_docsize WHERE id = 1", "the index of the quotes' words was made anew"),
        ("INSERT INTO quote_words (rowid, text) VALUES (1, 'perhaps')", "the index of the quotes' words was made anew"),
        ("DROP TABLE aliases", "the table aliases was made again"),
        ("DROP TABLE speakers", "the table speakers was made again"),
        ("DELETE FROM aliases", "the speakers, their names and"),
        ("DELETE FROM speakers", "the speakers, their names and"),
        ("DELETE FROM speaker_keys WHERE key LIKE '%lee'", "the speakers, their names and"),
        ("INSERT INTO speaker_keys VALUES ('alone day', 7)", "the speakers, their names and"),
        ("INSERT INTO speakers (id, name, type) VALUES (7, 'Cy Fox', 'person')", "the speakers, their names and"),
        ("UPDATE speakers SET name = 'Unknown'", "the speakers, their names and"),
        ("UPDATE speakers SET quotes = 7", "the speakers, their names and"),
        ("UPDATE entities SET reason = 'a whim'", "the speakers, their names and"),
        ("DELETE FROM form_keys", "the speakers, their names and"),
        ("INSERT INTO form_keys SELECT 'person:fox', id FROM forms", "the speakers, their names and"),
        ("INSERT INTO form_keys VALUES ('person:fox', 7)", "the speakers, their names and"),
        ("INSERT INTO doubts SELECT min(id), max(id), 'a whim' FROM speakers", "the speakers, their names and"),
        ("UPDATE entities SET quotes = quotes - 1", "the quotes of 4 of the articles' speakers were counted anew"),
        ("UPDATE entities SET moment = '2024'", "the moment of 4 of the articles' speakers was set anew"),
        ("INSERT INTO runs VALUES (7, 'v', 'm', 'c', '2030')", "1 runs that added no article are gone"),
        ("INSERT INTO furniture VALUES (1, 9, 'byline')", "a.txt: 1 of its lines said to be furniture lay beyond its last"),
        (f"UPDATE quotes SET text = '“Yes,”' WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE quotes SET text = CAST(x'ff41' AS TEXT) WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE quotes SET cue_text = 'denied' WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE quotes SET cue_text = NULL, mention_text = 'Bob', when_text = 'once' WHERE pk = {FIRST}", "a.txt: the words and the"),
        (f"UPDATE quotes SET where_text = 'forged', hedge_text = 'forged' WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        ("UPDATE speakers SET name = CAST(x'ff41' AS TEXT)", "the speakers, their names and"),
        ("UPDATE aliases SET alias = alias || CAST(x'ff41' AS TEXT)", "the speakers, their names and"),
        ("INSERT INTO spans VALUES (99, 'cue', 0, 1, 2)", "1 of the spans of quotes that are not there is gone"),
        ("INSERT INTO diagnostics VALUES (99, 0, 'odd', NULL, NULL)", "1 of the diagnostics of articles that are not there is gone"),
        (
            "CREATE TRIGGER tt AFTER UPDATE ON speakers BEGIN DELETE FROM quotes; END",
            "the trigger tt, which is none of the schema, was taken away: CREATE TRIGGER tt AFTER UPDATE ON speakers BEGIN",
        ),
        ("CREATE VIEW vv AS SELECT * FROM quotes", "the view vv, which is none of the schema, was taken away"),
        (f"UPDATE quotes SET line = 7, column = 3 WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE quotes SET start = 0 WHERE pk = {FIRST}", "a.txt: the words and the place of quote"),
        (f"DELETE FROM spans WHERE role = 'content' AND quote = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE spans SET \"end\" = 999 WHERE role = 'content' AND quote = {FIRST}", "a.txt: the words and the place of quote"),
        (f"UPDATE spans SET start = 99 WHERE role = 'content' AND quote = {FIRST}", "a.txt: the words and the place of quote"),
    ],
)
def test_what_follows_from_the_rest_is_as_it_was_before(sound, dump, sql, done):
    before = sorted(line for line in dump(sound) if "quote_words" not in line)
    damage(sound, sql)
    repairs = repair(sound, further=examine_matches)
    assert any(done in found.message for found in repairs)
    assert all(found.mended for found in repairs)
    assert problems(sound) == []
    assert sorted(line for line in dump(sound) if "quote_words" not in line) == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE matches SET similarity = 0.5",
        "UPDATE matches SET aligned = 'nothing'",
        "DELETE FROM wordings",
        "UPDATE wordings SET digest = digest + 1",
        "DELETE FROM shingles",
        "UPDATE wordings SET cluster = NULL",
        "UPDATE quotes SET wording = 99 WHERE pk = 1",
        "DROP TABLE matches",
    ],
)
def test_matches_that_are_wrong_are_forgotten_and_found_again(sound, sql, dump):
    before = sound.database.execute("SELECT count(*) FROM matches").fetchone()
    assert before[0] > 0
    damage(sound, sql)
    repairs = repair(sound, further=examine_matches)
    assert all(found.mended for found in repairs)
    assert "run quotecheck match" in repairs[-1].message
    assert problems(sound) == []
    for _ in Matcher(sound).run():
        pass
    assert problems(sound) == []
    assert sound.database.execute("SELECT count(*) FROM matches").fetchone() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET raw = x'00' WHERE id = 'a.txt'",
        "UPDATE articles SET text = replace(text, 'Monday', 'Friday') WHERE id = 'a.txt'",
        "UPDATE articles SET digest = replace(digest, substr(digest, 1, 8), '00000000') WHERE id = 'a.txt'",
        "DELETE FROM articles WHERE id = 'a.txt'",
        "DROP TABLE articles",
        "DROP TABLE spans",
        f"UPDATE quotes SET entity = NULL WHERE pk = {FIRST}",
        f"UPDATE quotes SET id = 'abcdefabcdef' WHERE pk = {FIRST}",
        "UPDATE articles SET reader = 'forged' WHERE id = 'a.txt'",
        "UPDATE articles SET published = 'yesterday' WHERE id = 'a.txt'",
        f"UPDATE spans SET \"end\" = 9999 WHERE role = 'cue' AND quote = {FIRST}",
        f"UPDATE spans SET start = start + 1 WHERE role = 'speaker' AND quote = {FIRST}",
        f"DELETE FROM spans WHERE role = 'when' AND quote = {FIRST}",
        "UPDATE forms SET name = 'Cy Fox' WHERE name = 'Bob Day'",
        "DELETE FROM form_names",
        "DELETE FROM forms",
        f"UPDATE quotes SET confidence = 2 WHERE pk = {FIRST}",
    ],
)
def test_what_is_lost_is_told_and_left_alone(sound, dump, sql):
    damage(sound, sql)
    before = dump(sound)
    repairs = repair(sound, further=examine_matches)
    assert repairs
    assert [found.message for found in repairs if found.mended] == []
    assert all("Put back a backup, or add the article to a new database." in found.message for found in repairs)
    assert dump(sound) == before


def test_what_can_be_mended_is_even_if_something_else_cannot(sound):
    damage(sound, "DROP INDEX quotes_article", "UPDATE articles SET raw = x'00' WHERE id = 'a.txt'", "DELETE FROM aliases")
    repairs = repair(sound, further=examine_matches)
    assert [found.mended for found in repairs] == [True, True, False, False]
    assert repairs[2].article == "a.txt"
    assert [problem.message for problem in problems(sound)][:1] == ["the bytes kept for it cannot be unpacked"]
    assert sound.database.execute("SELECT count(*) FROM matches").fetchone()[0] > 0


def test_quotes_that_are_lost_are_not_counted_away(sound):
    damage(sound, f"DELETE FROM spans WHERE quote = {FIRST}", f"DELETE FROM quotes WHERE pk = {FIRST}")
    repairs = repair(sound, further=examine_matches)
    assert [found.message for found in repairs if not found.mended] == [
        "entity Ann Lee counts other quotes than it has. Put back a backup, or add the article to a new database."
    ]


def test_a_remark_outside_the_text_points_nowhere(sound):
    damage(sound, 'UPDATE diagnostics SET "end" = 9999 WHERE article = 1')
    (found,) = repair(sound, further=examine_matches)
    assert found.message == "a.txt: 1 of the remarks on it pointed outside its text, and point nowhere now"
    assert problems(sound) == []
    assert sound.database.execute('SELECT message, start, "end" FROM diagnostics WHERE article = 1').fetchall() == [
        ("an odd headline", None, None)
    ]


def test_a_damaged_parse_is_taken_away(sound):
    damage(sound, f"INSERT INTO parses VALUES (1, x'{zlib.compress(b'{}').hex()}')")
    (found, *_) = repair(sound, further=examine_matches)
    assert found.message == "a.txt: its parse was damaged and is gone; its quotes are matched without it"
    assert problems(sound) == []


def test_furniture_within_the_text_of_an_article_that_cannot_be_proven_stays(sound):
    article = sound.article_of(next(iter(sound.quotes())))
    kept = Furniture(line=1, kind=FurnitureKind.BYLINE)
    for furniture in (kept, Furniture(line=9, kind=FurnitureKind.RELATED)):
        changed = type(article)(id=article.id, text=article.text, source=article.source, furniture=(furniture,))
        sound.database["furniture"].insert_all(furniture_rows(changed, row=1))
    sound.database.execute("UPDATE articles SET reader_version = '0'")
    repair(sound, further=examine_matches)
    assert sound.article_of(next(iter(sound.quotes()))).furniture == (kept,)


def test_furniture_is_read_from_the_bytes_again(store, run):
    raw = "A headline\nBy Ann Lee\nShe said no.\n© 2024 The Post\n".encode()
    article = article_from(raw, read_text(raw, name="a.txt"), id="a.txt", path="a.txt")
    store.add(Extraction(article=article, attributions=()), run=run)
    before = store.database.execute("SELECT * FROM furniture ORDER BY line").fetchall()
    assert [line for _, line, _ in before] == [2, 4]
    damage(store, "DELETE FROM furniture WHERE line = 2", "INSERT INTO furniture VALUES (1, 3, 'related')")
    (found,) = repair(store, further=examine_matches)
    assert found.message == "a.txt: which of its lines are furniture was read from its bytes again"
    assert problems(store) == []
    assert store.database.execute("SELECT * FROM furniture ORDER BY line").fetchall() == before


def test_a_text_that_nothing_gives_again_is_told_and_what_can_be_mended_is(sound):
    damage(sound, "UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE id = 'a.txt'", "UPDATE speakers SET name = CAST(x'ff' AS TEXT)")
    made, left = repair(sound, further=examine_matches)
    assert (made.mended, left.mended, left.article) == (True, False, "a.txt")
    assert left.message.startswith("the title in row 1 of articles is no text in UTF-8. Put back a backup")
    assert sound.speakers()[0].name == "Anna Lee"


def spoil(store, name: str) -> None:
    """Fill the first page of a table or an index with what is none."""
    (page,) = store.database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()
    (size,) = store.database.execute("PRAGMA page_size").fetchone()
    store.close()
    raw = bytearray(store.path.read_bytes())
    raw[(page - 1) * size : page * size] = b"\xa5" * size
    store.path.write_bytes(raw)


@pytest.mark.parametrize("name", ["quotes_article", "articles_day", "entities_form"])
def test_indexes_that_cannot_be_read_are_made_anew(sound, dump, name):
    before = sorted(line for line in dump(sound) if "quote_words" not in line)
    sound.database.execute("CREATE INDEX theirs ON quotes (rule)")
    spoil(sound, name)
    with Store.open(sound.path) as store:
        told = f"the index {name} cannot be read; quotecheck doctor --repair makes it anew if its table can be"
        examination = examine(store)
        assert next(examination).message == told
        with pytest.raises(StoreError, match="damaged"):
            list(examination)
        (found,) = repair(store, further=examine_matches)
        assert found.message == "the indexes were damaged, and were made anew from the tables"
        assert problems(store) == []
        store.database.execute("DROP INDEX theirs")
        assert sorted(line for line in dump(store) if "quote_words" not in line) == before


@pytest.mark.parametrize("name", ["quotes", "sqlite_autoindex_quotes_1", "spans"])
def test_tables_and_their_keys_that_cannot_be_read_are_left_alone(sound, name):
    spoil(sound, name)
    before = sound.path.read_bytes()
    with Store.open(sound.path) as store, pytest.raises(StoreError, match="damaged"):
        repair(store, further=examine_matches)
    assert sound.path.read_bytes() == before


def test_rows_that_an_index_does_not_have_are_found_again(sound):
    database = sound.database
    database.execute("PRAGMA writable_schema = ON")
    page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles_day'").fetchone()
    database.execute("UPDATE sqlite_master SET rootpage = 0, sql = NULL WHERE name = 'nothing'")
    assert page
    database.execute("PRAGMA writable_schema = RESET")
    database.execute("DROP INDEX articles_run")
    database.execute("CREATE INDEX articles_run ON articles (run) WHERE run > 99")
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_master SET sql = 'CREATE INDEX articles_run ON articles (run)' WHERE name = 'articles_run'")
    database.execute("PRAGMA writable_schema = RESET")
    sound.close()
    with Store.open(sound.path) as store:
        assert any("articles_run" in problem.message for problem in examine(store))
        (found,) = repair(store, further=examine_matches)
        assert found.message == "the indexes were made anew"
        assert list(examine(store)) == []


def test_what_would_make_things_worse_is_not_done(sound, monkeypatch, dump):
    def worse(database):
        database.execute("DELETE FROM spans")
        yield "everything is fine"

    damage(sound, "UPDATE entities SET moment = '2024'")
    before = dump(sound)
    monkeypatch.setattr("quotecheck.store.repair.mend_entities", worse)
    with pytest.raises(StoreError, match="Nothing was changed"):
        repair(sound, further=examine_matches)
    assert dump(sound) == before


def test_a_constraint_that_is_violated_undoes_everything(sound, monkeypatch, dump):
    def violating(database):
        database.execute("DELETE FROM descriptions")
        database.execute("INSERT INTO runs SELECT * FROM runs")
        yield ""

    damage(sound, "UPDATE entities SET moment = '2024'")
    before = dump(sound)
    monkeypatch.setattr("quotecheck.store.repair.mend_runs", violating)
    with pytest.raises(StoreError, match="Nothing was changed"):
        repair(sound, further=examine_matches)
    assert dump(sound) == before
