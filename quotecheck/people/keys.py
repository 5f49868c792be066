"""The keys under which speakers are found, and where to find them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from quotecheck.attribution.names import given_initials, initials, lone_names, name_words, person_words, split_title
from quotecheck.model import EntityType, Speaker
from quotecheck.people.offices import bare_office, office_words
from quotecheck.people.tables import key

__all__ = ["Index", "keys_of", "names_of", "person_key"]


class Index(Protocol):
    """Where speakers are found by the keys of ``keys_of``. Whoever is quoted most comes first."""

    def having(self, keys: Collection[str], *, among: Collection[int] | None = None) -> list[int]:
        """The ids of the speakers that have all of some keys, of everybody or among some."""

    def speakers(self, ids: Collection[int]) -> list[Speaker]:
        """The speakers with these ids, in this order."""

    def words(self, kind: str = "word") -> Iterable[str]:
        """Every word of any name, or, of the kind "office-word", of any office."""


def keys_of(speaker: Speaker, descriptions: Iterable[str] = ()) -> frozenset[str]:
    """Give the keys under which a speaker is found: of names, family names, words, initials, handles, offices and descriptions.

    >>> byron = Speaker(id=1, name="Ada Byron", type=EntityType.PERSON, offices=("Mayor of Rome",))
    >>> sorted(keys_of(byron, ["the host"]))[:5]
    ['alone byron', 'described host', 'initials ab', 'kin byron a', 'name ada byron']
    """
    names = [name for name in dict.fromkeys((speaker.name, *speaker.aliases)) if not name.startswith("@")]
    handles = {name for name in (speaker.name, *speaker.aliases) if name.startswith("@")}
    found = {f"handle {handle.casefold()}" for handle in handles} | ({f"listed {speaker.listed}"} if speaker.listed else set())
    found |= {f"exact {key(name)}" for name in names if "," in name or split_title(name)[0]}
    found |= {f"word {word}" for name in names for word in name_words(name)}
    if speaker.type is EntityType.PERSON:
        found |= {f"name {person_key(name)}" for name in names if len(person_words(name)[0]) > 1}
        found |= {f"alone {word}" for name in names for word in lone_names(name)}
        found |= {f"kin {word} {letter}" for name in names for word in lone_names(name) for letter in given_initials(name) or "?"}
        found |= {f"initials {letters}" for name in names if (letters := _person_initials(name))}
    elif speaker.type is EntityType.UNNAMED:
        found |= {f"unnamed {key(name)}" for name in names}
    else:
        found |= {f"body {key(name)}" for name in names}
        found |= {f"initials {letters}" for name in names for letters in initials(name)}
    for office in speaker.offices:
        words = office_words(office)
        found |= {f"office {' '.join(sorted(words))}"} if words else set()
        found |= {f"office-word {word}" for word in words}
    found |= {f"described {key(bare_office(words, ()))}" for words in descriptions}
    return frozenset(found)


def person_key(name: str) -> str:
    """Give what two spellings of one full name share: its words and generation, folded."""
    words, generation = person_words(name)
    return " ".join((*words, *([generation] if generation else [])))


def _person_initials(name: str) -> str | None:
    words = name_words(split_title(name)[1])
    return "".join(word[0] for word in words) if len(words) > 1 else None


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """Give all names of a speaker, the one that it goes by first."""
    return (speaker.name, *speaker.aliases)
