"""An editor's words in brackets, and what of the speaker's they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from quotecheck.checking.claimed import Claimed
from quotecheck.checking.fitting import Fit
from quotecheck.matching.information import information, total_information
from quotecheck.matching.passages import Passage
from quotecheck.matching.shingles import folded
from quotecheck.model import Difference, DifferenceKind, Span

__all__ = ["replaced", "says_too_much"]

_TELLING_WORD = 1.7
"""Information from which on a word tells something."""
_MISSPELT = 0.7
"""The likeness of a word to its misspelling."""
_TURNED = frozenset(DifferenceKind) - {DifferenceKind.WORDS}


def replaced(fit: Fit, compared: Iterable[Difference]) -> tuple[Difference, ...]:
    """What differs where an editor's words stand in place of the speaker's, other than a pronoun or another word that tells nothing.

    Args:
        fit: the claim in its place.
        compared: what differs between the two, the editor's words among the claim's.
    """
    supplied = [word.span for word in fit.claimed.supplied]
    turned = tuple(
        difference
        for difference in compared
        if difference.kind in _TURNED and difference.one is not None and any(span.overlaps(difference.one) for span in supplied)
    )
    return turned or tuple(_exchanged(fit))


def says_too_much(claimed: Claimed) -> str | None:
    """Why what stands in brackets is more than an explanation; None if it is not."""
    supplied = [word.key for word in claimed.supplied]
    joining = next((key for key in supplied if key in _JOINS_MORE), None)
    if joining is not None:
        return f"the words in brackets add to what was said: “{joining}”"
    own = total_information(word.key for word in claimed.words)
    more = len(supplied) > _EXPLAINS and total_information(supplied) > own
    return "there is more in brackets than was said" if more else None


_EXPLAINS = 3
"""Words in brackets that are no more than a name."""
_JOINS_MORE = frozenset({"because", "since", "although", "unless", "or", "only", "merely", "even", "until", "so", "therefore"})
"""Words by which an editor says more than what was meant."""


def _exchanged(fit: Fit) -> Iterator[Difference]:
    """Words that tell something and that an editor's stand in place of."""
    said = fit.said
    for place, found in fit.claimed.breaks.items():
        if not found.supplied or found.elided:
            continue
        known = {folded(word.key) for word in found.supplied}
        many = len(found.supplied)
        if place == 0:
            there = range(max(0, fit.first - many), fit.first)
            there = range(next((at + 1 for at in reversed(there) if _ends_clause(said, at)), there.start), fit.first)
        elif place == len(fit.claimed.words):
            there = range(fit.stop, min(len(said.words), fit.stop + many))
            there = range(fit.stop, next((at + 1 for at in range(fit.stop - 1, there.stop) if _ends_clause(said, at)), there.stop))
        else:
            there = next(range(gap.start, gap.stop) for here, gap in fit.gaps if here.start == place)
        telling = [at for at in there if _tells(said.keys[at]) and not any(_alike(said.folds[at], other) for other in known)]
        if telling:
            words, others = [said.words[at] for at in telling], found.supplied
            yield Difference(
                kind=DifferenceKind.WORDS,
                one=Span(others[0].span.start, others[-1].span.end),
                other=Span(words[0].span.start, words[-1].span.end),
                one_text=" ".join(word.text for word in others),
                other_text=" ".join(word.text for word in words),
            )


def _ends_clause(said: Passage, at: int) -> bool:
    """Whether more than a space stands behind a word."""
    return at + 1 >= len(said.words) or said.words[at + 1].span.start - said.words[at].span.end > 1


def _tells(key: str) -> bool:
    """Whether a word tells something: no pronoun, no article, no *is*."""
    return information(key) >= _TELLING_WORD and folded(key) != "<person>" and folded(key.partition("'")[0]) != "<person>"


def _alike(one: str, other: str) -> bool:
    """Whether one word is the other misspelt."""
    return Levenshtein.normalized_similarity(one, other) >= _MISSPELT
