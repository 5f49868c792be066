"""The values that all other packages pass around: frozen, comparable, free of behaviour beyond their own arithmetic.

Offsets are code points of ``Article.text``, half open, everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

__all__ = [
    "Article",
    "Attribution",
    "Decision",
    "Diagnostic",
    "Doubtful",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Kind",
    "Listed",
    "Match",
    "Membership",
    "Mention",
    "Name",
    "Parse",
    "Polarity",
    "Quote",
    "Report",
    "Sentence",
    "Source",
    "Span",
    "Speaker",
    "Tenure",
    "Verdict",
    "VerdictKind",
    "Word",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of an article's text, in code points.

    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of ``text`` at this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something odd in an article that was read all the same, and where."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article came from, and the very bytes that came.

    Attributes:
        path: the path or stream as the user may open it again; None for a record of JSON lines.
        raw: the bytes as they came in.
        digest: SHA-256 of ``raw``, in hexadecimal.
        encoding: the codec that turned ``raw`` into text.
        published: ISO 8601 date or date and time, as stated by the source.
    """

    raw: bytes
    digest: str
    path: str | None = None
    encoding: str = "utf-8"
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: its canonical text (NFC, LF) and its provenance.

    Attributes:
        id: the name it is cited by: its path, or the ``id`` of its JSON line.
    """

    id: str
    text: str
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset at which each line starts; line 1 is the first."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, on which ``offset`` lies."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """The column, from 1, in code points, of ``offset`` on its line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1


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


class EntityType(StrEnum):
    """What a name or a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNNAMED = "unnamed"
    OTHER = "other"


class Kind(StrEnum):
    """How the words are attributed: between quotation marks, reported, or partly quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the speaker says the content, denies it, or does not say it (*did not say*, *declined to say*)."""

    SAID = "said"
    DENIED = "denied"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words that name the speaker here ("the spokesman"), and how they do it: name, nominal or pronoun."""

    spans: tuple[Span, ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One speaker within one article, under all the names the article gives it.

    Attributes:
        name: the fullest name; for an unnamed speaker, the words that describe it ("French police").
        aliases: every proper name seen, ``name`` among them, sorted.
        offices: titles and offices seen ("Foreign Minister"), sorted.
        gender: "m" or "f" where a title tells it ("Mrs. Byron"), else None.
        rivals: of a family name alone, the full names of those in the article who bear it, if nothing tells which one is meant; sorted.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    gender: str | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Content, the cue that reports it and the words that name its speaker.

    Attributes:
        content: one span, or several where a cue interrupts ("…," he said, "…"); quotation marks included.
        cue: the reporting words; empty for a floating quotation.
        speaker: the mention here; None where the words name nobody (the entity may still be known).
        confidence: 0 to 1.
        rule: the name of the rule that found it.
        polarity: whether the speaker says the content, denies it, or does not say it.
        hedge: the words that leave open whether it was said ("reportedly").
        when: the words that say when it was said ("Thursday").
        where: the words that say where or in which medium ("in an interview with Rudaw").
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: Mention | None
    kind: Kind
    confidence: float
    rule: str
    polarity: Polarity = Polarity.SAID
    hedge: Span | None = None
    entity: Entity | None = None
    when: Span | None = None
    where: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article yields: its attributions in the order of their first character, and what was odd."""

    article: Article
    attributions: tuple[Attribution, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office of a speaker and when it was held, as far as is known.

    Attributes:
        office: its name.
        since: the first day: of a user's list, or on which an article gives the speaker this office; None if unknown or open.
        until: the last day, likewise.
        listed: whether a user's list says so, or articles.
    """

    office: str
    since: str | None = None
    until: str | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One person, body or country across all articles of a store.

    Attributes:
        offices: every office and title seen or listed.
        tenures: when they were seen, and what a user's list says.
        listed: the id in a user's list.
        articles: in how many of them the speaker speaks.
        first: the day of the first of them that has a date.
        last: the day of the last.
    """

    id: int
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    listed: str | None = None
    quotes: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution as it lies in a store.

    Attributes:
        id: twelve hexadecimal digits derived from the article's id and digest and the content spans.
        article: the article's id; ``path`` what to open.
        line: line of the first character, from 1; ``column`` likewise.
        text: the words at ``content``, pieces joined by " … ".
        speaker: the speaker's name across articles; None if unresolved.
        speaker_mention: the words at ``mention``.
    """

    id: str
    article: str
    path: str | None
    line: int
    column: int
    content: tuple[Span, ...]
    text: str
    kind: Kind
    cue: tuple[Span, ...]
    cue_text: str | None
    mention: tuple[Span, ...]
    speaker_mention: str | None
    speaker: str | None
    speaker_id: int | None
    confidence: float
    rule: str
    polarity: Polarity = Polarity.SAID
    hedge: str | None = None
    when: str | None = None
    where: str | None = None
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claimed quotation found within a quote, and the span of its words in the article."""

    quote: Quote
    span: Span


class VerdictKind(StrEnum):
    """How a claimed quotation stands to a store."""

    VERBATIM = "verbatim"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words of an article that a verdict rests on."""

    article: str
    path: str | None
    line: int
    span: Span
    text: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a claimed quotation stands to a store, who said it, and the evidence, best first.

    Attributes:
        score: 0 to 1; how much of the claimed words the evidence covers. It never decides the verdict.
    """

    quote: str
    by: str | None
    kind: VerdictKind
    said_by: str | None = None
    score: float = 0.0
    differences: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody on a user's list of people.

    Attributes:
        id: what tells the person from all others: of Wikidata, or made from the name.
        offices: titles without a time; ``tenures`` have one.
    """

    id: str
    name: str
    type: EntityType = EntityType.PERSON
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a user has decided of speakers.

    Attributes:
        number: 1 for the first of a store.
        kind: merge, split, rename, alias or import.
        summary: what was decided, in words.
        made: when, ISO 8601, UTC; ``undone`` likewise, None if it stands.
    """

    number: int
    kind: str
    summary: str
    made: str
    undone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """Two speakers that may be one.

    Attributes:
        one: a speaker; ``other`` another.
        reason: what speaks for it, and what is missing.
    """

    one: Speaker
    other: Speaker
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Why the speaker of one article is the speaker that it is.

    Attributes:
        article: the id of the article.
        name: what it is called there.
        reason: why it was joined, in a phrase.
        quotes: how many quotes it has there.
    """

    article: str
    name: str
    reason: str
    quotes: int
    published: str | None = None
