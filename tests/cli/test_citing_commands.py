from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from time import monotonic

import conllu
import pytest
from marking import build

from quotecheck.citing.forms import FORMS
from quotecheck.store import Store

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def ids(filled):
    with Store.open(filled, read_only=True) as store:
        return [quote.id for quote in store.quotes()]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_cited_is_verified(run, folder, ids, form):
    cited = run("cite", *ids, "--as", form)
    assert cited.code == 0
    (folder / "cited").write_text(cited.out, encoding="utf-8")
    for given in ("-", "cited"):
        verified = run("verify", given, "--nl", stdin=cited.out)
        assert (verified.code, verified.err) == (0, "")
        assert [record["outcome"] for record in lines(verified.out)] == ["there"] * len(ids)


def test_a_citation_is_plain_text_unless_asked_otherwise(run, ids):
    assert run("cite", ids[0]).out.endswith(f"rome.txt:3:1 [quote {ids[0]}]\n")


@pytest.mark.parametrize("form", FORMS)
def test_a_selection_is_exported_in_every_form(run, ids, form):
    exported = run("export", "--as", form)
    assert exported.code == 0
    assert exported.out == run("cite", *ids, "--as", form).out


def test_an_unknown_or_ambiguous_id_is_told_in_one_line(run, ids):
    for arguments in (("cite", "ffffffffffff"), ("cite", ""), ("cite", ids[0], "zzz")):
        result = run(*arguments)
        assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("citation", "code"),
    [
        ("nowhere.txt#char=1,5", 1),
        ("https://example.org/a#:~:text=nobody%20said%20this", 1),
        ("rome.txt#char=9,5", 2),
        ("rome.txt#line=x", 2),
        ("rome.txt#char=1,2;md5=abc", 2),
        ("https://example.org/a#:~:text=", 2),
        ("https://example.org/a#:~:text=a,b", 2),
        ("no citation at all", 2),
        ("", 2),
        ("{", 2),
        ('{"type": "Annotation"}', 2),
        ('{"type": "Annotation", "target": {"source": "a", "selector": [{"type": "TextQuoteSelector"}]}}', 2),
        ('{"a": 1}', 2),
        ("[" * 5000, 2),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><p>", 2),
        ("Ann Lee (said): — rome.txt:1:1 [quote 0123456789ab]", 2),
    ],
)
def test_a_bad_citation_is_told_in_one_line(run, citation, code):
    result = run("verify", citation)
    assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)


def test_a_citation_is_followed_to_a_file(run, folder, ids):
    cited = run("cite", ids[0]).out
    now = folder / "now.txt"
    text = (folder / "rome.txt").read_text(encoding="utf-8")
    for words, outcome, code in (
        (text, "there", 0),
        (f"A new headline\n\n{text}", "moved", 0),
        (text.replace("strongly support", "do not support"), "changed", 1),
        ("Nothing of it is left here.\n", "gone", 1),
    ):
        now.write_text(words, encoding="utf-8")
        result = run("verify", cited, "--article", "now.txt", "--nl")
        assert (result.code, lines(result.out)[0]["outcome"]) == (code, outcome)


def test_what_differs_is_shown(run, folder, ids):
    text = (folder / "rome.txt").read_text(encoding="utf-8")
    (folder / "now.txt").write_text(text.replace("strongly support", "do not support"), encoding="utf-8")
    (record,) = lines(run("verify", run("cite", ids[0]).out, "--article", "now.txt", "--nl").out)
    assert record["differences"] == [{"cited": "strongly", "now": "do not"}]
    assert record["line"] == 3
    table = run("verify", run("cite", ids[0]).out, "--article", "now.txt", "--table").out
    assert "“strongly”" in table
    assert "“do not”" in table


def test_a_citation_is_followed_to_the_latest_version(run, filled, ids):
    (before,) = lines(run("verify", run("cite", ids[0], "--as", "url").out, "--nl").out)
    cited = run("cite", ids[0], "--as", "url").out
    with Store.open(filled) as store:
        new = build("News of the day\n\n<c>“We strongly support Italy’s initiative,”</c> <s>Blinken</s> <q>said</q>.\n", id="rome.txt")
        store.add(new, run=store.begin_run(version="0.1.0", models="m" * 64, command="test"))
    (now,) = lines(run("verify", cited, "--nl").out)
    assert (before["outcome"], now["outcome"]) == ("there", "moved")
    assert now["words"] == before["words"]


def test_without_a_database_the_file_that_is_named_is_read(run, folder, ids, filled):
    cited = run("cite", ids[0], "--as", "web-annotation").out
    filled.unlink()
    result = run("verify", "-", "--nl", stdin=cited)
    assert (result.code, lines(result.out)[0]["outcome"]) == (0, "there")
    (folder / "rome.txt").unlink()
    assert run("verify", "-", stdin=cited).code == 1


def test_tables_hold_a_row_a_quote(run, ids):
    records = lines(run("export", "--as", "jsonl").out)
    assert [record["id"] for record in records] == ids
    assert records[0]["content"] == [[25, 66]]
    table = list(csv.DictReader(io.StringIO(run("export", "--as", "csv").out)))
    assert [row["id"] for row in table] == ids
    assert list(table[0]) == list(records[0])


def test_parquet(run, folder, ids):
    parquet = pytest.importorskip("pyarrow.parquet")
    result = run("export", "--as", "parquet", "--output", "quotes.parquet")
    assert (result.code, result.out, result.err) == (0, "", f"quotes.parquet: {len(ids)} quotes\n")
    read = parquet.read_table(folder / "quotes.parquet").to_pylist()
    assert read == lines(run("export", "--as", "jsonl").out)


def test_parquet_without_its_library(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "--as", "parquet", "--output", "quotes.parquet")
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "quotecheck-news[parquet]" in result.err


def test_filters_are_those_of_quotes(run, ids):
    for filters in (("Blinken",), ("--kind", "mixed"), ("--article", "./rome.txt"), ("--since", "2021-01-01"), ("--limit", "1")):
        exported = lines(run("export", *filters, "--as", "jsonl").out)
        assert [record["id"] for record in exported] == [record["id"] for record in lines(run("quotes", *filters, "--nl").out)]
        assert 0 < len(exported) < len(ids)


@pytest.mark.parametrize("form", ["jsonl", "archive", "citron", "conll", "csl-json", "tei"])
def test_nothing_like_that(run, form):
    result = run("export", "--contains", "nobody said this", "--as", form)
    assert (result.code, result.err.count("\n")) == (1, 1)


def test_output_is_never_the_database_nor_of_the_wrong_kind(run, folder):
    for arguments in (
        ("--as", "csv", "--output", "quotes.db"),
        ("--as", "brat"),
        ("--as", "parquet"),
        ("--as", "brat", "--output", "rome.txt"),
        ("--as", "csv", "--output", "."),
        ("--as-of", "2024-01-01", "--as", "csv"),
    ):
        result = run("export", *arguments)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1), arguments


def test_an_archive_is_imported_again(run, folder, ids):
    assert run("export", "--as", "archive", "--output", "all.jsonl").err == "all.jsonl: 2 articles\n"
    result = run("import", "all.jsonl", "--db", "other.db")
    assert (result.code, result.out, result.err) == (0, "", f"other.db: imported 2 articles with {len(ids)} quotes\n")
    assert run("quotes", "--db", "other.db").out == run("quotes").out
    again = run("import", "-", "--db", "other.db", stdin=(folder / "all.jsonl").read_bytes())
    assert again.err == "other.db: imported 0 articles with 0 quotes; 2 articles there already\n"
    assert run("export", "--as", "archive", "--db", "other.db").out == (folder / "all.jsonl").read_text(encoding="utf-8")


def test_what_is_no_archive_is_refused(run):
    for given in ("", "{}", "[]", run("export", "--as", "jsonl").out):
        result = run("import", "-", "--db", "other.db", stdin=given)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_brat_has_a_file_for_text_and_one_for_annotations(run, folder):
    assert run("export", "--as", "brat", "--output", "corpus").code == 0
    texts = sorted((folder / "corpus").glob("*.txt"))
    assert len(texts) == 2
    for path in texts:
        text = path.read_text(encoding="utf-8")
        for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, bound, words = line.split("\t")
                spans = [tuple(map(int, piece.split())) for piece in bound.partition(" ")[2].split(";")]
                assert " ".join(text[start:end] for start, end in spans) == words
    assert (folder / "corpus" / "annotation.conf").exists()


def test_citron_reads_documents(run, folder):
    documents = lines(run("export", "--as", "citron").out)
    for document in documents:
        for quote in document["quotes"]:
            for span in [quote["cue"], *quote["sources"], *quote["contents"]]:
                assert document["text"][span["start"] : span["end"]] == span["text"]
    assert run("export", "--as", "citron", "--output", "corpus").code == 0
    files = sorted((folder / "corpus").glob("*.json"))
    assert [json.loads(path.read_text(encoding="utf-8")) for path in files] == documents


def test_conll_is_read_by_others(run):
    sentences = conllu.parse(run("export", "--as", "conll", "--article", "rome.txt").out)
    words = [(token["form"], token["misc"].get("Quote")) for sentence in sentences for token in sentence]
    assert ("strongly", "1:I-content") in words
    assert ("said", "1:B-cue") in words
    assert ("Blinken", "1:B-speaker") in words


@pytest.mark.parametrize("form", FORMS)
def test_no_citation_can_steer_a_terminal(run, filled, monkeypatch, form):
    with Store.open(filled) as store:
        odd = build('<c>“No \x1b[31m\x9b2J \u202e end,”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.\n', id="odd.txt")
        store.add(odd, run=store.begin_run(version="0", models="m", command="test"))
        (id_,) = [quote.id for quote in store.quotes() if quote.article == "odd.txt"]
    cited = run("cite", id_, "--as", form)
    assert lines(run("verify", "-", "--nl", stdin=cited.out).out)[0]["outcome"] == "there"
    monkeypatch.setattr("quotecheck.cli.output.on_terminal", lambda: True)
    assert not {"\x1b", "\x9b", "\u202e"} & set(run("cite", id_, "--as", form).out)


def test_an_id_given_twice_is_cited_once(run, ids):
    for form in ("tei", "prov", "text"):
        assert run("cite", ids[0], ids[0], ids[0][:8], "--as", form).out == run("cite", ids[0], "--as", form).out


def test_records_that_share_an_address_are_told_apart_by_their_ids(run, filled):
    texts = {
        "s1": "<c>“It cannot last,”</c> <s>Ann</s> <q>said</q>.\n",
        "s2": "Quite another text of the same page.\n<c>“Yes,”</c> Bob <q>said</q>.\n",
    }
    with Store.open(filled) as store:
        begun = store.begin_run(version="0", models="m", command="test")
        for id_, text in texts.items():
            extraction = build(text, id=id_)
            source = replace(extraction.article.source, url="https://e.org/a", reader="record", path=None)
            store.add(replace(extraction, article=replace(extraction.article, source=source)), run=begun)
        found = {quote.article: quote.id for quote in store.quotes()}
    for form in FORMS:
        for id_ in texts:
            cited = run("cite", found[id_], "--as", form).out
            (record,) = lines(run("verify", "-", "--nl", stdin=cited).out)
            assert (record["outcome"], record["article"]) == ("there", id_), form


def test_a_citation_follows_the_file_whose_name_it_gives(run, filled):
    names = ("a b.txt", "a%20b.txt")
    with Store.open(filled) as store:
        begun = store.begin_run(version="0", models="m", command="test")
        for name in names:
            store.add(build(f"Text of {name}.\n\n<c>“It cannot last,”</c> <s>Ann</s> <q>said</q>.\n", id=name), run=begun)
        found = {quote.article: quote.id for quote in store.quotes()}
    for name in names:
        cited = run("cite", found[name], "--as", "url").out.strip()
        assert lines(run("verify", cited, "--nl").out)[0]["article"] == name


def test_nothing_to_export_leaves_the_file_as_it_was(run, folder):
    (folder / "out").write_text("precious", encoding="utf-8")
    for form in ("jsonl", "csv", "archive", "conll", "tei", "text"):
        assert run("export", "--contains", "nobody said this", "--as", form, "--output", "out").code == 1
        assert (folder / "out").read_text(encoding="utf-8") == "precious"
    assert not list(folder.glob(".*.part"))
    assert run("export", "--as", "jsonl", "--output", "out").code == 0
    assert (folder / "out").read_text(encoding="utf-8") == run("export", "--as", "jsonl").out


def test_an_export_that_breaks_off_leaves_the_file_and_names_it(run, folder, monkeypatch):
    (folder / "out").write_text("precious", encoding="utf-8")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotecheck.citing.corpora.conll", full)
    result = run("export", "--as", "conll", "--output", "out")
    assert (result.code, result.err) == (2, "quotecheck: out: No space left on device\n")
    assert (folder / "out").read_text(encoding="utf-8") == "precious"
    assert not list(folder.glob(".*.part"))


def test_an_archive_that_was_cut_off_is_told(run, folder, ids):
    archive = run("export", "--as", "archive").out.splitlines(keepends=True)
    for some in (archive[:-1], archive[:-2], [*archive[:1], *archive[2:]]):
        (folder / "cut.jsonl").write_text("".join(some), encoding="utf-8")
        result = run("import", "cut.jsonl", "--db", "other.db")
        assert (result.code, result.err.count("\n"), "cut off" in result.err) == (1, 2, True)
    assert len(run("quotes", "--db", "other.db", "--nl").out.splitlines()) == len(ids)
    archive = run("export", "--as", "archive", "--article", "rome.txt").out
    assert run("import", "-", "--db", "other.db", stdin=archive).code == 0


def test_an_import_of_nothing_leaves_no_database(run, folder):
    header = run("export", "--as", "archive").out.splitlines()[0]
    for given in ("{}", f'{header}\n{{"article": {{}}}}\n'):
        assert run("import", "-", "--db", "new.db", stdin=given).code == 2
        assert not list(folder.glob("new.db*"))


def test_many_citations_of_articles_with_commas_take_no_time(run, filled):
    with Store.open(filled) as store:
        begun = store.begin_run(version="0", models="m", command="test")
        for number in range(150):
            store.add(build(f"Nothing, really, number {number}.\n", id=f"a, {number}, b.txt"), run=begun)
    cited = "".join(f"X: “No,” — {', '.join(['A title'] * 50)}, a, {number}, b.txt:1:1 [quote {number:012x}]\n" for number in range(150))
    began = monotonic()
    records = lines(run("verify", "-", "--nl", stdin=cited).out)
    assert [record["article"] for record in records] == [f"a, {number}, b.txt" for number in range(150)]
    assert monotonic() - began < 10
