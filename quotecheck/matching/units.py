"""The words of a passage taken apart for comparing: contractions undone, spelling levelled, each with its syntax where it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quotecheck.matching.forms import kinds_of
from quotecheck.matching.passages import Passage
from quotecheck.matching.shingles import folded
from quotecheck.model import Word

__all__ = ["CLAUSES", "Side", "Unit", "is_told", "side_of"]

CLAUSES = frozenset(
    {"root", "conj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass", "list"}
)
"""The relations of a word that heads a clause of its own."""

_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "let's": ("let", "us"),
    "ok": ("okay",),
    "percent": ("%",),
    "pct": ("%",),
    "til": ("until",),
    "till": ("until",),
    "thru": ("through",),
    "cos": ("because",),
    "cuz": ("because",),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_ENDING = re.compile(r"(.+?)(n't|'(?:re|ve|ll|m|d|s))")
_HAVE_IS = frozenset({"it", "he", "she", "that", "there", "this", "what", "who", "where", "how", "here", "everyone", "nobody", "somebody"})
"""Behind these an ``'s`` is a verb, whatever follows."""

_LEVELLED = (
    (re.compile(r"(?<=..[^aeiou])is(e|ed|es|ing|er|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=..)yse(d|s|)$"), r"yze\1"),
    (re.compile(r"(?<=..)our(?=$|s$|ed$|ing$|able$|ite$|ful$|hood$)"), "or"),
    (re.compile(r"(?<=[^aeiou])tre(s|)$"), r"ter\1"),
    (re.compile(r"ence(s|)$"), r"ense\1"),
    (re.compile(r"ogue(s|)$"), r"og\1"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"gramme(s|)$"), r"gram\1"),
)

_TOLD = frozenset({"<person>", "be", "have", "do", "will", "can", "may", "that"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A word without contraction.

    Attributes:
        form: as it is compared.
        fold: the same without inflection, nor what changes between direct and indirect speech.
        lemma: the verb that it may be a form of; the form where it is none.
        place: which of the passage's words it stands in.
        word: what the parser says of it.
    """

    form: str
    fold: str
    lemma: str
    place: int
    word: Word | None


@dataclass(frozen=True, kw_only=True)
class Side:
    """One passage of two that are compared.

    Attributes:
        units: all of its words taken apart, in order.
        stretch: those that are compared, as ``units[stretch.start:stretch.stop]``.
    """

    passage: Passage
    units: tuple[Unit, ...]
    stretch: range

    @property
    def is_parsed(self) -> bool:
        """Whether the syntax is known."""
        return self.passage.is_parsed

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """For the ``index`` of each syntactic word, which of ``units`` it is."""
        return {unit.word.index: number for number, unit in enumerate(self.units) if unit.word is not None}

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each unit its dependents in order."""
        lists: list[list[int]] = [[] for _ in self.units]
        for number in range(len(self.units)):
            head = self.head(number)
            if head is not None and head != number:
                lists[head].append(number)
        return tuple(map(tuple, lists))

    def head(self, number: int) -> int | None:
        """The unit that governs another; None where none does within the stretch."""
        word = self.units[number].word
        return None if word is None or word.head is None else self.unit_of.get(word.head)

    def relation(self, number: int) -> str:
        """The relation of a unit to its head; empty where it is not known."""
        word = self.units[number].word
        return word.deprel if word is not None else ""

    def upos(self, number: int) -> str:
        """The part of speech of a unit; empty where it is not known."""
        word = self.units[number].word
        return word.upos if word is not None else ""

    def clause(self, number: int) -> int | None:
        """The head of the clause that a unit stands in; None where it is not known."""
        at: int | None = number if self.units[number].word is not None else None
        for _ in self.units:
            if at is None or self.relation(at) in CLAUSES:
                return at
            above = self.head(at)
            if above is None or above == at:
                return at
            at = above
        return at

    def text(self, number: int) -> str:
        """The word of the passage that a unit stands in, as it stands there."""
        return self.passage.words[self.units[number].place].text

    def parted(self, number: int) -> bool:
        """Whether a mark or more than a space may stand before a unit; so before the first."""
        place = self.units[number].place
        if not place:
            return True
        before, word = self.passage.words[place - 1], self.passage.words[place]
        return not word.joined and word.span.start - before.span.end > 1


def side_of(passage: Passage, stretch: slice) -> Side:
    """Take the words of a passage apart, of which ``words[stretch]`` are compared."""
    units: list[Unit] = []
    for place, key in enumerate(passage.keys):
        syntax = passage.syntax[place]
        forms = _forms(key, syntax)
        if key.endswith("'d") and "better" in passage.keys[place + 1 : place + 2]:
            forms = (forms[0], "had")
        for number, form in enumerate(forms):
            word = syntax[min(number, len(syntax) - 1)] if syntax else None
            units.append(Unit(form=form, fold=_fold(form), lemma=_lemma(form), place=place, word=word))
    compared = [number for number, unit in enumerate(units) if stretch.start <= unit.place < stretch.stop]
    return Side(passage=passage, units=tuple(units), stretch=range(compared[0], compared[-1] + 1) if compared else range(0))


def is_told(fold: str) -> bool:
    """Tell whether a folded word stands for several that direct and indirect speech exchange."""
    return fold in _TOLD


def _forms(key: str, syntax: tuple[Word, ...]) -> tuple[str, ...]:
    """The words of which a contraction is made."""
    if key in _WHOLE:
        return _WHOLE[key]
    found = _ENDING.fullmatch(key)
    if found is None:
        return (_levelled(key),)
    stem, ending = found.groups()
    if ending == "'d":
        return (stem, "had" if syntax and syntax[-1].lemma == "have" else "would")
    if ending == "'s":
        lemma = syntax[-1].lemma if len(syntax) > 1 else ""
        verb = "has" if lemma == "have" else "is" if lemma == "be" or (not lemma and stem in _HAVE_IS) else "'s"
        return (_levelled(stem), verb)
    return (stem, _ENDINGS[ending])


@lru_cache(maxsize=1 << 16)
def _levelled(form: str) -> str:
    """A word in the one of its British and American spellings that both sides get; no word for anybody to read."""
    for pattern, levelled in _LEVELLED:
        form = pattern.sub(levelled, form)
    return form


@lru_cache(maxsize=1 << 16)
def _fold(form: str) -> str:
    return _levelled(folded(form))


@lru_cache(maxsize=1 << 16)
def _lemma(form: str) -> str:
    found = folded(form)
    return form if found in _TOLD or "V" not in kinds_of(form) else found
