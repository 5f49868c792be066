"""Who is meant: pronouns, surnames, offices and common nouns, each to the mention that names them.

A sieve, in the manner of Lee et al., "Deterministic coreference resolution based on entity-centric, precision-ranked rules"
(Computational Linguistics 39(4), 2013), cut down to what speakers need: names first, then descriptions, then pronouns by salience.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.names import compatible, fullest, is_acronym, name_words, split_title
from quotecheck.attribution.possessives import without_possessive
from quotecheck.attribution.roles import descriptions_of, offices_of, title_before, top_of
from quotecheck.attribution.syntax import base, child, phrase
from quotecheck.attribution.titles import is_courtesy, vocabulary
from quotecheck.model import Entity, EntityType, Name, Parse, Span, Word

__all__ = ["Cast", "Chain"]

_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_TITLED = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "lady": "f", "lord": "m", "king": "m", "queen": "f"}
_PLURAL = frozenset({"they", "them", "their"})
_NEUTER = frozenset({"it", "its"})
_UNRESOLVED = frozenset(
    {"i", "we", "you", "me", "us", "who", "that", "which", "this", "these", "those", "one", "someone", "everyone", "nobody"}
)
_PEOPLE = frozenset({"man", "woman", "official", "leader", "politician", "author", "writer", "host", "star", "actor", "doctor", "director"})
_ANY_OFFICE = frozenset({"official", "leader", "politician"})
"""What every holder of an office may be called."""
_ANY_BODY = frozenset({"company", "firm", "group", "organization", "organisation"})
"""What many bodies may be called; *the agency* and *the newspaper* are one of a kind."""
_NAMED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_LINKS = frozenset({"flat", "appos", "compound", "nsubj", "dep", "list", "parataxis", "nmod:desc", "root"})
_HANDLE = re.compile(r"\s?\((?P<handle>@\w{1,30})\)")
_REMEMBERED = 12


@dataclass(slots=True)
class Chain:
    """All mentions of one person, body or place in an article, in the making."""

    type: EntityType
    names: list[str] = field(default_factory=list)
    offices: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    descriptions: set[str] = field(default_factory=set)
    gender: str | None = None
    places: list[int] = field(default_factory=list)
    """The offset of each mention by name, in order."""

    def entity(self) -> Entity:
        """The chain as a value."""
        bare = [split_title(name)[1] if self.type is EntityType.PERSON else name for name in self.names]
        return Entity(
            name=fullest(bare), type=self.type, aliases=tuple(sorted({*bare, *self.handles})), offices=tuple(sorted(self.offices))
        )


class Cast:
    """The persons, bodies and places of one article, and who is meant by other words.

    Args:
        parse: the article's syntax and names.
        quotations: its quotations; who is named within one is less likely meant by a pronoun outside.
    """

    def __init__(self, parse: Parse, quotations: Sequence[Quotation]) -> None:
        self._parse = parse
        self._quotations = quotations
        self._chains: list[Chain] = []
        self._chain_of: dict[Span, Chain] = {}
        self._by_text: dict[tuple[bool, str], Chain] = {}
        self._by_sentence: dict[int, list[tuple[int, float, Chain]]] = {}
        self._firsts = [name.first for name in parse.names]
        for name in parse.names:
            if name.type in _NAMED and name_words(without_possessive(name.span.of(parse.article.text))):
                self._add(name)

    def resolve(self, words: Sequence[Word], head: Word) -> Chain | Entity | None:
        """Who the phrase ``words`` with the given ``head`` means: a chain, an unnamed speaker by its own words, or nobody known."""
        lower = head.text.lower()
        if head.upos == "PRON" or lower in _UNRESOLVED:
            return self._pronoun(lower, head)
        named = self._named(words, head) or (self._spelt(words) if head.upos == "PROPN" else None)
        if named is not None:
            return named
        return self._described(words, head) or self._unnamed(words, head)

    def label(self, text: str, words: Sequence[Word]) -> Chain:
        """Who a label or signature names."""
        for name, chain in self._chain_of.items():
            if any(name.contains(word.span) for word in words) and chain.type is EntityType.PERSON:
                return chain
        bare = split_title(text)[1]
        for chain in self._chains:
            if chain.type is EntityType.PERSON and any(compatible(bare, other) for other in chain.names):
                return chain
            if chain.type is not EntityType.PERSON and any(_same_body(bare, other) for other in chain.names):
                return chain
        type_ = EntityType.PERSON if split_title(text)[0] or not bare.isupper() else EntityType.ORGANISATION
        chain = Chain(type=type_, names=[bare], places=[words[0].span.start])
        self._chains.append(chain)
        return chain

    def spoke(self, chain: Chain, offset: int, sentence: int) -> None:
        """Remember that ``chain`` spoke at ``offset``: a speaker is the likeliest one to be meant next."""
        self._by_sentence.setdefault(sentence, []).append((offset, 2.5, chain))

    def salient(self, offset: int, sentence: int, types: tuple[EntityType, ...], gender: str | None = None) -> Chain | None:
        """The chain of one of ``types`` that a reader has in mind at ``offset``."""
        best: tuple[float, int] | None = None
        chosen = None
        for where in range(max(0, sentence - _REMEMBERED), sentence + 1):
            for place, weight, chain in self._by_sentence.get(where, ()):
                fits = chain.type in types and not (gender and chain.gender and chain.gender != gender)
                rank = (weight / (1.0 + (sentence - where)), place)
                if fits and place < offset and (best is None or rank > best):
                    best, chosen = rank, chain
        return chosen

    # -- names

    def _add(self, name: Name) -> None:
        text = without_possessive(name.span.of(self._parse.article.text))
        chain = self._find(text, name)
        if chain is None:
            chain = Chain(type=name.type)
            self._chains.append(chain)
        if text not in chain.names:
            chain.names.append(text)
        self._by_text[name.type is EntityType.PERSON, text] = chain
        if name.type is EntityType.PERSON:
            self._describe(chain, name)
        top = top_of(self._parse, name)
        quoted = any(self._quotations[k].span.contains(name.span) for k in overlapping(self._quotations, name.span))
        weight = (2.0 if base(top) == "nsubj" else 1.0) * (0.3 if quoted else 1.0)
        chain.places.append(name.span.start)
        self._by_sentence.setdefault(self._parse.sentence_of[name.first], []).append((name.span.start, weight, chain))
        self._chain_of[name.span] = chain

    def _describe(self, chain: Chain, name: Name) -> None:
        handle = _HANDLE.match(self._parse.article.text, name.span.end)
        if handle:
            chain.handles.add(handle.group("handle"))
        title = title_before(self._parse, name)
        chain.offices |= offices_of(self._parse, name)
        chain.descriptions |= descriptions_of(self._parse, name)
        if title:
            chain.descriptions |= {w.lower().strip(".,") for w in title.split()}
            genders = [gender for word in title.lower().split() if (gender := _TITLED.get(word.strip(".,")))]
            chain.gender = chain.gender or next(iter(genders), None)
            if not is_courtesy(title):
                chain.offices.add(title)

    def _find(self, text: str, name: Name) -> Chain | None:
        known = self._by_text.get((name.type is EntityType.PERSON, text))
        if known is not None:
            return known
        same = [c for c in self._chains if (c.type is EntityType.PERSON) == (name.type is EntityType.PERSON)]
        if name.type is EntityType.PERSON:
            fits = [c for c in same if all(compatible(text, other) for other in c.names)]
        else:
            fits = [c for c in same if any(_same_body(text, other) for other in c.names)]
        return max(fits, key=lambda c: c.places[-1], default=None)

    # -- resolution

    def _named(self, words: Sequence[Word], head: Word) -> Chain | None:
        low, high = words[0].index, words[-1].index + 1
        names = self._parse.names[max(0, bisect_right(self._firsts, low) - 1) : bisect_left(self._firsts, high)]
        inside = [n for n in names if n.span in self._chain_of and low < n.last]
        for name in inside:
            if name.first <= head.index < name.last:
                return self._chain_of[name.span]
        for name in inside:
            if name.type is EntityType.PERSON and self._is_speaker(name, head):
                return self._chain_of[name.span]
        return None

    def _spelt(self, words: Sequence[Word]) -> Chain | None:
        """The person that a proper noun names which the name tagger overlooked: one whose name it is, or ends."""
        text = without_possessive(Span(words[0].span.start, words[-1].span.end).of(self._parse.article.text))
        bare = split_title(text)[1]
        fits = [c for c in self._chains if c.type is EntityType.PERSON and all(compatible(bare, other) for other in c.names)]
        return max(fits, key=lambda c: _last_before(c, words[0].span.start), default=None)

    def _is_speaker(self, name: Name, head: Word) -> bool:
        """Whether a person's name within the phrase of ``head`` names who that is, not whose (*the Clinton campaign*)."""
        top = top_of(self._parse, name)
        case = child(self._parse, top, "case")
        if case is not None and case.upos != "PART":
            return False
        modifies = base(top) == "compound" and head.upos == "NOUN" and name.last <= head.index
        return not modifies and (top.deprel in _LINKS or base(top) in _LINKS)

    def _described(self, words: Sequence[Word], head: Word) -> Chain | None:
        first = words[0].text.lower()
        owned = any(w.deprel == "nmod:poss" for w in words)  # *his spokeswoman* is somebody else than he
        definite = owned or first in ("the", "this", "that") or head.upos == "PROPN"
        if not definite or head.feats.get("Number") == "Plur":
            return None
        lemma = head.lemma.lower()
        offset, sentence = words[0].span.start, self._parse.sentence_of[head.index]
        if lemma in vocabulary("office") or lemma in _PEOPLE:
            known = [c for c in self._chains if c.type is EntityType.PERSON and lemma in c.descriptions]
            before = [c for c in known if c.places[0] < offset]
            if known:
                return max(before or known, key=lambda c: _last_before(c, offset))
            in_mind = self.salient(offset, sentence, (EntityType.PERSON,)) if lemma in _ANY_OFFICE and not owned else None
            return in_mind if in_mind is not None and in_mind.offices else None  # nobody is *the prosecutor* by being talked about
        bodies = [c for c in self._chains if c.type is EntityType.ORGANISATION and any(lemma in name_words(n) for n in c.names)]
        before = [c for c in bodies if c.places[0] < offset]
        if before:
            return max(before, key=lambda c: _last_before(c, offset))
        return self.salient(offset, sentence, (EntityType.ORGANISATION,)) if lemma in _ANY_BODY and len(words) <= 2 else None

    def _pronoun(self, pronoun: str, word: Word) -> Chain | Entity | None:
        offset, sentence = word.span.start, self._parse.sentence_of[word.index]
        if pronoun in _SINGULAR:
            chain = self.salient(offset, sentence, (EntityType.PERSON,), _SINGULAR[pronoun])
            if chain is not None:
                chain.gender = chain.gender or _SINGULAR[pronoun]
            return chain
        if pronoun in _NEUTER:
            return self.salient(offset, sentence, (EntityType.ORGANISATION, EntityType.PLACE))
        if pronoun in _PLURAL:
            return self._plural_before(sentence)
        return None

    def _plural_before(self, sentence: int) -> Chain | Entity | None:
        """The plural subject, or the body, that the sentence before is about."""
        for index in range(sentence - 1, max(-1, sentence - 3), -1):
            where = self._parse.sentences[index]
            for word in self._parse.words[where.first : where.last]:
                if base(word) != "nsubj" or word.upos not in ("NOUN", "PROPN"):
                    continue
                words = phrase(self._parse, word)
                if word.feats.get("Number") == "Plur" or child(self._parse, word, "conj") is not None or word.lemma.lower() == "police":
                    return self.resolve(words, word)
                named = self._named(words, word)
                if named is not None and named.type is EntityType.ORGANISATION:
                    return named
        return None

    def _unnamed(self, words: Sequence[Word], head: Word) -> Entity | None:
        """A speaker by the words that describe it; a lone common noun in the singular describes nobody."""
        if len(words) == 1 and head.upos != "PROPN" and head.feats.get("Number") != "Plur":
            return None
        span = Span(words[0].span.start, words[-1].span.end)
        return Entity(name=" ".join(span.of(self._parse.article.text).split()), type=EntityType.UNNAMED)


def _last_before(chain: Chain, offset: int) -> int:
    """The last place before ``offset`` at which the chain is named, -1 if there is none."""
    index = bisect_left(chain.places, offset)
    return chain.places[index - 1] if index else -1


def _same_body(a: str, b: str) -> bool:
    """Whether two names of bodies or places are one: the same words, or one an acronym of the other."""
    words, others = name_words(a), name_words(b)
    return bool(words) and (words == others or is_acronym(a, b) or is_acronym(b, a))
