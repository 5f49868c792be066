"""A candidate: content, cue and speaker as the syntax or the marks propose them, before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass

from quotecheck.attribution.cues import Frame
from quotecheck.model import Span, Word

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One possible attribution.

    Attributes:
        content: spans of the article, in order.
        cue: spans of the reporting words; empty where there are none.
        cue_word: the head of the cue; None for a label.
        lemma: under what the lexicon knows the cue.
        speaker: the words of the speaker's phrase; empty where none is named.
        speaker_head: the head of that phrase.
        probability: that this is an attribution, 0 to 1.
        rule: which rule proposed it.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    cue_word: Word | None
    lemma: str
    frame: Frame
    speaker: tuple[Word, ...]
    speaker_head: Word | None
    rule: str
    probability: float = 0.0
