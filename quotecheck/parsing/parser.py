"""From an article to its parse: Stanza over the folded text, every word placed in the text as it came."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from quotecheck.model import Article, EntityType, FurnitureKind, Name, Parse, Report, Sentence, Span, Word
from quotecheck.parsing import models
from quotecheck.parsing.blocks import blocks
from quotecheck.parsing.folding import fold
from quotecheck.parsing.tokens import mended

__all__ = ["Parser"]

_CHARACTERS_AT_ONCE = 40_000
_CLITICS = frozenset({"'s", "'", "'ll", "'d", "'re", "'ve", "'m", "n't"})
_TYPES = {
    "PERSON": EntityType.PERSON,
    "PER": EntityType.PERSON,
    "ORGANIZATION": EntityType.ORGANISATION,
    "ORG": EntityType.ORGANISATION,
    "LOCATION": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "GPE": EntityType.PLACE,
}


class Parser:
    """Parses articles with the models of one folder, which are loaded at the first article.

    Args:
        folder: a Stanza resource folder; the models that ship with the package by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or models.shipped()
        self._pipeline: models.Pipeline | None = None

    def parse(self, article: Article, *, left_out: Collection[FurnitureKind] = tuple(FurnitureKind)) -> Parse:
        """The syntax of ``article``; the same for the same text and models, whatever was parsed before.

        Args:
            article: what to parse.
            left_out: the kinds of furniture that are not parsed, as if their lines were blank.

        Raises:
            ModelsError: the models are missing or broken.
        """
        paragraphs = blocks(_without(article, left_out))
        folded = fold(article.text)
        sentences: list[Sentence] = []
        words: list[Word] = []
        names: list[Name] = []
        reports: list[Report] = []
        for first, documents in self._documents(paragraphs, folded):
            for block, document in enumerate(documents, start=first):
                before = len(words)
                _place(document, block, paragraphs[block].start, sentences, words, names)
                found = getattr(document, "reports", ())  # other models tell of none
                reports += [replace(report, cue=before + report.cue, first=before + report.first) for report in found]
        return Parse(
            article=article,
            blocks=tuple(paragraphs),
            sentences=tuple(sentences),
            words=tuple(words),
            names=tuple(names),
            reports=tuple(reports),
        )

    def _documents(self, paragraphs: list[Span], folded: str) -> Iterator[tuple[int, list[Any]]]:
        """Stanza's documents, one a paragraph, in batches: the index of the first paragraph, then the documents."""
        first = 0
        while first < len(paragraphs):
            last, size = first, 0
            while last < len(paragraphs) and (last == first or size + len(paragraphs[last]) <= _CHARACTERS_AT_ONCE):
                size += len(paragraphs[last])
                last += 1
            yield first, self._run([span.of(folded).replace("\n", " ") for span in paragraphs[first:last]])
            first = last

    def _run(self, texts: list[str]) -> list[Any]:
        # Slow to import, and not needed before there is something to parse.
        import torch  # noqa: PLC0415

        if self._pipeline is None:
            self._pipeline = models.load(self.folder)
        pipeline = self._pipeline
        # One thread: the matrices are small, two threads on busy cores wait for each other, and sums keep their order.
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                documents = pipeline.stanza.bulk_process(texts, processors=pipeline.first)
                documents = [mended(document) for document in documents]
                documents = pipeline.stanza.bulk_process(documents, processors=pipeline.then)
        finally:
            torch.set_num_threads(threads)
        return list(documents)


def _without(article: Article, kinds: Collection[FurnitureKind]) -> str:
    """The text of an article, with spaces for every character of furniture of some kinds."""
    hidden = [furniture.line - 1 for furniture in article.furniture if furniture.kind in kinds]
    if not hidden:
        return article.text
    lines = article.text.split("\n")
    for line in hidden:
        lines[line] = " " * len(lines[line])
    return "\n".join(lines)


@cache
def _features(feats: str | None) -> Mapping[str, str]:
    """``Case=Nom|Number=Sing`` as a mapping; there are a few hundred of them, and nobody changes one."""
    return dict(feature.split("=", 1) for feature in feats.split("|")) if feats else {}


def _continues(word: Word, low: int, high: int) -> bool:
    """Whether a word behind the words ``low`` to ``high`` belongs to the same name by the syntax."""
    return word.deprel.startswith("flat") and word.head is not None and low <= word.head < high


def _place(document: Any, block: int, offset: int, sentences: list[Sentence], words: list[Word], names: list[Name]) -> None:
    for sentence in document.sentences:
        first = len(words)
        start_of: dict[int, int] = {}
        for token in sentence.tokens:
            for word in token.words:
                start, end = word.start_char, word.end_char
                if start is None:  # a word of a multi-word token that is not spelt out in the text
                    start, end = token.start_char, token.end_char
                start_of[id(word)] = len(words)
                words.append(
                    Word(
                        index=len(words),
                        span=Span(offset + start, offset + end),
                        text=word.text,
                        lemma=word.lemma or word.text,
                        upos=word.upos or "X",
                        xpos=word.xpos or "",
                        feats=_features(word.feats),
                        head=first + word.head - 1 if word.head else None,
                        deprel=word.deprel or "dep",
                    )
                )
        if len(words) == first:
            continue
        span = Span(words[first].span.start, words[-1].span.end)
        sentences.append(Sentence(span=span, first=first, last=len(words), block=block))
        for entity in sentence.ents:
            inside = [start_of[id(word)] for word in entity.words]
            low, high = min(inside), max(inside) + 1
            # Stanza names tokens, and a token may end in a clitic that is no part of the name: *Obama's*, *Trump'll*.
            if len(entity.tokens[-1].words) > 1 and high - 1 > low and words[high - 1].text.lower() in _CLITICS:
                high -= 1
            type_ = _TYPES.get(entity.type.upper(), EntityType.OTHER)
            # A person's name goes on as far as the parser sees one name: *Myles B. Caggins II*.
            while type_ is EntityType.PERSON and high < len(words) and _continues(words[high], low, high):
                high += 1
            names.append(Name(span=Span(words[low].span.start, words[high - 1].span.end), first=low, last=high, type=type_))
