"""Which names of an article are one person's, body's or place's.

Full names come first; a family name alone then goes to the only one who bears it. Where several do, what stands around it
must tell whom it means: a title, a gender, whom the article calls so. Where that tells nothing, it stays a name of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from quotecheck.attribution.census import gender_of_given, share_of_given
from quotecheck.attribution.marks import Quotation, overlapping
from quotecheck.attribution.names import compatible, fullest, is_acronym, lone_names, mended, name_words, person_words, split_title
from quotecheck.attribution.possessives import without_possessive
from quotecheck.attribution.roles import descriptions_of, offices_of, title_before, top_of
from quotecheck.attribution.spelling import sounds_alike
from quotecheck.attribution.syntax import base
from quotecheck.attribution.titles import WRITTEN_SHORT, gender_of_title, is_courtesy, is_regnal, vocabulary
from quotecheck.model import Entity, EntityType, Name, Parse, Span

__all__ = ["PRONOUNS", "REMEMBERED", "Chain", "Chains", "same_body"]

_NEUTER = {"it": "n", "its": "n", "itself": "n"}
PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
"""The gender that a pronoun of the third person has."""

_NAMED = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
_PREFIX = re.compile(r"^(?:pro|anti|ex|non|pre|post)[-‐‑](?=[^\W\d_])", re.IGNORECASE)
_SUFFIX = re.compile(r",?\s(?P<suffix>(?:Jr|Sr)\b\.?)")
_HANDLE = re.compile(r"\s?\((?P<handle>@\w{1,30})\)")

_TITLE, _GENDER, _VOTED, _CALLED, _LEADING, _NEAREST = 3.0, 2.0, 2.0, 1.0, 2.0, 1.7
REMEMBERED = 12
"""For how many sentences a reader has somebody in mind."""
_IN_FULL = {short: {*full} for short, full in WRITTEN_SHORT.items()} | {"rep": {"representative", "congressman", "congresswoman"}}
"""What somebody may be called, too, whose title is written short."""
_TITLED = 0.8
"""The share of capitalised words from which a sentence is taken for a headline."""
_MARGIN = 1.5
"""By how much the likeliest bearer of a family name must be ahead of the next."""


@dataclass(slots=True)
class Chain:
    """All mentions of one person, body or place in an article, in the making.

    Attributes:
        names: what it is called, and how often.
        gender: "m" or "f", of a title, a given name or pronouns, in this order.
        told: the gender that a title tells.
        places: the offset of each mention by name, in order.
        full: how many of them give more than the family name.
        rivals: of a family name alone, the full names of those who bear it, if nothing tells which one is meant.
        titled: those of its names that stand only where all words are capitalised, so that nobody can tell where a name ends.
    """

    type: EntityType
    names: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    descriptions: set[str] = field(default_factory=set)
    gender: str | None = None
    told: str | None = None
    places: list[int] = field(default_factory=list)
    full: int = 0
    titled: set[str] = field(default_factory=set)
    rivals: set[str] = field(default_factory=set)

    def entity(self) -> Entity:
        """The chain as a value; names that only a title in capitals has count where there is no other."""
        names = [name for name in self.names if name not in self.titled] or list(self.names)
        bare = {name: split_title(name)[1] if self.type is EntityType.PERSON else name for name in names}
        longest = len(name_words(fullest(bare.values())))
        full = [name for name in names if len(name_words(bare[name])) == longest]
        return Entity(
            name=mended(bare[max(full, key=lambda name: self.names[name])]),
            type=self.type,
            aliases=tuple(sorted({*map(mended, bare.values()), *self.handles})),
            offices=tuple(sorted(self.offices)),
            gender=self.told,
            rivals=tuple(sorted(self.rivals)),
        )

    def last_before(self, offset: int) -> int:
        """The last place before ``offset`` at which it is named, -1 if there is none."""
        index = bisect_left(self.places, offset)
        return self.places[index - 1] if index else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A name as it stands in the article, and what stands around it."""

    name: Name
    text: str
    title: str | None
    offices: set[str]
    descriptions: set[str]
    gender: str | None
    handle: str | None


class Chains:
    """The persons, bodies and places that an article names.

    Args:
        parse: the article's syntax and names.
        quotations: its quotations; who is named within one is less likely meant by a pronoun outside.

    Attributes:
        found: the chains, by the first mention of each in full, then the family names that stay alone.
        of: the chain of each name.
        by_sentence: for each sentence, where a chain is named there and how much that makes a reader think of it.
    """

    def __init__(self, parse: Parse, quotations: Sequence[Quotation]) -> None:
        self._parse = parse
        self.found: list[Chain] = []
        self.of: dict[Span, Chain] = {}
        self.by_sentence: dict[int, list[tuple[int, float, Chain]]] = {}
        self._by_text: dict[tuple[bool, str], Chain] = {}
        self._called: dict[str, Chain] = {}
        named = list(self._read())
        self._voted = self._votes(one for one in named if _is_lone(one))
        titled: defaultdict[str, set[str]] = defaultdict(set)
        for one in named:
            if _is_lone(one) and one.gender:
                titled[one.text].add(one.gender)
        self._couples = {text for text, genders in titled.items() if len(genders) > 1}
        for one in sorted(named, key=self._rank):
            self._add(one, quotations)
        for text, chain in self._called.items():
            voted = self._voted.get(text)
            if voted == "n" and not chain.full and chain.told is None:
                chain.type = EntityType.ORGANISATION  # *Ford said it would build cars*
            elif voted != "n":
                chain.gender = chain.gender or voted

    def _is_subject(self, name: Name) -> bool:
        """Whether a name is a subject, or stands beside the noun that is: *his colleague [Ada Byron] said*."""
        top = top_of(self._parse, name)
        while top.head is not None and (base(top) in ("appos", "flat") or top.deprel == "nmod:desc"):
            top = self._parse.words[top.head]
        return base(top) == "nsubj"

    @staticmethod
    def _rank(named: _Named) -> int:
        """Full names first, then those family names whose title tells the gender, then the other names."""
        return 0 if not _is_lone(named) else 1 if named.gender else 2

    def _read(self) -> Iterator[_Named]:
        text = self._parse.article.text
        for name in self._parse.names:
            words = self._text_of(name)
            if name.type not in _NAMED or not name_words(words):
                continue
            if name.type is not EntityType.PERSON:
                yield _Named(name=name, text=words, title=None, offices=set(), descriptions=set(), gender=None, handle=None)
                continue
            title, handle = title_before(self._parse, name), _HANDLE.match(text, name.span.end)
            rank = {words.split()[0]} if is_regnal(words.split()) else set()
            yield _Named(
                name=name,
                text=words,
                title=title,
                offices=offices_of(self._parse, name) | rank | ({title} if title and not is_courtesy(title) else set()),
                descriptions=descriptions_of(self._parse, name) | {word.lower().strip(".,") for word in (title or " ".join(rank)).split()},
                gender=gender_of_title(title or " ".join(rank)),
                handle=handle and handle.group("handle"),
            )

    def _text_of(self, name: Name) -> str:
        """A name as the article has it, without what is prefixed to it, and with a given name that the name tagger left out."""
        text = self._parse.article.text
        words = _PREFIX.sub("", without_possessive(name.span.of(text)))
        suffix = _SUFFIX.match(text, name.span.end) if name.type is EntityType.PERSON and len(person_words(words)[0]) > 1 else None
        if suffix:
            return f"{words} {suffix.group('suffix')}"
        before = self._parse.words[name.first - 1] if name.first else None
        if name.type is not EntityType.PERSON or before is None or before.upos != "PROPN" or len(person_words(words)[0]) != 1:
            return words
        same = self._parse.sentence_of[before.index] == self._parse.sentence_of[name.first]
        if same and is_regnal([before.text, *words.split()]):
            return f"{before.text} {words}"
        given = same and before.text.istitle() and share_of_given(before.text.lower()) and split_title(f"{before.text} {words}")[0] is None
        return f"{before.text} {words}" if given else words

    def _add(self, named: _Named, quotations: Sequence[Quotation]) -> None:
        name, is_person = named.name, named.name.type is EntityType.PERSON
        lone = _is_lone(named)
        chain, rivals = self._bearer(named) if lone else (self._same(named), [])
        if chain is None:
            chain = Chain(type=name.type)
            self.found.append(chain)
        chain.rivals.update(rival.entity().name for rival in rivals)
        chain.names[named.text] += 1
        if chain.names[named.text] == 1:
            if self._is_titled(self._parse.sentence_of[name.first]):
                chain.titled.add(named.text)
        elif not self._is_titled(self._parse.sentence_of[name.first]):
            chain.titled.discard(named.text)
        if lone:
            self._called[named.text] = chain
        else:
            self._by_text[is_person, named.text] = chain
            chain.full += 1
        quoted = any(quotations[k].span.contains(name.span) for k in overlapping(quotations, name.span))
        if is_person:
            given = gender_of_given(person_words(named.text)[0])
            chain.gender = named.gender or chain.gender or given
            chain.told = named.gender or chain.told
            # What somebody is called in a quotation may be what he once was, or is hoped to become.
            chain.offices |= named.offices if not (quoted and lone) else set()
            chain.descriptions |= named.descriptions | {full for short in named.descriptions for full in _IN_FULL.get(short.strip("."), ())}
            if named.handle:
                chain.handles.add(named.handle)
        # "…, which concerns Ada Byron, president of the caucus": who is presented so is likely to speak next.
        presented = self._parse.article.text[name.span.end : name.span.end + 1] == "," and not named.title
        introduced = is_person and not lone and not chain.places and presented and bool(named.offices)
        weight = (2.0 if self._is_subject(name) or introduced else 1.0) * (0.3 if quoted else 1.0)
        insort(chain.places, name.span.start)
        self.by_sentence.setdefault(self._parse.sentence_of[name.first], []).append((name.span.start, weight, chain))
        self.of[name.span] = chain

    def _is_titled(self, sentence: int) -> bool:
        """Whether a sentence is written as a headline: many words, nearly all of them with a capital, its verbs too."""
        where = self._parse.sentences[sentence]
        words = [word for word in self._parse.words[where.first : where.last] if word.text.isalpha()]
        verbal = any(word.text.islower() and word.upos in ("VERB", "AUX") for word in words)
        long = [word for word in words if len(word.text) > 3]
        return not verbal and len(long) > 3 and sum(word.text[0].isupper() for word in long) >= _TITLED * len(long)

    def _same(self, named: _Named) -> Chain | None:
        """The chain that a full name belongs to."""
        is_person = named.name.type is EntityType.PERSON
        known = self._by_text.get((is_person, named.text))
        if known is not None:
            return known
        same = [chain for chain in self.found if (chain.type is EntityType.PERSON) == is_person]
        if is_person:
            fits = [chain for chain in same if all(compatible(named.text, other) for other in chain.names) and _agree(chain, named)]
        else:
            fits = [chain for chain in same if any(same_body(named.text, other) for other in chain.names)] or _only_paper(named.text, same)
        return max(fits, key=lambda chain: chain.places[-1], default=None)

    def _bearer(self, named: _Named) -> tuple[Chain | None, list[Chain]]:
        """The chain that a family name alone means: the only one, or the one that what stands around it points at; else, who it may be."""
        known = [chain for chain in self.found if chain.type is EntityType.PERSON and _may_be(chain, named)]
        known = known or [chain for chain in self.found if chain.type is EntityType.PERSON and _sounds_like(chain, named)]
        alone = next((chain for chain in known if not chain.full), None)
        fits = [chain for chain in known if chain.full or chain.gender]
        if named.text in self._couples:  # *Mr. Byron* and *Mrs. Byron*: whose gender is not known may be either
            fits = [chain for chain in fits if chain.gender]
        if len(fits) < 2:
            return (fits[0] if fits else alone), []
        evidence = [(self._evidence(chain, named, fits), index) for index, chain in enumerate(fits)]
        (first, index), (second, _) = sorted(evidence, key=lambda found: (-found[0], found[1]))[:2]
        return (fits[index], []) if first - second >= _MARGIN else (alone, [chain for chain in fits if chain.full])

    def _evidence(self, chain: Chain, named: _Named, fits: Sequence[Chain]) -> float:
        """What speaks for a chain as the bearer of a family name that others bear, too."""
        offset = named.name.span.start
        evidence = 0.0
        if named.descriptions & chain.descriptions and not all(named.descriptions & other.descriptions for other in fits):
            evidence += _TITLE
        gender = named.gender or self._gender_behind(named.name)
        if gender and chain.gender == gender:
            evidence += _GENDER  # a person is never neuter
        if self._voted.get(named.text) == chain.gender is not None:
            evidence += _VOTED
        if self._called.get(named.text) is chain:
            evidence += _CALLED
        others = max(len(other.places) for other in fits if other is not chain)
        evidence += min(_LEADING, max(0.0, log2(len(chain.places) / max(1, others)))) if chain.places else 0.0
        sentence = self._parse.sentence_of[named.name.first]
        in_mind = {id(other): self._salience(other, offset, sentence) for other in fits}
        if in_mind[id(chain)]:
            evidence += _NEAREST * in_mind[id(chain)] / max(in_mind.values())
        return evidence

    def _salience(self, chain: Chain, offset: int, sentence: int) -> float:
        """How much a reader thinks of a chain at ``offset``: more of a subject, and of what was named lately."""
        return max(
            (
                weight / (1.0 + sentence - where)
                for where in range(max(0, sentence - REMEMBERED), sentence + 1)
                for place, weight, other in self.by_sentence.get(where, ())
                if other is chain and place < offset
            ),
            default=0.0,
        )

    def _votes(self, lone: Iterable[_Named]) -> dict[str, str]:
        """For each family name alone, the gender that the pronouns beside it agree on, all over the article; "n" for *it*."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for named in lone:
            gender = None if named.gender else self._gender_behind(named.name)
            if gender:
                votes[named.text][gender] += 1
        return {text: gender for text, found in votes.items() for gender in "mfn" if found[gender] >= found.total() - found[gender] + 2}

    def _gender_behind(self, name: Name) -> str | None:
        """The gender of the first pronoun behind a name in its sentence, "n" for *it*."""
        last = self._parse.sentences[self._parse.sentence_of[name.first]].last
        words = self._parse.words[name.last : last]
        genders = PRONOUNS | _NEUTER
        return next((genders[word.text.lower()] for word in words if word.text.lower() in genders), None)


def same_body(a: str, b: str) -> bool:
    """Tell whether two names of bodies or places are one: the same words, or one an acronym of the other."""
    words, others = name_words(a), name_words(b)
    return bool(words) and (words == others or is_acronym(a, b) or is_acronym(b, a))


def _is_lone(named: _Named) -> bool:
    return named.name.type is EntityType.PERSON and len(person_words(named.text)[0]) == 1


def _may_be(chain: Chain, named: _Named) -> bool:
    return all(compatible(named.text, other) for other in chain.names) and _agree(chain, named)


def _sounds_like(chain: Chain, named: _Named) -> bool:
    """Whether a family name is another spelling of a chain's: *Zelenskyy* of *Volodymyr Zelensky*."""
    (family,), _ = person_words(named.text)
    return _agree(chain, named) and any(sounds_alike(family, other) for name in chain.names for other in lone_names(name))


def _agree(chain: Chain, named: _Named) -> bool:
    return not (named.gender and chain.gender and named.gender != chain.gender)


def _only_paper(name: str, bodies: Sequence[Chain]) -> list[Chain]:
    """The paper that a short name means, if only one of the article's has it: *the Times*."""
    words = name_words(name)
    if len(words) != 1 or words[0] not in vocabulary("paper"):
        return []
    papers = [chain for chain in bodies if any(len(full := name_words(other)) > 1 and full[-1] == words[0] for other in chain.names)]
    return papers if len(papers) == 1 else []
