"""What is negated on one side of a comparison, in any wording."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from quotecheck.matching.forms import kinds_of
from quotecheck.matching.markers import Marker, Phrase, governed, opposites
from quotecheck.matching.units import Side, Unit
from quotecheck.model import DifferenceKind

__all__ = ["are_opposites", "negations", "without_doubles"]

_REACH = 5
"""Words within which two negations undo each other where no parse tells what they govern."""
_TURNING = frozenset({"without", "fail to", "fail", "deny", "refuse", "lack", "unlikely", "unable", "impossible", "stop", "doubt", "avoid"})
_TURNING |= {"decline to", "prevent", "neglect", "dispute", "disagree", "non", "oppose", "reject", "incapable", "cease", "quit", "halt"}
"""Negations that another one before them undoes: *not without*, *never fail to*."""
_RAISING = frozenset({"think", "believe", "expect", "suppose", "seem", "appear", "want", "feel", "imagine", "guess"})
"""Verbs that take their complement's negation: *I don't think he will* is *I think he won't*."""
_DENYING = frozenset({"not", "no", "nothing", "without"})
"""They open phrases that deny in form alone."""
_ASPECTS = frozenset({"stop", "quit", "halt", "cease", "fail", "decline", "abandon", "neglect"})
"""They deny what they govern, if they govern anything: *the rain stopped* denies nothing."""
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "nsubj:pass", "csubj", "advcl"})
_PREFIXES = ("un", "non", "in", "im", "il", "ir", "dis")


def negations(side: Side, phrases: Iterable[Phrase]) -> list[Marker]:
    """Give the negations of a side, in order.

    Weak ones deny only if the rest of their phrase stands on the other side as well: *not just* beside *just*.
    """
    found: list[Marker] = []
    for phrase in phrases:
        is_weak = phrase.section == "none" and side.units[phrase.first].form in _DENYING
        if not is_weak and (phrase.section != "polarity" or _is_answer(side, phrase) or _is_bare(side, phrase)):
            continue
        if side.units[phrase.first].form == "nor" and any(phrase.first - marker.last < 2 * _REACH for marker in found[-1:]):
            continue  # "neither … nor" denies once, and so does "not … nor"
        governs = _raised(side, governed(side, phrase.first, phrase.last))
        clause = side.clause(phrase.first if governs is None else governs)
        found.append(
            Marker(
                kind=DifferenceKind.POLARITY,
                value="weak" if is_weak else "no",
                first=phrase.first,
                last=phrase.last,
                governs=governs,
                clause=clause,
                is_weak=is_weak,
            )
        )
    return found


def without_doubles(side: Side, found: Sequence[Marker]) -> list[Marker]:
    """Give negations but for those of which one denies the other."""
    undone: set[int] = set()
    for number, marker in enumerate(found):
        if number in undone or marker.is_weak:
            continue
        for later in range(number + 1, len(found)):
            if later not in undone and not found[later].is_weak and _undoes(side, marker, found[later]):
                undone |= {number, later}
                break
    return [marker for number, marker in enumerate(found) if number not in undone]


def are_opposites(one: Unit, other: Unit) -> bool:
    """Tell whether of two words one denies the other: *unhappy* and *happy*, *useless* and *useful*, *rise* and *fall*."""
    if any(frozenset({a, b}) in opposites() for a in {one.form, one.fold, one.lemma} for b in {other.form, other.fold, other.lemma}):
        return True
    a, b = sorted((one.form, other.form), key=len)
    return _denies(b, a) or (a.endswith(("ful", "less")) and b.endswith(("ful", "less")) and a != b and a[:-3].rstrip("l") == b[:-4])


@lru_cache(maxsize=4096)
def _denies(long: str, short: str) -> bool:
    """Whether a word is another behind a prefix that denies it."""
    return any(long == prefix + short and _describes(short) and _describes(long, prefix) for prefix in _PREFIXES)


def _describes(word: str, prefix: str = "non") -> bool:
    """Whether a word can be an adjective, an adverb or, with *un-*, a verb: *invest* is no opposite of *vest*."""
    kinds = kinds_of(word)
    return "J" in kinds or "R" in kinds or (prefix in {"un", "non"} and bool(kinds))


def _is_answer(side: Side, phrase: Phrase) -> bool:
    """Whether a *no* is an answer of its own: *No, I won't*."""
    if side.units[phrase.first].form != "no" or phrase.last != phrase.first + 1:
        return False
    if side.upos(phrase.first):
        return side.relation(phrase.first) == "discourse" or side.upos(phrase.first) == "INTJ"
    return phrase.last < len(side.units) and side.parted(phrase.last)


def _is_bare(side: Side, phrase: Phrase) -> bool:
    """Whether a verb that denies its complement has none, or merely describes a noun."""
    unit = side.units[phrase.first]
    if phrase.last > phrase.first + 1 or unit.word is None:
        return False
    if unit.word.upos == "VERB" and unit.word.deprel == "amod":
        return True  # "disputed islands"
    if unit.lemma not in _ASPECTS:
        return False
    return not any(side.relation(child) in _COMPLEMENTS for child in side.children[phrase.first])


def _raised(side: Side, governs: int | None) -> int | None:
    """What is denied in truth: of a verb that merely holds a view, the view."""
    if governs is None or side.units[governs].lemma not in _RAISING:
        return governs
    views = [child for child in side.children[governs] if side.relation(child) in {"ccomp", "xcomp"}]
    return views[0] if views else governs


def _undoes(side: Side, marker: Marker, later: Marker) -> bool:
    unit = side.units[later.first]
    names = {unit.lemma, unit.form, " ".join(side.units[n].lemma for n in later.units)}
    if not names & _TURNING or later.first - marker.last > 3 * _REACH:
        return False
    if marker.governs is not None and side.is_parsed:
        if marker.governs in later.units:
            return True
        above = later.governs if later.governs is not None else later.first
        return unit.form == "without" and marker.clause is not None and marker.clause in {side.clause(above), side.head(above)}
    return later.first - marker.last < _REACH and not any(side.parted(n) for n in range(marker.last, later.first + 1))
