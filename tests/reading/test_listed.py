"""A user's list of people."""

import io

import pytest

from quotecheck.errors import InputError
from quotecheck.model import EntityType, Tenure
from quotecheck.reading import read_listed

HEADER = "name,aliases,offices,wikidata"


def read(text: str):
    return read_listed(io.BytesIO(text.encode()), name="people.csv")


def test_all_that_a_line_says():
    offices = "Mayor of Rome (2001-05/2006); poet; Mayor (../2000-02)"
    (byron,) = read(f'{HEADER},type,note\nAda  Byron," Byron;Lady Lovelace ;; Ada Byron",{offices},Q7259,,x\n')
    assert (byron.id, byron.name, byron.type, byron.aliases, byron.offices) == (
        "Q7259",
        "Ada Byron",
        EntityType.PERSON,
        ("Byron", "Lady Lovelace"),
        ("poet",),
    )
    assert byron.tenures == (
        Tenure(office="Mayor of Rome", since="2001-05-01", until="2006-12-31", listed=True),
        Tenure(office="Mayor", until="2000-02-29", listed=True),
    )


def test_columns_come_in_any_order_and_case_and_an_id_may_be_left_out():
    (post, bank) = read("Type,WIKIDATA,Offices,Aliases,Name\norganisation,,,HP,Harbour Post\n,,,,\nperson,,,,J. Bank\n")
    assert (post.id, post.type, post.aliases, bank.id) == ("name:harbour post", EntityType.ORGANISATION, ("HP",), "name:j. bank")


def test_an_office_with_another_parenthesis_is_an_office():
    (one,) = read(f"{HEADER}\nAda,,Member (Labour),\n")
    assert one.offices == ("Member (Labour)",)


def test_other_encodings_are_read():
    (one,) = read_listed(io.BytesIO(f"{HEADER}\nJosé Díaz,,,\n".encode("cp1252")), name="people.csv")
    assert one.name == "José Díaz"
    (one,) = read_listed(io.BytesIO(f"{HEADER}\nJosé Díaz,,,\n".encode("utf-8-sig")), name="people.csv")
    assert one.name == "José Díaz"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no column name, aliases, offices, wikidata"),
        ("name,aliases\nAda,\n", "no column offices, wikidata. The first line must be name,aliases,offices,wikidata"),
        (f"{HEADER}\n", "nobody in it"),
        (f"{HEADER}\n,Byron,,\n", "people.csv:2: no name"),
        (f"{HEADER}\nAda,,,7259\n", "people.csv:2: '7259' is no id of Wikidata"),
        (f"{HEADER}\nAda,,,Q1\nBob,,,Q1\n", "people.csv:3: Bob has the id Q1, as has Ada in line 2"),
        (f"{HEADER}\nAda,,,\nADA,,,\n", "people.csv:3: ADA has this name and no id, as has Ada in line 2"),
        (f"{HEADER}\nAda,,Mayor (2001-13/..),\n", "people.csv:2: '2001-13' in 'Mayor (2001-13/..)' is no date"),
        (f"{HEADER}\nAda,,Mayor (2001-02-30/..),\n", "is no date"),
        (f"{HEADER}\nAda,,Mayor (last year/..),\n", "is no date"),
        (f"{HEADER}\nAda,,Mayor (0000/..),\n", "is no date"),
        (f"{HEADER}\nAda,,Mayor (2020/2019),\n", "ends before it begins"),
        (f"{HEADER},type\nAda,,,,robot\n", "'robot' is no type"),
        (f"{HEADER}\nAda,,,Q1,Q2\n", "people.csv:2: more fields than columns"),
        (f'{HEADER}\n"Ada"x,,,\n', "people.csv: below line 1, no line of CSV"),
    ],
)
def test_what_is_no_list_is_told_in_one_line(text, complaint):
    with pytest.raises(InputError) as caught:
        read(text)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_data_that_is_no_text_is_refused():
    with pytest.raises(InputError):
        read_listed(io.BytesIO(b"\0\1\2"), name="people.csv")
