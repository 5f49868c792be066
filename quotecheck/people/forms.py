"""Persons of whom the articles say the same, taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotecheck.attribution.names import person_words
from quotecheck.attribution.titles import walks_of_life
from quotecheck.model import Entity
from quotecheck.people.entities import names_without_handles
from quotecheck.people.evidence import gender_of
from quotecheck.people.standing import Standing

__all__ = ["Form", "forms_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Entities of which the articles say the same.

    Attributes:
        names: all names, sorted; ``full`` those of more than a family name.
        gender: "m" or "f", as a title tells it, or else a first name.
        rivals: who else may be meant by a family name alone, as the article says.
        listed: the id under which a user's list has the person.
        members: indexes of the entities.
        count: how many of them speak in an article; those of a list do not.
    """

    names: tuple[str, ...]
    full: tuple[str, ...]
    offices: tuple[str, ...]
    gender: str | None
    rivals: tuple[str, ...]
    listed: str | None
    members: tuple[int, ...]
    count: int

    @property
    def weighed(self) -> str:
        """The name to be weighed: a full one, if there is one."""
        return (self.full or self.names)[0]

    @property
    def walks(self) -> frozenset[str]:
        """The walks of life that the offices belong to."""
        return frozenset().union(*map(walks_of_life, self.offices))

    @property
    def head(self) -> int:
        """The first entity."""
        return self.members[0]


def forms_of(
    entities: Sequence[Entity], standings: Sequence[Standing], indexes: Iterable[int], counts: Sequence[int] | None = None
) -> list[Form]:
    """Give the persons at ``indexes`` by what is said of them, whatever their order; those that users set apart are left out."""
    members: defaultdict[tuple[tuple[str, ...], tuple[str, ...], str, str, tuple[str, ...]], list[int]] = defaultdict(list)
    for index in indexes:
        entity, standing = entities[index], standings[index]
        names = tuple(sorted(names_without_handles(entity)))
        if names and standing.apart is None:
            members[names, tuple(sorted(entity.offices)), entity.gender or "", standing.listed or "", entity.rivals].append(index)
    return [
        Form(
            names=names,
            full=tuple(filter(_is_full, names)),
            offices=offices,
            gender=gender_of(names, gender or None),
            rivals=rivals,
            listed=listed or None,
            members=tuple(sorted(found)),
            count=0 if listed else len(found) if counts is None else sum(counts[index] for index in found),
        )
        for (names, offices, gender, listed, rivals), found in sorted(members.items())
    ]


def _is_full(name: str) -> bool:
    return len(person_words(name)[0]) > 1
