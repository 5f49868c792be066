"""From overlapping candidates to attributions: the likely ones, outermost, each word attributed once."""

from __future__ import annotations

from dataclasses import replace

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import CLAUSAL, Frame, Lexicon
from quotecheck.attribution.judging import Judge
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.pieces import united, whole
from quotecheck.attribution.reports import Reports
from quotecheck.attribution.syntax import child, children, stripped
from quotecheck.model import Parse, Span

__all__ = ["choose", "merge_by_cue", "prepare"]

_ORDER = {Frame.THAT: 0, Frame.BARE: 0, Frame.WHETHER: 0, Frame.AFTER: 1, Frame.INSERTED: 1, Frame.QUOTE: 2, Frame.NEAR: 2}
_QUOTED = (Frame.QUOTE, Frame.NEAR)
_JOINED = frozenset({Frame.THAT, Frame.QUOTE})
_FORMS = frozenset({"Fin", "Part", "Ger"})
_LEAST_JOINED = 0.4
_COORDINATES = frozenset({"and", "but", ",", ";", "while", "then", "also"})


def prepare(
    parse: Parse, candidates: list[Candidate], quotations: list[Quotation], lexicon: Lexicon, reports: Reports | None = None
) -> list[Candidate]:
    """Candidates with whole quotations, one a cue, conjoined cues parted, each with its probability; sorted by place.

    Args:
        parse: the article's syntax.
        candidates: what was proposed for one paragraph.
        quotations: the quotations of the article.
        lexicon: what the cues report by themselves.
        reports: what the network says, if it has read the article; without it the lexicon decides.
    """
    whole = [_with_whole_quotations(candidate, quotations) for candidate in candidates]
    groups = _by_cue(whole)
    merged = [_rated(_merged(group), lexicon) for group in groups]
    parted = _parted(parse, merged)
    if reports is not None and reports.known:
        judge = Judge(parse, quotations, lexicon, reports)
        parted = [
            judge.judged(candidate, () if candidate.content != before.content else group)  # where another cue goes on, no other words do
            for candidate, before, group in zip(parted, merged, groups, strict=True)
        ]
    return sorted(parted, key=lambda c: (c.content[0].start, -c.content[-1].end, c.cue, c.frame))


def choose(candidates: list[Candidate], least: float) -> list[Candidate]:
    """The candidates of at least the given probability, none within the content of another."""
    chosen: list[Candidate] = []
    for candidate in sorted(_outermost([c for c in candidates if c.probability >= least]), key=lambda c: (-c.probability, c.content)):
        if all(_shared(candidate, other) < 0.5 for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.content)


def _outermost(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that no other of them swallows; one that is swallowed itself swallows nothing."""
    above = [{k for k, outer in enumerate(candidates) if outer is not inner and _swallows(outer, inner)} for inner in candidates]
    kept: set[int] = set()
    left = set(range(len(candidates)))
    while left:
        free = {k for k in left if not above[k] & left} or {max(left, key=lambda k: (_rank(candidates[k]), k))}
        kept |= free
        left = {k for k in left - free if not above[k] & free}
    return [candidates[k] for k in sorted(kept)]


def merge_by_cue(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate for each cue: a clause with its quotation, a quotation with the one behind the cue, the best of the rest."""
    return [_merged(group) for group in _by_cue(candidates)]


def _by_cue(candidates: list[Candidate]) -> list[list[Candidate]]:
    groups: dict[object, list[Candidate]] = {}
    for candidate in candidates:
        key = candidate.cue_word.index if candidate.cue_word else (candidate.cue, candidate.content)
        groups.setdefault(key, []).append(candidate)
    return list(groups.values())


def _merged(group: list[Candidate]) -> Candidate:
    group = sorted(group, key=lambda c: (_ORDER.get(c.frame, 3), c.content))
    best = group[0]
    quotes = [c for c in group if c.frame is Frame.QUOTE] if best.frame not in _QUOTED else [c for c in group if c.frame in _QUOTED]
    if quotes and best.frame in _ORDER:
        first = min(quotes, key=lambda c: (_QUOTED.index(c.frame), c.content))
        frame = first.frame if first.content[0].start <= best.content[0].start else best.frame
        best = replace(best, content=united([span for c in [best, *quotes] for span in c.content]), frame=frame)
    return best


def _with_whole_quotations(candidate: Candidate, quotations: list[Quotation]) -> Candidate:
    """Content that cuts into a quotation takes it whole, unless the cue stands in between."""
    content = united(whole(span, quotations, around=candidate.cue) for span in candidate.content)
    partly_quoted = candidate.frame is Frame.AFTER and any(overlapping(quotations, span) for span in content)
    return replace(candidate, content=content, frame=Frame.INSERTED if partly_quoted else candidate.frame)


def _rated(candidate: Candidate, lexicon: Lexicon) -> Candidate:
    if candidate.probability:  # set by the rule that proposed it
        return candidate
    return replace(candidate, probability=lexicon.probability(candidate.lemma, candidate.frame))


def _parted(parse: Parse, candidates: list[Candidate]) -> list[Candidate]:
    """Where a cue without a subject of its own is joined on within another's content (*… and added that …*), both are parted."""
    parted = list(candidates)
    joints = [(i, joint) for i, inner in enumerate(parted) if (joint := _joint(parse, inner)) is not None]
    for k, outer in enumerate(candidates):
        for i, joint in joints:
            if i == k or outer.frame not in CLAUSAL or not any(span.start < joint < span.end for span in outer.content):
                continue
            kept = tuple(piece for span in parted[k].content if (piece := _cut(parse, span, joint)) is not None)
            if kept:
                parted[k] = replace(parted[k], content=kept)
                parted[i] = replace(parted[i], speaker=outer.speaker, speaker_head=outer.speaker_head, relative=outer.relative)
    return parted


def _joint(parse: Parse, candidate: Candidate) -> int | None:
    """The offset at which a candidate joins on to a cue before it; None if it stands on its own."""
    verb = candidate.cue_word
    if verb is None or candidate.frame not in _JOINED or candidate.probability < _LEAST_JOINED or verb.xpos == "VBN":
        return None
    if verb.feats.get("VerbForm") not in _FORMS or child(parse, verb, "nsubj", "aux:pass") is not None:
        return None
    at = min((w.index for w in children(parse, verb, "aux", "cc", "advmod") if w.index < verb.index), default=verb.index)
    before = parse.words[at - 1] if at else verb
    joined = {parse.words[at].text.lower(), before.text.lower()} & _COORDINATES
    return parse.words[at].span.start if joined else None


def _cut(parse: Parse, span: Span, at: int) -> Span | None:
    if span.end <= at:
        return span
    if span.start >= at:
        return None
    kept = stripped(parse.article.text, Span(span.start, at))
    for joint in ("and", "but"):
        if kept.of(parse.article.text).endswith(" " + joint):
            kept = stripped(parse.article.text, Span(kept.start, kept.end - len(joint)))
    return kept if len(kept) else None


def _swallows(outer: Candidate, inner: Candidate) -> bool:
    """Whether the cue of ``inner`` stands within the content of ``outer``; of two that swallow each other the likelier does.

    An act (*justified the embargo by saying that …*) does not swallow the report that is likelier.
    """
    if not _cue_inside(inner, outer) or (outer.is_act and not inner.is_act and inner.probability > outer.probability):
        return False
    return not (_cue_inside(outer, inner) and _rank(inner) > _rank(outer))


def _rank(candidate: Candidate) -> tuple[bool, float, tuple[Span, ...]]:
    """Of two candidates that swallow each other, an insertion (*…, she said*) is the outer one; else the likelier."""
    return candidate.frame in (Frame.AFTER, Frame.INSERTED, Frame.ACCORDING), candidate.probability, candidate.content


def _cue_inside(inner: Candidate, outer: Candidate) -> bool:
    return any(span.contains(cue) for cue in inner.cue[:1] for span in outer.content)


def _shared(a: Candidate, b: Candidate) -> float:
    """The overlap of two contents as a share of the smaller."""
    both = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a.content for t in b.content)
    return both / max(1, min(sum(map(len, a.content)), sum(map(len, b.content))))
