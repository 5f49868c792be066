from __future__ import annotations

import subprocess
import sys
import textwrap
from dataclasses import replace
from hashlib import sha256
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotecheck.errors import StoreError
from quotecheck.model import (
    Attribution,
    Diagnostic,
    Entity,
    EntityType,
    Extraction,
    Furniture,
    FurnitureKind,
    Kind,
    Mention,
    Polarity,
    Span,
)
from quotecheck.reading import read_bytes
from quotecheck.store import Run, Store, rows
from quotecheck.store import store as store_module
from quotecheck.store.queries import query


def test_what_goes_in_comes_out(store, make, run):
    extraction = make("seeds/a.txt", ("“No,”", "Ann Lee"), title="T", outlet="O", url="U", published="2024-02-27")
    assert store.add(extraction, run=run)
    (quote,) = store.quotes()
    (attribution,) = extraction.attributions
    text = extraction.article.text
    assert (quote.article, quote.path, quote.line, quote.column) == ("seeds/a.txt", "seeds/a.txt", 2, 1)
    assert (quote.title, quote.outlet, quote.url, quote.published) == ("T", "O", "U", "2024-02-27")
    assert (quote.content, quote.cue, quote.mention) == (attribution.content, attribution.cue, attribution.speaker.spans)
    assert (quote.text, quote.cue_text, quote.speaker_mention, quote.speaker) == ("“No,”", "said", "Ann Lee", "Ann Lee")
    assert (quote.kind, quote.confidence, quote.rule, quote.when, quote.where) == (Kind.DIRECT, 0.75, "by hand", "Monday", None)
    assert quote.content[0].of(text) == quote.text
    assert len(quote.id) == 12
    article = store.article_of(quote)
    assert (article.text, article.source) == (text, extraction.article.source)
    assert article.diagnostics == (*extraction.article.diagnostics, *extraction.diagnostics)


def test_several_pieces_and_an_unknown_speaker(store, make, run):
    article = read_bytes("“We,” it said, “will.”".encode(), id="a.txt", path="a.txt")
    attribution = Attribution(
        content=(Span(0, 5), Span(15, 22)), cue=(), speaker=None, kind=Kind.DIRECT, confidence=1, rule="r", where=Span(6, 8)
    )
    store.add(Extraction(article=article, attributions=(attribution,)), run=run)
    (quote,) = store.quotes()
    assert quote.text == "“We,” … “will.”"
    assert (quote.cue_text, quote.speaker_mention, quote.speaker, quote.speaker_id) == (None, None, None, None)
    assert (quote.cue, quote.mention, quote.where) == ((), (), "it")
    assert store.speakers() == []


def test_a_speaker_known_without_a_mention(store, make, run):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    floating = replace(extraction.attributions[0], speaker=None, cue=())
    store.add(replace(extraction, attributions=(floating,)), run=run)
    (quote,) = store.quotes()
    assert (quote.speaker, quote.speaker_mention) == ("Ann Lee", None)


def test_adding_twice_changes_nothing(store, make, run, dump):
    extraction = make("a.txt", ("“No,”", "Ann Lee"), ("that it is so,", None))
    assert store.add(extraction, run=run)
    before = dump(store)
    assert not store.add(extraction, run=run)
    assert not store.add(extraction, run=replace(run, started="2030-01-01T00:00:00+00:00"))
    assert dump(store) == before


def test_a_run_is_written_once_with_its_first_article(store, make, run):
    begun = store.begin_run(version="1", models="m", command="add")
    assert list(store.database["runs"].rows) == []
    store.add(make("a.txt"), run=begun)
    store.add(make("b.txt", ("“No,”", "Ann Lee")), run=begun)
    store.add(make("c.txt", ("“Yes,”", "Ann Lee")), run=run)
    assert [row["command"] for row in store.database["runs"].rows] == ["add", "add seeds"]
    assert [row["run"] for row in store.database["articles"].rows] == [1, 1, 2]


def test_the_same_bytes_in_another_file_are_the_same_article(store, make, run):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    copy = replace(extraction, article=replace(extraction.article, id="copy.txt"))
    assert store.holds(extraction.article) is None
    assert store.add(extraction, run=run)
    assert store.holds(extraction.article) == "a.txt"
    assert store.holds(copy.article) == "a.txt"
    assert not store.add(copy, run=run)


def test_the_same_text_under_another_id_of_json_lines_is_another_article(store, make, run):
    first, second = make("1", ("“No,”", "Ann Lee"), jsonl=True), make("2", ("“No,”", "Ann Lee"), jsonl=True)
    assert store.add(first, run=run)
    assert store.holds(second.article) is None
    assert store.add(second, run=run)
    assert store.holds(second.article) == "2"
    assert not store.add(second, run=run)
    assert store.holds(make("a.txt", ("“No,”", "Ann Lee")).article) is None


def test_a_changed_file_is_kept_beside_its_former_version(store, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    store.add(make("a.txt", ("“Well, no,”", "Ann Lee")), run=run)
    quotes = {quote.text: quote for quote in store.quotes()}
    assert store.article_of(quotes["“No,”"]).text.count("Well") == 0
    assert store.article_of(quotes["“Well, no,”"]).text.count("Well") == 1


def test_two_attributions_of_the_same_words_have_two_ids(store, make, run):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    first = extraction.attributions[0]
    second = replace(first, entity=Entity(name="Bob Day", type=EntityType.PERSON, aliases=("Bob Day",)))
    store.add(replace(extraction, attributions=(first, second)), run=run)
    assert len({quote.id for quote in store.quotes()}) == 2


def test_ids_do_not_depend_on_the_rest_of_the_store(tmp_path, make, run):
    ids = []
    for number, others in enumerate(([], ["b.txt", "c.txt"])):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for other in others:
                store.add(make(other, ("“Yes,”", other)), run=run)
            store.add(make("a.txt", ("“No,”", "Ann Lee"), ("that it is so,", "Ann Lee")), run=run)
            from_a = [quote for quote in store.quotes() if quote.article == "a.txt"]
            ids.append([(quote.id, quote.speaker_id) for quote in from_a])
    assert ids[0] == ids[1]


def test_ids_that_collide_grow(store, make, run, monkeypatch):
    monkeypatch.setattr(rows, "quote_digits", lambda article, *_, **__: "0" * 12 + article.id[0] * 52)
    for name in ("a.txt", "b.txt", "c.txt"):
        store.add(make(name, (f"“No, {name},”", "Ann Lee")), run=run)
    assert [quote.id for quote in store.quotes()] == ["0" * 12, "0" * 12 + "b", "0" * 12 + "c"]
    assert store.quote("0" * 12).article == "a.txt"
    assert store.quote("0" * 12 + "c").article == "c.txt"


def test_ids_that_collide_within_an_article_grow(store, make, run, monkeypatch):
    monkeypatch.setattr(rows, "quote_digits", lambda _, content, **__: "0" * 12 + f"{content[0].start:052x}"[::-1])
    extraction = make("a.txt", ("“No,”", "Ann Lee"), ("“Never,”", "Bob Day"))
    store.add(extraction, run=run)
    first, second = store.quotes()
    assert (first.id, first.text, first.speaker) == ("0" * 12, "“No,”", "Ann Lee")
    assert (second.text, second.speaker) == ("“Never,”", "Bob Day")
    assert second.id.startswith("0" * 12)
    assert len(second.id) > 12
    assert second.content == extraction.attributions[1].content


def test_a_span_outside_the_text_is_refused(store, make, run, dump):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    length = len(extraction.article.text)
    before = dump(store)
    wrong = replace(extraction.attributions[0], cue=(Span(length - 1, length + 1),))
    with pytest.raises(ValueError, match=r"^a\.txt: cue \[\d+, \d+\) lies outside the text of \d+ characters$"):
        store.add(replace(extraction, attributions=(wrong,)), run=run)
    assert dump(store) == before


@pytest.mark.parametrize("step", ["article_row", "diagnostic_rows", "quote_digits", "quote_row", "span_rows"])
def test_a_failure_at_any_step_leaves_nothing_half(store, make, run, dump, step):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    before = dump(store)
    later = make("b.txt", ("“Yes,”", "Ann Lee"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, step, interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.add(later, run=replace(run, command="later"))
    assert dump(store) == before
    assert store.add(later, run=run)


def test_a_failure_at_the_last_step_leaves_nothing_half(store, make, run, dump, monkeypatch):
    before = dump(store)
    monkeypatch.setattr(store_module, "regroup", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    assert dump(store) == before


def interrupt(*_, **__):
    raise KeyboardInterrupt


def test_a_full_disk_leaves_nothing_half(store, make, run, dump):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    before = dump(store)
    pages = store.database.execute("PRAGMA page_count").fetchone()[0]
    store.database.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match=r"^[^\n]+: the disk is full\. [^\n]+$"):
        store.add(make("b.txt", *[(f"“{number} " + "x" * 500, f"Ann Lee{number}") for number in range(200)]), run=run)
    assert dump(store) == before


PROGRAM = """
    import os, sys
    from quotecheck.model import Attribution, Entity, EntityType, Extraction, Kind, Span
    from quotecheck.reading import read_bytes
    from quotecheck.store import Store, store as store_module

    path, kill_in = sys.argv[1:]
    regroup = store_module.regroup

    def regroup_or_die(database, entities, **options):
        regroup(database, entities, **options)
        if article.id == kill_in:
            # Spill the uncommitted pages, so that there is something on the disk to take back.
            database.execute("PRAGMA cache_spill = ON")
            database.execute("PRAGMA cache_size = 1")
            database.execute("UPDATE quotes SET rule = rule || ' '")
            os._exit(9)

    store_module.regroup = regroup_or_die
    with Store.open(path, create=True) as store:
        run = store.begin_run(version="1", models="m", command="add")
        for number in range(6):
            article = read_bytes(f"“No {number},” Ann Lee said.".encode(), id=f"{number}.txt", path=f"{number}.txt")
            entity = Entity(name="Ann Lee", type=EntityType.PERSON, aliases=("Ann Lee",))
            said = Attribution(content=(Span(0, 7),), cue=(), speaker=None, kind=Kind.DIRECT, confidence=1.0, rule="r", entity=entity)
            store.add(Extraction(article=article, attributions=(said,)), run=run)
            print(article.id, flush=True)
"""


def article_ids(store):
    return [row["id"] for row in store.database["articles"].rows_where(order_by="id")]


def start(path, kill_in):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(path), kill_in], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_killed_program_lost_nothing_that_it_said_was_added(path):
    process = start(path, "3.txt")
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (9, "")
    with Store.open(path) as store:
        assert article_ids(store) == said.split() == ["0.txt", "1.txt", "2.txt"]
        assert {quote.rule for quote in store.quotes()} == {"r"}
        assert [row[0] for row in store.database.execute("PRAGMA integrity_check")] == ["ok"]
        assert list(store.database.execute("PRAGMA foreign_key_check")) == []
        (speaker,) = store.speakers()
        assert (speaker.name, speaker.quotes, speaker.articles) == ("Ann Lee", 3, 3)
    process = start(path, "none")
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (0, "")
    with Store.open(path) as store:
        assert article_ids(store) == [f"{number}.txt" for number in range(6)]


def test_processes_that_add_at_once_add_everything_once(path):
    processes = [start(path, "none") for _ in range(3)]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 3
    with Store.open(path) as store:
        assert [quote.article for quote in store.quotes()] == article_ids(store) == [f"{number}.txt" for number in range(6)]


names = st.text(min_size=1, max_size=8).filter(lambda name: name.isprintable() and name.strip() == name)
entities = st.builds(
    Entity,
    name=names,
    type=st.sampled_from(EntityType),
    aliases=st.lists(names, max_size=2, unique=True).map(sorted).map(tuple),
    offices=st.lists(names, max_size=2, unique=True).map(sorted).map(tuple),
)


@st.composite
def extractions(draw):
    """Any article with attributions anywhere in it."""
    text = draw(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("\n“” "), min_size=1, max_size=60))
    inside = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    spans = inside.map(lambda cuts: tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)))
    attributions = st.builds(
        Attribution,
        content=spans,
        cue=st.just(()) | spans,
        speaker=st.none() | st.builds(Mention, spans=spans, form=st.sampled_from(["name", "nominal", "pronoun"])),
        kind=st.sampled_from(Kind),
        confidence=st.floats(0, 1),
        rule=names,
        entity=st.none() | entities,
        polarity=st.sampled_from(Polarity),
        hedge=st.none() | spans.map(lambda found: found[0]),
        when=st.none() | spans.map(lambda found: found[0]),
        where=st.none() | spans.map(lambda found: found[0]),
    )
    raw = text.encode()
    article = replace(read_bytes(b"x", id=draw(names)), text=text)
    article = replace(article, source=replace(article.source, raw=raw, digest=sha256(raw).hexdigest()))
    return Extraction(article=article, attributions=tuple(draw(st.lists(attributions, max_size=3))))


@given(extractions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_anything_found_anywhere_in_any_text_comes_back(extraction):
    with TemporaryDirectory() as folder, Store.open(f"{folder}/quotes.db", create=True) as store:
        assert store.add(extraction, run=Run(version="1", models="m", command="c", started="s"))
        article = extraction.article
        expected = [
            (
                said.content,
                said.cue,
                said.speaker.spans if said.speaker else (),
                said.polarity,
                said.hedge.of(article.text) if said.hedge else "",
            )
            for said in extraction.attributions
        ]
        quotes = list(store.quotes())
        assert sorted(expected) == sorted((quote.content, quote.cue, quote.mention, quote.polarity, quote.hedge or "") for quote in quotes)
        for quote in quotes:
            kept = store.article_of(quote)
            assert (kept.text, kept.source.raw) == (article.text, article.source.raw)
            assert quote.text == rows.words(article.text, quote.content)
            start = quote.content[0].start
            assert article.line_starts[quote.line - 1] + quote.column - 1 == start


def test_diagnostics_without_a_place_come_back(store, make, run):
    extraction = replace(make("a.txt", ("“No,”", "Ann Lee")), diagnostics=(Diagnostic(message="odd"),))
    store.add(extraction, run=run)
    (quote,) = store.quotes()
    assert store.article_of(quote).diagnostics == (Diagnostic(message="odd"),)


def test_a_page_is_the_same_if_its_text_is_whatever_its_bytes(store, make, run):
    extraction = make("https://a.example/rome", ("“No,”", "Ann Lee"), url="https://a.example/rome")
    store.add(extraction, run=run)
    article = extraction.article

    def other(**changes):
        source = replace(article.source, raw=b"other", digest="0" * 64, path=None, **changes)
        return replace(article, source=source)

    assert store.holds(other()) == article.id
    assert store.holds(replace(other(), id="saved.html")) == article.id
    assert store.holds(replace(other(url=None), id="saved.html")) is None
    assert store.holds(replace(other(), text="Another.")) is None
    assert not store.add(replace(extraction, article=other()), run=run)


def test_bytes_that_are_the_text_are_kept_once_and_given_back(store, make, run):
    store.add(make("a.txt", ("“No,”", "Ann Lee")), run=run)
    other = read_bytes("“Nö,” she said.\r\n".encode("cp1252"), id="b.txt", path="b.txt")
    store.add(Extraction(article=other, attributions=()), run=run)
    kept = {row["id"]: len(row["raw"]) for row in store.database["articles"].rows}
    assert kept["a.txt"] == 0
    assert kept["b.txt"] > 0
    articles = [rows.article_from(row) for row in store.database.query(query("article"), {"quote": None, "pk": 1})]
    articles += [rows.article_from(row) for row in store.database.query(query("article"), {"quote": None, "pk": 2})]
    assert [sha256(article.source.raw).hexdigest() == article.source.digest for article in articles] == [True, True]


def test_furniture_and_provenance_come_back(store, make, run):
    extraction = make("a.txt", ("“No,”", "Ann Lee"))
    source = replace(extraction.article.source, fetched="2024-02-27T10:30:00+00:00", licence="CC BY", reader="html", reader_version="2")
    article = replace(extraction.article, source=source, furniture=(Furniture(line=1, kind=FurnitureKind.NAVIGATION),))
    store.add(replace(extraction, article=article), run=run)
    (quote,) = store.quotes()
    kept = store.article_of(quote)
    assert (kept.source, kept.furniture) == (source, article.furniture)
