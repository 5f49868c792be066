"""What comes nearest to words that stand nowhere: a lead for the reader, never a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotecheck.matching.words import PlacedWord, place_words, quote_words
from quotecheck.model import Quote, Span

__all__ = ["Nearest", "nearest"]

# Below this share of common words there is no likeness worth a look.
_LEAST_LIKENESS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The stretch of a quote that comes nearest to claimed words.

    Attributes:
        span: its place in the article.
        score: 0 to 1; the share of the claimed words that stand there in order.
        differences: what differs, in words, in the order of the claim.
    """

    quote: Quote
    span: Span
    score: float
    differences: tuple[str, ...]


def nearest(claimed: str, quotes: Iterable[Quote]) -> Nearest | None:
    """The stretch of all quotes whose words align best with the claimed ones; None if none is like them.

    Args:
        claimed: the words that somebody is said to have said.
        quotes: where to look; of equally near ones the first is taken.
    """
    wanted = place_words(claimed)
    keys = [word.key for word in wanted]
    best: tuple[Quote, Sequence[PlacedWord]] | None = None
    best_score = 0.0
    for quote in quotes:
        words = quote_words(quote)
        found = fuzz.partial_ratio_alignment(keys, [word.key for word in words], score_cutoff=_LEAST_LIKENESS)
        # A quote shorter than the claim always aligns well with some part of it.
        if found is None or found.score * min(1.0, len(words) / len(keys)) <= max(best_score, _LEAST_LIKENESS):
            continue
        best_score = found.score * min(1.0, len(words) / len(keys))
        # The stretch found is no longer than the claim; the article may have had more words there.
        margin = max(2, len(keys) // 4)
        best = (quote, words[max(0, found.dest_start - margin) : found.dest_end + margin])
    return None if best is None else _compared(wanted, *best)


def _compared(wanted: Sequence[PlacedWord], quote: Quote, words: Sequence[PlacedWord]) -> Nearest:
    changes = list(Levenshtein.opcodes([word.key for word in wanted], [word.key for word in words]))
    # What the article has before and behind is no difference.
    first = changes[0].dest_end if changes[0].tag == "insert" else 0
    last = changes[-1].dest_start if changes[-1].tag == "insert" else len(words)
    differences = []
    kept = 0
    for change in changes:
        claimed = _shown(wanted[change.src_start : change.src_end])
        said = _shown(words[change.dest_start : change.dest_end])
        if change.tag == "equal":
            kept += change.src_end - change.src_start
        elif change.tag == "replace":
            differences.append(f"claimed {claimed}, where the article has {said}")
        elif change.tag == "delete":
            differences.append(f"claimed {claimed}, which the article does not have")
        elif first <= change.dest_start < last:
            differences.append(f"left out {said}, which the article has")
    span = Span(words[first].span.start, words[last - 1].span.end)
    return Nearest(quote=quote, span=span, score=kept / len(wanted), differences=tuple(differences))


def _shown(words: Sequence[PlacedWord]) -> str:
    return f"“{' '.join(word.text for word in words)}”"
