"""Our annotator as a processor of Stanza's pipeline, beside Stanza's tokenizer and multi-word-token expander."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from stanza.pipeline.processor import Processor, register_processor

from quotecheck.model import Report
from quotecheck.parsing.annotator import Annotation, Annotator, Sentence, Window
from quotecheck.parsing.network import WINDOW
from quotecheck.parsing.tokens import rebuilt

__all__ = ["NAME", "AnnotatorProcessor"]

NAME = "annotate"
# What the tokenizer's word on the end of a sentence weighs, as logarithms of odds; best on dev.
_ENDED = 3.0
_NOT_ENDED = 1.0


@register_processor(name=NAME)
class AnnotatorProcessor(Processor):  # type: ignore[misc]
    """Tags, lemmas, dependencies and names in one step; where the tokenizer ended a sentence too early or too late, the ends are moved.

    What may report is told in a list ``reports`` of the document, its words counted from the document's first.

    Stanza's own way to add a processor: https://stanfordnlp.github.io/stanza/pipeline.html
    """

    PROVIDES_DEFAULT = frozenset({"pos", "lemma", "depparse", "ner"})
    REQUIRES_DEFAULT = frozenset({"tokenize"})

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._annotator = Annotator(Path(config["folder"]))

    def process(self, doc: Any) -> Any:
        """``doc`` with all annotations, in sentences of its own if the annotator parts it otherwise."""
        return self.bulk_process([doc])[0]

    def bulk_process(self, docs: list[Any]) -> list[Any]:
        """The same for many documents at once."""
        grouped = [list(_windows(document)) for document in docs]
        windows = [_window(tokens) for groups in grouped for tokens in groups]
        answers = iter(self._annotator.annotate(windows))
        return [
            _annotated(document, [(tokens, next(answers)) for tokens in groups]) for document, groups in zip(docs, grouped, strict=True)
        ]


def _windows(document: Any) -> Iterator[list[Any]]:
    """The tokens of as many of the document's sentences as are read together."""
    tokens: list[Any] = []
    size = 0
    for sentence in document.sentences:
        if tokens and size + len(sentence.words) > WINDOW:
            yield tokens
            tokens, size = [], 0
        tokens.extend(sentence.tokens)
        size += len(sentence.words)
    if tokens:
        yield tokens


def _window(tokens: list[Any]) -> Window:
    words = [word.text for token in tokens for word in token.words]
    leaning: list[float] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        ends = following is None or following.sent is not token.sent
        leaning += [*[-math.inf] * (len(token.words) - 1), _ENDED if ends else -_NOT_ENDED]
    return Window(words=words, leaning=leaning)


def _annotated(document: Any, groups: list[tuple[list[Any], Annotation]]) -> Any:
    parted: list[list[Any]] = []
    reports: list[Report] = []
    first = 0
    for tokens, annotation in groups:
        reports += [replace(report, cue=first + report.cue, first=first + report.first) for report in annotation.reports]
        first += sum(len(token.words) for token in tokens)
        rest = iter(tokens)
        for sentence in annotation.sentences:
            parted.append([])
            size = 0
            while size < len(sentence.upos):
                token = next(rest)
                parted[-1].append(token)
                size += len(token.words)
    if [len(tokens) for tokens in parted] != [len(sentence.tokens) for sentence in document.sentences]:
        document = rebuilt(document, parted)
    found = (sentence for _, annotation in groups for sentence in annotation.sentences)
    for target, sentence in zip(document.sentences, found, strict=True):
        _fill(target, sentence)
    document.build_ents()
    document.reports = reports
    return document


def _fill(target: Any, sentence: Sentence) -> None:
    for k, word in enumerate(target.words):
        word.upos = sentence.upos[k]
        word.xpos = sentence.xpos[k]
        word.feats = sentence.feats[k] if sentence.feats[k] != "_" else None
        word.lemma = sentence.lemmas[k]
        word.head = sentence.heads[k]
        word.deprel = sentence.deprels[k]
    first = 0
    for token in target.tokens:
        token.ner = sentence.names[first]
        first += len(token.words)
    target.build_dependencies()
