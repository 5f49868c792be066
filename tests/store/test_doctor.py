from __future__ import annotations

import zlib

import pytest

from quotecheck.errors import StoreError
from quotecheck.store import Problem, Store, examine


@pytest.fixture
def sound(store, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee"), ("that it is so,", None)), run=run)
    store.add(make("b.txt", ("“Yes,”", "Ann Lee")), run=run)
    return store


def damage(store: Store, sql: str, *parameters: object) -> list[Problem]:
    """The problems that are found after ``sql``, which no constraint keeps from its work."""
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute("PRAGMA ignore_check_constraints = ON")
    assert store.database.execute(sql, parameters).rowcount > 0
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
        ("UPDATE articles SET text = replace(text, 'Monday', 'Friday') WHERE id = 'a.txt'", "its text is not what its bytes give"),
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
        (f"UPDATE quotes SET entity = 7 WHERE pk = {FIRST}", "row 1 of quotes points at a row of entities that is not there"),
        ("DELETE FROM articles WHERE id = 'a.txt'", "points at a row of articles that is not there"),
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
    ],
)
def test_rows_that_do_not_belong_together_are_found(sound, sql, complaint):
    assert any(complaint in problem.message for problem in damage(sound, sql))


def test_bytes_that_were_exchanged_together_with_the_text_are_found(sound):
    problems = damage(sound, "UPDATE articles SET text = 'Forged.', raw = ? WHERE id = 'a.txt'", zlib.compress(b"Forged."))
    assert any("their SHA-256 differs" in problem.message for problem in problems)


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
