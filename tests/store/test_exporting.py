from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from quotecheck.errors import InputError, NothingFound
from quotecheck.model import Entity, EntityType, Furniture, FurnitureKind, Listed, Parse, Sentence, Span, Tenure, Word
from quotecheck.store import QuoteFilter, Run, Store, examine
from quotecheck.store.decisions import add_alias, import_people, merge, rename, split, undo
from quotecheck.store.exporting import archive, articles_of, traced
from quotecheck.store.importing import import_archive

DERIVED = ("wordings", "shingles", "matches")


def rows(store):
    """All rows of all tables but those that matching makes, each table in one order."""
    tables = [name for name in store.database.table_names() if not name.startswith(("quote_words", "sqlite")) and name not in DERIVED]
    return {name: sorted(map(repr, store.database.execute(f"SELECT * FROM {name}").fetchall())) for name in tables}


def lines_of(store, criteria=None):
    return [(f"archive:{number}", json.loads(json.dumps(line))) for number, line in enumerate(archive(store, criteria), start=1)]


@pytest.fixture
def full(store, make, run):
    """A store with all that there may be: odd bytes, metadata, a parse, furniture, entities of all kinds, decisions."""
    blair = Entity(name="Tony Blair", type=EntityType.PERSON, aliases=("Blair", "Tony Blair"), offices=("Prime Minister",), gender="m")
    doubt = Entity(name="Lee", type=EntityType.PERSON, aliases=("Lee",), rivals=("Ann Lee", "Bob Lee"))
    one = make("a.txt", ("“No,”", blair), ("that “it” is", doubt), ("told", None), published="2024-02-27", outlet="The Post", title="A")
    two = make("wire-7", ("“Yes,”", "Anthony Blair"), jsonl=True, url="https://example.org/7", licence="CC0", fetched="2024-02-28T00:00:00")
    three = make("b.txt", ("“No,”", "Ann Lee"))
    source = replace(three.article.source, raw=b"\xef\xbb\xbf" + three.article.source.raw, encoding="utf-8-sig")
    source = replace(source, digest=sha256(source.raw).hexdigest())
    three = replace(three, article=replace(three.article, source=source, furniture=(Furniture(line=1, kind=FurnitureKind.BYLINE),)))
    words = (
        Word(index=0, span=Span(0, 1), text="A", lemma="a", upos="DET", xpos="DT", feats={"Definite": "Ind"}, head=None, deprel="root"),
    )
    parse = Parse(
        article=one.article,
        blocks=(Span(0, 10),),
        sentences=(Sentence(span=Span(0, 10), first=0, last=1, block=0),),
        words=words,
        names=(),
    )
    empty = make("empty.txt")
    later = Run(version="0.2.0", models="n" * 64, command="add more", started="2024-03-01T00:00:00+00:00")
    for extraction, under in ((replace(one, parse=parse), run), (two, run), (three, later), (empty, later)):
        assert store.add(extraction, run=under)
    return store


@pytest.fixture
def other(tmp_path):
    with Store.open(tmp_path / "other.db", create=True) as other:
        yield other


def test_an_archive_gives_the_same_store_again(full, other):
    done = import_archive(other, lines_of(full))
    assert (done.articles, done.quotes, done.known) == (4, 5, 0)
    assert rows(other) == rows(full)
    assert list(examine(other)) == list(examine(full))


def test_and_so_with_decisions_undone_ones_among_them(full, other, make, run):
    def speaker(name):
        return next(one for one in full.speakers() if one.name == name)

    full.add(make("c.txt", ("“No,”", "Cherie Booth"), ("“Oh,”", "Ann Lee"), ("“Ah,”", "Zoe Zed")), run=run)
    merge(full, speaker("Zoe Zed"), speaker("Cherie Booth"))
    undo(full)
    merge(full, speaker("Zoe Zed"), speaker("Lee"))
    rename(full, speaker("Cherie Booth"), "Cherie Blair")
    add_alias(full, speaker("Ann Lee"), "The Voice")
    split(full, speaker("Ann Lee"), ["c.txt"], name="Another Lee")
    people = [
        Listed(id="Q9545", name="Tony Blair", offices=("MP",), tenures=(Tenure(office="Prime Minister", since="1997-05-02", listed=True),))
    ]
    import_people(full, people, source="people.csv")
    add_alias(full, speaker("Cherie Blair"), "The Barrister")
    undo(full)
    import_archive(other, lines_of(full))
    assert rows(other) == rows(full)
    assert list(examine(other)) == list(examine(full))


def test_importing_again_changes_nothing(full, other, dump):
    import_archive(other, lines_of(full))
    before = dump(other)
    done = import_archive(other, lines_of(full))
    assert (done.articles, done.quotes, done.known) == (0, 0, 4)
    assert dump(other) == before


def test_a_filter_takes_whole_articles(full, other):
    import_archive(other, lines_of(full, QuoteFilter(contains="Yes")))
    assert [quote.article for quote in other.quotes()] == ["wire-7"]
    import_archive(other, lines_of(full))
    assert other.count_articles() == 4


def test_articles_come_with_the_quotes_asked_for(full):
    ((article, quotes, parse),) = articles_of(full, QuoteFilter(contains="it"))
    assert (article.id, [quote.text for quote in quotes], parse is None) == ("a.txt", ["that “it” is"], False)
    assert [article.id for article, _, _ in articles_of(full, None)] == ["a.txt", "wire-7", "b.txt", "empty.txt"]


def test_a_quote_is_traced_to_its_run(full):
    found = {one.quote.text: one for one in traced(full, full.quotes())}
    assert found["told"].who is None
    assert found["“Yes,”"].who is EntityType.PERSON
    assert found["“Yes,”"].article.source.licence == "CC0"
    assert {one.run.version for one in found.values()} == {"0.1.0", "0.2.0"}


def damaged(full, change):
    lines = lines_of(full)
    article = next(line for _, line in lines if "article" in line)
    change(article)
    return lines


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line["article"].pop("text"),
        lambda line: line["article"].update(text=7),
        lambda line: line["article"].update(digest="0" * 64),
        lambda line: line["article"].update(raw="%%%"),
        *(
            lambda line, name=name, value=value: line["article"].update({name: value})
            for name in ("encoding", "url", "title", "path", "fetched", "reader", "reader_version")
            for value in (10**20, [], 5)
        ),
        *(lambda line, name=name: line["article"].update({name: None}) for name in ("encoding", "reader", "reader_version", "id")),
        lambda line: line["entities"][0].update(gender=[]),
        lambda line: line["quotes"][0].update(content=[[0, 10**20]]),
        lambda line: line["quotes"][0].update(content=[[0.0, 1.0]]),
        lambda line: line["quotes"][0].update(confidence=[]),
        lambda line: line["quotes"][0].update(content=[]),
        lambda line: line["quotes"][0].update(content=[[5, 2]]),
        lambda line: line["quotes"][0].update(content=[[0, 99999]]),
        lambda line: line["quotes"][0].update(kind="shouted"),
        lambda line: line["quotes"][0].update(entity=99),
        lambda line: line["quotes"][0].pop("rule"),
        lambda line: line["quotes"][0].update(confidence=7),
        lambda line: line["entities"][0].update(type="ghost"),
        lambda line: line["run"].update(models=None),
        lambda line: line.update(parse="AAAA"),
        lambda line: line.update(furniture=[[1, "chair"]]),
        lambda line: line.update(diagnostics=[["odd"]]),
    ],
)
def test_a_line_that_was_changed_is_refused_in_one_line(full, other, change):
    with pytest.raises(InputError, match="archive:2: ") as error:
        import_archive(other, damaged(full, change))
    assert "\n" not in str(error.value)
    assert other.count_articles() == 0


def test_what_is_no_archive_is_refused(full, other):
    for lines in ([], [("x:1", {"id": "a"})], [("x:1", {"quotecheck": "archive", "format": 1, "schema": 999})], [("x:1", InputError("x"))]):
        with pytest.raises(InputError):
            import_archive(other, lines)
    with pytest.raises(InputError, match="Quotes alone"):
        import_archive(other, [("x:1", {"id": "0", "article": "a.txt"})])
    lines = lines_of(full)
    with pytest.raises(InputError, match="neither an article"):
        import_archive(other, [*lines, ("x:9", {"decision": {}, "rulings": []})])


def test_decisions_do_not_mix(full, other, make, run):
    other.add(make("z.txt", ("“No,”", "Zoe Zed")), run=run)
    rename(other, other.speakers()[0], "Zoe Z")
    rename(full, full.speakers()[0], "Somebody Else")
    with pytest.raises(InputError, match="decisions on speakers of its own"):
        import_archive(other, lines_of(full))


def speaker(store, name):
    return next(one for one in store.speakers() if one.name == name)


def who(store):
    return sorted((one.name, one.quotes, sorted(one.aliases)) for one in store.speakers())


@pytest.fixture
def pair(store, other, make, run):
    """Two stores with the same articles, of which the first goes on."""
    for number, name in enumerate(("Mark Stone", "Marko Stone", "Kim Lee")):
        store.add(make(f"{number}.txt", ("“No,”", name)), run=run)
    import_archive(other, lines_of(store))
    return store, other


def test_decisions_hold_for_articles_that_are_there_already(pair):
    one, other = pair
    merge(one, speaker(one, "Mark Stone"), speaker(one, "Marko Stone"))
    rename(one, speaker(one, "Kim Lee"), "Kim Lee Park")
    done = import_archive(other, lines_of(one))
    assert (done.decisions, done.known, done.whole) == (2, 3, True)
    assert who(other) == who(one)
    assert list(examine(other)) == list(examine(one))


def test_a_newer_archive_brings_what_was_decided_since(pair):
    one, other = pair
    people = [Listed(id="Q1", name="Kim Lee", aliases=("K. Lee",))]
    steps = (
        lambda: merge(one, speaker(one, "Mark Stone"), speaker(one, "Marko Stone")),
        lambda: rename(one, speaker(one, "Kim Lee"), "Kim Lee Park"),
        lambda: undo(one, 1),
        lambda: add_alias(one, speaker(one, "Mark Stone"), "The Stone"),
        lambda: import_people(one, people, source="people.csv"),
        lambda: undo(one),
        lambda: undo(one, 3),
        lambda: import_people(one, people, source="others.csv"),
    )
    for step in steps:
        step()
        assert import_archive(other, lines_of(one)).decisions == 1
        assert who(other) == who(one)
        assert list(examine(other)) == list(examine(one))
        assert import_archive(other, lines_of(one)).decisions == 0
    undo(other)
    with pytest.raises(InputError, match="of its own"):
        import_archive(other, lines_of(one))


@pytest.mark.parametrize(
    "change",
    [
        *(lambda line, name=name: line["decision"].update({name: 5}) for name in ("made", "undone", "kind", "summary")),
        *(lambda line, name=name: line["decision"].update({name: []}) for name in ("made", "undone", "kind", "summary", "pk")),
        *(lambda line, name=name: line["decision"].update({name: "x"}) for name in ("made", "undone", "kind", "pk")),
        lambda line: line["decision"].update(pk=10**20),
        lambda line: line["decision"].update(pk=7),
        lambda line: line["decision"].update(kind="import"),
        lambda line: line["decision"].update(kind="import", arguments={"source": "a", "people": [{"id": "Q1"}]}),
        lambda line: line["rulings"][0].__setitem__(4, 10**20),
        lambda line: line["rulings"][0].__setitem__(4, []),
        lambda line: line["rulings"][0].__setitem__(1, 5),
        lambda line: line["rulings"][0].pop(),
        lambda line: line.pop("rulings"),
    ],
)
def test_a_decision_that_was_changed_is_refused_in_one_line(full, other, change):
    rename(full, full.speakers()[0], "Somebody Else")
    rename(full, full.speakers()[0], "Yet Another")
    lines = lines_of(full)
    change(lines[2][1])
    with pytest.raises(InputError, match="archive:3: ") as error:
        import_archive(other, lines)
    assert "\n" not in str(error.value)
    assert other.count_articles() == 0


def test_an_archive_knows_its_end(full, other):
    lines = lines_of(full)
    assert lines[-1][1] == {"end": {"decisions": 0, "articles": 4}}
    assert not import_archive(other, lines[:-1]).whole
    assert not import_archive(other, lines[:2] + lines[3:]).whole
    assert import_archive(other, lines).whole
    with pytest.raises(InputError):
        import_archive(other, [*lines, lines[1]])


def test_a_store_without_that_quote_says_so(full):
    with pytest.raises(NothingFound):
        full.quote("ffffffffffff")
