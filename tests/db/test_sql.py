from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from importlib.resources import files

import pytest
from sqlite_utils import Database

from quotecheck.store import Store, schema
from quotecheck.store.queries import query

FOLDER = files("quotecheck.db")
MIGRATIONS = sorted(item.name for item in FOLDER.joinpath("migrations").iterdir() if item.name.endswith(".sql"))
WRITING = ("speaker_counts_more", "speaker_aliases_more")
QUERIES = sorted(item.name.removesuffix(".sql") for item in FOLDER.joinpath("queries").iterdir() if item.name.endswith(".sql"))


@pytest.fixture
def database():
    database = Database(memory=True, execute_plugins=False)
    schema.migrate(database)
    yield database
    database.close()


def objects(connection) -> list[tuple]:
    return sorted(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"), key=repr)


def test_the_picture_of_the_schema_is_current():
    # If not: python -c "from quotecheck.store import schema; print(schema.render(), end='')" > db/schema.sql
    assert FOLDER.joinpath("schema.sql").read_text("utf-8") == schema.render()


def test_the_picture_makes_the_same_database_as_the_migrations(database):
    with closing(sqlite3.connect(":memory:")) as other:
        other.executescript(FOLDER.joinpath("schema.sql").read_text("utf-8"))
        assert objects(other) == objects(database.conn)
        for pragma in ("application_id", "user_version"):
            assert other.execute(f"PRAGMA {pragma}").fetchone() == database.execute(f"PRAGMA {pragma}").fetchone()


def test_migrations_are_numbered_without_a_gap_and_set_their_number():
    assert [int(name[:4]) for name in MIGRATIONS] == list(range(1, schema.newest() + 1))
    with closing(sqlite3.connect(":memory:")) as plain:
        for number, script in enumerate(schema.migrations(), start=1):
            plain.executescript(script)
            assert plain.execute("PRAGMA user_version").fetchone() == (number,)
        assert plain.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)


def test_migrating_again_changes_nothing(database):
    before = list(database.iterdump())
    schema.migrate(database)
    assert list(database.iterdump()) == before


def test_every_table_is_strict(database):
    ours = "schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = database.execute(f"SELECT name, strict FROM pragma_table_list WHERE {ours}").fetchall()
    assert len(tables) == 22
    assert [name for name, strict in tables if not strict] == []


def test_a_value_of_the_wrong_type_is_refused(database):
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        database["diagnostics"].insert({"article": "first", "ordinal": 0, "message": "odd"})


def test_every_foreign_key_has_an_index(database):
    for table in database.tables:
        indexed = {index.columns[0] for index in table.indexes} | {table.pks[0]}
        missing = [
            key.column for key in table.foreign_keys if key.column not in indexed and not (table.name == "quotes" and key.column == "run")
        ]
        assert missing == [], table.name


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_fits_the_schema_and_says_what_it_is(tmp_path, name):
    sql = query(name)
    assert sql.startswith("-- ")
    parameters = dict.fromkeys(re.findall(r":([a-z_]+)", re.sub(r"--.*", "", sql))) | {"limit": 1, "words": "no"}
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        assert store.database.execute(sql, parameters).fetchall() == []


@pytest.mark.parametrize("name", [name for name in QUERIES if name not in ("holds", *WRITING)])
def test_every_query_has_an_order(name):
    assert re.search(r"^ORDER BY ", query(name), re.MULTILINE)


def test_what_stood_in_a_store_before_polarity_is_still_there():
    first, second = schema.migrations()[:2]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(first)
        connection.execute("INSERT INTO runs VALUES (1, '0', 'm', 'c', 's')")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(articles)") if row[3] and not row[5]]
        values = {"id": "a", "text": "She denied it.", "raw": b"x", "run": 1, "encoding": "utf-8"}
        marks = ", ".join(f":{name}" for name in columns)
        connection.execute(
            f"INSERT INTO articles ({', '.join(columns)}) VALUES ({marks})", {name: values.get(name, "0" * 64) for name in columns}
        )
        connection.execute(
            'INSERT INTO quotes (id, article, kind, line, column, start, "end", text, confidence, rule, run) '
            "VALUES ('0123456789ab', 1, 'indirect', 1, 1, 11, 13, 'it', 1.0, 'by hand', 1)"
        )
        connection.execute("INSERT INTO spans VALUES (1, 'content', 0, 11, 13)")
        connection.executescript(second)
        assert connection.execute("SELECT polarity, hedge_text FROM quotes").fetchall() == [("said", None)]
        assert connection.execute("SELECT * FROM spans").fetchall() == [(1, "content", 0, 11, 13)]
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE quotes SET polarity = 'perhaps'")
