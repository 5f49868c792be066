from __future__ import annotations

from itertools import permutations
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck import people
from quotecheck.model import Entity, EntityType
from quotecheck.store import Run, Store, examine
from quotecheck.store.queries import query

RUN = Run(version="1", models="m", command="c", started="s")


def person(name: str, *offices: str) -> Entity:
    return Entity(name=name, type=EntityType.PERSON, aliases=(name,), offices=offices)


def body(name: str) -> Entity:
    return Entity(name=name, type=EntityType.ORGANISATION, aliases=(name,))


def unnamed(name: str) -> Entity:
    return Entity(name=name, type=EntityType.UNNAMED)


CAST = [
    person("Ann Lee", "Foreign Minister"),
    person("Lee"),
    person("Bob Lee"),
    person("Ann Lee", "Senator"),
    person("Carla Ruiz"),
    person("Ruiz"),
    body("European Union"),
    body("EU"),
    body("World Health Organization"),
    unnamed("officials"),
    None,
]


def state(store: Store) -> tuple:
    """Everything that shows of a store's speakers."""
    return store.speakers(), list(store.quotes()), [row["speaker"] for row in store.database["entities"].rows_where(order_by="id")]


def filled(folder: str, extractions) -> Store:
    store = Store.open(f"{folder}/quotes.db", create=True)
    for extraction in extractions:
        assert store.add(extraction, run=RUN)
    return store


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_the_order_of_adding_changes_nothing(make, data):
    casts = data.draw(st.lists(st.lists(st.sampled_from(CAST), min_size=1, max_size=3), min_size=2, max_size=5))
    extractions = [
        make(f"{number}.txt", *((f"“No {number}.{at},”", who) for at, who in enumerate(cast))) for number, cast in enumerate(casts)
    ]
    shuffled = data.draw(st.permutations(extractions))
    states = []
    for order in (extractions, shuffled):
        with TemporaryDirectory() as folder, filled(folder, order) as store:
            states.append(state(store))
            assert list(examine(store)) == []
    assert states[0] == states[1]


def test_a_later_article_joins_a_surname_to_its_full_name(store, make, run):
    store.add(make("a.txt", ("“No,”", person("Lee"))), run=run)
    assert [speaker.name for speaker in store.speakers()] == ["Lee"]
    store.add(make("b.txt", ("“Yes,”", person("Ann Lee", "Senator"))), run=run)
    (speaker,) = store.speakers()
    assert (speaker.name, speaker.aliases, speaker.offices, speaker.quotes, speaker.articles) == (
        "Ann Lee",
        ("Ann Lee", "Lee"),
        ("Senator",),
        2,
        2,
    )


def test_a_later_article_can_part_what_an_earlier_one_joined(store, make, run):
    store.add(make("a.txt", ("“No,”", person("Lee"))), run=run)
    store.add(make("b.txt", ("“Yes,”", person("Ann Lee"))), run=run)
    store.add(make("c.txt", ("“Well,”", person("Bob Lee"))), run=run)
    assert sorted(speaker.name for speaker in store.speakers()) == ["Ann Lee", "Bob Lee", "Lee"]
    assert list(examine(store)) == []


def test_whom_an_article_leaves_open_stays_open_in_the_store(store, make, run):
    torn = Entity(name="Lee", type=EntityType.PERSON, aliases=("Lee",), rivals=("Ann Lee", "Bob Lee"))
    for number in range(30):
        store.add(make(f"{number}.txt", (f"“Yes {number},”", person("Ann Lee"))), run=run)
    store.add(make("torn.txt", ("“No,”", person("Ann Lee")), ("“Maybe,”", torn)), run=run)
    assert [(speaker.name, speaker.quotes) for speaker in store.speakers()] == [("Ann Lee", 31), ("Lee", 1)]
    assert list(examine(store)) == []


def test_a_reason_can_change_where_nobody_new_speaks(store, make, run):
    """That a second Lee is known changes why *Mrs. Lee* is the first."""
    store.add(make("a.txt", ("“No,”", person("Ann Lee", "Senator"))), run=run)
    store.add(make("b.txt", ("“Yes,”", Entity(name="Lee", type=EntityType.PERSON, aliases=("Lee",), gender="f"))), run=run)
    before = [reason for (reason,) in store.database.execute("SELECT reason FROM entities ORDER BY id")]
    store.add(make("c.txt", ("“Well,”", person("Bob Lee"))), run=run)
    assert [reason for (reason,) in store.database.execute("SELECT reason FROM entities ORDER BY id")] != before
    assert [(speaker.name, speaker.quotes) for speaker in store.speakers()] == [("Ann Lee", 2), ("Bob Lee", 1)]
    assert list(examine(store)) == []


def test_unnamed_speakers_of_two_articles_are_two(store, make, run):
    store.add(make("a.txt", ("“No,”", unnamed("officials")), ("“Never,”", unnamed("officials"))), run=run)
    store.add(make("b.txt", ("“Yes,”", unnamed("officials"))), run=run)
    assert [(speaker.name, speaker.quotes) for speaker in store.speakers()] == [("officials", 2), ("officials", 1)]


def test_only_those_joined_by_keys_are_looked_at_again(store, make, run, monkeypatch):
    store.add(make("a.txt", ("“No,”", person("Ann Lee")), ("“So,”", person("Carla Ruiz"))), run=run)
    looked_at = []
    merge = people.merge

    def watched(entities, standings, **options):
        looked_at.append(sorted(entity.name for entity in entities))
        return merge(entities, standings, **options)

    monkeypatch.setattr(people, "merge", watched)
    store.add(make("b.txt", ("“Yes,”", person("Lee"))), run=run)
    assert looked_at == [["Ann Lee", "Lee"]]


def test_chains_of_keys_are_followed_to_their_end(store, make, run):
    store.add(make("a.txt", *[(f"“No {number},”", person(f"P{number} Q{number}")) for number in range(5)]), run=run)
    ids = [row["id"] for row in store.database["forms"].rows_where(order_by="name")]
    store.database.execute("DELETE FROM form_keys")
    store.database["form_keys"].insert_all(
        [{"key": str(link), "form": ids[place]} for link in range(3) for place in (link, link + 1)] + [{"key": "x", "form": ids[4]}]
    )
    for start in range(4):
        reached = [row["id"] for row in store.database.query(query("related_forms"), {"forms": f"[{ids[start]}]"})]
        assert reached == sorted(ids[:4])


def test_equal_entities_have_one_form(store, make, run):
    for number in range(3):
        store.add(make(f"{number}.txt", (f"“No {number},”", person("Ann Lee", "Mayor")), (f"“So {number},”", unnamed("police"))), run=run)
    assert sorted(row["name"] for row in store.database["forms"].rows) == ["Ann Lee", "police"]
    assert sorted((speaker.name, speaker.quotes) for speaker in store.speakers()) == [("Ann Lee", 3), *[("police", 1)] * 3]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_speaker_ids_are_those_of_their_entities(store, make, run, order):
    extractions = [make(f"{number}.txt", (f"“No {number},”", person("Ann Lee"))) for number in range(3)]
    for number in order:
        store.add(extractions[number], run=run)
    ids = [row["id"] for row in store.database["entities"].rows]
    assert [speaker.id for speaker in store.speakers()] == [min(ids)]


def test_entity_ids_that_collide_move_on(store, make, run, monkeypatch):
    store.add(make("a.txt", ("“No,”", person("Ann Lee"))), run=run)
    # What the second article would get is taken.
    extraction = make("b.txt", ("“Yes,”", person("Bob Day")))
    with Store.open(store.path.with_name("other.db"), create=True) as other:
        other.add(extraction, run=run)
        (taken,) = [row["id"] for row in other.database["entities"].rows]
    store.database.execute("PRAGMA foreign_keys = OFF")
    store.database.execute("UPDATE entities SET id = ?, speaker = ?", [taken, taken])
    store.database.execute("UPDATE quotes SET entity = ?", [taken])
    store.database.execute("UPDATE speakers SET id = ?", [taken])
    store.database.execute("UPDATE aliases SET speaker = ?", [taken])
    store.database.execute("UPDATE speaker_keys SET speaker = ?", [taken])
    store.database.execute("PRAGMA foreign_keys = ON")
    assert store.add(extraction, run=run)
    assert sorted(speaker.name for speaker in store.speakers()) == ["Ann Lee", "Bob Day"]
    assert list(examine(store)) == []
