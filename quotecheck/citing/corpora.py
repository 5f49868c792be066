"""Articles with their quotes in the formats that others train on: Citron's JSON, brat's stand-off files, CoNLL-U."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from quotecheck.model import Article, Parse, Quote, Sentence, Span, Word

__all__ = ["BRAT_CONFIGURATION", "brat", "citron", "conll"]

BRAT_CONFIGURATION = """[entities]
Content
Cue
Speaker

[relations]

[events]
Quote:Cue|Content Content*:Content, Cue?:Cue, Speaker*:Speaker

[attributes]
Kind Arg:Quote, Value:direct|indirect|mixed
"""
"""What brat must know of these annotations: its ``annotation.conf``."""

_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")


def citron(article: Article, quotes: Sequence[Quote]) -> dict[str, Any]:
    """An article as Citron reads it. Its format demands a cue, which is one span; what has none is left out."""
    return {
        "text": article.text,
        "quotes": [
            {
                "id": quote.id,
                "cue": _citron_span(article, Span(quote.cue[0].start, quote.cue[-1].end)),
                "sources": [_citron_span(article, span) for span in quote.mention],
                "contents": [_citron_span(article, span) for span in quote.content],
                "confidence": f"{quote.confidence:.4f}",
            }
            for quote in quotes
            if quote.cue
        ],
    }


def _citron_span(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(article.text)}


def brat(article: Article, quotes: Sequence[Quote]) -> str:
    """The annotations of an article for brat: content, cue and speaker as bounds of text, each quote an event that joins them.

    An event hangs on its cue, or, where there is none, on its content.
    """
    lines: list[str] = []
    bounds = 0
    for events, quote in enumerate(quotes, start=1):
        named: dict[str, str] = {}
        for role, spans in (("Content", quote.content), ("Cue", quote.cue), ("Speaker", quote.mention)):
            if spans:
                bounds += 1
                named[role] = f"T{bounds}"
                lines.append(f"T{bounds}\t{role} {_bound(article.text, spans)}")
        trigger = "Cue" if "Cue" in named else "Content"
        roles = [f"{role}:{name}" for role, name in named.items() if role != trigger]
        lines.append(f"E{events}\t{' '.join([f'{trigger}:{named[trigger]}', *roles])}")
        lines.append(f"A{events}\tKind E{events} {quote.kind.value}")
        if quote.speaker:
            lines.append(f"#{events}\tAnnotatorNotes E{events}\t{' '.join(quote.speaker.split())}")
    return "".join(f"{line}\n" for line in lines)


def _bound(text: str, spans: Sequence[Span]) -> str:
    """Places and words as brat wants them: a piece for each line, joined by a space."""
    pieces = [Span(span.start + line.start(), span.start + line.end()) for span in spans for line in re.finditer(r"[^\n]+", span.of(text))]
    return f"{';'.join(f'{piece.start} {piece.end}' for piece in pieces)}\t{' '.join(piece.of(text) for piece in pieces)}"


def conll(article: Article, quotes: Sequence[Quote], parse: Parse | None) -> Iterator[str]:
    """An article as CoNLL-U, sentence by sentence, with the quotes in the last column.

    ``Quote=1:B-content,2:I-cue`` says that a word begins the content of the article's first quote and goes on in the cue of its second.
    Where the parse was not kept, a line is a sentence, and columns that need one are empty.
    """
    sentences = _split(article) if parse is None else [(one, parse.words[one.first : one.last]) for one in parse.sentences]
    roles = _roles(quotes)
    for number, (sentence, words) in enumerate(sentences, start=1):
        head = [f"# newdoc id = {_one_line(article.id)}"] if number == 1 else []
        head += [f"# sent_id = {number}", f"# text = {_one_line(sentence.span.of(article.text))}"]
        yield "\n".join([*head, *_rows(article, words, roles)]) + "\n\n"


def _rows(article: Article, words: Sequence[Word], roles: dict[int, list[tuple[Span, str]]]) -> Iterator[str]:
    first = words[0].index if words else 0
    for span, group in groupby(words, key=lambda word: word.span):
        together = list(group)
        misc = [f"StartChar={span.start}", f"EndChar={span.end}"]
        tags = _tags(span, roles)
        misc += [f"Quote={','.join(tags)}"] if tags else []
        misc += [] if article.text[span.end : span.end + 1].isspace() else ["SpaceAfter=No"]
        if len(together) > 1:
            ends = f"{together[0].index - first + 1}-{together[-1].index - first + 1}"
            yield "\t".join([ends, _one_line(span.of(article.text)), *["_"] * 7, "|".join(misc)])
        for word in together:
            feats = "|".join(f"{key}={value}" for key, value in word.feats.items()) or "_"
            known = [word.text, word.lemma, word.upos or "_", word.xpos or "_", feats]
            relation = ["_", "_"] if not word.deprel else [str(0 if word.head is None else word.head - first + 1), word.deprel]
            columns = [str(word.index - first + 1), *(_one_line(value) or "_" for value in known), *relation, "_"]
            yield "\t".join([*columns, "|".join(misc) if len(together) == 1 else "_"])


def _roles(quotes: Sequence[Quote]) -> dict[int, list[tuple[Span, str]]]:
    return {
        number: [
            *((span, "content") for span in quote.content),
            *((span, "cue") for span in quote.cue),
            *((span, "speaker") for span in quote.mention),
        ]
        for number, quote in enumerate(quotes, start=1)
    }


def _tags(span: Span, roles: dict[int, list[tuple[Span, str]]]) -> list[str]:
    """What a word is to each quote: it begins a stretch, or goes on in it."""
    return [
        f"{number}:{'B' if span.start <= place.start else 'I'}-{role}"
        for number, places in roles.items()
        for place, role in places
        if place.overlaps(span)
    ]


def _split(article: Article) -> Iterator[tuple[Sentence, tuple[Word, ...]]]:
    """Lines as sentences and what looks like words as such, without any syntax."""
    index = 0
    for line in re.finditer(r"[^\n]*\S[^\n]*", article.text):
        words = []
        for found in _TOKEN.finditer(article.text, line.start(), line.end()):
            span = Span(*found.span())
            words.append(Word(index=index, span=span, text=found.group(), lemma="_", upos="_", xpos="_", head=None, deprel=""))
            index += 1
        yield Sentence(span=Span(*line.span()), first=index - len(words), last=index, block=0), tuple(words)


def _one_line(text: str) -> str:
    return " ".join(text.split())
