"""``quotecheck match``, ``matches`` and ``cluster``."""

from __future__ import annotations

import json

import pytest
from storing import build

from quotecheck.store import Run, Store

RUN = Run(version="1", models="m", command="c", started="s")
BRIDGE = "The old harbour bridge must be rebuilt before the winter storms"


@pytest.fixture
def bridges(folder):
    with Store.open("quotes.db", create=True) as store:
        store.add(build("a.txt", (f"“{BRIDGE},”", "Ann Lee"), ("“Copper is dear this year,”", "Ann Lee")), run=RUN)
        store.add(build("b.txt", (f"“{BRIDGE.replace('must', 'must not')},”", "Bob Day")), run=RUN)


def lines(result):
    return [json.loads(line) for line in result.out.splitlines()]


def id_of(run, words):
    (found,) = lines(run("quotes", "--contains", words))
    return found["id"]


@pytest.mark.usefixtures("bridges")
def test_a_store_that_is_not_matched_says_what_to_do(run):
    for command in (("matches",), ("cluster", id_of(run, "copper"))):
        result = run(*command)
        assert (result.code, result.out) == (1, "")
        assert result.err == "quotecheck: quotes.db: 3 quotes are not matched yet. Run quotecheck match first.\n"


@pytest.mark.usefixtures("bridges")
def test_match_then_matches(run):
    assert run("match").out == "quotes.db: 1 match between the wordings of 3 quotes; 3 wordings new.\n"
    assert run("match").out == "quotes.db: 1 match between the wordings of 3 quotes; 0 wordings new.\n"
    (found,) = lines(run("matches"))
    assert (found["relation"], found["same_speaker"], found["reprint"]) == ("distorted", False, False)
    assert [(difference["kind"], difference["one_text"], difference["other_text"]) for difference in found["differences"]] == [
        ("polarity", "", "not")
    ]
    assert len(lines(run("matches", "Lee"))) == len(lines(run("matches", found["one"]["id"]))) == 1
    assert len(lines(run("matches", "--conflicting-speakers", "--across-articles", "--independent", "--relation", "distorted"))) == 1


@pytest.mark.usefixtures("bridges")
def test_no_match_and_nobody(run):
    run("match")
    assert run("matches", "--relation", "spliced").err == "quotecheck: quotes.db: no match like that.\n"
    assert run("matches", "Nobody").code == 1
    assert run("matches", "").code == 2
    assert run("matches", "0123abcd").code == 1
    assert run("cluster", "0123abcd").code == 1


@pytest.mark.usefixtures("bridges")
def test_cluster_marks_what_differs(run):
    run("match")
    id_ = id_of(run, "must not")
    assert [(record["article"], record["variant"], record["lacks"]) for record in lines(run("cluster", id_))] == [
        ("a.txt", 1, []),
        ("b.txt", 2, []),
    ]
    shown = run("cluster", id_, "--table").out
    assert shown.startswith("2 quotes in 2 articles (2 independent), 2 wordings\nfirst seen without a date, a.txt:2\n")
    assert "must »not« be rebuilt" in shown
