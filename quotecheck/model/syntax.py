"""What the models make of an article: words, sentences, names, cues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quotecheck.model.articles import Article, Span
from quotecheck.model.entities import EntityType

__all__ = ["Name", "Parse", "Report", "Sentence", "Word"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word of Universal Dependencies, placed in the article.

    Attributes:
        index: its position among all words of the article.
        head: ``index`` of the head; None for the root of a sentence.
        feats: features as ``{"Tense": "Past"}``.
    """

    index: int
    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: Mapping[str, str] = field(default_factory=dict)
    head: int | None
    deprel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its span, and its words as ``Parse.words[first:last]``; ``block`` is its paragraph's index."""

    span: Span
    first: int
    last: int
    block: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that the name tagger found: its span, its words as ``Parse.words[first:last]``, and its class."""

    span: Span
    first: int
    last: int
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a network makes of one word as a cue: whether it reports, and what the words around it would then be.

    Attributes:
        cue: the word's index among all words of the article.
        probability: that it is the head of a cue, 0 to 1.
        first: index of the first word that was read together with it.
        content: for each word from ``first`` on, the probability that it is content of this cue.
        speaker: likewise, that it belongs to the phrase that names the speaker.
    """

    cue: int
    probability: float
    first: int
    content: tuple[float, ...]
    speaker: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Parse:
    """The syntax of one article, and what the network says of its cues.

    Attributes:
        blocks: the paragraphs, in order, none empty.
        reports: the words that may be cues, in order; empty where the models know nothing of cues.
    """

    article: Article
    blocks: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]
    names: tuple[Name, ...]
    reports: tuple[Report, ...] = ()

    @cached_property
    def children(self) -> tuple[tuple[Word, ...], ...]:
        """For each word, its dependents in order."""
        lists: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head is not None:
                lists[word.head].append(word)
        return tuple(map(tuple, lists))

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each word, the index of its sentence."""
        return tuple(i for i, sentence in enumerate(self.sentences) for _ in range(sentence.first, sentence.last))
