"""The network's say on what the rules propose: which words are the content, who the speaker is, how likely it is an attribution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotecheck.attribution.alternatives import best_content, read_content, with_read_speaker
from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import CLAUSAL, Frame, Lexicon
from quotecheck.attribution.extent import shares_tense
from quotecheck.attribution.introduced import INTRODUCED
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.reports import Reading, Reports
from quotecheck.attribution.scorer import features, probability, weights
from quotecheck.attribution.subjects import teller_of
from quotecheck.attribution.syntax import base, index_words
from quotecheck.model import Parse, Span

__all__ = ["Judge"]

_EVEN = 0.5
_OPEN = 0.6
"""What an open mind takes for the probability of a cue that the syntax joins to a sure one."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What candidates of one article are judged by: its parse and quotations, the lexicon, and what the network says."""

    parse: Parse
    quotations: list[Quotation]
    lexicon: Lexicon
    reports: Reports

    def judged(self, candidate: Candidate, group: Sequence[Candidate]) -> Candidate:
        """``candidate`` with the best of all contents proposed for its cue, the likelier speaker, and the scorer's probability.

        Args:
            candidate: what the rules make of a cue.
            group: all that they proposed for it; empty where the content is not to be changed.
        """
        if candidate.rule == INTRODUCED:  # its words were not read together with its cue
            return candidate
        first, last = index_words(self.parse, candidate.cue[0]) if candidate.cue else (0, 0)
        reading = self.reports.of(self.parse.words[first:last])
        if reading is not None:
            own = read_content(self.parse, reading, self.quotations) if group else ()
            others = [*(other.content for other in group), *(read for read in (own, own[:1]) if read)]
            options = [candidate.content, *(option for option in others if not self._goes_on(candidate, option))]
            candidate = replace(candidate, content=best_content(self.parse, reading, options))
            candidate = with_read_speaker(self.parse, candidate, reading)
            reading = self._freed(candidate, reading)
        content = reading.content_overlap(index_words(self.parse, span) for span in candidate.content) if reading else 0.0
        prior = candidate.probability or self.lexicon.probability(candidate.lemma, candidate.frame)
        saying = self.lexicon.probability(candidate.lemma, Frame.QUOTE)
        found = features(candidate, reading, content=content, prior=prior, quoted=self._quoted_share(candidate.content))
        return replace(candidate, probability=probability(found, weights()), features=found, saying=saying)

    def _freed(self, candidate: Candidate, reading: Reading) -> Reading:
        """``reading`` with an open mind where the network takes the cue for content of the one that the syntax joins it to.

        *Said there are signs and [called for help]*: that it swallowed the second cue says nothing of whether it reports.
        """
        teller = teller_of(self.parse, candidate.cue_word) if candidate.cue_word is not None else None
        above = self.reports.of([teller]) if teller is not None else None
        if above is None or above.report.probability < _EVEN or reading.report.probability >= _EVEN:
            return reading
        return reading.with_probability(_OPEN)

    def _goes_on(self, candidate: Candidate, content: tuple[Span, ...]) -> bool:
        """Whether ``content`` runs on to a verb of saying that goes with the cue instead: *said there are signs and [called for help]*."""
        cue = candidate.cue_word
        if cue is None or candidate.frame not in CLAUSAL:
            return False
        inside = (self.parse.words[k] for span in content for k in range(*index_words(self.parse, span)))
        verbs = (word for word in inside if word.upos == "VERB" and base(word) == "conj" and self.lexicon.says(word.lemma.lower()))
        return any(shares_tense(self.parse, cue, verb) for verb in verbs)

    def _quoted_share(self, content: tuple[Span, ...]) -> float:
        """How much of ``content`` stands between quotation marks, 0 to 1."""
        inside = 0
        for span in content:
            for k in overlapping(self.quotations, span):
                inside += min(span.end, self.quotations[k].span.end) - max(span.start, self.quotations[k].span.start)
        return inside / max(1, sum(map(len, content)))
