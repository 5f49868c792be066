from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from random import Random

import pytest

from quotecheck.errors import StoreError
from quotecheck.model import Article, Extraction, Furniture, FurnitureKind
from quotecheck.reading import read_bytes
from quotecheck.reading.articles import article_from, read_text
from quotecheck.reading.furniture import find_furniture
from quotecheck.reading.page import read_page
from quotecheck.store import Problem, QuoteFilter, Store, examine
from quotecheck.store.doctor import examine_further
from quotecheck.store.queries import query
from quotecheck.store.rows import quote_digits, spans_by_role


@pytest.fixture
def sound(store, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee"), ("that it is so,", None)), run=run)
    store.add(make("b.txt", ("“Yes,”", "Ann Lee")), run=run)
    return store


def damage(store: Store, sql: str, *parameters: object) -> list[Problem]:
    """The problems that are found after ``sql``, which no constraint keeps from its work."""
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute("PRAGMA ignore_check_constraints = ON")
    assert store.database.execute(sql, parameters).rowcount > 0 or sql.startswith(("DROP", "CREATE"))
    store.database.execute("PRAGMA ignore_check_constraints = OFF")
    return list(examine(store))


def test_a_sound_store_has_no_problem(sound):
    assert list(examine(sound)) == []


def test_an_empty_store_has_no_problem(store):
    assert list(examine(store)) == []


FIRST = "(SELECT pk FROM quotes WHERE text = '“No,”')"


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("UPDATE articles SET digest = replace(digest, substr(digest, 1, 8), '00000000') WHERE id = 'a.txt'", "their SHA-256 differs"),
        ("UPDATE articles SET text = replace(text, 'Monday', 'Friday') WHERE id = 'a.txt'", "their SHA-256 differs"),
        ("UPDATE articles SET encoding = 'utf-16' WHERE id = 'a.txt'", "its text is not what its bytes give"),
        ("UPDATE articles SET encoding = 'klingon' WHERE id = 'a.txt'", "its text is not what its bytes give"),
        ("UPDATE articles SET raw = x'00' WHERE id = 'a.txt'", "cannot be unpacked"),
        ('UPDATE diagnostics SET "end" = 9999 WHERE article = 1', "the remark 'an odd headline' points outside its text"),
        (f"UPDATE spans SET \"end\" = 9999 WHERE quote = {FIRST} AND role = 'cue'", "its cue lies outside the text"),
        (f'UPDATE spans SET "end" = "end" - 1 WHERE quote = {FIRST} AND role = \'content\'', "its content is shown as '“No,”'"),
        (f"UPDATE spans SET start = start + 1 WHERE quote = {FIRST} AND role = 'speaker'", "its speaker is shown as 'Ann Lee'"),
        (f"DELETE FROM spans WHERE quote = {FIRST} AND role = 'when'", "its when is shown as 'Monday', but the article says None"),
        (f"UPDATE quotes SET where_text = 'Rome' WHERE pk = {FIRST}", "its where is shown as 'Rome'"),
        (f"UPDATE quotes SET text = '“Yes,”' WHERE pk = {FIRST}", "its content is shown as '“Yes,”'"),
        (f"UPDATE quotes SET line = 1 WHERE pk = {FIRST}", "it is said to stand in line 1, column 1, but stands in line 2, column 1"),
        (f"UPDATE quotes SET column = 2 WHERE pk = {FIRST}", "it is said to stand in line 2, column 2"),
        (f"UPDATE quotes SET start = start - 1 WHERE pk = {FIRST}", "it is said to stand at ["),
        ("INSERT INTO furniture VALUES (1, 5, 'byline')", "line 5, said to be a byline, lies beyond its last"),
        ("INSERT INTO furniture VALUES (1, 2, 'related')", "its words stand in line 2, which is a related"),
    ],
)
def test_what_is_wrong_with_an_article_is_found_and_placed(sound, sql, complaint):
    problems = damage(sound, sql)
    assert any(complaint in problem.message for problem in problems)
    assert {problem.article for problem in problems} == {"a.txt"}


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        (f"DELETE FROM spans WHERE quote = {FIRST} AND role = 'content'", "has no content span"),
        (f"UPDATE quotes SET entity = (SELECT id FROM entities WHERE article = 2) WHERE pk = {FIRST}", "has a speaker of another article"),
        (
            f"INSERT INTO quote_words (quote_words, rowid, text) SELECT 'delete', pk, text FROM quotes WHERE pk = {FIRST}",
            "is not found by its words",
        ),
        (f"UPDATE quotes SET entity = NULL WHERE pk = {FIRST}", "entity Ann Lee speaks in no quote"),
        ("INSERT INTO speakers (id, name, type) VALUES (7, 'Bob Day', 'person')", "speaker Bob Day stands in no article"),
        ("INSERT INTO runs VALUES (7, 'v', 'm', 'c', '2030')", "run 2030 added no article"),
        (f"UPDATE quotes SET entity = 7 WHERE pk = {FIRST}", "row 1 of quotes points at row 7 of entities, which is not there"),
        ("DELETE FROM articles WHERE id = 'a.txt'", "2 rows of quotes point at row 1 of articles, which is not there"),
        (f"DELETE FROM quotes WHERE pk = {FIRST}", "4 rows of spans point at row 1 of quotes, which is not there"),
        ("DELETE FROM quotes", "rows of spans point at 3 rows of quotes that are not there: 1, 2, 3"),
        (f"UPDATE quotes SET id = 'abcdefabcdef' WHERE pk = {FIRST}", "its id is not that of a quote at its place"),
        ("UPDATE articles SET reader = 'forged' WHERE pk = 1", "the reader 'forged', which is said to have read it, does not exist"),
        ("UPDATE articles SET published = 'yesterday' WHERE pk = 1", "its date of publication, 'yesterday', is no date of ISO 8601"),
        ("UPDATE articles SET fetched = '2024-02-30' WHERE pk = 1", "its date of fetching, '2024-02-30', is no date of ISO 8601"),
        ("CREATE TRIGGER tt AFTER INSERT ON quotes BEGIN DELETE FROM spans; END", "the trigger tt is none of the schema"),
        ("CREATE VIEW vv AS SELECT id FROM quotes", "the view vv is none of the schema"),
        ("CREATE UNIQUE INDEX ii ON quotes (text)", "the index ii is none of the schema"),
        ("UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE pk = 1", "the title in row 1 of articles is no text in UTF-8"),
        ("UPDATE speakers SET name = CAST(x'ff41' AS TEXT)", "of speakers is no text in UTF-8"),
        (f"UPDATE spans SET role = CAST(x'ff' AS TEXT) WHERE quote = {FIRST} AND role = 'cue'", "of spans is no text in UTF-8"),
        (f"UPDATE quotes SET confidence = 2 WHERE pk = {FIRST}", "SQLite: CHECK constraint failed in quotes"),
        ("UPDATE speakers SET name = 'Bob Day'", "speaker Ann Lee is not what the articles make of it"),
        ("UPDATE speakers SET type = 'place'", "speaker Ann Lee is not what the articles make of it"),
        ("DELETE FROM aliases", "speaker Ann Lee has other names than the articles give it"),
        (
            "INSERT INTO aliases SELECT id, 'office', 'Minister', 1, NULL, NULL FROM speakers",
            "speaker Ann Lee has other names than the articles give it",
        ),
        ("UPDATE aliases SET first = '2024-01-01'", "speaker Ann Lee has other names than the articles give it"),
        ("UPDATE speakers SET quotes = 7", "speaker Ann Lee has other counts than its articles"),
        ("UPDATE speakers SET first = '2024-01-01'", "speaker Ann Lee has other counts than its articles"),
        ("UPDATE speakers SET listed = 'Q1'", "speaker Ann Lee is not what the articles make of it"),
        ("DELETE FROM speaker_keys WHERE key = 'alone lee'", "speaker Ann Lee cannot be found by all of its names"),
        ("INSERT INTO speaker_keys SELECT 'alone day', id FROM speakers", "speaker Ann Lee cannot be found by all of its names"),
        ("UPDATE entities SET reason = 'a whim'", "speaker Ann Lee is not what the articles make of it"),
        ("UPDATE entities SET quotes = quotes + 1", "entity Ann Lee counts other quotes than it has"),
        ("UPDATE entities SET moment = '2024'", "entity Ann Lee has another date than its article"),
        ("UPDATE entities SET speaker = id", "speaker Ann Lee is not what the articles make of it"),
        ("DELETE FROM speakers", "speaker Ann Lee is not what the articles make of it"),
        (f"UPDATE spans SET start = \"end\" + 5 WHERE quote = {FIRST} AND role = 'cue'", "its place cannot be read (not a span"),
        ("UPDATE diagnostics SET start = 30 WHERE article = 1", "what is known of it cannot be read (not a span"),
        ("INSERT INTO furniture VALUES (1, 1, 'advertisement')", "what is known of it cannot be read ('advertisement' is not"),
        ("UPDATE forms SET name = 'Unknown'", "form 'Unknown' stands for nobody"),
        ("UPDATE speakers SET name = ' '", "speaker ' ' stands for nobody"),
        ("UPDATE forms SET gender = 'm'", "form Ann Lee is not what an article or a list said"),
        ("DELETE FROM form_names", "form Ann Lee is not what an article or a list said"),
        ("DELETE FROM form_keys WHERE key LIKE 'person:%'", "form Ann Lee has other keys than its names give"),
        ("INSERT INTO form_keys SELECT 'person:day', id FROM forms", "form Ann Lee has other keys than its names give"),
        ("DROP INDEX quotes_article", "quotes_article is missing in the schema"),
        ("DROP VIEW quotes_in_full", "quotes_in_full is missing in the schema"),
        ("DROP TABLE furniture", "furniture is missing in the schema"),
        ("DROP TABLE articles", "articles is missing in the schema"),
    ],
)
def test_rows_that_do_not_belong_together_are_found(sound, sql, complaint):
    assert any(complaint in problem.message for problem in damage(sound, sql))


def test_bytes_that_were_exchanged_together_with_the_text_are_found(sound):
    problems = damage(sound, "UPDATE articles SET text = 'Forged.', raw = ? WHERE id = 'a.txt'", zlib.compress(b"Forged."))
    assert any("their SHA-256 differs" in problem.message for problem in problems)


def test_a_text_that_its_own_bytes_do_not_give_is_found(sound):
    (text,) = sound.database.execute("SELECT text FROM articles WHERE id = 'a.txt'").fetchone()
    raw = text.replace("\n", "\r\n").encode()
    kept = "UPDATE articles SET raw = ?, digest = ? WHERE id = 'a.txt'"
    sound.database.execute(kept, [zlib.compress(raw), sha256(raw).hexdigest()])
    article = sound.article_of(next(iter(sound.quotes(QuoteFilter(article="a.txt")))))
    for place in list(sound.database.query(query("quote_places"), {"pk": 1})):
        id_ = quote_digits(article, spans_by_role(place["spans"])["content"], repeat=0)[:12]
        sound.database.execute("UPDATE quotes SET id = ? WHERE id = ?", [id_, place["id"]])
    assert list(examine(sound)) == []
    problems = damage(sound, "UPDATE articles SET text = replace(text, 'Monday', 'Friday') WHERE id = 'a.txt'")
    assert "its text is not what its bytes give" in [problem.message for problem in problems]


def test_a_damaged_page_ends_the_examination_with_one_line(sound):
    (page,) = sound.database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'spans'").fetchone()
    (size,) = sound.database.execute("PRAGMA page_size").fetchone()
    sound.close()
    raw = bytearray(sound.path.read_bytes())
    raw[(page - 1) * size : page * size] = bytes(size)
    sound.path.write_bytes(raw)
    with Store.open(sound.path) as damaged, pytest.raises(StoreError, match=r"^[^\n]+ damaged[^\n]+$"):
        list(examine(damaged))


def test_reading_only_is_enough_to_examine(sound):
    sound.close()
    with Store.open(sound.path, read_only=True) as store:
        assert list(examine(store)) == []


def test_a_doubt_that_the_articles_do_not_raise_is_found(sound, make, run):
    sound.add(make("c.txt", ("“Well,”", "Bob Day")), run=run)
    problems = damage(sound, "INSERT INTO doubts SELECT min(id), max(id), 'a whim' FROM speakers")
    assert {problem.message for problem in problems} == {
        f"speaker {name} is doubted for other reasons than the articles give" for name in ("Ann Lee", "Bob Day")
    }


INDEX = "the index of the quotes' words is not what the quotes give"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO quote_words (quote_words, rowid, text) VALUES ('delete', 1, '“No,”')",
        "INSERT INTO quote_words (rowid, text) VALUES (1, 'perhaps')",
        "UPDATE quote_words_data SET block = x'0000' WHERE id > 10",
        "DELETE FROM quote_words_data",
        "DELETE FROM quote_words_docsize WHERE id = 1",
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_an_index_of_other_words_is_found_without_writing(sound, sql, read_only):
    sound.database.execute(sql)
    sound.close()
    before = sound.path.read_bytes()
    with Store.open(sound.path, read_only=read_only) as store:
        assert INDEX in [problem.message for problem in examine(store)]
    assert sound.path.read_bytes() == before


def test_a_store_in_a_folder_that_cannot_be_written_to_is_examined(ordinary_user, make, run):
    path = ordinary_user / "quotes.db"
    with Store.open(path, create=True) as store:
        store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
        store.database.execute("INSERT INTO quote_words (rowid, text) VALUES (1, 'perhaps')")
    path.chmod(0o400)
    ordinary_user.chmod(0o500)
    with Store.open(path, read_only=True) as store:
        assert [problem.message for problem in examine(store)] == [INDEX]
    assert [file.name for file in ordinary_user.iterdir()] == ["quotes.db"]


def furnished(article: Article) -> Article:
    """The article, with the furniture that its words give."""
    return replace(article, furniture=tuple(find_furniture(article.text)))


def test_words_of_a_caption_may_be_a_quote(store, make, run):
    extraction = make("a.txt", ("FILE - “No,”", "Ann Lee"))
    extraction = replace(extraction, article=furnished(extraction.article))
    assert [furniture.kind for furniture in extraction.article.furniture] == [FurnitureKind.CAPTION]
    store.add(extraction, run=run)
    assert list(examine(store)) == []


TEXT = b"A headline\nFILE - Ann Lee in Rome.\nShe said no.\n\xc2\xa9 2024 The Post\n"
PAGE = (
    b"<html><head><title>Rome</title></head><body><nav><a href='/a'>Home and all the news</a></nav><article><h1>Rome</h1>"
    + b"<p>Ann Lee said no to the new plan of the council, which had been long in the making.</p>" * 4
    + b"</article></body></html>"
)


@pytest.mark.parametrize("kind", ["text", "page"])
@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("DELETE FROM furniture", "that it is furniture or not, is not what its bytes give"),
        ("INSERT INTO furniture VALUES (1, 3, 'byline')", "what it says of line 3, that it is furniture or not"),
        ("UPDATE furniture SET kind = 'related'", "that it is furniture or not, is not what its bytes give"),
    ],
)
def test_furniture_that_the_bytes_do_not_give_is_found(store, run, kind, sql, complaint):
    if kind == "text":
        article = article_from(TEXT, read_text(TEXT, name="a.txt"), id="a.txt", path="a.txt")
    else:
        article = article_from(PAGE, read_page(PAGE, name="a.html"), id="a.html", path="a.html")
    assert article.furniture
    store.add(Extraction(article=article, attributions=()), run=run)
    assert list(examine(store)) == []
    assert [complaint in problem.message for problem in damage(store, sql)] == [True]


def test_furniture_of_another_version_of_the_reader_is_not_judged(store, run):
    article = read_bytes(TEXT, id="a.txt", path="a.txt")
    former = replace(article, source=replace(article.source, reader_version="0"), furniture=(Furniture(line=1, kind=FurnitureKind.BYLINE),))
    store.add(Extraction(article=former, attributions=()), run=run)
    assert list(examine(store)) == []


def test_quotes_of_the_very_same_words_have_ids_of_their_own(store, make, run):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    store.add(replace(extraction, attributions=extraction.attributions * 12), run=run)
    assert list(examine(store)) == []


def test_what_is_theirs_alone_may_stay(sound):
    for sql in (
        "CREATE TABLE notes (quote TEXT UNIQUE)",
        "CREATE TRIGGER noted AFTER INSERT ON notes BEGIN DELETE FROM notes WHERE quote = ''; END",
        "CREATE VIEW noted_quotes AS SELECT quote FROM notes",
        "CREATE INDEX quotes_by_rule ON quotes (rule)",
    ):
        sound.database.execute(sql)
    assert list(examine(sound)) == []


def test_one_text_that_is_none_hides_no_other_problem(sound):
    sound.database.execute("UPDATE quotes SET line = 1 WHERE article = 2")
    problems = damage(sound, "UPDATE articles SET title = CAST(x'ff41' AS TEXT) WHERE pk = 1")
    assert [(problem.article, problem.quote is None) for problem in problems] == [("a.txt", True), ("b.txt", False)]
    assert sound.database.conn.text_factory is str


def test_an_article_of_another_version_of_its_reader_is_counted_and_no_problem(sound, monkeypatch):
    monkeypatch.setattr("quotecheck.store.proofs.restores", lambda article: None if article.id == "a.txt" else True)
    unproven: list[str] = []
    assert list(examine(sound, unproven=unproven)) == []
    assert unproven == ["a.txt"]


def test_a_file_that_is_written_to_meanwhile_is_examined_as_it_was(sound, make, run):
    with Store.open(sound.path) as reader:
        reader.database.execute("UPDATE quotes SET line = 1 WHERE article = 1 AND text = '“No,”'")
        problems = examine(reader)
        first = next(problems)
        sound.add(make("c.txt", ("“Perhaps,”", "Ann Lee"), ("“Well,”", "Bob Day")), run=run)
        sound.database.execute("UPDATE quotes SET line = 1 WHERE article = 2")
        assert list(problems) == []
        assert {problem.article for problem in examine(reader)} == {first.article, "b.txt"}


def test_another_examination_that_fails_is_a_problem(sound):
    def failing(store):
        yield Problem(message="one thing")
        raise KeyError(7)

    found = [problem.message for problem in examine_further(sound, failing)]
    assert found == ["one thing", "what is known of its quotes cannot be read (7)"]
    sound.database.execute("DROP TABLE shingles")
    assert list(examine_further(sound, failing)) == []


@pytest.mark.parametrize("seed", range(20))
def test_any_damage_gives_problems_or_one_line(sound, seed):
    sound.close()
    chance = Random(seed)
    raw = bytearray(sound.path.read_bytes())
    for _ in range(chance.choice([1, 5, 50])):
        at = chance.randrange(4096, len(raw))
        length = chance.choice([1, 8, 300])
        raw[at : at + length] = chance.randbytes(len(raw[at : at + length]))
    sound.path.write_bytes(raw)
    # Anything else that is raised fails the test.
    with suppress(StoreError), Store.open(sound.path, read_only=True) as store:
        assert all(problem.message for problem in examine(store))
