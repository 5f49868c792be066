"""How a claim stands to one quote: what its words are there, and what differs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from quotecheck.checking.archive import Archive
from quotecheck.checking.brackets import replaced, says_too_much
from quotecheck.checking.claimed import Claimed, passage_of_words
from quotecheck.checking.finding import Finding
from quotecheck.checking.fitting import NEAR, NEAR_BUT_FOR_NUMBERS, Fit, exact_fits, near_fit
from quotecheck.checking.vetoes import limited
from quotecheck.matching import PlacedWord
from quotecheck.matching.alignment import Alignment
from quotecheck.matching.differences import differences
from quotecheck.matching.information import total_information
from quotecheck.matching.passages import Passage
from quotecheck.model import Difference, DifferenceKind, Quote, Span, VerdictKind

__all__ = ["find_exact", "find_near"]

_SLACK = 3
"""Words that a quote may have more than a claim at either end of what both have."""
_COMMON = 0.7
"""The share of words from which on they are the claimed ones, changed: of *we lost 150 men* the number tells most."""
_TURNED = frozenset(DifferenceKind) - {DifferenceKind.WORDS}


def find_exact(claimed: Claimed, quote: Quote, archive: Archive) -> Finding | None:
    """Give the best place where a quote has all claimed words in one piece but for what the claim marks; None if it has none."""
    found: Finding | None = None
    for fit in exact_fits(claimed, archive.passage(quote)):
        judged = _judged(fit, quote, archive)
        if found is None or _ORDER.index(judged.kind) < _ORDER.index(found.kind):
            found = judged
        if found.kind is _ORDER[0]:
            break
    return found


def find_near(claimed: Claimed, quote: Quote, archive: Archive) -> Finding | None:
    """Give how a quote has the claimed words changed; None if it has too few of them."""
    fit = near_fit(claimed, archive.passage(quote))
    if fit is None or not (fit.likeness >= NEAR or fit.common >= _COMMON or fit.covered_but_for_numbers >= NEAR_BUT_FOR_NUMBERS):
        return None
    fit = fit.of(archive.parsed_passage(quote))
    first, stop = _opposite(fit)
    found = tuple(difference for difference in _compared(fit, slice(first, stop)) if not (claimed.told and _is_of_telling(difference)))
    turned = any(difference.kind in _TURNED for difference in found)
    kind = VerdictKind.DISTORTED if turned else VerdictKind.VERBATIM if claimed.told and not found else VerdictKind.ALTERED
    words = fit.said.words[first:stop]
    span = Span(words[0].span.start, words[-1].span.end)
    finding = Finding(quote=quote, kind=kind, score=round(fit.covered, 4), span=span, differences=found)
    return finding if turned else limited(finding, fit, archive, kept=range(first, stop))


_TELLING = re.compile(r"would|will|(?:\w+['’])?(?:d|ll)", re.IGNORECASE)


def _is_of_telling(difference: Difference) -> bool:
    """Whether only the one side has a *would*: what is told of the future may be told of a promise, a contribution, a plan."""
    shown = (difference.one_text, difference.other_text)
    return difference.kind is DifferenceKind.MODALITY and any(map(_TELLING.fullmatch, shown)) and not all(map(_TELLING.fullmatch, shown))


_ORDER = (
    VerdictKind.VERBATIM,
    VerdictKind.ELIDED,
    VerdictKind.ALTERED,
    VerdictKind.DISTORTED,
    VerdictKind.PARAPHRASED,
    VerdictKind.MISATTRIBUTED,
    VerdictKind.NOT_FOUND,
)


def _judged(fit: Fit, quote: Quote, archive: Archive) -> Finding:
    kind = VerdictKind.ELIDED if _leaves_out(fit) else VerdictKind.VERBATIM
    finding = Finding(quote=quote, kind=kind, score=1.0, span=_span(fit))
    fit = fit.of(archive.parsed_passage(quote))
    if reason := says_too_much(fit.claimed):
        finding = replace(finding, kind=VerdictKind.ALTERED, reasons=(reason,))
    first, stop = _opposite(fit)
    different = replaced(fit, _compared(fit, slice(first, stop))) if fit.claimed.supplied else ()
    if any(difference.kind in _TURNED for difference in different):
        return replace(finding, kind=VerdictKind.DISTORTED, differences=different)
    if different:
        finding = replace(finding, kind=VerdictKind.ALTERED, differences=different)
    return limited(finding, fit, archive, kept=set(range(fit.first, fit.stop)) - _marked_places(fit))


def _leaves_out(fit: Fit) -> bool:
    """Whether the claim marks that something is left out or put in, and something is: the article may have the ellipsis, too."""
    claimed = fit.claimed
    return claimed.edited or bool(claimed.supplied) or (claimed.is_marked and any(there.stop > there.start for _, there in fit.gaps))


def _marked_places(fit: Fit) -> set[int]:
    """The places of the quote's words that the claim says it leaves out or replaces."""
    return {place for here, there in fit.gaps if fit.is_marked_at(here.start) for place in range(there.start, there.stop)}


def _opposite(fit: Fit) -> tuple[int, int]:
    """The words of the quote that the whole claim stands beside, as ``words[start:stop]``."""
    folds, said = fit.claimed.passage.folds, fit.said.folds
    before, behind = folds[: fit.runs[0][0]], folds[fit.runs[-1][1] :]
    start = fit.first - _reach(before[::-1], said[: fit.first][::-1])
    stop = fit.stop + _reach(behind, said[fit.stop :])
    return start, stop


def _reach(claimed: Sequence[str], said: Sequence[str]) -> int:
    """How many words of a quote stand beside those that a claim has beyond a common run: up to the last that is the same, and as many as
    the claim has beyond that.
    """
    near = said[: len(claimed) + _SLACK]
    blocks = [block for block in Indel.opcodes(claimed, near).as_matching_blocks() if block.size]
    told = [block for block in blocks if total_information(claimed[block.a : block.a + block.size]) >= 1.0 or block.b - block.a == 0]
    if not told:
        return min(len(claimed), len(said))
    last = told[-1]
    return min(len(said), last.b + last.size + len(claimed) - last.a - last.size)


def _compared(fit: Fit, stretch: slice) -> tuple[Difference, ...]:
    said = fit.said
    other = Passage(words=said.words[stretch], syntax=said.syntax[stretch], names=said.names[stretch], reported=said.reported)
    one = passage_of_words(_with_supplied(fit.claimed), told=fit.claimed.told)
    return differences(Alignment(one=one, other=other, stretches=()), whole=True)


def _with_supplied(claimed: Claimed) -> Sequence[PlacedWord]:
    return sorted((*claimed.words, *claimed.supplied), key=lambda word: word.span.start)


def _span(fit: Fit) -> Span:
    return Span(fit.said.words[fit.first].span.start, fit.said.words[fit.stop - 1].span.end)
