"""Names as strings, on names that the rules were not made from as well."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.names import (
    compatible,
    fullest,
    initials,
    is_acronym,
    is_courtesy,
    lone_names,
    name_words,
    split_title,
    without_possessive,
)

NAMES = st.sampled_from(
    [
        "Donald Trump", "Donald J. Trump", "Donald Trump Jr.", "Trump", "Ivanka Trump", "Trump Jr.", "Bill Clinton", "William Clinton",
        "Hillary Rodham Clinton", "Clinton", "George Bush", "George W. Bush", "George H. W. Bush", "Bush", "Xi", "Xi Jinping",
        "Kim Jong-un", "Kim", "García", "Gabriel García Márquez", "Gabriel García", "al-Assad", "Bashar al-Assad", "", "Dr.", "U.N.",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("Foreign Minister Paolo Gentiloni", "Foreign Minister", "Paolo Gentiloni"),
        ("US Secretary of State Antony Blinken", "US Secretary of State", "Antony Blinken"),
        ("Colonel Caggins", "Colonel", "Caggins"),
        ("Sen. Elizabeth Warren (D-Mass.)", "Sen.", "Elizabeth Warren"),
        ("Secretary Antony Blinken (@SecBlinken)", "Secretary", "Antony Blinken"),
        ("Italian Minister Di Maio", "Italian Minister", "Di Maio"),
        ("Luigi Di Maio", None, "Luigi Di Maio"),
        ("President of the European Commission Ursula von der Leyen", "President of the European Commission", "Ursula von der Leyen"),
        ("Archbishop of Canterbury Justin Welby", "Archbishop of Canterbury", "Justin Welby"),
        ("President-elect Joe Biden", "President-elect", "Joe Biden"),
        ("Crown Prince Mohammed bin Salman", "Crown Prince", "Mohammed bin Salman"),
        ("Rev. Dr. Martin Luther King, Jr.", "Rev. Dr.", "Martin Luther King Jr."),
        ("former Prime Minister Theresa May’s", "former Prime Minister", "Theresa May"),
        ("the late John McCain", None, "John McCain"),
        ("editor-in-chief Marty Baron", "editor-in-chief", "Marty Baron"),
        ("President Xi", "President", "Xi"),
        ("Pope John Paul II", "Pope", "John Paul II"),
        ("U.S. Sen. John McCain, R-Ariz.", "U.S. Sen.", "John McCain"),
    ],
)
def test_a_title_is_split_off(text, title, name):
    assert split_title(text) == (title, name)


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("money to Mr. Obama", "Mr.", "Obama"),
        ("of course Mr. Trump", "Mr.", "Trump"),
        ("trade bill Mrs. Merkel", "Mrs.", "Merkel"),
        ("affair with President Clinton", "President", "Clinton"),
        ("revelations about Labour candidate John Smith", "Labour candidate", "John Smith"),
        ("chief of staff to President Bill Clinton", "President", "Bill Clinton"),
        ("aide to the President Joe Biden", "President", "Joe Biden"),
        ("critic of Chancellor Olaf Scholz", "Chancellor", "Olaf Scholz"),
        ("spokeswoman for Hillary Clinton", None, "Hillary Clinton"),
        ("adviser to Obama", None, "Obama"),
        ("ambassador to Russia Michael McFaul", "ambassador to Russia", "Michael McFaul"),
        ("Bank of England Governor Mark Carney", "Bank of England Governor", "Mark Carney"),
        ("Commander in Chief Barack Obama", "Commander in Chief", "Barack Obama"),
        ("Secretary of the Treasury Mr. Mnuchin", "Secretary of the Treasury Mr.", "Mnuchin"),
        ("Chairman of the Joint Chiefs of Staff General Mark Milley", "Chairman of the Joint Chiefs of Staff General", "Mark Milley"),
    ],
)
def test_words_before_a_title_and_the_offices_of_others_are_left_out(text, title, name):
    assert split_title(text) == (title, name)


@pytest.mark.parametrize("name", ["Byron's", "Byron’s", "BYRON'S", "“Byron’s”", "Byron’s.", "(Byron’s)", "Byron'"])
def test_a_possessive_ending_is_no_part_of_a_name(name):
    assert name_words(name) == ("byron",)


def test_possessive_endings_go_from_every_word_but_apostrophes_inside_stay_inside():
    assert name_words("McDonald’s Workers' Union") == ("mcdonald", "workers", "union")
    assert name_words("O’Neill’s U.N.’s") == ("oneill", "u", "n")
    assert without_possessive("James's's") == "James's"
    assert without_possessive("Paris") == "Paris"


@pytest.mark.parametrize(
    "name", ["Stephen King", "Mike Pope", "Dean Smith", "Earl Warren", "John Major", "Billie Jean King", "Amartya Sen"]
)
def test_a_name_that_is_also_a_rank_is_kept(name):
    assert split_title(name) == (None, name)


@pytest.mark.parametrize("office", ["Attorney General", "Secretary of State", "Prime Minister", "President", "King"])
def test_an_office_without_a_name_is_left_whole(office):
    assert split_title(office) == (None, office)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Blinken", "Antony Blinken"),
        ("Myles B. Caggins II", "Colonel Caggins"),
        ("Myles B. Caggins II", "Myles Caggins"),
        ("J. Smith", "John Smith"),
        ("A. Smith", "Anna Smith"),
        ("JD Vance", "J.D. Vance"),
        ("Bill Clinton", "William Clinton"),
        ("Trump", "Donald Trump Jr."),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
        ("Di Maio", "Luigi Di Maio"),
        ("Van der Bellen", "Alexander van der Bellen"),
        ("Assad", "Bashar al-Assad"),
        ("al-Assad", "Bashar Assad"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("Xi", "Xi Jinping"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim", "Kim Jong-un"),
        ("López Obrador", "Andrés Manuel López Obrador"),
        ("García", "Gabriel García Márquez"),
        ("Gabriel García", "Gabriel García Márquez"),
    ],
)
def test_names_of_one_person(a, b):
    assert compatible(a, b)
    assert compatible(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Donald Trump", "Ivanka Trump"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Donald Trump", "Trump Jr."),
        ("Bill Clinton", "Hillary Clinton"),
        ("George W. Bush", "George H.W. Bush"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Li Wei", "Wang Wei"),
        ("A. Smith", "John Smith"),
        ("John Paul II", "John Paul I I I"),
        ("Henry Ford II", "Henry Ford III"),
        ("Paul", "John Paul Jones"),
        ("Antony", "Antony Blinken"),
        ("", ""),
        ("", "Blinken"),
    ],
)
def test_names_of_two_persons(a, b):
    assert not compatible(a, b)
    assert not compatible(b, a)


@given(NAMES, NAMES)
def test_compatible_is_symmetric_and_needs_a_lone_name_in_common(a, b):
    assert compatible(a, b) == compatible(b, a)
    if compatible(a, b):
        assert lone_names(a) & lone_names(b)


@given(st.text(max_size=60))
def test_odd_text_never_raises(text):
    title, name = split_title(text)
    assert bool(name) or not text.strip()
    assert title is None or title
    assert all(word == "".join(word.split()) for word in name_words(text))
    initials(text)
    compatible(text, text)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("AP", "The Associated Press"),
        ("EU", "European Union"),
        ("U.N.", "the United Nations"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("DOJ", "Department of Justice"),
        ("DJ", "Department of Justice"),
        ("ISIS", "Islamic State in Iraq and Syria"),
    ],
)
def test_acronyms(short, long):
    assert is_acronym(short, long)


@pytest.mark.parametrize(("short", "long"), [("It", "Irish Times"), ("AP", "Press Association"), ("U", "Union"), ("", "United Nations")])
def test_no_acronyms(short, long):
    assert not is_acronym(short, long)


def test_the_fullest_name_is_the_same_in_any_order():
    names = ["Caggins", "Colonel Caggins", "Myles Caggins", "M. B. Caggins II", "Myles B. Caggins II"]
    assert {fullest(order) for order in permutations(names)} == {"Myles B. Caggins II"}


def test_there_is_no_fullest_of_no_names():
    with pytest.raises(ValueError):
        fullest([])


def test_courtesy_is_no_office():
    assert is_courtesy("Mr.")
    assert not is_courtesy("Prof. Dr.")
