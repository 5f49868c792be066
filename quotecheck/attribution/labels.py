"""Attributions without a verb: *Colonel Caggins: …*, *EU: “…”*, *BLITZER: …*, a signed post, *“…” – Name*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.names import is_acronym, name_words, split_title
from quotecheck.attribution.syntax import index_words, stripped
from quotecheck.model import EntityType, Parse, Span, Word

__all__ = ["is_rubric", "propose_labels"]

_LABEL = re.compile(r"[\"“]?(?P<name>@\w{1,30}|[^\W\d_][^:\n“”\"]{1,70}?)\s?(?P<cue>:)\s+(?=\S)")
_SIGNED = re.compile(r"(?P<cue>[–—―-])\s?(?P<name>[^@()\n–—]{2,60}?)\s?\(@\w{1,30}\)[^\n]{0,40}\Z")
_DASHED = re.compile(r"\s?(?P<cue>[–—―]|--?)\s?(?P<name>[^\W\d_][^\n–—“”\",]{2,60}?)\s*(?:,[^\n“”\"]{2,80})?\Z")
_LINK = re.compile(r"\s*(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+\s*\Z")
_RUBRICS = frozenset(
    {"analysis", "also", "breaking", "caption", "correction", "editor", "editor's", "exclusive", "explained", "fact", "file", "gallery"}
    | {"graphic", "image", "images", "listen", "live", "map", "more", "note", "opinion", "photo", "photos", "picture", "poll", "read"}
    | {"recap", "related", "review", "see", "source", "sources", "tags", "topics", "update", "updated", "via", "video", "watch", "with"}
)
"""What opens a label that is no speaker's: furniture of pages in English."""
_SOURCES = frozenset(
    {
        "analysts",
        "court",
        "experts",
        "judge",
        "lawyer",
        "lawyers",
        "officials",
        "police",
        "prosecutors",
        "report",
        "study",
        "survey",
    }
)
"""Whom headlines credit without a name: *Police: Two dead in harbour fire*."""
_LONGEST_LABEL = 8
_POINTING = frozenset({"also", "gallery", "listen", "more", "photos", "read", "related", "see", "video", "watch"})
"""What points to another page; behind *Exclusive:* or *Update:* stands this article's own news."""
_LONGEST_RUBRIC = 3
_NAMED_SHARE = 0.7
_FEWEST_WORDS = 3
_PROBABILITY = 0.85


def propose_labels(parse: Parse, quotations: list[Quotation]) -> Iterator[Candidate]:
    """A candidate for every paragraph that opens with a speaker's name and a colon, or closes with a signature."""
    text = parse.article.text
    known = _Known(parse)
    opening = {quotation.span.start for quotation in quotations}
    last_of = {quotation.block: quotation for quotation in quotations}
    for index, block in enumerate(parse.blocks):
        last = last_of.get(index)
        label = _LABEL.match(text, block.start, block.end)
        if label and known.speaks(Span(label.start("name"), label.end("name")), is_label=True, quotes=label.end() in opening):
            rest, quoted = Span(label.end(), block.end), last is not None and last.span.end == block.end
            if label.start("name") > label.start() and last is not None and last.span == Span(block.start, block.end) and last.closed:
                rest, quoted = Span(rest.start, last.inner.end), True  # without the mark that closes what was opened before the label
            content = _label_content(text, rest, quoted=quoted)
            if len(content.of(text).split()) >= _FEWEST_WORDS:
                yield _candidate(parse, label, (content,), "label-colon")
                continue
        signed = _SIGNED.search(block.of(text))
        if signed and signed.start() > 0 and "<" not in signed.group():
            body = _without_link(text, stripped(text, Span(block.start, block.start + signed.start())))
            if len(body.of(text).split()) >= _FEWEST_WORDS:
                yield _candidate(parse, signed, (body,), "label-signed", offset=block.start)
            continue
        dashed = _DASHED.match(text, last.span.end, block.end) if last and last.closed else None
        if last and dashed and known.speaks(Span(dashed.start("name"), dashed.end("name")), is_label=False, quotes=True):
            yield _candidate(parse, dashed, (last.span,), "label-dash")


def is_rubric(text: str, block: Span) -> bool:
    """Whether a paragraph opens with a rubric that points to something else: *READ MORE: Council says …*, *Related: …*."""
    label = _LABEL.match(text, block.start, block.end)
    words = label.group("name").lower().split() if label is not None else []
    return 0 < len(words) <= _LONGEST_RUBRIC and words[0] in _POINTING


def _label_content(text: str, rest: Span, *, quoted: bool) -> Span:
    """What follows the label in its paragraph, without its final stop unless it is quoted."""
    end = rest.start + len(rest.of(text).rstrip())
    return Span(rest.start, end - 1 if text[rest.start : end].endswith(".") and not quoted else end)


class _Known:
    """What an article names, to tell whose label a label is."""

    def __init__(self, parse: Parse) -> None:
        text = parse.article.text
        self._text = text
        self._names = [n for n in parse.names if n.type in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)]
        self._starts = [name.span.start for name in self._names]
        self._spelt = sorted({words for name in self._names if not (words := name.span.of(text)).isupper()})
        self._ends = {
            name_words(name.span.of(text))[-1:]
            for name in self._names
            if name.type is not EntityType.PLACE and not name.span.of(text).isupper()
        }
        labels = Counter(found.group("name") for block in parse.blocks if (found := _LABEL.match(text, block.start, block.end)))
        recurring = {label for label, count in labels.items() if count > 1 and label.isupper()}
        self._transcribed = recurring if len(recurring) > 1 else set()

    def speaks(self, span: Span, *, is_label: bool, quotes: bool) -> bool:
        """Whether the words at ``span`` are a person's or a body's name, with or without a title, and nothing else.

        Capitals may be a rubric (*ENERGY:*). They are a speaker if they open a quotation, if they spell or abbreviate a name of the
        article, or if several such labels come back, as in a transcript.
        """
        label = span.of(self._text).strip()
        words = label.split()
        if not words or len(words) > _LONGEST_LABEL or words[0].lower().replace("’", "'") in _RUBRICS:
            return False
        if is_label and (label.startswith("@") or label.lower() in _SOURCES):
            return True
        capitals = sum(word[:1].isupper() for word in words)
        if split_title(label)[0] is not None and capitals == len(words):
            return True
        if is_label and label.isupper():
            return quotes or label in self._transcribed or self._abbreviates(label)
        within = self._names[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        covered = sum(len(name.span) for name in within if span.contains(name.span))
        persons = any(name.type is EntityType.PERSON for name in within)
        return covered >= _NAMED_SHARE * len(label) and (persons or len(words) <= 4) and capitals >= len(words) - 2

    def _abbreviates(self, label: str) -> bool:
        return name_words(label)[-1:] in self._ends or any(is_acronym(label, name) for name in self._spelt)


def _without_link(text: str, span: Span) -> Span:
    words = span.of(text)
    while (link := _LINK.search(words)) is not None:
        words = words[: link.start()]
    return Span(span.start, span.start + len(words.rstrip()))


def _candidate(parse: Parse, found: re.Match[str], content: tuple[Span, ...], rule: str, *, offset: int = 0) -> Candidate:
    name = Span(offset + found.start("name"), offset + found.end("name"))
    first, last = index_words(parse, name)
    speaker: tuple[Word, ...] = parse.words[first:last]
    return Candidate(
        content=content,
        cue=(Span(offset + found.start("cue"), offset + found.end("cue")),),
        cue_word=None,
        lemma=":",
        frame=Frame.LABEL,
        speaker=speaker,
        speaker_head=speaker[-1] if speaker else None,
        rule=rule,
        probability=_PROBABILITY,
    )
