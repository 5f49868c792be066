"""A candidate: content, cue and speaker as the syntax or the marks propose them, before anything is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quotecheck.attribution.cues import Frame
from quotecheck.model import Span, Word

__all__ = ["Candidate"]

_SPELT_OUT = frozenset({Frame.TO, Frame.GERUND, Frame.FOR})
_SAYS = 0.72
"""How often a cue must report quotations to count as a verb of saying: *order* and *urge* do, *want* and *seek* do not."""
_ACTS = frozenset({Frame.TO, Frame.GERUND, Frame.FOR, Frame.OF, Frame.OBJECT, Frame.AS, Frame.NOUN})


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
        relative: the pronoun that stands for it beside the cue: *Mr. Kaminsky, [who] said*.
        probability: that this is an attribution, 0 to 1.
        rule: which rule proposed it.
        features: what the probability was computed from, where the network has read the article.
        saying: the probability that the lexicon gives the cue beside a quotation, which tells saying from wanting, 0 to 1.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    cue_word: Word | None
    lemma: str
    frame: Frame
    speaker: tuple[Word, ...]
    speaker_head: Word | None
    relative: Word | None = None
    rule: str
    probability: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)
    saying: float = 0.0

    @property
    def is_act(self) -> bool:
        """Whether this tells that something was said about a matter, and not in a clause or between quotation marks what.

        What a verb of saying governs by *to* or *for* is what was said (*promised to leave*), unlike that of others (*wants to
        leave*). What no rule proposes counts as an act. Leech and Short call it the narrative report of a speech act (*Style in
        Fiction*, 1981).
        """
        if self.frame in _SPELT_OUT and self.saying >= _SAYS:
            return False
        return self.frame is Frame.READ or (self.frame in _ACTS and self.features.get("quoted", 0.0) == 0.0)
