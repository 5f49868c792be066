from __future__ import annotations

from datetime import date

import pytest

from quotecheck.errors import NothingFound
from quotecheck.model import Entity, EntityType, Kind
from quotecheck.store import QuoteFilter
from quotecheck.store.queries import query


@pytest.fixture
def full(store, make, run):
    """Three dated articles and one without a date, added in no order."""
    store.add(make("undated.txt", ("“Undated,”", "Ann Lee")), run=run)
    store.add(
        make("late.txt", ("“Don’t – ever – do it,”", "Bob Day"), ("that it  is so,", None), published="2024-03-01T09:00:00Z"), run=run
    )
    store.add(make("b.txt", ("“Second,”", "Ann Lee"), ("that ÉTÉ is third,", "Bob Day"), published="2024-02-27"), run=run)
    store.add(make("a.txt", ("“First,”", "Ann Lee"), published="2024-02-27", outlet="O"), run=run)
    return store


def found(store, **criteria):
    return [quote.text for quote in store.quotes(QuoteFilter(**criteria))]


ALL = ["“First,”", "“Second,”", "that ÉTÉ is third,", "“Don’t – ever – do it,”", "that it  is so,", "“Undated,”"]


def test_all_come_by_date_article_and_place(full):
    assert found(full) == ALL
    assert [quote.text for quote in full.quotes()] == ALL


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"kind": Kind.DIRECT}, [0, 1, 3, 5]),
        ({"kind": Kind.INDIRECT}, [2, 4]),
        ({"kind": Kind.MIXED}, []),
        ({"article": "b.txt"}, [1, 2]),
        ({"article": "B.txt"}, []),
        ({"since": date(2024, 2, 28)}, [3, 4]),
        ({"since": date(2024, 3, 1)}, [3, 4]),
        ({"until": date(2024, 3, 1)}, [0, 1, 2, 3, 4]),
        ({"until": date(2024, 2, 29)}, [0, 1, 2]),
        ({"since": date(2024, 2, 27), "until": date(2024, 2, 27)}, [0, 1, 2]),
        ({"since": date(2024, 3, 2)}, []),
        ({"contains": "don't - EVER"}, [3]),
        ({"contains": "été"}, [2]),
        ({"contains": "e\u0301te\u0301"}, [2]),
        ({"contains": "it\nis"}, [4]),
        ({"contains": "%"}, []),
        ({"contains": ""}, [0, 1, 2, 3, 4, 5]),
        ({"min_confidence": 0.75}, [0, 1, 2, 3, 4, 5]),
        ({"min_confidence": 0.76}, []),
        ({"limit": 2}, [0, 1]),
        ({"limit": 0}, []),
        ({"speaker_ids": ()}, []),
        ({"speaker_ids": (7,)}, []),
    ],
)
def test_each_criterion(full, criteria, expected):
    assert found(full, **criteria) == [ALL[index] for index in expected]


def test_by_speaker_alone_and_with_others(full):
    ids = {speaker.name: speaker.id for speaker in full.speakers()}
    assert found(full, speaker_ids=(ids["Ann Lee"],)) == [ALL[0], ALL[1], ALL[5]]
    assert found(full, speaker_ids=(ids["Ann Lee"], ids["Bob Day"])) == [ALL[index] for index in (0, 1, 2, 3, 5)]
    assert found(full, speaker_ids=(ids["Bob Day"],), kind=Kind.DIRECT, since=date(2024, 3, 1)) == [ALL[3]]


def test_quotes_are_read_as_they_are_asked_for(full):
    quotes = iter(full.quotes())
    assert next(quotes).text == ALL[0]
    assert [quote.text for quote in quotes] == ALL[1:]


def test_looking_up_a_speaker_reads_no_other_quotes(full):
    names = ("speakers", "article", "kind", "since", "until", "contains", "min_confidence", "limit")
    plan = [row["detail"] for row in full.database.query("EXPLAIN QUERY PLAN " + query("quotes"), dict.fromkeys(names))]
    assert any("USING COVERING INDEX entities_speaker" in step for step in plan)
    assert any("quotes_entity" in step for step in plan)
    assert any("SEARCH quotes USING INTEGER PRIMARY KEY" in step for step in plan)
    assert not any(step.startswith("SCAN articles") for step in plan)


def test_a_quote_by_its_id_or_the_beginning_of_it(full):
    for quote in full.quotes():
        assert full.quote(quote.id) == quote
        assert full.quote(quote.id[:8].upper()) == quote


@pytest.mark.parametrize("prefix", ["", "zz", "0123456789abcdef", "%", "a OR 1"])
def test_no_quote(full, prefix):
    with pytest.raises(NothingFound, match=r"^[^\n]*quotes\.db: no quote has the id '[^\n]* Run quotecheck quotes to see the ids\.$"):
        full.quote(prefix)


def test_too_few_digits_list_the_candidates(store, make, run):
    store.add(make("a.txt", *[(f"“No {number},”", None) for number in range(100)]), run=run)
    ids = sorted(quote.id for quote in store.quotes())
    shared = next(first[0] for first, last in zip(ids, ids[6:], strict=False) if first[0] == last[0])
    candidates = [id_ for id_ in ids if id_.startswith(shared)]
    with pytest.raises(NothingFound, match=r"and others\. Give more digits") as caught:
        store.quote(shared)
    assert ", ".join(candidates[:5]) in str(caught.value)
    assert candidates[5] not in str(caught.value)


def test_an_article_that_is_not_there(full):
    stranger = next(iter(full.quotes()))
    full.database.execute("DELETE FROM spans")
    full.database.execute("DELETE FROM quotes")
    with pytest.raises(NothingFound, match=r"^[^\n]+: no quote has the id [^\n]+$"):
        full.article_of(stranger)


def test_articles_are_counted_and_known_by_their_ids(full):
    assert full.count_articles() == 4
    assert [full.has_article(id_) for id_ in ("a.txt", "undated.txt", "A.TXT", "")] == [True, True, False, False]


def test_speakers_are_counted_and_sorted(full):
    assert [(speaker.name, speaker.quotes, speaker.articles) for speaker in full.speakers()] == [("Ann Lee", 3, 3), ("Bob Day", 2, 2)]


def test_speakers_by_name_and_office(store, make, run):
    minister = Entity(name="Ann Lee", type=EntityType.PERSON, aliases=("Ann Lee", "Lee"), offices=("Foreign Minister",))
    store.add(make("a.txt", ("“No,”", minister), ("“Yes,”", "Bob Day")), run=run)
    for name in ("Ann Lee", "lee", "foreign minister"):
        (speaker,) = store.find_speakers(name)
        assert (speaker.name, speaker.type, speaker.aliases, speaker.offices) == (
            "Ann Lee",
            EntityType.PERSON,
            ("Ann Lee", "Lee"),
            ("Foreign Minister",),
        )


def test_a_name_nobody_bears_brings_the_nearest(full):
    with pytest.raises(NothingFound, match=r"^[^\n]*quotes\.db: nobody called 'Anne Leee'\. Nearest: Ann Lee\.$"):
        full.find_speakers("Anne Leee")


def test_a_name_unlike_any_brings_no_guess(store):
    with pytest.raises(NothingFound, match=r"^[^\n]+: nobody called 'Qqq'\. Run quotecheck speakers to see who is there\.$"):
        store.find_speakers("Qqq")


def test_a_limit_that_sqlite_cannot_hold_is_no_limit(full):
    assert found(full, limit=10**30) == ALL


def test_the_quotes_of_one_speaker_come_in_the_order_of_time_without_sorting_them_all(full):
    names = ("speaker", "article", "kind", "since", "until", "contains", "min_confidence", "limit")
    plan = [row["detail"] for row in full.database.query("EXPLAIN QUERY PLAN " + query("quotes_by_speaker"), dict.fromkeys(names))]
    assert any("SEARCH entities USING" in step and "entities_speaker (speaker=?)" in step for step in plan)
    assert any("TEMP B-TREE FOR RIGHT PART OF ORDER BY" in step or "TEMP B-TREE FOR LAST" in step for step in plan)


def test_time_zones_are_heeded(store, make, run):
    store.add(make("b.txt", ("“Later,”", "Ann Lee"), published="2024-03-01T09:00:00+00:00"), run=run)
    store.add(make("a.txt", ("“Earlier,”", "Ann Lee"), published="2024-03-01T10:30:00+05:30"), run=run)
    (speaker,) = store.speakers()
    for ids in (None, (speaker.id,), (speaker.id, 7)):
        assert found(store, speaker_ids=ids) == ["“Earlier,”", "“Later,”"]
