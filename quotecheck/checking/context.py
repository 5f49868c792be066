"""What turns words when the rest of their sentence is cut off: *not*, *if*, *may*, *they say that*.

Which words can turn others is told by their form (``telling``); whether they do, by the syntax of the article. A word turns what is kept
if it governs it (*I doubt that [they win]*), if it belongs to something that does (*I don't get the sense [she is interested]*) or if it
belongs to what is kept (*no [violation of law]*, *[we will strike] if they attack*); not if it stands in a clause beside it: *it is not
working, and [it gets worse]*. Where no syntax is known, the rules of ``turning`` go by words alone and find too much.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quotecheck.checking.telling import (
    SpokenWord,
    conditions,
    dismisses,
    is_modal,
    is_negator,
    is_past_view,
    is_scalar,
    is_timely,
    negates,
    opens_condition,
    opens_hedge,
    reports,
)
from quotecheck.matching.passages import Passage
from quotecheck.matching.units import Side, side_of
from quotecheck.model import DifferenceKind, Span

__all__ = ["Turning", "turned_by_cut"]

_BESIDE = frozenset({"conj", "parataxis", "list", "discourse", "vocative", "dislocated", "appos", "orphan", "reparandum"})
"""Relations of a clause or phrase to what merely stands beside it."""
_APART = frozenset({"acl:relcl", "advcl", "advcl:relcl"})
"""… to what is said of something else."""
_FORMS = frozenset({"aux", "aux:pass", "cop", "mark", "expl", "compound:prt"})
"""… of a part of a verb to the verb."""
_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:tmod", "obl:agent", "nmod", "compound", "amod", "nmod:poss"})
"""… of a noun to what governs it. A verb's negation does not deny its subject; that it is a denial tells of its object."""
_OWN = frozenset({"i", "we"})
_INVERTED = frozenset({"had", "were", "should"})
_CONTRASTS = frozenset({"but", "yet", "and", "or"})
_CONTENT_NOUNS = frozenset(
    {"sense", "idea", "notion", "impression", "feeling", "belief", "chance", "way", "evidence", "sign", "indication"}
)
"""A clause behind them says what they are of, though parsers take it for a relative one: *the sense [she is interested]*."""
_NEAR = 4
"""Words behind the kept ones within which they are called a lie."""
_DEPTH = 4
"""Steps from a word of an argument to the verb, at the most."""
_NEXT = 2
"""Words right behind the kept ones among which *than* and *only* turn them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Words that a cut leaves out and that turn what is kept.

    Attributes:
        kind: what they change; None if they put it in other people's mouths.
        places: where they stand among the words of the passage.
    """

    kind: DifferenceKind | None
    places: tuple[int, ...]


def turned_by_cut(said: Passage, kept: Collection[int], sentence: Span) -> Turning | None:
    """Give what turns some words of a quote and is not among them; None if nothing does.

    Args:
        said: the quote, parsed.
        kept: places of its words.
        sentence: of the article, within which to look.
    """
    side = side_of(said, slice(0, len(said.words)))
    units = frozenset(number for number, unit in enumerate(side.units) if unit.place in kept)
    if not units:
        return None
    reach = _Reach(side, units)
    words = [
        SpokenWord(key=unit.form, text=side.text(number), stops=number + 1 < len(side.units) and side.parted(number + 1))
        for number, unit in enumerate(side.units)
    ]
    found: dict[DifferenceKind | None, int] = {}
    for number in range(len(side.units)):
        word = said.words[side.units[number].place]
        if number not in units and not word.supplied and sentence.contains(word.span):
            found.setdefault(_turns(reach, words, number), number)
    torn = _torn_apart(reach, side)
    if torn is not None:
        return Turning(kind=DifferenceKind.ROLE, places=(side.units[torn].place,))
    for kind in _GRAVEST:
        if kind in found:
            return Turning(kind=kind, places=(side.units[found[kind]].place,))
    last, behind = max(units), side.head(max(units))
    breaks_off = side.relation(last) in _FORMS or is_negator(words, last)
    if breaks_off and behind is not None and behind not in units and behind > last:
        return Turning(kind=DifferenceKind.MODALITY, places=(side.units[behind].place,))
    return None


def _torn_apart(reach: _Reach, side: Side) -> int | None:
    """A word left out between kept ones that one of these depends on, so that it seems to belong to another; None if there is none."""
    for unit in sorted(reach.units):
        above, relation = side.head(unit), side.relation(unit)
        if above is None or above in reach.units or not reach.is_within(above) or _speaks_for_itself(reach, side, unit, above):
            continue
        number = relation == "conj" and _counts(side, unit) and _counts(side, above)
        if side.units[unit].form in _ASKING or (relation not in _TIED and not number):
            continue
        at: int | None = above
        while relation != "conj" and at is not None and side.relation(at) in {"conj", "appos"}:
            at = side.head(at)  # of "the making {and the selling} of shoes" the making keeps the shoes
        if at is None or at not in reach.units:
            return above
    return None


def _speaks_for_itself(reach: _Reach, side: Side, unit: int, above: int) -> bool:
    """Whether the kept words behind what is left out have a verb with its subject, so that a tie across the gap is the parser's error."""
    behind = [kept for kept in reach.units if kept > above] if unit > above else []
    return any(side.relation(kept).startswith("nsubj") and side.head(kept) in behind for kept in behind)


def _counts(side: Side, unit: int) -> bool:
    return side.upos(unit) == "NUM" or any(side.upos(child) == "NUM" for child in side.children[unit])


_ASKING = frozenset({"who", "whom", "what", "which", "that", "where"})
"""They belong to a clause of their own, though parsers tie them to others."""
_TIED = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "nummod", "obl:unmarked"})
"""Relations of words that cannot do without what they belong to."""
_NOTHING = DifferenceKind.WORDS
_GRAVEST = (DifferenceKind.POLARITY, DifferenceKind.MODALITY, DifferenceKind.QUANTITY, None)
"""Of several things that turn the words the first here is told."""


class _Reach:
    """What lies outside some words and holds for them.

    Attributes:
        strong: units whose own modifiers count: the verb of which only an auxiliary is kept, what says or thinks the kept clause.
        weak: units that count themselves alone.
    """

    def __init__(self, side: Side, units: frozenset[int]) -> None:
        self.side = side
        self.units = units
        self.strong: set[int] = set()
        self.weak: set[int] = set()
        self.asks_condition = any(side.units[unit].form in {"if", "unless"} for unit in units)
        for unit in sorted(units):
            if side.head(unit) not in units:
                self._climb(unit)

    def _climb(self, unit: int) -> None:
        nominal = False
        for _ in self.side.units:
            relation, above = self.side.relation(unit), self.side.head(unit)
            if above is None or (relation in _APART and not self._is_content(unit)):
                return
            if relation not in _BESIDE or (relation == "conj" and not self._is_clause(unit)):
                nominal = nominal or (relation in _NOMINAL and _lemma(self.side, unit) not in _CONTENT_NOUNS)
                (self.weak if nominal else self.strong).add(above)
            unit = above

    def _is_clause(self, unit: int) -> bool:
        """Whether a unit says something by itself, or a *but* stands before it: what is denied of its neighbour is not denied of it."""
        children = self.side.children[unit]
        own = self.side.upos(unit) in {"VERB", "AUX"} or any(self.side.relation(child) in {"cop", "nsubj"} for child in children)
        return own or any(self.side.units[child].form == "but" for child in children)

    def _is_content(self, clause: int) -> bool:
        """Whether a clause opens with *that*, so that it is what something is about, whatever the parser calls it."""
        children, above = self.side.children[clause], self.side.head(clause)
        if (
            self.side.relation(clause) == "acl:relcl"
            and above is not None
            and (_lemma(self.side, above) in _CONTENT_NOUNS or _RUMOUR.fullmatch(self.side.units[above].form))
        ):
            return True
        return self.side.relation(clause) == "advcl" and any(
            self.side.units[child].form == "that" and self.side.relation(child) == "mark" for child in children
        )

    def governs(self, number: int) -> bool:
        """Whether a unit governs what is kept."""
        return number in self.strong or number in self.weak

    def modifies(self, number: int) -> bool:
        """Whether a unit belongs to what is kept or to what governs it."""
        head = self.side.head(number)
        return head is not None and self.side.relation(number) not in _BESIDE and (head in self.units or head in self.strong)

    def introduces(self, number: int) -> bool:
        """Whether a unit opens a clause that belongs to what is kept or to what governs it."""
        head = self.side.head(number)
        if head is None or self.side.relation(number) not in {"mark", "advmod", "aux", "aux:pass", "cop", "fixed", "case", "cc"}:
            return False
        clause = self.side.head(head)
        return (
            clause is not None
            and self.side.relation(head) in {"advcl", "acl", "ccomp", "obl"}
            and (clause in self.units or clause in self.strong)
        )

    def is_of_argument(self, number: int) -> bool:
        """Whether a unit belongs to an argument, itself cut off, of what is kept: *we met {no one}*, *{without rain,} they die*."""
        at = number
        for _ in range(_DEPTH):
            above = self.side.head(at)
            if above is None or self.side.relation(at) in _BESIDE | _APART:
                return False
            if above in self.units or above in self.strong:
                return at != number and self.side.relation(at) in _NOMINAL | {"obl:unmarked"}
            at = above
        return False

    def is_within(self, number: int) -> bool:
        """Whether a unit stands between kept ones."""
        return min(self.units) < number < max(self.units)

    def behind(self, number: int, words: Sequence[SpokenWord]) -> int:
        """How many words behind the nearest kept one before it a unit stands, with no comma between; 0 if one is, or none stands before."""
        before = max((unit for unit in self.units if unit < number), default=None)
        return 0 if before is None or any(word.stops for word in words[before:number]) else number - before

    def stands_before(self, number: int) -> bool:
        """Whether a unit stands before what is kept in the same sentence, and nothing parts their clauses: parsers err on conditions."""
        behind = min((unit for unit in self.units if unit > number), default=None)
        if behind is None or _root(self.side, number) != _root(self.side, behind):
            return False
        return not any(self.side.units[unit].form in _CONTRASTS and self.side.relation(unit) == "cc" for unit in range(number, behind))


def _turns(reach: _Reach, words: Sequence[SpokenWord], number: int) -> DifferenceKind | None:
    """What a unit outside changes of what is kept; ``_NOTHING`` if it does not; None if it puts it in others' mouths."""
    denial = negates(words, number) or dismisses(words[number]) or [one.key for one in words[number : number + 2]] == ["far", "from"]
    kinds = (
        (DifferenceKind.MODALITY, _is_condition(reach, words, number)),
        (None, _is_others(reach, words, number)),
        (DifferenceKind.POLARITY, denial and _denies(reach, words, number)),
        (DifferenceKind.QUANTITY, _scales(reach, words, number)),
        (DifferenceKind.MODALITY, _weakens(reach, words, number)),
    )
    return next((kind for kind, holds in kinds if holds), _NOTHING)


def _weakens(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether a hedge, a modal verb or a former view is cut off."""
    word, before = words[number], number in reach.strong and number < min(reach.units)
    follows = number > max(reach.units) and reach.side.units[number].place - _last_place(reach) <= 1
    within = reach.is_within(number) and word.key != "or" and number - 1 in reach.units
    if ((follows or within) and opens_hedge(words, number)) or (before and is_past_view(word)):
        return True
    auxiliary = reach.side.relation(number) in _FORMS and reach.modifies(number)
    repeated = reach.is_within(number) and any(words[unit].key == word.key for unit in reach.units)
    return is_modal(word) and (before or auxiliary) and not repeated


def _last_place(reach: _Reach) -> int:
    """The place of the last word that is kept."""
    return reach.side.units[max(reach.units)].place


def _denies(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether a denial outside denies what is kept."""
    if reach.governs(number) or _is_dismissed(reach, words, number):
        return True
    if not is_negator(words, number):
        return False
    if words[number].key in {"neither", "nor"} and any(is_negator(words, unit) for unit in reach.units):
        return False  # the kept words have their own
    return reach.modifies(number) or reach.is_of_argument(number)


def _scales(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether *only*, *almost*, *more than* and their like are cut off from what they stand before, or behind it."""
    word, side = words[number], reach.side
    follows = number > max(reach.units) and 0 < reach.behind(number, words) <= _NEXT
    if word.key == "than":
        head = side.head(number)
        belongs = reach.modifies(number) or (head is not None and head not in reach.units and reach.modifies(head))
        return (belongs and number < min(reach.units)) or follows
    if word.key == "only" and follows:
        return True
    near = any(unit in reach.units for unit in range(number + 1, number + 1 + _NEXT))
    return is_scalar(word) and near and reach.modifies(number)


def _is_condition(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether an *if*, or what is as good as one, is made for what is kept."""
    word, side = words[number], reach.side
    plain = word.key in {"if", "unless"}
    if plain and reach.asks_condition:
        return False
    if plain or opens_condition(words, number):
        follows = number > max(reach.units) and 0 < reach.behind(number, words) <= 1
        return reach.introduces(number) or reach.modifies(number) or reach.stands_before(number) or follows
    if word.key in {"once", "until", "till"} and number < min(reach.units) and reach.introduces(number):
        return True
    if conditions(word) or is_timely(word, [words[unit] for unit in sorted(reach.units)]):
        return reach.governs(number) or reach.modifies(number) or reach.introduces(number)
    if word.key in _INVERTED and side.relation(number) in _FORMS and side.parted(number):
        subject = next((child for child in side.children[side.head(number) or 0] if side.relation(child).startswith("nsubj")), -1)
        return subject > number and reach.stands_before(number)
    return False


def _is_others(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether a verb or noun puts what is kept in other people's mouths or minds."""
    side, word = reach.side, words[number]
    if reach.is_within(number) and any(words[unit].key == word.key for unit in reach.units):
        return False  # it is said twice, and kept once
    if word.key == "according":
        return reach.modifies(number) or reach.is_of_argument(number) or reach.stands_before(number)
    if number in reach.weak | reach.strong and _RUMOUR.fullmatch(word.key) and not _has_subject(side, number):
        return True
    # "We are criminals, they claim"
    inserted = side.relation(number) == "parataxis" and side.head(number) in reach.units and number > max(reach.units)
    if not (number in reach.strong or inserted) or _is_own(side, number):
        return False
    told = any(side.units[child].form == "that" for clause in side.children[number] for child in side.children[clause])
    return reports(words, number) or (told and word.key.endswith("ed") and _ASSERTING.fullmatch(_lemma(side, number)) is None)


def _has_subject(side: Side, unit: int) -> bool:
    return any(side.relation(child) in {"nsubj", "nsubj:pass"} for child in side.children[unit])


def _is_dismissed(reach: _Reach, words: Sequence[SpokenWord], number: int) -> bool:
    """Whether what is kept is the subject of *is a lie* and its like, which stands right behind it."""
    behind = reach.behind(number, words)
    return dismisses(words[number]) and 0 < behind <= _NEAR and _lemma(reach.side, number - behind + 1) == "be"


def _is_own(side: Side, verb: int) -> bool:
    """Whether the speaker says or thinks it himself, in earnest; or nobody does: *it shows*."""
    subjects = [child for child in side.children[verb] if side.relation(child) in {"nsubj", "nsubj:pass"}]
    if not subjects:
        # Not: "to say that we lied is slander", "suggesting that we lied".
        word = side.units[verb].word
        infinitive = side.head(verb) is None and any(side.units[child].form == "to" for child in side.children[verb])
        gerund = word is not None and word.xpos == "VBG" and side.relation(verb) in {"root", "ccomp", "parataxis"}
        return side.relation(verb) not in {"csubj", "csubj:pass", "nsubj"} and not (gerund or infinitive)
    if any(side.units[subject].form in _NOBODY for subject in subjects):
        return True
    told = any(side.relation(subject) == "nsubj:pass" for subject in subjects)  # "I was told that"
    return not told and any(side.units[subject].form in _OWN for subject in subjects) and _lemma(side, verb) not in _IN_JEST


_NOBODY = frozenset({"it", "this", "that", "which", "there"})
_IN_JEST = frozenset({"joke", "kid", "pretend", "imagine", "dream", "wonder", "fear", "doubt", "hope", "wish", "guess", "quip", "tease"})
_ASSERTING = re.compile(r"learn|reali[sz]e|notice|discover|prove|show|confirm|establish|ensure|know|see|find|understand|mean|demonstrate")
"""Whoever says that somebody learned something says it himself."""
_RUMOUR = re.compile(r"(?:rumou?r|allegation|claim|report|accusation|suspicion|suggestion|insinuation|myth|lie|notion|fiction|theory)s?")


def _lemma(side: Side, unit: int) -> str:
    word = side.units[unit].word
    return "" if word is None else word.lemma.casefold()


def _root(side: Side, unit: int) -> int | None:
    """What tells the sentence of a unit: the index of its root, or of the word outside the passage that governs it."""
    for _ in side.units:
        above = side.head(unit)
        if above is None:
            break
        unit = above
    word = side.units[unit].word
    return None if word is None else word.index if word.head is None else word.head
