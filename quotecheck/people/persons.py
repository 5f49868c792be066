"""Which persons are one.

First those with full names that go together. A name that goes with two names that do not go with each other, as "George Bush" with
"George W. Bush" and "George H. W. Bush", is left for later, as are family names alone: they are given to whom the evidence
points at. What is still left stays apart, and is offered as a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from quotecheck.attribution.census import share_of_family, share_of_given
from quotecheck.attribution.names import compatible, given_initials, lone_names, person_words
from quotecheck.attribution.spelling import are_near, are_transliterations, sounds
from quotecheck.people.bare import give, join_alike
from quotecheck.people.forms import Form
from quotecheck.people.grouping import Grounds
from quotecheck.people.partition import Partition
from quotecheck.people.standing import ALIAS
from quotecheck.people.tables import key

__all__ = ["join_persons"]

_CROWD = 2e4
"""How many people news quotes: a full name that two of them are expected to share may be two people's."""


@dataclass(slots=True, kw_only=True)
class _Node:
    """Forms with the same full names, which are one person but where the name is common and the walks of life differ."""

    names: tuple[str, ...]
    gender: str | None
    listed: str | None
    walks: frozenset[str]
    forms: list[Form] = field(default_factory=list)

    @property
    def head(self) -> int:
        return self.forms[0].head

    @property
    def count(self) -> int:
        return sum(form.count for form in self.forms)

    @property
    def members(self) -> list[int]:
        return [index for form in self.forms for index in form.members]


def join_persons(forms: Sequence[Form], partition: Partition, grounds: Grounds, *, one_article: bool = False) -> None:
    """Join in ``partition`` the persons that are one.

    Args:
        forms: the persons, by what is said of them.
        partition: what is joined already (by a handle or a decision) stays so.
        grounds: takes the reasons and the doubts.
        one_article: whether all are of one article.
    """
    _bind(forms, partition, grounds)
    nodes = _nodes(form for form in forms if form.full)
    vague = _join_nodes(nodes, partition, grounds)
    settled = [form for number, node in enumerate(nodes) if number not in vague for form in node.forms]
    bare = [form for number in sorted(vague) for form in nodes[number].forms] + [form for form in forms if not form.full]
    join_alike(give(bare, settled, partition, grounds, one_article=one_article), settled, partition, grounds)


def _bind(forms: Sequence[Form], partition: Partition, grounds: Grounds) -> None:
    """Join whoever is called by just a name that one entry of a list has; who has a full name, too, is not called by the family name."""
    entries: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for form in forms:
        if form.listed:
            for name in form.names:
                entries[key(name)].add((form.listed, form.head))
    for form in forms:
        called = form.full or form.names
        found = set().union(*(entries.get(key(name), ()) for name in called)) if entries and not form.listed else set()
        if len({listed for listed, _ in found}) == 1:
            for index in form.members:
                partition.join(min(found)[1], index)
                grounds.give(index, "an alias of yours" if min(found)[0].startswith(ALIAS) else "a name that your list of people has")


def _nodes(forms: Iterable[Form]) -> list[_Node]:
    """The forms by their full names; those of a common name also by walk of life."""
    nodes: dict[tuple[object, ...], _Node] = {}
    for form in forms:
        walks = form.walks if any(map(_is_common, form.full)) else frozenset()
        marks = (form.full, form.gender, form.listed, walks)
        node = nodes.setdefault(marks, _Node(names=form.full, gender=form.gender, listed=form.listed, walks=walks, forms=[]))
        node.forms.append(form)
    return list(nodes.values())


def _is_common(name: str) -> bool:
    """Whether two people in the news are likely to bear a full name."""
    words, _ = person_words(name)
    return len(words) == 2 and share_of_given(words[0]) * share_of_family(words[1]) * _CROWD > 1


def _join_nodes(nodes: Sequence[_Node], partition: Partition, grounds: Grounds) -> set[int]:
    """Join the nodes that go together; give the numbers of those that go with two that do not go with each other."""
    near = _neighbours(nodes, grounds)
    vague = {number for number, others in near.items() if any(other not in near[one] for one, other in combinations(others, 2))}
    for number, node in enumerate(nodes):
        for index in node.members:
            partition.join(node.head, index)
        clear = near[number].keys() - vague if number not in vague else ()
        for other in clear:
            partition.join(node.head, nodes[other].head)
        rarer = any(nodes[other].count >= node.count for other in clear)
        for index in node.members if rarer else ():
            grounds.give(index, min(near[number][other] for other in clear))
    return vague


def _neighbours(nodes: Sequence[_Node], grounds: Grounds) -> dict[int, dict[int, str]]:
    """For each node, those that may be the same person, and why; who only may be is offered."""
    near: dict[int, dict[int, str]] = {number: {} for number in range(len(nodes))}
    for one, other in _pairs(nodes):
        reason = _same(nodes[one], nodes[other])
        if reason:
            near[one][other] = near[other][one] = reason
        elif doubt := _alike(nodes[one], nodes[other]):
            grounds.doubt(nodes[one].head, nodes[other].head, doubt)
    return near


def _pairs(nodes: Sequence[_Node]) -> Iterator[tuple[int, int]]:
    """The pairs of nodes that may be one person: of one family name and initial, or of one sound."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        keys = {f"{word} {letter}" for name in node.names for word in lone_names(name) for letter in given_initials(name)}
        for block in keys.union(*map(sounds, node.names)):
            blocks[block].append(number)
    yield from sorted({pair for block in blocks.values() for pair in combinations(block, 2)})


def _same(one: _Node, other: _Node) -> str | None:
    """Why two nodes are one person; None if they need not be."""
    if (one.gender and other.gender and one.gender != other.gender) or (one.listed and other.listed and one.listed != other.listed):
        return None
    if one.walks and other.walks and not one.walks & other.walks:
        return None
    if all(compatible(a, b) for a, b in product(one.names, other.names)):
        return "a form of the name"
    return "another spelling of the name" if any(are_transliterations(a, b) for a, b in product(one.names, other.names)) else None


def _alike(one: _Node, other: _Node) -> str | None:
    """Why two nodes that are not joined may be one person after all."""
    if one.listed and other.listed:
        return None
    if any(compatible(a, b) for a, b in product(one.names, other.names)):
        return "the same name, but a common one, and of another gender or walk of life"
    return "nearly the same name" if any(are_near(a, b) for a, b in product(one.names, other.names)) else None
