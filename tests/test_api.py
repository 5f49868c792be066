from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from storing import build

import quotecheck
from quotecheck.errors import InputError, NothingFound, QuotecheckError, UsageError
from quotecheck.model.records import QUOTE_KEYS, quote_record

SAID = "“It simply cannot persist indefinitely, whatever they say.”"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "quotes.db"
    with quotecheck.Store.open(path, create=True) as store:
        run = store.begin_run(version="0.1.0", models="m" * 64, command="test")
        store.add(build("rome.txt", (SAID, "Ann Lee"), ("“No <b>,”", "Bob Roe"), published="2024-02-27T10:30:00+01:00"), run=run)
        store.add(build("paris.txt", ("“Yes,”", "Ann Lee")), run=run)
    return path


@pytest.fixture
def store(path):
    with quotecheck.Store.open(path, read_only=True) as store:
        yield store


def test_what_is_offered_is_there_and_the_stub_tells_the_same():
    stub = ast.parse(Path(quotecheck.__file__).with_suffix(".pyi").read_text("utf-8"))
    told = {alias.asname for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names} | {"__version__"}
    assert told == set(quotecheck.__all__) == set(dir(quotecheck))
    for name in quotecheck.__all__:
        assert getattr(quotecheck, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        quotecheck.chek  # noqa: B018


def test_quotes_can_be_gone_through_again(store):
    quotes = store.quotes(by="Lee")
    assert [quote.article for quote in quotes] == ["rome.txt", "paris.txt"]
    assert [quote.article for quote in quotes] == ["rome.txt", "paris.txt"]
    assert quotes.to_dicts() == [quote_record(quote) for quote in quotes]
    direct = quotecheck.QuoteFilter(contains="persist")
    assert [quote.text for quote in store.quotes(direct, by="Ann Lee")] == [SAID]
    with pytest.raises(NothingFound):
        store.quotes(by="Nobody")


def test_quotes_as_a_table_of_pandas(store):
    frame = store.quotes().to_pandas()
    assert tuple(frame.columns) == QUOTE_KEYS
    assert list(frame["speaker"]) == ["Ann Lee", "Bob Roe", "Ann Lee"]
    assert str(frame["published"].dtype).startswith("datetime64")
    assert frame["published"][0].isoformat() == "2024-02-27T09:30:00+00:00"
    assert frame["published"].isna().tolist() == [False, False, True]
    empty = store.quotes(quotecheck.QuoteFilter(speaker_ids=())).to_pandas()
    assert (len(empty), tuple(empty.columns)) == (0, QUOTE_KEYS)


def test_without_pandas_one_line_says_what_to_do(store, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QuotecheckError, match=r"^to_pandas needs the extra \[pandas\]: pip install 'quotecheck-news\[pandas\]'\.$"):
        store.quotes().to_pandas()


def test_check_and_cite_take_an_open_store_or_its_file(store, path):
    for where in (store, path, str(path)):
        verdict = quotecheck.check("It simply cannot persist", "Lee", store=where)
        assert (verdict.kind, verdict.is_fine) == (quotecheck.VerdictKind.VERBATIM, True)
        (quote, _) = store.quotes(by="Lee")
        assert quotecheck.cite(quote, store=where) == quotecheck.cite(quote.id[:8], store=where)
        assert quotecheck.cite(quote, store=where).endswith(f"rome.txt:2:1 [quote {quote.id}]")
    lost = quotecheck.check("It simply can persist", "Lee", store=store)
    assert (lost.kind, lost.is_fine) == (quotecheck.VerdictKind.DISTORTED, False)
    assert lost.to_dict()["differences"][0]["kind"] == "polarity"
    assert "id" not in lost.to_dict()


def test_a_form_that_is_none_is_told(store):
    with pytest.raises(UsageError, match="'mla' is no form of a citation"):
        quotecheck.cite("abc", store=store, form="mla")


def test_values_show_themselves_in_a_notebook_with_every_word_escaped(store):
    quotes = store.quotes(by="Roe")
    (quote,) = quotes
    verdict = quotecheck.check("No <b>", "Roe", store=store)
    extraction = build("<i>.txt", ("“No <b>,”", "Ann <i> Lee"))
    for shown in (quote._repr_html_(), quotes._repr_html_(), verdict._repr_html_(), extraction._repr_html_()):
        assert "No &lt;b&gt;" in shown
        assert "<i>" not in shown
        assert "No <b>" not in shown
    assert store.quotes()._repr_html_().count("<tr>") == 4


def test_no_word_turns_a_page_round(store):
    assert "\u202e" not in build("a.txt", ("“No \u202e end,”", "Ann Lee"))._repr_html_()


@pytest.mark.parametrize(
    "criteria",
    [{"kind": "direct"}, {"since": "2024-01-01"}, {"speaker_ids": (10**30,)}, {"limit": -1}, {"min_confidence": 5}, {"contains": 7}],
)
def test_criteria_of_the_wrong_kind_are_told(store, criteria):
    (name,) = criteria
    with pytest.raises(UsageError, match=f"^{name} "):
        store.quotes(quotecheck.QuoteFilter(**criteria))


def test_a_store_that_is_closed_or_of_another_thread_is_told(path):
    from concurrent.futures import ThreadPoolExecutor

    from quotecheck.errors import StoreError

    store = quotecheck.Store.open(path)
    with ThreadPoolExecutor(1) as threads, pytest.raises(StoreError, match=r"a store serves the thread that opened it\. Open one for each"):
        threads.submit(store.count_quotes).result()
    store.close()
    with pytest.raises(StoreError, match=r"the store has been closed\. Open it again\.$"):
        store.count_quotes()


def test_speakers_and_extractions_as_dicts(store):
    (speaker, *_) = store.speakers()
    assert speaker.to_dict()["name"] == "Ann Lee"
    assert build("a.txt", ("“No,”", "Ann Lee")).to_dict()["quotes"][0]["speaker_name"] == "Ann Lee"


def test_import_brings_nothing_along():
    import subprocess

    code = "import quotecheck, sys; print({'torch', 'click', 'lxml', 'numpy', 'quotecheck', 'quotecheck.errors'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "{'quotecheck'}\n"


@pytest.mark.model
def test_from_text_to_citation(tmp_path):
    (tmp_path / "a.txt").write_text("“We will not go to Paris this year,” Mayor Ann Lee said.\n")
    extractor = quotecheck.load()
    assert [found.entity.name for found in extractor("“No,” Ann Lee said.").attributions] == ["Ann Lee"]
    with pytest.raises(InputError, match='"text" is empty'):
        extractor(" ")
    with quotecheck.Store.open(tmp_path / "quotes.db", create=True) as store:
        added, failed = quotecheck.add(tmp_path / "a.txt", tmp_path / "b.txt", store=store, extractor=extractor)
        assert added.extraction is not None
        assert failed.error is not None
        (quote,) = store.quotes(by="Lee")
        assert quotecheck.cite(quote, store=store).startswith("Ann Lee (said): “We will not go to Paris this year,”")
