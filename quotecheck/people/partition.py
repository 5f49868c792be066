"""Partitions of indexes: groups of what belongs together."""

from __future__ import annotations

__all__ = ["Partition"]


class Partition:
    """A partition of the indexes from 0 to ``size``, at first all apart; joining in any order gives the same groups."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def join(self, a: int, b: int) -> None:
        """Put the groups of two indexes together."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parents[second] = first

    def find(self, index: int) -> int:
        """The smallest index of the group of ``index``."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def groups(self) -> list[list[int]]:
        """The groups, each in order, by their first index."""
        found: dict[int, list[int]] = {}
        for index in range(len(self._parents)):
            found.setdefault(self.find(index), []).append(index)
        return list(found.values())
