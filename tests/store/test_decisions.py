"""What users decide of speakers: heeded, surviving what is added later, undone."""

from __future__ import annotations

from contextlib import suppress
from itertools import permutations

import pytest

from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Entity, EntityType, Listed, Tenure
from quotecheck.store import Store, decisions, examine


def person(name: str, *offices: str, gender: str | None = None) -> Entity:
    return Entity(name=name, type=EntityType.PERSON, aliases=(name,), offices=offices, gender=gender)


def named(store: Store) -> dict[str, int]:
    """Who speaks, and how often."""
    return {speaker.name: speaker.quotes for speaker in store.speakers() if speaker.quotes}


def one(store: Store, name: str):
    (found,) = [speaker for speaker in store.speakers() if speaker.name == name]
    return found


@pytest.fixture
def smiths(store, make, run):
    store.add(make("a.txt", ("“No,”", person("John Smith"))), run=run)
    store.add(make("b.txt", ("“Yes,”", person("John Smith")), ("“Well,”", person("Jane Roe"))), run=run)
    store.add(make("c.txt", ("“So,”", person("Jack Smyth"))), run=run)
    return store


def test_a_merge_joins_what_names_do_not(smiths):
    decided = decisions.merge(smiths, one(smiths, "John Smith"), one(smiths, "Jack Smyth"))
    assert (decided.number, decided.kind, decided.summary, decided.undone) == (1, "merge", "John Smith and Jack Smyth are one", None)
    assert named(smiths) == {"John Smith": 3, "Jane Roe": 1}
    assert one(smiths, "John Smith").aliases == ("Jack Smyth", "John Smith")
    assert list(examine(smiths)) == []


def test_what_is_added_later_follows_a_merge(smiths, make, run):
    decisions.merge(smiths, one(smiths, "John Smith"), one(smiths, "Jack Smyth"))
    smiths.add(make("d.txt", ("“Late,”", person("Jack Smyth"))), run=run)
    assert sorted(named(smiths).values()) == [1, 4]


def test_a_merge_survives_a_changed_file(smiths, make, run):
    decisions.merge(smiths, one(smiths, "Jane Roe"), one(smiths, "Jack Smyth"))
    smiths.add(make("c.txt", ("“So, so,”", person("Jack Smyth", "Mayor"))), run=run)
    assert sorted(named(smiths).values()) == [2, 3]


def test_a_split_takes_the_articles_away_and_later_ones_stay(smiths, make, run):
    decisions.split(smiths, one(smiths, "John Smith"), ["b.txt"], name="John Smith, baker")
    smiths.add(make("d.txt", ("“Late,”", person("John Smith"))), run=run)
    assert named(smiths) == {"John Smith": 2, "John Smith, baker": 1, "Jane Roe": 1, "Jack Smyth": 1}
    smiths.add(make("b.txt", ("“Yes, yes,”", person("John Smith"))), run=run)
    assert named(smiths)["John Smith, baker"] == 2
    assert list(examine(smiths)) == []


def test_what_was_split_can_be_merged_elsewhere(smiths):
    decisions.split(smiths, one(smiths, "John Smith"), ["b.txt"], name="The baker")
    decisions.merge(smiths, one(smiths, "The baker"), one(smiths, "Jane Roe"))
    assert len(named(smiths)) == 3
    assert list(examine(smiths)) == []


def test_a_new_name_is_kept_and_found(smiths, make, run):
    decisions.rename(smiths, one(smiths, "John Smith"), "Johnny")
    smiths.add(make("d.txt", ("“Late,”", person("John Smith"))), run=run)
    assert named(smiths)["Johnny"] == 3
    assert [speaker.name for speaker in smiths.find_speakers("Johnny")] == ["Johnny"]
    assert [speaker.name for speaker in smiths.find_speakers("John Smith")] == ["Johnny"]
    decisions.rename(smiths, one(smiths, "Johnny"), "The miller")
    assert named(smiths)["The miller"] == 3
    assert list(examine(smiths)) == []


def test_an_alias_is_found_and_binds_who_is_called_just_so(smiths, make, run):
    decisions.add_alias(smiths, one(smiths, "John Smith"), "Smithy")
    assert [speaker.name for speaker in smiths.find_speakers("Smithy")] == ["John Smith"]
    smiths.add(make("d.txt", ("“Late,”", person("Smithy"))), run=run)
    assert named(smiths)["John Smith"] == 3
    assert list(examine(smiths)) == []


DECIDE = {
    "merge": lambda store: decisions.merge(store, one(store, "John Smith"), one(store, "Jack Smyth")),
    "split": lambda store: decisions.split(store, one(store, "John Smith"), ["b.txt"], name="Other"),
    "rename": lambda store: decisions.rename(store, one(store, "Jane Roe"), "Janet"),
    "alias": lambda store: decisions.add_alias(store, one(store, "Jane Roe"), "Roebuck"),
    "import": lambda store: decisions.import_people(store, [Listed(id="Q1", name="Jane Roe", aliases=("Jack Smyth",))], source="p.csv"),
}


def state(store: Store) -> list[str]:
    return [
        line for line in store.database.iterdump() if '"decisions"' not in line and '"rulings"' not in line and "sqlite_stat" not in line
    ]


@pytest.mark.parametrize("kind", DECIDE)
def test_undoing_leaves_all_as_it_was(smiths, kind):
    before = sorted(state(smiths))
    DECIDE[kind](smiths)
    assert sorted(state(smiths)) != before
    undone = decisions.undo(smiths)
    assert undone.undone
    assert sorted(state(smiths)) == before
    assert [found.kind for found in decisions.decisions(smiths)] == [kind]


@pytest.mark.parametrize("order", list(permutations(DECIDE))[::13])
def test_decisions_stack_and_are_undone_in_any_order(smiths, order):
    before = sorted(state(smiths))
    for kind in order:
        with suppress(ValueError):  # who has been renamed or joined to others is not there under the old name
            DECIDE[kind](smiths)
        assert list(examine(smiths)) == []
    for number in sorted((decided.number for decided in decisions.decisions(smiths)), key=lambda number: (number % 2, number)):
        decisions.undo(smiths, number)
        assert list(examine(smiths)) == []
    assert sorted(state(smiths)) == before


def test_the_order_of_adding_changes_nothing_about_decisions(tmp_path, make, run):
    extractions = [
        make("a.txt", ("“No,”", person("John Smith"))),
        make("b.txt", ("“Yes,”", person("John Smith"))),
        make("c.txt", ("“So,”", person("Smith"))),
        make("d.txt", ("“Well,”", person("Jane Smith"))),
    ]
    found = set()
    for number, order in enumerate(permutations(extractions)):
        with Store.open(tmp_path / f"{number}.db", create=True) as store:
            for extraction in order[:2]:
                store.add(extraction, run=run)
            decisions.import_people(store, [Listed(id="Q1", name="John Smith", aliases=("Smith",))], source="p.csv")
            for extraction in order[2:]:
                store.add(extraction, run=run)
            found.add(tuple((speaker.id, speaker.name, speaker.listed, speaker.quotes) for speaker in store.speakers()))
            assert list(examine(store)) == []
    ((john, jane),) = found
    assert (john[1:], jane[1:]) == (("John Smith", "Q1", 3), ("Jane Smith", None, 1))


def test_a_list_binds_just_its_names(smiths, make, run):
    smiths.add(make("d.txt", ("“Ha,”", person("Smith", gender="m")), ("“He,”", person("Roe"))), run=run)
    people = [
        Listed(
            id="Q7",
            name="John A. Smith",
            aliases=("Smith", "Jack Smyth"),
            tenures=(Tenure(office="Mayor", since="2020-01-01", listed=True),),
        ),
        Listed(id="Q8", name="Zoë Quint"),
    ]
    decisions.import_people(smiths, people, source="p.csv")
    smith = one(smiths, "John A. Smith")
    assert (smith.listed, smith.quotes, smith.articles) == ("Q7", 4, 4)
    assert smith.offices == ("Mayor",)
    assert smith.tenures == (Tenure(office="Mayor", since="2020-01-01", listed=True),)
    assert one(smiths, "Zoë Quint").quotes == 0
    assert [speaker.name for speaker in smiths.find_speakers("mayor")] == ["John A. Smith"]
    assert list(examine(smiths)) == []


def test_two_on_a_list_are_never_one(store, make, run):
    store.add(make("a.txt", ("“No,”", person("Donald Trump")), ("“Yes,”", person("Donald J. Trump"))), run=run)
    assert len(named(store)) == 1
    decisions.import_people(store, [Listed(id="Q1", name="Donald Trump"), Listed(id="Q2", name="Donald J. Trump")], source="p.csv")
    assert {speaker.listed: speaker.quotes for speaker in store.speakers()} == {"Q1": 1, "Q2": 1}


def test_a_later_list_replaces_who_has_the_same_id_and_undoing_brings_him_back(smiths):
    decisions.import_people(smiths, [Listed(id="Q1", name="Jane Roe", offices=("Mayor",))], source="1.csv")
    decisions.import_people(smiths, [Listed(id="Q1", name="Jane Roe", offices=("Senator",))], source="2.csv")
    assert one(smiths, "Jane Roe").offices == ("Senator",)
    decisions.undo(smiths)
    assert one(smiths, "Jane Roe").offices == ("Mayor",)
    assert list(examine(smiths)) == []


@pytest.mark.parametrize(
    ("wrong", "error", "complaint"),
    [
        (lambda store: decisions.merge(store, one(store, "Jane Roe"), one(store, "Jane Roe")), UsageError, "are one speaker already"),
        (lambda store: decisions.split(store, one(store, "Jane Roe"), ["a.txt"]), NothingFound, "does not speak in 'a.txt'"),
        (lambda store: decisions.split(store, one(store, "Jane Roe"), ["b.txt"]), UsageError, "nothing to split"),
        (lambda store: decisions.split(store, one(store, "John Smith"), ["b.txt"], name=" "), UsageError, "is no name"),
        (lambda store: decisions.rename(store, one(store, "Jane Roe"), "Jane Roe"), UsageError, "is called so already"),
        (lambda store: decisions.rename(store, one(store, "Jane Roe"), "?!"), UsageError, "is no name"),
        (lambda store: decisions.add_alias(store, one(store, "Jane Roe"), "Jane Roe"), UsageError, "is known as Jane Roe already"),
        (decisions.undo, NothingFound, "no decision that stands"),
        (lambda store: decisions.undo(store, 7), NothingFound, "no decision 7 that stands"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(smiths, dump, wrong, error, complaint):
    before = dump(smiths)
    with pytest.raises(error, match=complaint) as caught:
        wrong(smiths)
    assert "\n" not in str(caught.value)
    assert dump(smiths) == before


def test_a_decision_is_undone_once(smiths):
    decisions.rename(smiths, one(smiths, "Jane Roe"), "Janet")
    decisions.undo(smiths)
    with pytest.raises(NothingFound):
        decisions.undo(smiths, 1)


def test_a_family_name_on_a_list_takes_nobody_who_has_a_full_name(store, make, run):
    smith = Entity(name="Anna Smith", type=EntityType.PERSON, aliases=("Anna Smith", "Smith"))
    store.add(make("a.txt", ("“No,”", smith)), run=run)
    store.add(make("b.txt", ("“Yes,”", person("John Smith")), ("“So,”", person("Smith"))), run=run)
    decisions.import_people(store, [Listed(id="Q1", name="John Smith", aliases=("Smith",))], source="p.csv")
    assert named(store) == {"John Smith": 2, "Anna Smith": 1}
    decisions.add_alias(store, one(store, "Anna Smith"), "J. Smith")
    assert named(store) == {"John Smith": 2, "Anna Smith": 1}


def test_a_list_replaces_the_one_of_the_same_source(smiths):
    decisions.import_people(smiths, [Listed(id="name:jane roe", name="Jane Roe"), Listed(id="Q2", name="Zoë Quint")], source="p.csv")
    decisions.import_people(smiths, [Listed(id="name:dame jane roe", name="Dame Jane Roe", aliases=("Jane Roe",))], source="p.csv")
    assert {speaker.name: speaker.quotes for speaker in smiths.speakers() if speaker.listed} == {"Dame Jane Roe": 1}
    decisions.undo(smiths)
    assert {speaker.name: speaker.quotes for speaker in smiths.speakers() if speaker.listed} == {"Jane Roe": 1, "Zoë Quint": 0}
    decisions.undo(smiths, 1)
    assert [speaker for speaker in smiths.speakers() if speaker.listed] == []
    assert list(examine(smiths)) == []


def test_names_with_a_comma_and_ids_of_wikidata_are_found(smiths):
    decisions.rename(smiths, one(smiths, "Jane Roe"), "Jane Roe, baker")
    decisions.import_people(smiths, [Listed(id="Q7", name="Jack Smyth")], source="p.csv")
    assert [speaker.name for speaker in smiths.find_speakers("Jane Roe, baker")] == ["Jane Roe, baker"]
    assert [speaker.name for speaker in smiths.find_speakers("q7")] == ["Jack Smyth"]
