"""Who did what to whom: arguments that have changed places between two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.matching.markers import Marker
from quotecheck.matching.pairing import Pairing
from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind

__all__ = ["exchanged_arguments", "exchanged_persons"]

_ROLES = {
    "nsubj": "agent",
    "nsubj:pass": "patient",
    "obj": "patient",
    "iobj": "recipient",
    "obl:agent": "agent",
    "nsubj:outer": "agent",
}
_EVEN = frozenset({"with", "near", "beside", "next", "alongside", "and", "between", "opposite", "together", "like", "as", "close"})
"""Prepositions that say the same in both directions."""
_REACH = 15
"""Words between two nouns of which the one acts on the other, at the most."""
_MUTUAL = frozenset({"meet", "marry", "resemble", "equal", "join", "date", "accompany", "match", "border", "be"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_PERSONS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"), "first"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), "second"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}
_MEANT = _PERSONS | dict.fromkeys(("i", "me", "my"), "i") | dict.fromkeys(("we", "us", "our"), "we")
_POSSESSIVE = frozenset({"his", "her", "their", "hers", "theirs", "him", "them"})
"""Third persons whom the sentence itself tells: *her father*, of another's daughter."""
_SKIPPED = frozenset(
    {"be", "have", "do", "will", "can", "may", "to", "not", "never", "a", "an", "the", "that", "all", "also", "just", "only"}
)
"""Words between a verb and its subject or object."""


@dataclass(frozen=True, slots=True)
class _Argument:
    """A noun in a role of a verb or noun, all three as units."""

    head: int
    role: str
    noun: int


def exchanged_persons(pairing: Pairing) -> list[tuple[Marker, Marker]]:
    """Give the pronouns that stand for another person on the other side; to be asked only where nobody retells another's words."""
    found = []
    for a, b in pairing.pairs:
        persons = [_PERSONS.get(side.units[at].form) for side, at in ((pairing.one, a), (pairing.other, b))]
        told = pairing.one.units[a].form in _POSSESSIVE and pairing.other.units[b].form in _POSSESSIVE
        if None not in persons and persons[0] != persons[1] and not told:
            found.append((_marker(a), _marker(b)))
    return found


def exchanged_arguments(pairing: Pairing) -> list[tuple[Marker, Marker]]:
    """Give the nouns that have changed places: each one on the first side with what stands in its role on the second."""
    if pairing.one.is_parsed and pairing.other.is_parsed:
        # The same words in the same order were merely parsed otherwise.
        return [(a, b) for a, b in _by_syntax(pairing) if not pairing.is_same_between(a.first, b.first)]
    return _by_order(pairing)


def _by_syntax(pairing: Pairing) -> list[tuple[Marker, Marker]]:
    ones, others = ([*_arguments(side)] for side in (pairing.one, pairing.other))
    by_noun: dict[tuple[str, str], list[_Argument]] = {}
    for yours in others:
        by_noun.setdefault((_key(pairing.other, yours.head), _key(pairing.other, yours.noun)), []).append(yours)
    found: dict[tuple[int, int], tuple[Marker, Marker]] = {}
    for mine in ones:
        if pairing.one.units[mine.head].lemma in _MUTUAL:
            continue
        key = _key(pairing.one, mine.noun)
        for yours in by_noun.get((_key(pairing.one, mine.head), key), ()):
            if mine.role == yours.role:
                continue
            # What stands in the one's role on the other side, and in the other's role on this one.
            there = next((_key(pairing.other, a.noun) for a in others if a.head == yours.head and a.role == mine.role), None)
            here = next((a for a in ones if a.head == mine.head and a.role == yours.role), None)
            if there is None or here is None or there == key or _key(pairing.one, here.noun) != there:
                continue
            swapped = next(a.noun for a in others if a.head == yours.head and a.role == mine.role)
            found[min(mine.noun, here.noun), max(mine.noun, here.noun)] = (_marker(mine.noun), _marker(swapped))
    return [*found.values(), *_crossed(pairing, ones, others), *_inverted(pairing)]


def _crossed(pairing: Pairing, ones: Sequence[_Argument], others: Sequence[_Argument]) -> Iterator[tuple[Marker, Marker]]:
    """Nouns that do what another does on the other side: *she sings and he dances*, *he sings and she dances*."""
    there = {(_key(pairing.other, argument.head), argument.role): argument.noun for argument in others}
    replaced: dict[tuple[str, str], tuple[int, int]] = {}
    for argument in ones:
        noun = there.get((_key(pairing.one, argument.head), argument.role))
        if noun is None or _key(pairing.one, argument.noun) == _key(pairing.other, noun):
            continue
        both = (_key(pairing.one, argument.noun), _key(pairing.other, noun))
        replaced.setdefault(both, (argument.noun, noun))
        if both[::-1] in replaced:
            first = replaced[both[::-1]]
            yield _marker(first[0]), _marker(first[1])


def _inverted(pairing: Pairing) -> Iterator[tuple[Marker, Marker]]:
    """Nouns of which the one depends on the other, and the other way round on the other side: *the son of the king*."""
    others = {(_key(pairing.other, noun), _key(pairing.other, head)): head for noun, head in _dependent_nouns(pairing.other)}
    for noun, head in _dependent_nouns(pairing.one):
        above = others.get((_key(pairing.one, head), _key(pairing.one, noun)))
        if above is not None and _key(pairing.one, head) != _key(pairing.one, noun):
            yield _marker(head), _marker(above)


def _dependent_nouns(side: Side) -> Iterator[tuple[int, int]]:
    for noun in range(len(side.units)):
        head = side.head(noun)
        if head is not None and noun in side.stretch and side.relation(noun).startswith("nmod") and _preposition(side, noun) not in _EVEN:
            yield noun, head


def _arguments(side: Side) -> Iterator[_Argument]:
    for noun in range(len(side.units)):
        relation, head = side.relation(noun), side.head(noun)
        if head is None or noun not in side.stretch:
            continue
        if relation in {"acl", "acl:relcl"} and side.upos(noun) == "VERB":
            # "a dog chasing a cat", "a cat chased by a dog"
            yield from _of_participle(side, verb=noun, noun=head)
            continue
        if side.upos(noun) not in _NOMINAL:
            continue
        role = _ROLES.get(relation)
        if role is None and relation == "obl":
            preposition = _preposition(side, noun)
            by_agent = preposition == "by" and _is_passive(side, head)
            role = "agent" if by_agent else None if preposition in _EVEN else f"oblique {preposition}"
        if role is None:
            continue
        yield _Argument(head, role, noun)
        if role in {"agent", "patient"} and relation.startswith("nsubj"):
            yield from _shared(side, head, noun)


def _of_participle(side: Side, verb: int, noun: int) -> Iterator[_Argument]:
    subjects = [child for child in side.children[verb] if side.relation(child).startswith("nsubj")]
    word = side.units[verb].word
    if subjects and side.units[subjects[0]].form not in {"who", "which", "that"}:
        return
    passive = _is_passive(side, verb) or (not subjects and word is not None and word.feats.get("Tense") == "Past")
    yield _Argument(verb, "patient" if passive else "agent", noun)


def _shared(side: Side, head: int, noun: int) -> Iterator[_Argument]:
    """The subject of a verb is that of those joined to it, too, and of what it controls."""
    for child in side.children[head]:
        if side.relation(child) not in {"conj", "xcomp"} or side.upos(child) != "VERB":
            continue
        if not any(side.relation(own).startswith("nsubj") for own in side.children[child]):
            yield _Argument(child, "patient" if _is_passive(side, child) else "agent", noun)


def _is_passive(side: Side, verb: int) -> bool:
    relations = {side.relation(child) for child in side.children[verb]}
    word = side.units[verb].word
    return bool(relations & {"aux:pass", "nsubj:pass"}) or (
        word is not None and word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") == "Past" and "aux" not in relations
    )


def _preposition(side: Side, noun: int) -> str:
    return next((side.units[child].form for child in side.children[noun] if side.relation(child) == "case"), "")


def _by_order(pairing: Pairing) -> list[tuple[Marker, Marker]]:
    """Nouns that stand in the other order round a word that both sides have, where one side's syntax is not known."""
    one, other = pairing.one, pairing.other
    if _has_agent(one) != _has_agent(other):
        return []
    places, other_places = _single(one), _single(other)
    found = []
    for fold, at in places.items():
        there = other_places.get(fold)
        if there is None or fold in _EVEN | _MUTUAL or len(fold) < 3:
            continue
        left, right = _neighbours(one, at)
        other_left, other_right = _neighbours(other, there)
        if left is None or right is None or other_left is None or other_right is None or _key(one, left) == _key(one, right):
            continue
        swapped = _key(one, left) == _key(other, other_right) and _key(one, right) == _key(other, other_left)
        if swapped and _may_be_noun(pairing, left, other_right) and _may_be_noun(pairing, right, other_left):
            found.append((_marker(left), _marker(other_left)))
    return found[:1] or _by_names(pairing, places, other_places)


def _by_names(pairing: Pairing, places: dict[str, int], other_places: dict[str, int]) -> list[tuple[Marker, Marker]]:
    nouns = [fold for fold in places if fold in other_places and _may_be_noun(pairing, places[fold], other_places[fold])]
    for at, first in enumerate(nouns):
        for second in nouns[at + 1 :]:
            if places[second] - places[first] > _REACH:
                break
            if other_places[second] > other_places[first]:
                continue
            between = {unit.fold for unit in pairing.one.units[places[first] + 1 : places[second]]}
            between &= {unit.fold for unit in pairing.other.units[other_places[second] + 1 : other_places[first]]}
            if any(fold in places and len(fold) > 3 and fold not in nouns and fold not in _EVEN for fold in between):
                return [(_marker(places[first]), _marker(other_places[second]))]
    return []


def _neighbours(side: Side, at: int) -> tuple[int | None, int | None]:
    """What stands on both sides of a word, but for auxiliaries, articles and adverbs."""
    left = next((n for n in range(at - 1, side.stretch.start - 1, -1) if not _is_skipped(side, n)), None)
    right = next((n for n in range(at + 1, side.stretch.stop) if not _is_skipped(side, n)), None)
    return left, right


def _is_skipped(side: Side, number: int) -> bool:
    return side.units[number].fold in _SKIPPED or side.units[number].form.endswith("ly")


def _has_agent(side: Side) -> bool:
    return any(side.units[number].form == "by" for number in side.stretch)


def _single(side: Side) -> dict[str, int]:
    """The words that stand on a side only once, with their places."""
    counts = Counter(side.units[number].fold for number in side.stretch)
    folds = ((side.units[number].fold, number) for number in side.stretch)
    return {fold: number for fold, number in folds if counts[fold] == 1 and not fold.startswith("<")}


def _may_be_noun(pairing: Pairing, one: int, other: int) -> bool:
    if pairing.one.units[one].form in _MEANT:
        return True
    known = pairing.one.upos(one) or pairing.other.upos(other)
    if known:
        return known in {"NOUN", "PROPN"}
    return pairing.one.text(one)[0].isupper() or pairing.other.text(other)[0].isupper()


def _key(side: Side, number: int) -> str:
    """A unit as arguments are compared: pronouns by whom they mean, all else folded."""
    unit = side.units[number]
    return _MEANT.get(unit.form, unit.form) if unit.fold.startswith("<") else unit.fold


def _marker(number: int) -> Marker:
    return Marker(kind=DifferenceKind.ROLE, value="", first=number, last=number + 1)
