"""Speakers by what a user calls them."""

import pytest

from quotecheck.model import EntityType, Speaker
from quotecheck.people import find, find_office, keys_of, suggest


class Everybody:
    """An index in memory, obviously right: it looks at every speaker for every key."""

    def __init__(self, speakers, descriptions=None):
        self.known = sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name, speaker.id))
        self.descriptions = descriptions or {}

    def having(self, keys, *, among=None):
        found = [one.id for one in self.known if set(keys) <= keys_of(one, self.descriptions.get(one.id, ()))]
        return found if among is None else [id_ for id_ in found if id_ in among]

    def speakers(self, ids):
        by_id = {one.id: one for one in self.known}
        return [by_id[id_] for id_ in ids]

    def words(self, kind="word"):
        return sorted({word for one in self.known for key in keys_of(one) if (word := key.removeprefix(f"{kind} ")) != key})


def speaker(number, name, *aliases, kind=EntityType.PERSON, offices=(), quotes=1):
    return Speaker(id=number, name=name, type=kind, aliases=tuple(sorted({name, *aliases})), offices=offices, quotes=quotes)


SPEAKERS = [
    speaker(1, "Antony Blinken", "Blinken", "@SecBlinken", offices=("US Secretary of State",), quotes=9),
    speaker(2, "Luigi Di Maio", "Di Maio", offices=("Italian Foreign Minister",)),
    speaker(3, "Paolo Gentiloni", offices=("Foreign Minister", "Italian politician")),
    speaker(4, "Donald Trump", "Trump", offices=("President",), quotes=50),
    speaker(5, "Ivanka Trump", quotes=2),
    speaker(6, "Donald Trump Jr."),
    speaker(7, "European Union", "EU", kind=EntityType.ORGANISATION),
    speaker(8, "Russia", "Moscow", kind=EntityType.PLACE),
    speaker(9, "Associated Press", kind=EntityType.ORGANISATION),
    speaker(10, "Recep Tayyip Erdoğan", "Erdoğan", offices=("Turkish President",)),
    speaker(11, "Xi Jinping", "Xi"),
    speaker(12, "Shinzo Abe", offices=("Prime Minister of Japan",)),
    speaker(13, "French police", kind=EntityType.UNNAMED),
    speaker(14, "Mike Pence", offices=("Vice President",)),
    speaker(15, "UN Security Council", kind=EntityType.ORGANISATION),
]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("Antony Blinken", ["Antony Blinken"]),
        ("blinken", ["Antony Blinken"]),
        ("A. Blinken", ["Antony Blinken"]),
        ("B. Blinken", []),
        ("Tony Blinkin", []),
        ("@secblinken", ["Antony Blinken"]),
        ("@nobody", []),
        ("Secretary Blinken", ["Antony Blinken"]),
        ("secretary blinken", ["Antony Blinken"]),
        ("Trump", ["Donald Trump", "Ivanka Trump", "Donald Trump Jr."]),
        ("President Trump", ["Donald Trump"]),
        ("Donald Trump", ["Donald Trump"]),
        ("Don Trump", ["Donald Trump"]),
        ("Donald Trump Jr.", ["Donald Trump Jr."]),
        ("Eric Trump", []),
        ("Erdogan", ["Recep Tayyip Erdoğan"]),
        ("Xi", ["Xi Jinping"]),
        ("Italian foreign minister", ["Luigi Di Maio"]),
        ("foreign minister of Italy", ["Luigi Di Maio"]),
        ("foreign minister", ["Luigi Di Maio", "Paolo Gentiloni"]),
        ("italian politician", ["Paolo Gentiloni"]),
        ("Secretary of State of the United States", ["Antony Blinken"]),
        ("president", ["Donald Trump", "Recep Tayyip Erdoğan"]),
        ("Turkish President", ["Recep Tayyip Erdoğan"]),
        ("Japanese prime minister", ["Shinzo Abe"]),
        ("EU", ["European Union"]),
        ("eu", ["European Union"]),
        ("the European Union", ["European Union"]),
        ("Moscow", ["Russia"]),
        ("Russian Federation", ["Russia"]),
        ("AP", ["Associated Press"]),
        ("The Associated Press", ["Associated Press"]),
        ("Security Council", ["UN Security Council"]),
        ("Luigi", ["Luigi Di Maio"]),
        ("French police", ["French police"]),
        ("Antony Blinken, Secretary of State of the United States", ["Antony Blinken"]),
        ("Secretary Antony Blinken (@SecBlinken)", ["Antony Blinken"]),
        ("US Secretary of State Antony Blinken", ["Antony Blinken"]),
        ("Antony Blinken, Prime Minister of Japan", []),
        ("Blinken, Antony", ["Antony Blinken"]),
        ("Trump, Donald Jr.", ["Donald Trump Jr."]),
        ("Antony Blinken, Luigi Di Maio", []),
        ("Washington, D.C.", []),
        ("Mr. Trump", ["Donald Trump", "Ivanka Trump", "Donald Trump Jr."]),
        ("RTE", ["Recep Tayyip Erdoğan"]),
        ("vice president", ["Mike Pence"]),
        ("Sen. Mike Pence (R-Ind.)", ["Mike Pence"]),
        ("", []),
        ("?", []),
    ],
)
def test_find(query, names):
    for index in (Everybody(SPEAKERS), Everybody(SPEAKERS[::-1])):
        assert [found.name for found in index.speakers(find(query, index))] == names


def test_a_family_name_alone_is_a_lead_to_whom_it_may_name():
    assert find("Tony Blinken", Everybody([speaker(1, "Blinken")])) == [1]


def test_suggest_gives_the_nearest_names():
    assert suggest("Blinkin", Everybody(SPEAKERS))[0] == "Antony Blinken"
    assert suggest("italian foregn ministr", Everybody(SPEAKERS))[0] == "Luigi Di Maio (Italian Foreign Minister)"
    assert suggest("zzzzqqq", Everybody(SPEAKERS)) == []
    assert len(suggest("Donald Tramp", Everybody(SPEAKERS), limit=2)) == 2


def test_a_title_tells_the_gender():
    clintons = Everybody([speaker(1, "Bill Clinton", quotes=9), speaker(2, "Hillary Clinton")])
    assert [find(query, clintons) for query in ("Clinton", "Mrs. Clinton", "Mr. Clinton")] == [[1, 2], [2], [1]]


def test_what_articles_call_somebody_finds_him_last():
    index = Everybody([speaker(1, "Ada Byron"), speaker(2, "Carla Ruiz", offices=("senior official",))], {1: ["the senior envoy"]})
    assert find("the senior envoy", index) == [1]
    assert find("a senior official", index) == [2]


def test_an_office_finds_all_who_have_it_in_more_words():
    index = Everybody(SPEAKERS)
    assert [one.name for one in index.speakers(find_office("president", index))] == ["Donald Trump", "Mike Pence", "Recep Tayyip Erdoğan"]
    assert find_office("", index) == []


def test_initials_of_a_full_name():
    index = Everybody([speaker(1, "Hillary Clinton", "Hillary Rodham Clinton", "Clinton"), speaker(2, "Holy Roman Church")])
    assert find("H.R.C.", index) == [1, 2]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("secretary of state", ["Ada Byron"]),
        ("deputy secretary of state", ["Carla Ruiz"]),
        ("finance minister", []),
        ("shadow finance minister", ["Owen Price"]),
        ("senator", ["Ann Lee"]),
        ("US president", ["Bob Day"]),
        ("president", ["Bob Day"]),
        ("former president", ["Cy Fox"]),
        ("PM", ["Dan Gray"]),
        ("prime minister", ["Dan Gray"]),
    ],
)
def test_whoever_is_asked_for_by_an_office_holds_just_that(query, names):
    offices = {
        "Ada Byron": "Secretary of State",
        "Carla Ruiz": "Deputy Secretary of State",
        "Owen Price": "Shadow Finance Minister",
        "Ann Lee": "Sen.",
        "Bob Day": "President",
        "Cy Fox": "former President",
        "Dan Gray": "PM",
    }
    index = Everybody([speaker(number, name, offices=(office,)) for number, (name, office) in enumerate(offices.items())])
    assert [one.name for one in index.speakers(find(query, index))] == names
