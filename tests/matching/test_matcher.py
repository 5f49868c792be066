"""Matching whole stores: the same by whichever way, in any order, and after any interruption."""

from __future__ import annotations

from itertools import permutations

import pytest
from storing import build

from quotecheck.errors import NothingFound, StoreError
from quotecheck.matching import matcher
from quotecheck.matching.lookup import Criteria, find_matches, require_matched, variants
from quotecheck.matching.matcher import Matcher
from quotecheck.matching.soundness import examine_matches
from quotecheck.model import Relation
from quotecheck.store import QuoteFilter, Run, Store, examine

RUN = Run(version="1", models="m", command="c", started="s")

BRIDGE = "The old harbour bridge must be rebuilt before the winter storms, and the ministry will pay for every bolt of it"
IDIOM = "Let me just tell you something"
ARTICLES = [
    build(
        "a.txt",
        (f"“{BRIDGE}.”", "Ann Lee"),
        ("“No.”", "Ann Lee"),
        ("“Let me just tell you something.”", "Ann Lee"),
        published="2024-01-02",
        jsonl=True,
    ),
    build(
        "b.txt",
        ("“The old harbour bridge must be rebuilt before the winter storms,”", "Ann Lee"),
        ("“No,”", "Bob Day"),
        published="2024-01-03",
        jsonl=True,
    ),
    build("c.txt", (f"“{BRIDGE.replace('must', 'must not')}.”", "Carla Ruiz"), published="2024-01-01", jsonl=True),
    build(
        "d.txt",
        (f"“{IDIOM} about the price of copper wire in Chile,”", "Bob Day"),
        ("that the ministry had been asked why “the old harbour bridge must be rebuilt” at all", "Ann Lee"),
    ),
    build("e.txt", (f"that {BRIDGE[0].lower()}{BRIDGE[1:].replace('will', 'would')}", "Ann Lee"), ("“…”", "Ann Lee")),
    build("f.txt", ("“Nobody remembers when the lighthouse keeper of Brandt last wrote a letter home,”", "Dora Quist")),
]


def matched(path, articles, *, batch=None, steps=None):
    with Store.open(path, create=True) as store:
        for article in articles:
            store.add(article, run=RUN)
        run = Matcher(store, batch=batch).run()
        for _ in range(steps or 1000):
            if next(run, None) is None:
                break
        if steps:
            run.close()


def outcome(path):
    """All matches by the ids of their quotes, and the clusters."""
    with Store.open(path, read_only=True) as store:
        assert [*examine(store), *examine_matches(store)] == []
        found = list(find_matches(store, Criteria()))
        pairs = {(*sorted((match.one.id, match.other.id)), match.relation, match.similarity) for match in found}
        groups = set()
        for quote in store.quotes():
            try:
                groups.add(tuple(variant.quote.id for variant in variants(store, quote)))
            except NothingFound:
                continue
        return pairs, groups


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "quotes.db"
    matched(path, ARTICLES)
    return path, outcome(path)


def test_what_is_found(whole):
    path, _ = whole
    with Store.open(path, read_only=True) as store:
        found = {
            tuple(sorted((match.one.article, match.other.article))): (match.relation, match.same_speaker)
            for match in find_matches(store, Criteria())
        }
    assert found == {
        ("a.txt", "b.txt"): (Relation.CONTAINED, True),
        ("a.txt", "c.txt"): (Relation.DISTORTED, False),
        ("a.txt", "d.txt"): (Relation.CONTAINED, True),
        ("a.txt", "e.txt"): (Relation.SAME_WORDS, True),
        ("b.txt", "c.txt"): (Relation.DISTORTED, False),
        ("b.txt", "d.txt"): (Relation.CONTAINED, True),
        ("b.txt", "e.txt"): (Relation.CONTAINED, True),
        ("d.txt", "e.txt"): (Relation.CONTAINED, True),
    }


def test_all_at_once_gives_the_same(whole, tmp_path):
    matched(tmp_path / "batch.db", ARTICLES, batch=True)
    assert outcome(tmp_path / "batch.db") == whole[1]


@pytest.mark.parametrize("order", list(permutations(range(len(ARTICLES))))[::97])
def test_the_order_of_adding_changes_nothing(whole, tmp_path, order):
    matched(tmp_path / "order.db", [ARTICLES[number] for number in order])
    assert outcome(tmp_path / "order.db") == whole[1]


def test_articles_that_come_later_are_matched_too(whole, tmp_path):
    for article in ARTICLES:
        matched(tmp_path / "later.db", [article])
    assert outcome(tmp_path / "later.db") == whole[1]


@pytest.mark.parametrize("steps", range(1, 9))
@pytest.mark.parametrize("batch", [False, True])
def test_what_was_interrupted_goes_on(whole, tmp_path, monkeypatch, steps, batch):
    monkeypatch.setattr(matcher, "_AT_ONCE", 2)
    matched(tmp_path / "cut.db", ARTICLES, steps=steps, batch=batch)
    matched(tmp_path / "cut.db", [])
    assert outcome(tmp_path / "cut.db") == whole[1]


@pytest.mark.parametrize("batch", [False, True])
def test_what_becomes_too_frequent_is_dropped(tmp_path, monkeypatch, batch):
    """By whichever way and in whatever order, only the final frequencies count."""
    from quotecheck.matching import candidates, joining

    rarity = candidates.Rarity(shingle=3, pair=2)
    monkeypatch.setattr(matcher, "RARITY", rarity)
    monkeypatch.setattr(matcher, "find_candidates", lambda *a, **k: candidates.find_candidates(*a, **k, rarity=rarity))
    monkeypatch.setattr(matcher, "join", lambda *a, **k: joining.join(*a, **k, rarity=rarity))
    said = [
        build(f"{n}.txt", (f"“{word} copper wire costs {word},”", "Ann Lee"))
        for n, word in enumerate(("Thick", "Thin", "Chilean", "Bare", "Old"))
    ]
    matched(tmp_path / "at_once.db", said, batch=batch)
    for article in said:
        matched(tmp_path / "one_by_one.db", [article], batch=batch)
    assert outcome(tmp_path / "at_once.db") == outcome(tmp_path / "one_by_one.db")


def test_quotes_without_a_telling_word_and_very_long_ones(tmp_path):
    long = " ".join(f"word{number} of many" for number in range(4000))
    matched(
        tmp_path / "odd.db",
        [build("a.txt", (f"“{long}”", "Ann Lee"), ("“Yes”", "Ann Lee")), build("b.txt", (f"“{long} indeed”", "Ann Lee"), ("“—”", None))],
    )
    pairs, groups = outcome(tmp_path / "odd.db")
    assert [relation for _, _, relation, _ in pairs] == [Relation.SAME_WORDS]
    assert sorted(map(len, groups)) == [2]


def test_a_store_that_is_not_matched_says_so(tmp_path):
    with Store.open(tmp_path / "new.db", create=True) as store:
        store.add(ARTICLES[0], run=RUN)
        with pytest.raises(NothingFound, match=r"3 quotes are not matched yet. Run quotecheck match first."):
            require_matched(store)


def test_criteria(whole):
    with Store.open(whole[0], read_only=True) as store:
        (quote,) = store.quotes(QuoteFilter(article="b.txt", contains="harbour"))
        assert {match.other.article for match in find_matches(store, Criteria(quotes=[quote.id]))} == {"a.txt", "c.txt", "d.txt", "e.txt"}
        assert {match.other.article for match in find_matches(store, Criteria(quotes=[quote.id], conflicting=True))} == {"c.txt"}
        assert {match.other.article for match in find_matches(store, Criteria(quotes=[quote.id], relations=[Relation.CONTAINED]))} == {
            "a.txt",
            "d.txt",
            "e.txt",
        }


def test_a_cluster_begins_with_the_earliest_and_marks_what_differs(whole):
    with Store.open(whole[0], read_only=True) as store:
        (quote,) = store.quotes(QuoteFilter(article="b.txt", contains="harbour"))
        found = variants(store, quote)
        first = store.article_of(found[0].quote).text
    assert [variant.quote.article for variant in found] == ["c.txt", "a.txt", "b.txt", "d.txt", "e.txt"]
    assert "must not" in first
    assert [variant.lacks for variant in found] == [(), *[("not",)] * 4]


@pytest.mark.parametrize(("slogan", "joins"), [("the old harbour bridge", False), ("the old harbour bridge must be rebuilt", True)])
def test_a_name_or_a_slogan_is_found_but_makes_no_variants(tmp_path, slogan, joins):
    """Otherwise whatever was ever said of a bridge would be one quotation."""
    said = (slogan, f"{slogan}, says the baker's daughter", f"whoever has crossed it knows that {slogan} soon")
    matched(tmp_path / "slogan.db", [build(f"{number}.txt", (f"“{words},”", "Ann Lee")) for number, words in enumerate(said)])
    pairs, groups = outcome(tmp_path / "slogan.db")
    assert {relation for _, _, relation, _ in pairs} >= {Relation.CONTAINED}
    assert max(map(len, groups)) == (3 if joins else 1)


def test_a_match_between_quotes_that_are_both_asked_for_comes_once(tmp_path):
    path = tmp_path / "quotes.db"
    matched(path, ARTICLES)
    with Store.open(path, read_only=True) as store:
        everything = [(match.one.id, match.other.id) for match in find_matches(store, Criteria())]
        asked = [(match.one.id, match.other.id) for match in find_matches(store, Criteria(quotes=[quote.id for quote in store.quotes()]))]
    assert len(everything) > 1
    assert sorted(asked) == sorted(everything)


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("UPDATE wordings SET digest = digest + 1 WHERE pk = 1", "its words are not those that it is matched by"),
        ("DELETE FROM shingles WHERE shingle = (SELECT min(shingle) FROM shingles)", "the index has other runs of words"),
        ("INSERT INTO shingles VALUES (7, 1)", "the index has other runs of words"),
        ("UPDATE matches SET relation = 'altered' WHERE relation = 'distorted'", "is not what their words give"),
        ("UPDATE wordings SET cluster = pk WHERE cluster <> pk", "it is in another cluster than its matches put it in"),
    ],
)
def test_damage_to_what_is_matched_is_found(tmp_path, sql, complaint):
    path = tmp_path / "quotes.db"
    matched(path, ARTICLES)
    with Store.open(path) as store:
        assert store.database.execute(sql).rowcount > 0
        assert any(complaint in problem.message for problem in examine_matches(store))


def test_a_damaged_match_is_a_damaged_database(tmp_path):
    path = tmp_path / "quotes.db"
    matched(path, ARTICLES)
    with Store.open(path) as store:
        store.database.execute("UPDATE matches SET aligned = 'x'")
        with pytest.raises(StoreError, match="damaged"):
            list(examine_matches(store))


def test_many_quotes_of_one_pattern_are_compared_with_others_only_so_often(tmp_path, monkeypatch):
    def said(article: str, numbers: range):
        return build(article, *((f"“Number {number} is what the harbour of Brandt needs to be rebuilt,”", "Ann Lee") for number in numbers))

    with Store.open(tmp_path / "quotes.db", create=True) as store:
        store.add(said("a.txt", range(150)), run=RUN)
        list(Matcher(store).run())
        store.add(said("b.txt", range(150, 180)), run=RUN)
        calls = []
        find = matcher.find_candidates
        monkeypatch.setattr(matcher, "find_candidates", lambda *given, **named: calls.append(1) or find(*given, **named))
        list(Matcher(store, batch=False).run())
        assert 30 <= len(calls) <= 30 + 180
        assert [*examine_matches(store)] == []
