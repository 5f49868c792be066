"""What ``merge`` finds: which entities are one speaker, why, and which may be."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Doubt", "Grounds", "Grouping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two groups that may be one speaker, and were not joined.

    Attributes:
        one: index of a group.
        other: index of another one.
        reason: what speaks for it and what against it, in a phrase.
    """

    one: int
    other: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """A partition of entities into speakers.

    Attributes:
        groups: groups of indexes of entities: each in order, by their first index.
        scattered: indexes of those that are one with nobody, not even with their equals: *police* of two articles.
        reasons: for each entity, why it is in its group, in a phrase.
        doubts: the pairs of groups that a user may want to join, none twice.
    """

    groups: tuple[tuple[int, ...], ...]
    scattered: frozenset[int]
    reasons: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


class Grounds:
    """The reasons collected while entities are joined; the first one given for an entity stands."""

    def __init__(self, size: int) -> None:
        self._reasons: list[str | None] = [None] * size
        self._doubts: dict[tuple[int, int], str] = {}
        self._scattered: set[int] = set()

    def scatter(self, index: int) -> None:
        """Say that the entity at ``index`` is one with nobody, not even with its equals."""
        self._scattered.add(index)

    def give(self, index: int, reason: str) -> None:
        """Say why the entity at ``index`` is joined to others."""
        if self._reasons[index] is None:
            self._reasons[index] = reason

    def doubt(self, one: int, other: int, reason: str) -> None:
        """Offer two entities, and so their groups, as perhaps one speaker."""
        pair = (min(one, other), max(one, other))
        self._doubts[pair] = min(reason, self._doubts.get(pair, reason))

    def over(self, groups: list[list[int]], *, default: str) -> Grouping:
        """The grouping; doubts within a group are settled."""
        group_of = {index: number for number, group in enumerate(groups) for index in group}
        doubts: dict[tuple[int, int], str] = {}
        for (one, other), reason in self._doubts.items():
            pair = (min(group_of[one], group_of[other]), max(group_of[one], group_of[other]))
            if pair[0] != pair[1]:
                doubts[pair] = min(reason, doubts.get(pair, reason))
        return Grouping(
            groups=tuple(map(tuple, groups)),
            scattered=frozenset(group[0] for group in groups if len(group) == 1) & self._scattered,
            reasons=tuple(reason or default for reason in self._reasons),
            doubts=tuple(Doubt(one=one, other=other, reason=reason) for (one, other), reason in sorted(doubts.items())),
        )
