"""Speakers by what a user calls them: name, initials, alias, handle, office, acronym, capital, description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotecheck.attribution.names import (
    acronym_letters,
    compatible,
    given_initials,
    initials,
    is_acronym,
    lone_names,
    name_words,
    person_words,
    split_title,
)
from quotecheck.attribution.titles import gender_of_title, is_generation, walks_of_life
from quotecheck.model import EntityType, Speaker
from quotecheck.people.bodies import full_name
from quotecheck.people.evidence import gender_of
from quotecheck.people.keys import Index, names_of, person_key
from quotecheck.people.offices import bare_office, is_other, is_same_office, office_words, without_country
from quotecheck.people.places import government_of
from quotecheck.people.tables import key

__all__ = ["find", "find_office"]


_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*?(?:\s+(?:(?:de|del|della|der|van|von|bin|al|el|la)\s+)*[^\W\d_a-z][\w.-]*)+")
_BELONGING = re.compile(r"\b(?:of|for|from|to|at|with|by|in|on|under|against)\s+(?:the\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"(?P<owner>.+?)[’']s (?P<office>[a-z].*)")
_WIKIDATA = re.compile(r"[Qq][1-9]\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Query:
    """A query, prepared.

    Attributes:
        person: it as a person's name, without what stands behind a comma.
        title: the title before the name.
        body: it as a body's name.
        means: the full name of the country or body that it stands for.
        office: its words as an office.
    """

    text: str
    person: str
    title: str | None
    body: str
    means: str | None
    office: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        return person_words(self.person)[0]


def find(query: str, index: Index) -> list[int]:
    """Find the speakers that a query names.

    The best kind of fit wins: the full name; a name that goes with it (a surname, initials before it, a nickname, an acronym, a
    capital); an office, of whatever country or body; some words of a name; what articles call somebody ("the senior official");
    initials alone.
    A title before a name, and an office behind it, choose among those of that name. "Byron, Ada" is Ada Byron.

    Args:
        query: "Blinken", "A. Blinken", "@SecBlinken", "Italian foreign minister", "EU", "Moscow", …; or an id of Wikidata.
        index: where to look.

    Returns:
        The ids of all speakers that fit equally well, who is quoted most first; none if nobody fits.
    """
    for way in (_spelt, _with_comma):
        found = way(query, index)
        if found is not None:
            return found
    asked = _prepared(query)
    for tier in (_named, _of_a_generation, _holding, _unnamed, _partly_named, _described, _abbreviated, _named_within):
        found = tier(asked, index)
        if found:
            return found
    return []


def _spelt(query: str, index: Index) -> list[int] | None:
    """Those of a handle, an id of Wikidata, or a name that would be taken apart though it is one; None if the query is none of them."""
    asked = query.strip()
    if asked.startswith("@"):
        return index.having([f"handle {asked.casefold()}"])
    if _WIKIDATA.fullmatch(asked):
        return index.having([f"listed {asked.upper()}"])
    return (index.having([f"exact {key(asked)}"]) if key(asked) else []) or None


def _with_comma(query: str, index: Index) -> list[int] | None:
    """Those of a name with an office behind a comma, or with the family name before it; None if the query has no comma."""
    head, comma, rest = (part.strip() for part in query.partition(","))
    if not comma or not rest or person_words(query)[1] is not None:
        return None
    if walks_of_life(rest):
        return _keep(_named(_prepared(head), index), index, office_words(rest))
    asked = _prepared(query)
    return _turned(head, rest, index) or _any(index, [f"body {key(name)}" for name in (query, asked.means) if name])


def find_office(query: str, index: Index) -> list[int]:
    """Find who holds or held an office, in full or in more words: "president" finds the "President of France".

    Args:
        query: the office.
        index: where to look.
    """
    words = without_country(office_words(query)) or office_words(query)
    return index.having([f"office-word {word}" for word in sorted(words)]) if words else []


def _prepared(query: str) -> _Query:
    """Take a query apart; one all in small letters may be meant in capitals."""
    body = query.upper() if query.islower() and " " not in query.strip() else query
    title, person = split_title(query.title() if query.islower() else query)
    return _Query(
        text=query,
        person=person,
        title=title,
        body=body,
        means=government_of(body) or full_name(body),
        office=office_words(query),
    )


# -- kinds of fit, best first


def _turned(family: str, given: str, index: Index) -> list[int]:
    """Those whose family name is put first: "Byron, Ada"."""
    words = given.split()
    generation = [words.pop()] if is_generation(words[-1]) else []
    if not words:
        return []
    found = index.speakers(_named(_prepared(" ".join((*words, family, *generation))), index))
    firsts = {speaker.id: {person_words(name)[0][0] for name in _full(speaker)} for speaker in found}
    return [id_ for id_, known in firsts.items() if any(compatible(f"{words[0]} {family}", f"{first} {family}") for first in known)]


def _named(asked: _Query, index: Index) -> list[int]:
    """Those of that very name; else those whose names go with it."""
    exact = _exactly_named(asked, index)
    found = exact or _compatibly_named(asked, index)
    kept = _keep(found, index, office_words(asked.title or ""), softly=True)
    gender = gender_of_title(asked.title or "")
    if gender is None or len(kept) < 2:
        return kept
    others = {"m": "f", "f": "m"}[gender]
    return [speaker.id for speaker in index.speakers(kept) if gender_of(names_of(speaker), None) != others] or kept


def _exactly_named(asked: _Query, index: Index) -> list[int]:
    keys = [f"name {person_key(asked.person)}"] if len(asked.words) > 1 else []
    keys += [f"body {key(asked.body)}"] if len(name_words(asked.body)) > 1 else []
    return _any(index, keys)


def _compatibly_named(asked: _Query, index: Index) -> list[int]:
    keys = [f"body {key(name)}" for name in (asked.body, asked.means) if name and key(name)]
    bodies = _any(index, keys)
    letters = acronym_letters(asked.body)
    for letter in [letters] if letters else sorted(initials(asked.body)):
        near = index.speakers(index.having([f"initials {letter}" if letters else f"body {letter}"]))
        bodies += [
            speaker.id
            for speaker in near
            if speaker.type is not EntityType.PERSON
            and any(is_acronym(asked.body, name) or is_acronym(name, asked.body) for name in names_of(speaker))
        ]
    families = sorted(lone_names(asked.person)) if asked.words else []
    if len(asked.words) > 1:
        kin = [f"kin {family} {letter}" for family in families for letter in sorted(given_initials(asked.person))]
        persons = _any(index, kin)
        # A family name alone among the aliases ("Trump") would go with every full name of the family.
        persons = [speaker.id for speaker in index.speakers(persons) if any(compatible(asked.person, name) for name in _full(speaker))]
    else:
        persons = _any(index, [f"alone {family}" for family in families])
    if len(asked.words) == 1 and person_words(asked.person)[1]:
        persons = [speaker.id for speaker in index.speakers(persons) if any(compatible(asked.person, name) for name in names_of(speaker))]
    return _merged(index, persons, bodies)


def _of_a_generation(asked: _Query, index: Index) -> list[int]:
    """Those of whom only a *Jr.* is known, which the query leaves out."""
    if len(asked.words) < 2 or person_words(asked.person)[1]:
        return []
    kin = [f"kin {family} {letter}" for family in sorted(lone_names(asked.person)) for letter in sorted(given_initials(asked.person))]
    return [
        speaker.id
        for speaker in index.speakers(_any(index, kin))
        if any(compatible(f"{asked.person} Jr.", name) for name in _full(speaker))
    ]


def _named_within(asked: _Query, index: Index) -> list[int]:
    """The first person who is named in full among other words, and not as somebody else's: *X's wife*, *spokesman for X*."""
    before = 0
    for found in _FULL_NAME.finditer(asked.text):
        belongs = _BELONGING.search(asked.text[before : found.start()]) is not None
        before = found.end()
        if not belongs and not asked.text[found.end() :].startswith(("'s", "’s")):
            persons = [one.id for one in index.speakers(_named(_prepared(found.group()), index)) if one.type is EntityType.PERSON]
            if persons:
                return persons
    return []


def _full(speaker: Speaker) -> list[str]:
    return [name for name in names_of(speaker) if len(person_words(name)[0]) > 1]


def _holding(asked: _Query, index: Index) -> list[int]:
    """Those who hold that office, of whatever country or body; else an office that has its words; else offices that have them together."""
    if not asked.office:
        return []
    if owned := _OWNED.fullmatch(asked.text):
        return _holding(_prepared(f"{owned['office']} of {owned['owner']}"), index)
    together = index.having([f"office-word {word}" for word in sorted(asked.office)])
    offices = {speaker.id: [office_words(office) for office in speaker.offices] for speaker in index.speakers(together)}
    holders = [id_ for id_ in together if any(is_same_office(asked.office, office) for office in offices[id_])]
    part = [id_ for id_ in together if any(asked.office <= office and not is_other(office - asked.office) for office in offices[id_])]
    apart = [id_ for id_ in together if not any(asked.office <= office for office in offices[id_])]
    return holders or part or apart or _without_country(asked, index)


def _without_country(asked: _Query, index: Index) -> list[int]:
    """Those who hold an office whose country the articles leave out: *US president* finds *President Byron*."""
    bare = without_country(asked.office)
    found = index.having([f"office {' '.join(sorted(bare))}"]) if bare and bare != asked.office else []
    return [speaker.id for speaker in index.speakers(found) if any(office_words(office) == bare for office in speaker.offices)]


def _unnamed(asked: _Query, index: Index) -> list[int]:
    words = key(asked.text)
    return index.having([f"unnamed {words}"]) if words else []


def _partly_named(asked: _Query, index: Index) -> list[int]:
    words = name_words(asked.text)
    return index.having([f"word {word}" for word in words]) if words else []


def _described(asked: _Query, index: Index) -> list[int]:
    words = key(bare_office(asked.text, ()))
    return index.having([f"described {words}"]) if words else []


def _abbreviated(asked: _Query, index: Index) -> list[int]:
    """Persons by their initials alone, and those of whom only the family name of the query is known."""
    letters = acronym_letters(asked.body)
    if letters:
        return index.having([f"initials {letters}"])
    found = index.speakers(_any(index, [f"kin {word} ?" for word in sorted(lone_names(asked.person))])) if len(asked.words) > 1 else []
    return [speaker.id for speaker in found if not _full(speaker) and any(compatible(asked.person, name) for name in names_of(speaker))]


def _keep(found: Sequence[int], index: Index, office: frozenset[str], *, softly: bool = False) -> list[int]:
    """Those of some speakers who hold an office; softly: all, if none does."""
    if not office or not found:
        return list(found)
    holders = set(index.having([f"office-word {word}" for word in sorted(office)], among=found))
    kept = [id_ for id_ in found if id_ in holders]
    return kept or (list(found) if softly else [])


def _any(index: Index, keys: Iterable[str]) -> list[int]:
    return list(dict.fromkeys(id_ for one in dict.fromkeys(keys) for id_ in index.having([one])))


def _merged(index: Index, persons: Sequence[int], bodies: Sequence[int]) -> list[int]:
    """Persons and bodies together, who is quoted most first."""
    if not persons or not bodies:
        return list(dict.fromkeys((*persons, *bodies)))
    return [speaker.id for speaker in _by_quotes(index.speakers(dict.fromkeys((*persons, *bodies))))]


def _by_quotes(speakers: Iterable[Speaker]) -> Iterator[Speaker]:
    yield from sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name, speaker.id))
