"""Whether what stands on one side of a comparison, and is not found on the other, is missing there so that it matters."""

from __future__ import annotations

from quotecheck.matching.markers import Marker
from quotecheck.matching.pairing import Pairing
from quotecheck.matching.units import is_told
from quotecheck.model import DifferenceKind

__all__ = ["has_word", "is_left_out", "stands_there"]

_LINKS = frozenset({"to", "of", "a", "the"})
"""Words of a phrase without which it says the same."""
_LINKED = frozenset({"have", "get"})
"""… but for behind these: *have to*."""
_CONDITIONS = frozenset({"if", "unless"})
_CLAUSE = 5
"""Words from which on what is left out may be a clause, where no parse tells."""


def stands_there(pairing: Pairing, marker: Marker) -> bool:
    """Tell whether the very words of a marker of the first side stand in the same place on the second, where they were read otherwise."""
    units = [unit for unit in marker.units if pairing.one.units[unit].form not in _LINKS]
    if any(pairing.one.units[unit].fold in _LINKED for unit in units):
        units = list(marker.units)
    return all(has_word(pairing, unit) for unit in units)


def has_word(pairing: Pairing, unit: int) -> bool:
    """Tell whether the word of a unit of the first side stands in the same place on the second."""
    key = pairing.one.passage.keys[pairing.one.units[unit].place]
    return any(pairing.other.passage.keys[pairing.other.units[there].place] == key for there in pairing.beside(unit))


def is_left_out(pairing: Pairing, marker: Marker) -> bool:
    """Tell whether a marker of the first side is missing on the second together with all that it is about: a clause, a phrase more.

    What a condition or a denied verb is about lies outside; so does what governs anything that both sides have.
    """
    gap = next((gap for gap in pairing.gaps if marker.first in gap.one), None)
    if gap is None or marker.governs is None or marker.value in _CONDITIONS:
        return False
    if len(gap.other) and marker.kind not in {DifferenceKind.MODALITY, DifferenceKind.QUANTITY}:
        return False
    about = {marker.governs} if marker.clause is None else {marker.governs, marker.clause}
    if not all(unit in gap.one and _is_nowhere(pairing, unit) for unit in about):
        return False
    if pairing.one.units[marker.governs].word is None:
        return marker.kind is not DifferenceKind.POLARITY and len(gap.one) >= _CLAUSE and gap.one.stop - marker.last >= 2
    return all(child in gap.one for unit in {*about, *marker.units} for child in pairing.one.children[unit])


def _is_nowhere(pairing: Pairing, unit: int) -> bool:
    """Whether a word of the first side that tells anything stands nowhere on the second."""
    fold = pairing.one.units[unit].fold
    return is_told(fold) or all(pairing.other.units[there].fold != fold for there in pairing.other.stretch)
