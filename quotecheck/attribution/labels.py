"""Attributions without a verb: *Colonel Caggins: …*, *EU: “…”*, *BLITZER: …*, a signed post, *“…” – Name*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.names import is_acronym, name_words, split_title
from quotecheck.attribution.quoted import index_words
from quotecheck.attribution.syntax import stripped
from quotecheck.model import EntityType, Parse, Span, Word

__all__ = ["propose_labels"]

_LABEL = re.compile(r"(?P<name>[^\W\d_][^:\n“”\"]{1,70}?)\s?(?P<cue>:)\s+(?=\S)")
_SIGNED = re.compile(r"(?P<cue>[–—―-])\s?(?P<name>[^@()\n–—]{2,60}?)\s?\(@\w{1,30}\)[^\n]{0,40}\Z")
_DASHED = re.compile(r"\s?(?P<cue>[–—―]|--?)\s?(?P<name>[^\W\d_][^\n–—“”\"]{2,60}?)\s*\Z")
_LINK = re.compile(r"\s*(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+\s*\Z")
_RUBRICS = frozenset(
    {"analysis", "also", "breaking", "caption", "correction", "editor", "editor's", "exclusive", "explained", "fact", "file", "gallery"}
    | {"graphic", "image", "images", "listen", "live", "map", "more", "note", "opinion", "photo", "photos", "picture", "poll", "read"}
    | {"recap", "related", "review", "see", "source", "sources", "tags", "topics", "update", "updated", "via", "video", "watch", "with"}
)
"""What opens a label that is no speaker's: furniture of pages in English."""
_FEWEST_WORDS = 3
_PROBABILITY = 0.85


def propose_labels(parse: Parse, quotations: list[Quotation]) -> Iterator[Candidate]:
    """A candidate for every paragraph that opens with a speaker's name and a colon, or closes with a signature."""
    text = parse.article.text
    for index, block in enumerate(parse.blocks):
        label = _LABEL.match(text, block.start, block.end)
        quotes = label is not None and any(q.span.start == label.end() for q in quotations)
        if label and _names_speaker(parse, Span(label.start("name"), label.end("name")), is_label=True, quotes=quotes):
            content = _label_content(parse, index, label.end(), quotations)
            if len(content.of(text).split()) >= _FEWEST_WORDS:
                yield _candidate(parse, label, (content,), "label-colon")
                continue
        words = Span(block.start, block.end).of(text)
        signed = _SIGNED.search(words)
        if signed and signed.start() > 0 and "<" not in signed.group():
            body = stripped(text, Span(block.start, block.start + signed.start()))
            body = _without_link(text, body)
            if len(body.of(text).split()) >= _FEWEST_WORDS:
                yield _candidate(parse, signed, (body,), "label-signed", offset=block.start)
            continue
        last = next((q for q in reversed(quotations) if q.block == index), None)
        dashed = _DASHED.match(text, last.span.end, block.end) if last and last.closed else None
        if last and dashed and _names_speaker(parse, Span(dashed.start("name"), dashed.end("name")), is_label=False, quotes=True):
            yield _candidate(parse, dashed, (last.span,), "label-dash")


def _label_content(parse: Parse, block: int, start: int, quotations: list[Quotation]) -> Span:
    """The rest of the paragraph, without its final stop unless it is quoted."""
    text, end = parse.article.text, parse.blocks[block].end
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start:end].endswith(".") and not any(q.span.end == end for q in quotations):
        end -= 1
    return Span(start, end)


def _names_speaker(parse: Parse, span: Span, *, is_label: bool, quotes: bool) -> bool:
    """Whether the words are a person's or a body's name, with or without a title, and nothing else."""
    text = span.of(parse.article.text).strip()
    words = text.split()
    if not words or len(words) > 8 or words[0].lower().replace("’", "'") in _RUBRICS:
        return False
    named = [n for n in parse.names if n.span.overlaps(span) and n.type in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)]
    capitals = sum(w[:1].isupper() for w in words)
    if split_title(text)[0] is not None and capitals == len(words):
        return True
    if is_label and text.isupper():
        return quotes or _known(parse, text) or (_labels(parse).count(text) > 1 and len(set(_labels(parse))) > 1)
    covered = sum(len(n.span) for n in named if span.contains(n.span))
    persons = any(n.type is EntityType.PERSON for n in named)
    return covered >= 0.7 * len(text) and (persons or len(words) <= 4) and (capitals >= len(words) - 2)


def _known(parse: Parse, label: str) -> bool:
    """Whether capitals spell, or abbreviate, a person or body that the article names elsewhere; *ENERGY:* is a rubric."""
    end = name_words(label)[-1:]
    for name in parse.names:
        words = name.span.of(parse.article.text)
        if name.type in (EntityType.PERSON, EntityType.ORGANISATION) and not words.isupper() and name_words(words)[-1:] == end:
            return True
        if is_acronym(label, words):
            return True
    return False


def _labels(parse: Parse) -> list[str]:
    """The paragraphs' labels in capitals: where several come back, the article is a transcript."""
    found = (_LABEL.match(parse.article.text, block.start, block.end) for block in parse.blocks)
    return [label.group("name") for label in found if label and label.group("name").isupper()]


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
