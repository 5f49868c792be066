"""What is said to be possible, wanted or conditional, and how much of it: modality and quantity on one side of a comparison."""

from __future__ import annotations

from collections.abc import Iterable

from quotecheck.matching.markers import Marker, Phrase, governed
from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind

__all__ = ["modalities", "quantities"]

_NO_VERBS = frozenset({"NOUN", "PROPN"})
_WITHOUT_INFLECTION = frozenset({"will", "can", "may", "might", "must", "like"})
_PAST = {"would": "would", "could": "could"}
_FLOATING = frozenset({"perhaps", "maybe", "possibly", "probably", "likely", "allegedly"})
_DEGREES = frozenset({"advmod"})


def modalities(side: Side, phrases: Iterable[Phrase], *, direct: bool) -> list[Marker]:
    """Give the modal verbs, hedges and conditions of a side, in order.

    Args:
        side: where to look.
        phrases: of the table, that stand there.
        direct: whether *would* and *could* are told from *will* and *can*, because nobody retells another's words.
    """
    found: list[Marker] = []
    for phrase in phrases:
        unit = side.units[phrase.first]
        if phrase.section != "modality" or _is_no_modal(side, phrase):
            continue
        value = _PAST.get(unit.form, phrase.value) if direct else phrase.value
        governs = governed(side, phrase.first, phrase.last)
        clause = side.clause(phrase.first if governs is None else governs)
        marker = Marker(kind=DifferenceKind.MODALITY, value=value, first=phrase.first, last=phrase.last, governs=governs, clause=clause)
        found.append(marker)
    return found


def quantities(side: Side, phrases: Iterable[Phrase], numbers: frozenset[int]) -> list[Marker]:
    """Give the words of a side that say how many or how often, in order.

    Args:
        side: where to look.
        phrases: of the table, that stand there.
        numbers: the units at which a number begins.
    """
    found: list[Marker] = []
    for phrase in phrases:
        before_number = phrase.last in numbers
        if phrase.section == "number" and not before_number:
            continue
        if phrase.section not in {"quantity", "number"} or (phrase.section == "quantity" and _is_degree(side, phrase)):
            continue
        itself = side.upos(phrase.first) in {"PRON", "NOUN"} and side.relation(phrase.first) not in {"det", "amod", "advmod"}
        governs = phrase.first if itself else governed(side, phrase.first, phrase.last)
        found.append(
            Marker(
                kind=DifferenceKind.QUANTITY,
                value=phrase.value,
                first=phrase.first,
                last=phrase.last,
                governs=governs,
                clause=side.clause(phrase.first),
                # "about 300" for "300" is how people talk.
                is_weak=phrase.value in {"about", "usually", "often", "both"},
            )
        )
    return found


def _is_no_modal(side: Side, phrase: Phrase) -> bool:
    """Whether a word only looks like a modal: *the will*, *May*."""
    unit = side.units[phrase.first]
    if phrase.last - phrase.first > 1 or unit.form not in _WITHOUT_INFLECTION | {"likely", "alleged", "seem"}:
        return False
    if side.upos(phrase.first) in _NO_VERBS:
        return True
    if unit.form == "likely":
        return side.upos(phrase.first) == "ADJ" and side.relation(phrase.first) == "amod"
    return unit.form == "may" and not side.upos(phrase.first) and side.text(phrase.first) == "May" and phrase.first > 0


def _is_degree(side: Side, phrase: Phrase) -> bool:
    """Whether a word compares or stresses rather than counts: *most important*, *much better*, *whole new*."""
    unit = side.units[phrase.first]
    if unit.form in {"most", "much"} and phrase.last - phrase.first == 1:
        if side.upos(phrase.first):
            return side.relation(phrase.first) in _DEGREES
        return unit.form == "much"
    return unit.form == "all" and side.relation(phrase.first) in _DEGREES
