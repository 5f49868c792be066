"""Speakers by what a user calls them."""

import pytest

from quotecheck.model import EntityType, Speaker
from quotecheck.people import find, suggest


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
        ("foreign minister", ["Paolo Gentiloni"]),
        ("italian politician", ["Paolo Gentiloni"]),
        ("Secretary of State of the United States", ["Antony Blinken"]),
        ("president", ["Donald Trump"]),
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
        ("", []),
        ("?", []),
    ],
)
def test_find(query, names):
    assert [found.name for found in find(query, SPEAKERS)] == names
    assert [found.name for found in find(query, SPEAKERS[::-1])] == names


def test_a_family_name_alone_is_a_lead_to_whom_it_may_name():
    assert find("Tony Blinken", [speaker(1, "Blinken")]) == [speaker(1, "Blinken")]


def test_suggest_gives_the_nearest_names():
    assert suggest("Blinkin", SPEAKERS)[0] == "Antony Blinken"
    assert suggest("zzzzqqq", SPEAKERS) == []
    assert len(suggest("Donald Tramp", SPEAKERS, limit=2)) == 2
