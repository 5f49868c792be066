"""Who is meant: pronouns, surnames, offices and common nouns, each to the mention that names them.

A sieve, in the manner of Lee et al., "Deterministic coreference resolution based on entity-centric, precision-ranked rules"
(Computational Linguistics 39(4), 2013), cut down to what speakers need: names first, then descriptions, then pronouns by salience.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from quotecheck.attribution.chains import PRONOUNS, REMEMBERED, Chain, Chains, same_body
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.names import compatible, name_words, person_words, split_title
from quotecheck.attribution.possessives import without_possessive
from quotecheck.attribution.roles import top_of
from quotecheck.attribution.syntax import base, child, phrase
from quotecheck.attribution.titles import vocabulary
from quotecheck.model import Entity, EntityType, Name, Parse, Span, Word

__all__ = ["Cast"]

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
_OWN_WORDS = frozenset(
    {"statement", "letter", "tweet", "post", "email", "e-mail", "message", "comment", "remark", "speech", "testimony", "memo", "note"}
    | {"essay", "column", "op-ed", "book", "memoir", "autobiography", "diary", "affidavit", "press release", "reply", "response"}
)
"""What somebody says by: whose statement it is has said it."""
_FOLLOWINGS = frozenset({"campaign", "administration"})
"""Bodies that are called by the name of who leads them."""
_LINKS = frozenset({"flat", "appos", "compound", "dep", "list", "parataxis", "nmod:desc"})
_SIDE_BY_SIDE = frozenset({"nsubj", "root"})
_KNOWN = {"f": 3.0, "m": 1.3}
"""How much more *she* or *he* makes a reader think of a person whose gender is known to be its own than of one of unknown gender."""
_TOLD, _OWN = 0.5, 0.1
"""How much less a reader thinks of who is named only in what another said, or in the very words whose speaker is looked for."""


class Cast:
    """The persons, bodies and places of one article, and who is meant by other words.

    Args:
        parse: the article's syntax and names.
        quotations: its quotations; who is named within one is less likely meant by a pronoun outside.
    """

    def __init__(self, parse: Parse, quotations: Sequence[Quotation]) -> None:
        self._parse = parse
        chains = Chains(parse, quotations)
        self._chains = chains.found
        self._chain_of = chains.of
        self._by_sentence = chains.by_sentence
        self._told: list[Span] = []
        self._own: list[Span] = []
        self._firsts = [name.first for name in parse.names]

    def resolve(self, words: Sequence[Word], head: Word) -> Chain | Entity | None:
        """Who the phrase ``words`` with the given ``head`` means: a chain, an unnamed speaker by its own words, or nobody known."""
        lower = head.text.lower()
        if head.upos == "PRON" or lower in _UNRESOLVED:
            return self._pronoun(lower, head)
        capitalised = head.upos == "PROPN" or (len(words) == 1 and head.text[0].isupper())
        named = self._named(words, head) or self._author(words, head) or self._following(words, head)
        named = named or (self._spelt(words) if capitalised else None)
        if named is not None:
            return named
        return self._described(words, head) or self._unnamed(words, head)

    def label(self, text: str, words: Sequence[Word]) -> Chain:
        """Who a label or signature names."""
        for name, chain in self._chain_of.items():
            if any(name.contains(word.span) for word in words) and chain.type is EntityType.PERSON:
                return chain
        bare = split_title(text)[1]
        known = [chain for chain in self._chains if any(_same(chain, bare, other) for other in chain.names)]
        if known:
            return max(known, key=lambda chain: (chain.full, len(chain.places)))
        type_ = EntityType.PERSON if split_title(text)[0] or not bare.isupper() else EntityType.ORGANISATION
        chain = Chain(type=type_, names=Counter([bare]), places=[words[0].span.start])
        self._chains.append(chain)
        return chain

    def hear(self, content: Sequence[Span]) -> None:
        """Take note of the words whose speaker is looked for next; they must come in the order of the text."""
        self._told += self._own
        self._own = list(content)

    def _share_told(self, place: int) -> float:
        """The weight that is left of a mention at ``place``, by whose words it stands in."""
        if any(span.start <= place < span.end for span in self._own):
            return _OWN
        last = bisect_right(self._told, place, key=lambda span: span.start) - 1
        return _TOLD if last >= 0 and place < self._told[last].end else 1.0

    def spoke(self, chain: Chain, offset: int, sentence: int) -> None:
        """Remember that ``chain`` spoke at ``offset``: a speaker is the likeliest one to be meant next."""
        self._by_sentence.setdefault(sentence, []).append((offset, 2.5, chain))

    def salient(self, offset: int, sentence: int, types: tuple[EntityType, ...], gender: str | None = None) -> Chain | None:
        """The chain of one of ``types`` that a reader has in mind at ``offset``."""
        best: tuple[float, int] | None = None
        chosen = None
        for where in range(max(0, sentence - REMEMBERED), sentence + 1):
            for place, weight, chain in self._by_sentence.get(where, ()):
                fits = chain.type in types and not (gender and chain.gender and chain.gender != gender)
                known = _KNOWN[gender] if gender is not None and chain.gender == gender else 1.0
                rank = (known * self._share_told(place) * weight / (1.0 + (sentence - where)), place)
                if fits and place < offset and (best is None or rank > best):
                    best, chosen = rank, chain
        return chosen

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
        return max(fits, key=lambda c: c.last_before(words[0].span.start), default=None)

    def _author(self, words: Sequence[Word], head: Word) -> Chain | None:
        """The person or body whose own words speak: *her statement said*, *Byron's letter says*."""
        owner = next((word for word in words if word.deprel == "nmod:poss" and word.head == head.index), None)
        if owner is None or head.lemma.lower() not in _OWN_WORDS:
            return None
        who = self.resolve(phrase(self._parse, owner), owner)
        return who if isinstance(who, Chain) else None

    def _following(self, words: Sequence[Word], head: Word) -> Entity | None:
        """The body that is called by the name of its head: *the Byron campaign*, *Byron's administration*."""
        if head.lemma.lower() not in _FOLLOWINGS or head.feats.get("Number") == "Plur":
            return None
        led = [word for word in words if word.head == head.index and base(word) in ("compound", "nmod") and word.upos != "NOUN"]
        chains = [self._named(phrase(self._parse, word), word) or self._spelt((word,)) for word in led]
        leader = next((chain for chain in chains if chain is not None and chain.type is EntityType.PERSON), None)
        family = leader and person_words(leader.entity().name)
        if not leader or not family or not family[0]:
            return None
        name = f"{leader.entity().name.split()[-1 if family[1] is None else -2]} {head.lemma.lower()}"
        return Entity(name=name, type=EntityType.ORGANISATION, aliases=(name,))

    def _is_speaker(self, name: Name, head: Word) -> bool:
        """Whether a person's name within the phrase of ``head`` names who that is, not whose (*the Clinton campaign*)."""
        at = top_of(self._parse, name)
        while True:
            case = child(self._parse, at, "case")
            if case is not None and case.upos != "PART":
                return False
            if at is head or base(at) in _SIDE_BY_SIDE:
                return True
            modifies = base(at) == "compound" and (head.text.islower() or at.head != head.index)
            if at.head is None or modifies or not (at.deprel in _LINKS or base(at) in _LINKS):
                return False
            at = self._parse.words[at.head]

    def _described(self, words: Sequence[Word], head: Word) -> Chain | None:
        first = words[0].text.lower()
        owned = any(w.deprel == "nmod:poss" for w in words)  # *his spokeswoman* is somebody else than he
        definite = owned or first in ("the", "this", "that") or head.upos == "PROPN"
        if not definite or head.feats.get("Number") == "Plur":
            return None
        lemma = head.lemma.lower()
        offset, sentence = words[0].span.start, self._parse.sentence_of[head.index]
        if lemma in vocabulary("office") or lemma in _PEOPLE:
            # *the Democratic nominee* is not the Republican one
            kinds = {word.lemma.lower() for word in words if word.upos == "ADJ" and word.text.istitle()}
            known = [c for c in self._chains if c.type is EntityType.PERSON and {lemma, *kinds} <= c.descriptions]
            before = [c for c in known if c.places[0] < offset]
            if known:
                said = {word.lemma.lower() for word in words if word.upos in ("ADJ", "NOUN", "PROPN")}
                return max(before or known, key=lambda c: (len(said & c.descriptions), c.last_before(offset)))
            in_mind = self.salient(offset, sentence, (EntityType.PERSON,)) if lemma in _ANY_OFFICE and not owned else None
            return in_mind if in_mind is not None and in_mind.offices else None  # nobody is *the prosecutor* by being talked about
        bodies = [c for c in self._chains if c.type is EntityType.ORGANISATION and any(lemma in name_words(n) for n in c.names)]
        before = [c for c in bodies if c.places[0] < offset]
        if before:
            return max(before, key=lambda c: c.last_before(offset))
        return self.salient(offset, sentence, (EntityType.ORGANISATION,)) if lemma in _ANY_BODY and len(words) <= 2 else None

    def _pronoun(self, pronoun: str, word: Word) -> Chain | Entity | None:
        offset, sentence = word.span.start, self._parse.sentence_of[word.index]
        if pronoun in PRONOUNS:
            chain = self.salient(offset, sentence, (EntityType.PERSON,), PRONOUNS[pronoun])
            if chain is not None:
                chain.gender = chain.gender or PRONOUNS[pronoun]
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


def _same(chain: Chain, name: str, other: str) -> bool:
    return compatible(name, other) if chain.type is EntityType.PERSON else same_body(name, other)
