"""What the rules and the network each propose for one cue, and which of it to take: the words likeliest to be said, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.clauses import cue_words
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.extent import trimmed
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.pieces import united, whole
from quotecheck.attribution.reports import Reading, Reports
from quotecheck.attribution.subjects import is_passive
from quotecheck.attribution.syntax import base, child, index_words, span_of
from quotecheck.model import Parse, Span, Word

__all__ = ["NETWORK", "best_content", "read_content", "read_cues", "with_read_speaker"]

NETWORK = "network"
"""The rule of a candidate that only the network proposes."""
_LEAST_CUE = 0.25
_LEAST_WORD = 0.5
_BRIDGE = 3
_LEAST_RUN = 3
_CLEARLY = 0.2
"""How much more overlap must be expected of other words before those of the rules give way."""
_LEAST_SPEAKER = 0.3
_AHEAD = 0.1
"""The same for the words of a speaker."""
_ADDRESSING = frozenset(
    {"advise", "ask", "assure", "brief", "inform", "notify", "order", "press", "question", "quiz", "remind", "tell", "urge", "warn"}
)
_NOMINAL = ("PROPN", "NOUN", "PRON", "NUM", "DET", "ADJ", "SYM", "X")


def read_content(parse: Parse, reading: Reading, quotations: Sequence[Quotation]) -> tuple[Span, ...]:
    """The words that the network takes for the content of a cue, in spans that end where words do; empty if there are none.

    Within the cue's sentence, one span on each side of the cue at most; beyond it, whole quotations that open a sentence of the
    paragraph.
    """
    cue = reading.report.cue
    sentence = parse.sentences[parse.sentence_of[cue]]
    runs = reading.runs(reading.report.content, least=_LEAST_WORD, bridge=_BRIDGE)
    clipped = [(max(start, sentence.first), min(end, sentence.last)) for start, end in runs]
    near = [(start, end) for start, end in clipped if start < end]
    sides = ([run for run in near if run[1] <= cue], [run for run in near if run[0] > cue])
    pieces = [trimmed(parse, list(parse.words[start:end])) for side in sides for start, end in _best_runs(reading, side)]
    spans = [whole(piece, quotations, around=(parse.words[reading.report.cue].span,)) for piece in pieces if piece is not None]
    for start, end in runs:
        span = span_of(parse.words[start:end])
        for quotation in (quotations[k] for k in overlapping(quotations, span)):
            shared = min(span.end, quotation.span.end) - max(span.start, quotation.span.start)
            if 2 * shared >= len(quotation.span) and _opens_sentence(parse, quotation):
                spans.append(quotation.span)
    return united(spans)


def _best_runs(reading: Reading, runs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The runs of some length, or all from the first to the last of them, if that has more expected overlap."""
    long = [run for run in runs if run[1] - run[0] >= _LEAST_RUN] or runs[:1]
    if len(long) < 2:
        return long
    hull = [(long[0][0], long[-1][1])]
    return hull if reading.content_overlap(hull) >= reading.content_overlap(long) - _CLEARLY else long


def _opens_sentence(parse: Parse, quotation: Quotation) -> bool:
    first, last = index_words(parse, quotation.span)
    return first < last and parse.sentences[parse.sentence_of[first]].first == first


def best_content(parse: Parse, reading: Reading, options: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """The first option, unless another is clearly likelier to be said."""
    overlaps = [reading.content_overlap(index_words(parse, span) for span in option) for option in options]
    best = 0
    for k, overlap in enumerate(overlaps):
        if overlap > overlaps[best] + _CLEARLY:
            best = k
    return options[best]


def read_cues(
    parse: Parse, reports: Reports, quotations: Sequence[Quotation], taken: set[int], quoted: Sequence[bool]
) -> Iterator[Candidate]:
    """A candidate for every likely cue of the network that no rule proposes, outside quotation marks.

    Args:
        parse: the article's syntax.
        reports: what the network says.
        quotations: the quotations of the article.
        taken: the indexes of all words that stand in a cue of the rules.
        quoted: for each word, whether it stands between quotation marks.
    """
    for reading in reports.likely(_LEAST_CUE):
        cue = parse.words[reading.report.cue]
        if cue.index in taken or quoted[cue.index]:
            continue
        content = read_content(parse, reading, quotations)
        if content:
            words = cue_words(parse, cue) if cue.upos == "VERB" else [cue]
            yield Candidate(
                content=content,
                cue=(span_of(words),),
                cue_word=cue,
                lemma=cue.lemma.lower(),
                frame=Frame.READ,
                speaker=(),
                speaker_head=None,
                rule=NETWORK,
            )


def with_read_speaker(parse: Parse, candidate: Candidate, reading: Reading) -> Candidate:
    """``candidate`` with the network's speaker where that is clearly likelier than the one it has."""
    runs = reading.runs(reading.report.speaker, least=_LEAST_SPEAKER, bridge=1)
    if not runs:
        return candidate
    best = max(runs, key=lambda run: reading.speaker_overlap([run]))
    expected = reading.speaker_overlap([best])
    known, relative = candidate.speaker, candidate.relative
    if known and candidate.cue_word is not None and is_passive(parse, candidate.cue_word):  # whoever is named by *by*
        return candidate
    if any(word is not None and best[0] <= word.index < best[1] for word in (candidate.speaker_head, relative)):
        return candidate
    if known and reading.speaker_overlap([(known[0].index, known[-1].index + 1)]) >= expected - _AHEAD:
        return candidate
    words = parse.words[best[0] : best[1]]
    if candidate.cue_word is not None and _is_addressed(parse, candidate.cue_word, words):
        return candidate
    while words and words[-1].upos in ("PUNCT", "CCONJ", "ADP"):
        words = words[:-1]
    while words and words[0].upos in ("PUNCT", "CCONJ", "ADP"):
        words = words[1:]
    head = _head(words)
    return candidate if head is None else replace(candidate, speaker=words, speaker_head=head, relative=None)


def _is_addressed(parse: Parse, cue: Word, words: Sequence[Word]) -> bool:
    """Whether ``words`` name who was told or asked instead of who did it: *[jurors] were told*, *asked about it, [she] said no*."""
    if cue.lemma.lower() not in _ADDRESSING or not is_passive(parse, cue):
        return False
    subject = child(parse, cue, "nsubj:pass")
    return base(cue) == "advcl" or (subject is not None and any(word.index == subject.index for word in words))


def _head(words: Sequence[Word]) -> Word | None:
    """The word that heads a phrase: the first that depends on none of the others."""
    inside = {word.index for word in words}
    tops = [word for word in words if word.upos in _NOMINAL and word.head not in inside]
    return next((word for word in tops if word.upos in ("PROPN", "NOUN", "PRON")), next(iter(tops), None))
