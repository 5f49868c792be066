"""Bare names: family names alone, and names that go with several fuller ones. Evidence says whose they are, or that nobody can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from quotecheck.attribution.names import compatible, lone_names
from quotecheck.people.evidence import Bearer, Choice, choose, commonness
from quotecheck.people.forms import Form
from quotecheck.people.grouping import Grounds
from quotecheck.people.partition import Partition
from quotecheck.people.tables import key

__all__ = ["give", "join_alike"]

_ROUNDS = 3
"""How often bare names are weighed: each round knows more of who speaks how often."""
_MOST_CANDIDATES = 3
_COMMON = 0.7
"""From this commonness on (*Lee*, *Scott*), people of whom nothing but a family name is known need not be one."""


def give(bare: Sequence[Form], settled: Sequence[Form], partition: Partition, grounds: Grounds, *, one_article: bool) -> list[Form]:
    """Give bare names to whom the evidence points at.

    Args:
        bare: those to give.
        settled: those with full names of which it is known who they are.
        partition: where to join.
        grounds: takes the reasons, and for what is left, who may be meant.
        one_article: whether all are of one article.

    Returns:
        What is left.
    """
    couples = _couples(bare)
    known, left = list(settled), [(form, Choice(bearer=None, reason="")) for form in bare]
    for _ in range(_ROUNDS):
        bearers = _bearers(known, partition)
        weighed = [(form, _choice(form, bearers, couples, one_article=one_article)) for form, _ in left]
        given = [form for form, choice in weighed if _follow(form, choice, partition, grounds)]
        left = [(form, choice) for form, choice in weighed if choice.bearer is None]
        known += given
        if not given:
            break
    for form, choice in left:
        for bearer in choice.candidates[:_MOST_CANDIDATES]:
            grounds.doubt(form.head, bearer.at, choice.reason)
    return [form for form, _ in left]


def join_alike(bare: Sequence[Form], settled: Sequence[Form], partition: Partition, grounds: Grounds) -> None:
    """Join what is left with its like: all of a full name; family names that are rare and nobody's in full; else those of one office.

    Args:
        bare: the names that were given to nobody.
        settled: those with full names.
        partition: where to join.
        grounds: takes who stays apart even from its equals.
    """
    bearers = _bearers(settled, partition)
    alike: defaultdict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in bare:
        alike[tuple(sorted(map(key, form.full or form.names)))].append(form)
    for forms in alike.values():
        free = bool(forms[0].full) or (not _candidates(forms[0], bearers) and commonness(forms[0].weighed) < _COMMON)
        for form in forms:
            for index in form.members:
                if free or form.offices:
                    partition.join(form.head, index)
                else:
                    grounds.scatter(index)
        for one, other in combinations(forms, 2):
            if _may_join(one, other, free=free):
                partition.join(one.head, other.head)


def _couples(bare: Iterable[Form]) -> frozenset[str]:
    """The names that both a man and a woman are called by: *Mr. Byron* and *Mrs. Byron*."""
    genders: defaultdict[str, set[str]] = defaultdict(set)
    for form in bare:
        if form.gender:
            genders[key(form.weighed)].add(form.gender)
    return frozenset(name for name, found in genders.items() if len(found) > 1)


def _choice(form: Form, bearers: dict[str, list[Bearer]], couples: frozenset[str], *, one_article: bool) -> Choice:
    fits = _candidates(form, bearers)
    if form.gender and key(form.weighed) in couples:
        fits = [bearer for bearer in fits if bearer.genders]  # whose gender is not known may be either
    return choose(form.weighed, fits, offices=form.offices, gender=form.gender, one_article=one_article, rivals=form.rivals)


def _follow(form: Form, choice: Choice, partition: Partition, grounds: Grounds) -> bool:
    """Join a form to whom a choice gives it, if it does."""
    if choice.bearer is None:
        return False
    for index in form.members:
        partition.join(choice.bearer.at, index)
        grounds.give(index, choice.reason)
    return True


def _may_join(one: Form, other: Form, *, free: bool) -> bool:
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if set(map(key, one.offices)) & set(map(key, other.offices)):
        return True
    return free and not (one.offices and other.offices and not one.walks & other.walks)


def _bearers(settled: Iterable[Form], partition: Partition) -> dict[str, list[Bearer]]:
    """Those who have a full name, by the words that may stand for it alone."""
    found: dict[int, Bearer] = {}
    for form in settled:
        at = partition.find(form.head)
        found.setdefault(at, Bearer(at=at)).add(names=form.full, offices=form.offices, gender=form.gender, count=form.count)
    by_word: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in sorted(found.values(), key=lambda bearer: sorted(bearer.names)):
        for word in sorted(frozenset().union(*map(lone_names, bearer.names))):
            by_word[word].append(bearer)
    return by_word


def _candidates(form: Form, bearers: dict[str, list[Bearer]]) -> list[Bearer]:
    near = {id(bearer): bearer for name in form.names for word in sorted(lone_names(name)) for bearer in bearers.get(word, ())}
    return [bearer for bearer in near.values() if all(any(compatible(name, other) for other in bearer.names) for name in form.names)]
