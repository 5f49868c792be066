from __future__ import annotations

import csv
import io
import json
import re

import pytest
from marking import build
from pages_asked import NAMES, asking, twin

from quotecheck.matching.lookup import variants
from quotecheck.model.records import quote_record, variant_record
from quotecheck.store import Store

TABLES = ["search", "people", "person", "why", "articles", "article", "cluster", "conflicts", "check"]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_a_whole_page(ask, addresses, name):
    page = ask(getattr(addresses, name))
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.startswith("<!doctype html>")
    assert page.text.count("<h1") == page.text.count("<main") == 1
    assert not re.search(r"\{\{|\{%|Undefined", re.sub(r"<pre.*?</pre>", "", page.text.replace("{{ 7*7 }}", ""), flags=re.DOTALL))
    identities = re.findall(r' id="([^"]+)"', page.text)
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_twin_in_json(ask, addresses, name):
    found = ask(twin(getattr(addresses, name)))
    assert (found.status_code, found.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert found.json()["ok"] is True


@pytest.mark.parametrize("name", TABLES)
def test_every_table_comes_as_separated_values(ask, addresses, name):
    found = ask(twin(getattr(addresses, name), "csv"))
    assert (found.status_code, found.headers["content-type"]) == (200, "text/csv; charset=utf-8")


def test_a_quotation_is_no_table(ask, addresses):
    found = ask(twin(addresses.quotation, "csv"))
    assert (found.status_code, found.json()) == (404, {"ok": False, "error": "This page is no table. Ask for .json.", "status": 404})


def test_the_twins_have_the_fields_of_the_command_line(ask, addresses, filled, ids):
    with Store.open(filled, read_only=True) as store:
        quote = store.quote(ids["This situati"])
        expected, cluster = quote_record(quote), [variant_record(variant) for variant in variants(store, quote)]
    found = ask(twin(addresses.quotation)).json()
    assert {key: found["quote"][key] for key in expected} == json.loads(json.dumps(expected))
    assert ask(twin(addresses.cluster)).json()["variants"] == json.loads(json.dumps(cluster))
    rows = list(csv.DictReader(io.StringIO(ask(twin(addresses.person, "csv")).text)))
    assert list(rows[0]) == list(expected)


def test_search_finds_people_and_words_as_they_are_typed(ask):
    people, words, both, office = (
        page.json() for page in ask("/search.json?q=bli", "/search.json?q=unsustain", "/search.json?q=di+mai", "/search.json?q=zzz")
    )
    assert [speaker["name"] for speaker in people["people"]] == ["Antony Blinken"]
    assert [quote["article"] for quote in words["quotes"]] == ["paris.txt", "rome.txt"]
    assert [speaker["name"] for speaker in both["people"]] == ["Luigi Di Maio"]
    assert office["people"] == office["quotes"] == []


@pytest.mark.parametrize(
    "text", ['"', "AND OR NOT", "*", "NEAR(a b)", "a:b", "^x", "“ “", "-", "'; DROP TABLE quotes; --", "x" * 5000, "\x00"]
)
def test_whatever_is_searched_is_words_and_no_language(ask, text):
    assert ask("/search.json").status_code == 200
    assert ask("/search").status_code == 200
    found = ask(f"/search.json?q={text}".replace("\x00", "%00"))
    assert found.status_code == 200


def test_a_misspelt_name_is_told_its_nearest(ask):
    assert "Nearest names: Antony Blinken" in ask("/?q=Blinkin").text


def test_a_person_narrowed_down(ask, addresses):
    def ids(**chosen):
        return [quote["article"] for quote in ask(twin(addresses.person), params=chosen).json()["quotes"]]

    assert ids() == ["paris.txt", "rome.txt", "rome.txt"]
    assert ids(during="2021-06") == ["rome.txt", "rome.txt"]
    assert ids(q="initiative") == ["rome.txt"]
    assert ids(kind="indirect") == []
    assert ask(twin(addresses.person), params={"kind": "loud"}).json()["status"] == 400


def test_a_person_in_numbers(ask, addresses):
    found = ask(twin(addresses.person)).json()
    assert found["speaker"]["kinds"] == {"direct": 3, "indirect": 0, "mixed": 0}
    assert found["months"] == [{"month": "2021-06", "quotes": 2}, {"month": "2021-08", "quotes": 1}]
    assert found["outlets"][0] == {"outlet": "The Post", "quotes": 2}


def test_what_others_report(tmp_path):
    from quotecheck.web.serving import make_datasette

    path = tmp_path / "quotes.db"
    extraction = build('<s name="Ann Lee">Ann Lee</s> <q>said</q> <c>that Bob Day said he would not go</c>.\n')
    inner = build('Ann Lee said that <s name="Bob Day">Bob Day</s> <q>said</q> <c>he would not go</c>.\n').attributions
    object.__setattr__(extraction, "attributions", (*extraction.attributions, *inner))
    with Store.open(path, create=True) as store:
        store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
        (bob,) = store.find_speakers("Bob Day")
    ask = asking(make_datasette(path))
    (reported,) = ask(f"/person/{bob.id}.json").json()["reported"]
    assert (reported["quote"]["text"], reported["within"]["speaker"]) == ("he would not go", "Ann Lee")
    assert "as told by" in ask(f"/person/{bob.id}").text


def test_an_article_shows_its_very_text(ask, addresses):
    page, found = ask(addresses.rome).text, ask(twin(addresses.rome)).json()
    lines = re.findall(r'<div class="words">(.*?)</div>', page, re.DOTALL)
    shown = [re.sub(r'<a class="tag".*?</a><span class="why".*?The quotation</a></span>', "", line, flags=re.DOTALL) for line in lines]
    assert "\n".join(re.sub(r"<[^>]*>", "", line) for line in shown) == found["article"]["text"]
    assert found["article"]["furniture"] == [{"line": 2, "kind": "caption"}]
    assert page.count('class="line furniture"') == 1


def test_places_of_an_article_can_be_pointed_at(ask, addresses):
    found = ask(twin(addresses.rome)).json()
    page = ask(addresses.rome).text
    assert 'id="L3"' in page
    for quote in found["quotes"]:
        for start, end in quote["content"]:
            assert f'id="c{start}-{end}"' in page
    marked = ask(f"{addresses.rome}?c=3-12").text
    assert '<mark class="chosen" id="c3-12">lition me</mark>' in marked
    assert ask(f"{addresses.rome}.json?c=12-3").status_code == ask(f"{addresses.rome}.json?c=1-99999").status_code == 400


def test_every_quote_of_an_article_tells_why(ask, addresses):
    page = ask(addresses.rome).text
    assert page.count('class="why"') == page.count('class="tag"') == 3
    for part in ("kind", "cue", "mention", "speaker", "rule", "confidence"):
        assert page.count(f"<b>{part}</b>") == 3
    assert "known by" in page
    assert "by hand" in page


def test_a_cluster_marks_what_differs_and_not_by_colour_alone(ask, addresses):
    page = ask(addresses.cluster).text
    assert "<del>cannot</del>" in page
    assert '<mark class="added">can</mark>' in page
    assert "polarity: “cannot” / “can”" in page
    assert '<time datetime="2021-06-28">' in page


def test_conflicts_show_both_speakers(ask):
    (match,) = ask("/conflicts.json").json()["matches"]
    assert {match["one"]["speaker"], match["other"]["speaker"]} == {"Antony Blinken", "Luigi Di Maio"}
    assert match["same_speaker"] is False


def test_paging_has_links(tmp_path):
    from quotecheck.web.serving import make_datasette

    path = tmp_path / "quotes.db"
    text = "".join(f'<c>“We said number {n} then,”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.\n' for n in range(60))
    with Store.open(path, create=True) as store:
        store.add(build(text), run=store.begin_run(version="0", models="m", command="test"))
        (ann,) = store.speakers()
    ask = asking(make_datasette(path))
    first = ask(f"/person/{ann.id}.json")
    assert first.headers["link"] == f'</person/{ann.id}.json>; rel="first", </person/{ann.id}.json?page=2>; rel="next"'
    last = ask(first.json()["next"])
    assert 'rel="prev"' in last.headers["link"]
    assert 'rel="next"' not in last.headers["link"]
    texts = [quote["text"] for page in (first, last) for quote in page.json()["quotes"]]
    assert len(texts) == len(set(texts)) == 60
    assert last.json()["next"] is None
    for wrong in ("0", "-1", "x", "9" * 30, "0" * 7 + "1" + "9" * 19, "0" * 5000 + "1", "²"):
        assert ask(f"/people.json?page={wrong}").json()["status"] == 400


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"quote": "It simply cannot persist indefinitely.", "by": "Blinken"}, "verbatim"),
        ({"quote": "We strongly support France", "by": "Blinken"}, "not_found"),
    ],
)
def test_a_quotation_is_checked(ask, fields, verdict):
    posted, sent = ask("/check.json", method="POST", data=fields), ask("/check.json", method="POST", json=fields)
    assert posted.json() == sent.json()
    assert posted.json()["verdicts"][0]["verdict"] in {verdict, "altered", "distorted"}
    page = ask("/check", method="POST", data=fields).text
    assert posted.json()["verdicts"][0]["verdict"].replace("_", " ") in page


def test_a_draft_is_checked(ask, monkeypatch):
    draft = "“It simply cannot persist indefinitely,” Blinken said.\n"

    class Reader:
        def __init__(self, folder=None):
            pass

        def extract(self, article):
            marked = '<c>“It simply cannot persist indefinitely,”</c> <s name="Blinken">Blinken</s> <q>said</q>.\n'
            return build(marked, id=article.id)

    monkeypatch.setattr("quotecheck.web.site.Extractor", Reader)
    (found,) = ask("/check.json", method="POST", data={"draft": draft}).json()["verdicts"]
    assert (found["verdict"], found["line"], found["fine"]) == ("verbatim", 1, True)
    page = ask("/check", method="POST", data={"draft": draft}).text
    assert '<a class="checked fine" href="#verdict-1">' in page
    assert ask("/check.csv", method="POST", data={"draft": draft}).text.startswith("id,verdict,said_by")


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"quote": " "}, 400), ({"quote": "a b", "draft": "c d"}, 400), ({"quote": "…"}, 400), ({"draft": "x" * 200_001}, 413)],
)
def test_what_cannot_be_checked(ask, body, status):
    found = ask("/check.json", method="POST", data=body)
    assert (found.status_code, found.json()["ok"], found.json()["status"]) == (status, False, status)


@pytest.mark.parametrize("body", [b"[1]", b"{", b'{"quote": 1}', b"[" * 100_000, b"\xff"])
def test_what_is_no_object_of_strings(ask, body):
    assert ask("/check.json", method="POST", content=body, headers={"content-type": "application/json"}).status_code == 400


def test_an_empty_store_says_so(tmp_path):
    from quotecheck.web.serving import make_datasette

    Store.open(tmp_path / "quotes.db", create=True).close()
    ask = asking(make_datasette(tmp_path / "quotes.db"))
    assert "Nothing has been added yet" in ask("/").text
    assert ask("/people", "/articles", "/conflicts", "/search?q=x")[0].status_code == 200
    assert ask("/check.json", method="POST", data={"quote": "No way"}).status_code == 404


def test_what_another_process_adds_is_there_at_once(tmp_path):
    from quotecheck.web.serving import make_datasette

    path = tmp_path / "quotes.db"
    Store.open(path, create=True).close()
    ask = asking(make_datasette(path))
    assert ask("/search.json").json()["counts"]["quotes"] == 0
    with Store.open(path) as store:
        store.add(build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n"), run=store.begin_run(version="0", models="m", command="test"))
        assert ask("/search.json").json()["counts"]["quotes"] == 1


@pytest.fixture
def empty(tmp_path):
    """Ask for the pages of a store without an article."""
    from quotecheck.web.serving import make_datasette

    Store.open(tmp_path / "quotes.db", create=True).close()
    return asking(make_datasette(tmp_path / "quotes.db"))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_of_its_rows(ask, addresses, name):
    from quotecheck.web import columns

    of = {"search": "quotes", "person": "quotes", "why": "memberships", "article": "quotes_of_article", "conflicts": "matches"}
    address = twin("/search?q=unsustain" if name == "search" else getattr(addresses, name), "csv")
    rows = list(csv.reader(io.StringIO(ask(address).text)))
    if name not in {"cluster", "check"}:  # the one always has a row, the other has none until something is posted
        assert rows[0] == list(getattr(columns, of.get(name, name).upper()))
        assert len(rows) > 1


@pytest.mark.parametrize("path", ["/search", "/search?q=x", "/people", "/articles", "/conflicts", "/check"])
def test_a_table_without_rows_has_its_header(ask, empty, path):
    for asked in (ask, empty):
        header = asked(twin(path, "csv")).text.splitlines()[0].split(",")
        assert len(header) > 4
        assert all(name.isidentifier() for name in header)


def test_a_draft_has_the_columns_of_its_table(ask, monkeypatch):
    from quotecheck.web import columns

    class Reader:
        def __init__(self, folder=None):
            pass

        def extract(self, article):
            return build("<c>“It simply cannot persist,”</c> <s>Ann Lee</s> <q>said</q>.\n", id=article.id)

    monkeypatch.setattr("quotecheck.web.site.Extractor", Reader)
    header = ask("/check.csv", method="POST", data={"draft": "“It simply cannot persist,” Ann Lee said.\n"}).text.splitlines()[0]
    assert header == ",".join(columns.CHECKS)


def test_each_key_is_of_one_type(ask):
    front, found = ask("/search.json").json(), ask("/search.json?q=unsustain").json()
    assert {key: type(front[key]) for key in front if key in found and key != "next"} == {
        key: type(found[key]) for key in found if key != "next"
    }
    assert front["counts"] == {"quotes": 7, "articles": 4}
    assert [article["article"] for article in front["latest"]][:2] == ["paris.txt", "rome.txt"]


def test_an_article_says_in_which_version_it_is_meant(ask, addresses):
    page, rows = ask(addresses.why).text, ask(twin(addresses.why)).json()["memberships"]
    assert {row["article"] for row in rows} == {"paris.txt", "rome.txt"}
    for row in rows:
        assert f'<a href="/article/{row["digest"][:16]}">{row["article"]}</a>' in page


@pytest.mark.parametrize("path", ["/people", "/conflicts", "/articles", "{person}", "{person}/why", "/search?q=unsustain"])
def test_a_page_behind_the_last_says_so(ask, addresses, path):
    path = path.format(person=addresses.person)
    found = ask(f"{path}{'&' if '?' in path else '?'}page=9").text
    assert "There is no page 9" in found
    assert "None is known" not in found


@pytest.mark.parametrize("path", ["/people", "/articles", "/conflicts"])
def test_an_empty_page_says_why(empty, path):
    assert re.search("Nobody is quoted yet|Nothing has been added yet|None is known", empty(path).text)


def test_an_article_without_quotes_says_so(tmp_path):
    from quotecheck.store.browsing import list_articles
    from quotecheck.web.serving import make_datasette

    with Store.open(tmp_path / "quotes.db", create=True) as store:
        store.add(build("Nobody said a word.\n"), run=store.begin_run(version="0", models="m", command="test"))
        (article,) = list_articles(store, limit=1, offset=0)
    assert "No quote was found in it" in asking(make_datasette(tmp_path / "quotes.db"))(f"/article/{article.digest[:16]}").text


@pytest.mark.parametrize("during", ["banana", "2021-13", "2021-06-31", "20", "2021-6", "0000", "202１", "2021-06-28T10"])
def test_what_is_no_time(ask, addresses, during):
    assert ask(twin(addresses.person), params={"during": during}).status_code == 400


@pytest.mark.parametrize("during", ["2021", "2021-06", "2021-06-28"])
def test_what_is_a_time(ask, addresses, during):
    assert [quote["article"] for quote in ask(twin(addresses.person), params={"during": during}).json()["quotes"]][-1] == "rome.txt"


@pytest.mark.parametrize("text", ['"', "-", "“ ”"])
def test_what_is_no_word_is_said_to_be_none(ask, addresses, text):
    assert "There is no word in" in ask("/", params={"q": text}).text
    assert "There is no word in" in ask(addresses.person, params={"q": text}).text
    assert ask(twin(addresses.person), params={"q": text}).json()["quotes"] == []


def test_a_conflict_is_one_between_articles(tmp_path):
    from quotecheck.matching.matcher import Matcher
    from quotecheck.web.serving import make_datasette

    words = "“We strongly support Italy’s initiative to fight on,”"
    one, other = (f'<c>{words}</c> <s name="{name}">{name}</s> <q>said</q>.\n' for name in ("Ann Lee", "Bob Day"))
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        run = store.begin_run(version="0", models="m", command="test")
        store.add(build(one + other, id="both.txt"), run=run)
        list(Matcher(store).run())
        ask = asking(make_datasette(tmp_path / "quotes.db"))
        assert ask("/conflicts.json").json()["matches"] == []
        store.add(build(one, id="one.txt"), run=run)
        list(Matcher(store).run())
        (match,) = ask("/conflicts.json").json()["matches"]
    assert {match["one"]["article"], match["other"]["article"]} == {"both.txt", "one.txt"}


def test_a_slash_at_the_end_leads_to_the_page(ask, addresses):
    for name in ("people", "person", "why", "article", "check"):
        address = getattr(addresses, name)
        found = ask(f"{address}/?page=2")
        assert (found.status_code, found.headers["location"]) == (301, f"{address}?page=2")
    for other in ("//", "//evil.example/", "/nowhere/", "/people//"):
        assert ask("http://127.0.0.1:8001" + other).status_code == 404


def test_links_repeat_what_was_looked_for_and_no_more(ask):
    found = ask("/search", params={"q": "x" * 400})
    assert "x" * 300 in found.headers["link"]
    assert "x" * 301 not in found.headers["link"] + found.text


def test_one_is_one(tmp_path):
    from quotecheck.matching.matcher import Matcher
    from quotecheck.web.serving import make_datasette

    with Store.open(tmp_path / "quotes.db", create=True) as store:
        run = store.begin_run(version="0", models="m", command="test")
        words = "“We strongly support Italy’s initiative to fight on,”"
        store.add(build(f"<c>{words}</c> <s>Ann Lee</s> <q>said</q>.\n"), run=run)
        list(Matcher(store).run())
        store.add(build("<c>“This situation is simply unsustainable now,”</c> <s>Bob Day</s> <q>said</q>.\n", id="b.txt"), run=run)
        (quote,) = (quote.id for quote in store.quotes() if quote.article == "a.txt")
    assert "1 quote is not matched yet" in asking(make_datasette(tmp_path / "quotes.db"))(f"/cluster/{quote}").text


def test_a_line_is_no_stop_of_the_tab_key(ask, addresses):
    page = ask(addresses.rome).text
    assert page.count('<a class="number" tabindex="-1"') == page.count('<a class="number"') > 3


def test_a_verdict_is_summed_up_in_words(ask, monkeypatch):
    class Reader:
        def __init__(self, folder=None):
            pass

        def extract(self, article):
            return build("<c>“The zebra ate eleven purple lanterns,”</c> <s>Ann Lee</s> <q>said</q>.\n", id=article.id)

    monkeypatch.setattr("quotecheck.web.site.Extractor", Reader)
    page = ask("/check", method="POST", data={"draft": "“The zebra ate eleven purple lanterns,” Ann Lee said.\n"}).text
    assert "1 quotation: 1 not found." in page
