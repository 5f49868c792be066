"""What can report, and how sure that is: probabilities by lemma and frame, learned from annotated news.

The table ``data/cues.tsv`` counts, for every lemma in every frame, how often a candidate that the rules of this package propose was
an attribution in the training corpus. It is made by ``python -m training.cues``; single words and numbers are all it holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

__all__ = ["CLAUSAL", "SAYING", "Frame", "Lexicon", "lexicon"]

_PRIOR_WEIGHT = 4.0


class Frame(StrEnum):
    """How the content of a cue is built."""

    THAT = "that"
    """A clause with *that*: said that …"""
    BARE = "bare"
    """A finite clause without it: said …"""
    WHETHER = "whether"
    """A question: asked whether …, explained why …"""
    TO = "to"
    """An infinitive: promised to …"""
    GERUND = "gerund"
    """An -ing clause: denied doing …"""
    FOR = "for"
    """A prepositional object with *for*: called for …"""
    OF = "of"
    """A prepositional object with *of*, *about*, *on*, *against*, *with*: warned of …, spoke about …"""
    OBJECT = "object"
    """A noun phrase: announced …"""
    AS = "as"
    """A description: described … as …"""
    QUOTE = "quote"
    """A quotation beside the cue: "…," said …"""
    NEAR = "near"
    """A quotation in the same sentence, not right beside the cue."""
    AFTER = "after"
    """The content comes first, without marks: …, she said."""
    INSERTED = "inserted"
    """The same with quoted words in the content: “…” of the men, she said."""
    NOUN = "noun"
    """The cue is a noun with a clause: the claim that …"""
    ACCORDING = "according"
    """According to … ."""
    LABEL = "label"
    """A name and a colon, or a signature."""
    READ = "read"
    """What only the network takes for a cue."""


CLAUSAL = frozenset({Frame.THAT, Frame.BARE, Frame.WHETHER})
"""The frames with a clause behind the cue."""
SAYING = frozenset({Frame.THAT, Frame.BARE, Frame.QUOTE, Frame.NEAR, Frame.AFTER, Frame.INSERTED})
"""The frames of plain reporting; a lemma at home in some of them is likely at home in all."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts by frame and lemma: (attributions, candidates).

    Under the lemma ``*`` stand those of all rare lemmas of the frame, under the frame ``*`` those of a lemma in all frames of ``SAYING``.
    """

    counts: dict[tuple[str, str], tuple[int, int]]

    def probability(self, lemma: str, frame: Frame) -> float:
        """How likely a candidate with this cue in this frame is an attribution, 0 to 1.

        The share of attributions among the lemma's candidates, smoothed towards what the lemma does in other frames, and that
        towards what rare lemmas do in this one (two steps of additive smoothing).
        """
        prior_hits, prior_all = self.counts.get((frame, "*"), (0, 0))
        prior = (prior_hits + 0.5) / (prior_all + 1.0)
        if frame in SAYING:
            prior = _smoothed(self.counts.get(("*", lemma), (0, 0)), prior)
        return _smoothed(self.counts.get((frame, lemma), (0, 0)), prior)

    def says(self, lemma: str) -> bool:
        """Whether a lemma was seen to report, in frames of ``SAYING``, more often than not."""
        hits, total = self.counts.get(("*", lemma), (0, 0))
        return 2 * hits > total

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Lexicon:
        """Read the table: frame, lemma, attributions, candidates, parted by tabs; lines that start with # are comments."""
        counts = {}
        for line in lines:
            if not line.startswith("#") and line.strip():
                frame, lemma, hits, total = line.rstrip("\n").split("\t")
                counts[frame, lemma] = int(hits), int(total)
        return cls(counts)


def _smoothed(counts: tuple[int, int], prior: float) -> float:
    hits, total = counts
    return (hits + _PRIOR_WEIGHT * prior) / (total + _PRIOR_WEIGHT)


@cache
def lexicon() -> Lexicon:
    """The table that ships with the package."""
    return Lexicon.parse((files("quotecheck.attribution") / "data" / "cues.tsv").read_text(encoding="utf-8").splitlines())
