"""What users have decided of an entity, as ``merge`` heeds it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALIAS", "FREE", "Standing"]

ALIAS = "alias:"
"""How the ``listed`` of an alias begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What users have decided of an entity.

    Attributes:
        same: marks; entities that share one are one speaker, whatever their names.
        apart: a mark; entities that bear it are one with nobody but each other, and with what ``same`` joins to them.
        listed: the id under which a user's list of people has this entity; two ids are never one speaker by their names. An alias that
            a user gave has one of its own.
        called: the name that a user gave the speaker, with the number of the decision: the latest counts.
    """

    same: frozenset[str] = frozenset()
    apart: str | None = None
    listed: str | None = None
    called: tuple[int, str] | None = None

    @property
    def on_list(self) -> bool:
        """Whether the entity is an entry of a list, rather than an alias."""
        return self.listed is not None and not self.listed.startswith(ALIAS)


FREE = Standing()
"""The standing of an entity of which nobody has decided anything."""
