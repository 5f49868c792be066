"""Small questions to a parse: what depends on a word, where its phrase lies, whether a clause is finite."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from quotecheck.model import Parse, Span, Word

__all__ = [
    "base",
    "child",
    "children",
    "descendants",
    "finite",
    "index_words",
    "phrase",
    "same_block",
    "sentence_words",
    "span_of",
    "stripped",
    "under",
]

_LOOSE = frozenset({"acl:relcl", "parataxis", "ccomp", "cc", "conj", "punct", "dep", "list", "advcl", "discourse", "reparandum"})


def base(word: Word) -> str:
    """The relation without its subtype."""
    return word.deprel.partition(":")[0]


def children(parse: Parse, word: Word, *relations: str) -> Iterator[Word]:
    """Dependents of ``word`` with one of ``relations``, given with or without subtype, in order."""
    return (c for c in parse.children[word.index] if c.deprel in relations or base(c) in relations)


def child(parse: Parse, word: Word, *relations: str) -> Word | None:
    """The first such dependent."""
    return next(children(parse, word, *relations), None)


def descendants(parse: Parse, word: Word, *, without: frozenset[str] = frozenset()) -> list[Word]:
    """``word`` and all below it, in order, leaving out the dependents of ``word`` itself whose relation is in ``without``."""
    found, queue = [word], [c for c in parse.children[word.index] if c.deprel not in without and base(c) not in without]
    while queue:
        found.extend(queue)
        queue = [c for w in queue for c in parse.children[w.index]]
    return sorted(found, key=lambda w: w.index)


def under(parse: Parse, word: Word, top: Word) -> bool:
    """Whether ``word`` is ``top`` or depends on it."""
    at: Word | None = word
    while at is not None:
        if at.index == top.index:
            return True
        at = None if at.head is None else parse.words[at.head]
    return False


def sentence_words(parse: Parse, word: Word) -> tuple[Word, ...]:
    """The words of the sentence that ``word`` stands in."""
    sentence = parse.sentences[parse.sentence_of[word.index]]
    return parse.words[sentence.first : sentence.last]


def finite(parse: Parse, word: Word) -> bool:
    """Whether the clause that ``word`` heads has a finite verb, a modal or a copula."""
    if word.feats.get("VerbForm") == "Fin" or word.xpos == "MD":
        return True
    return any(c.feats.get("VerbForm") == "Fin" or c.xpos == "MD" for c in children(parse, word, "aux", "cop"))


def span_of(words: Iterable[Word]) -> Span:
    """The span from the first to the last of ``words``."""
    spans = [w.span for w in words]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def phrase(parse: Parse, head: Word) -> list[Word]:
    """The noun phrase of ``head`` without loose clauses and coordination, cut where another verb or clause breaks in.

    Appositions and complements stay, a relative clause does not.
    """
    inside = descendants(parse, head, without=_LOOSE)
    low, high = head.index, head.index
    have = {w.index for w in inside}
    while low - 1 in have or (low - 2 in have and parse.words[low - 1].upos == "PUNCT" and parse.words[low - 1].text == "-"):
        low -= 1
    sentence = parse.sentences[parse.sentence_of[head.index]]
    while high + 1 < sentence.last and (
        high + 1 in have or (high + 2 in have and high + 2 < sentence.last and parse.words[high + 1].upos == "PUNCT")
    ):
        high += 1
    words = list(parse.words[low : high + 1])
    while words and words[-1].upos == "PUNCT" and words[-1].text not in ")]":
        words.pop()
    return words


def index_words(parse: Parse, span: Span) -> tuple[int, int]:
    """The words inside ``span`` as a half-open range of indexes."""
    first = bisect_left(parse.words, span.start, key=lambda word: word.span.start)
    return first, max(first, bisect_right(parse.words, span.end, lo=first, key=lambda word: word.span.end))


def same_block(parse: Parse, a: int, b: int) -> bool:
    """Whether the words of two indexes stand in one paragraph."""
    return parse.sentences[parse.sentence_of[a]].block == parse.sentences[parse.sentence_of[b]].block


def stripped(text: str, span: Span, *, marks: str = " \t\n\u00a0,;:–—-") -> Span:
    """``span`` without the given characters at both ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(marks))
    return Span(start, max(start, span.start + len(words.rstrip(marks))))
