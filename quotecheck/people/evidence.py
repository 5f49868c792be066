"""What speaks for and against a bare name meaning one of those who bear it in full: office, gender, frequency, how common it is.

Each piece of evidence is a log-odds, added up as in naive Bayes. A name is given to the likeliest bearer only if he is far
ahead of the next, and if it is not likelier that somebody is meant who never appears with a full name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, log10, sqrt

from quotecheck.attribution.census import gender_of_given, share_of_family
from quotecheck.attribution.names import compatible, person_words
from quotecheck.people.offices import office_words

__all__ = ["Bearer", "Choice", "choose", "commonness", "gender_of"]

_MARGIN = 2.0
"""How far ahead the likeliest bearer must be: e to the 2 is about 7 to 1."""
_KNOWN = 3.0
"""The log-odds that a name without a first name means somebody whom the store knows in full, before all other evidence."""
_SAME_OFFICE, _SAME_GENERIC_OFFICE, _OTHER_OFFICE = 2.5, 1.5, -1.0
_SAME_GENDER = 0.5
_RARE = 1e-5
"""The share of people from which on a family name is no longer rare."""
_PAST = frozenset({"former", "ex", "late", "then", "retired", "acting", "interim", "outgoing", "incoming"})


@dataclass(slots=True)
class Bearer:
    """One person, of whom a bare name may be.

    Attributes:
        names: all names.
        count: the number of articles in which the person speaks.
        offices: of each office, its words; and in how many articles it was seen.
        genders: those that titles and given names tell.
        at: where in the partition the person is.
    """

    at: int
    names: set[str] = field(default_factory=set)
    count: int = 0
    offices: Counter[frozenset[str]] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)

    def add(self, *, names: Iterable[str], offices: Iterable[str], gender: str | None, count: int) -> None:
        """Add what some articles say of the person."""
        self.names.update(names)
        self.count += count
        for office in offices:
            self.offices[_held(office)] += count
        if gender:
            self.genders.add(gender)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the evidence says of a bare name.

    Attributes:
        bearer: whom it means; None in doubt.
        reason: why, in a phrase.
        candidates: whom it may mean, the likeliest first.
    """

    bearer: Bearer | None
    reason: str
    candidates: tuple[Bearer, ...] = ()


def choose(
    name: str,
    bearers: Sequence[Bearer],
    *,
    offices: Iterable[str],
    gender: str | None,
    one_article: bool = False,
    rivals: Sequence[str] = (),
) -> Choice:
    """Choose whom a bare name means.

    Args:
        name: a family name alone, or a name that goes with several fuller ones.
        bearers: who bears it in full.
        offices: what the bearer is called.
        gender: that a title tells.
        one_article: whether all stand in one article, which names in full whom it then calls by the family name.
        rivals: those whom the article names, too, and who may be meant: between them it does not count who speaks how often.
    """
    held = [_held(office) for office in offices]
    fits = [bearer for bearer in bearers if not (gender and bearer.genders and gender not in bearer.genders)]
    if not fits:
        return Choice(bearer=None, reason="", candidates=())
    weighed = [(_score(bearer, held, gender, often=not rivals), bearer) for bearer in fits]
    scored = sorted(weighed, key=lambda pair: (-pair[0], sorted(pair[1].names)))
    candidates = tuple(bearer for _, bearer in scored)
    first, best = scored[0]
    absent = [0.0 for rival in rivals if not any(compatible(rival, known) for bearer in fits for known in bearer.names)]
    others = sorted((*(score for score, _ in scored[1:]), *absent), reverse=True)
    known = one_article or _KNOWN - commonness(name) / sqrt(max(1, best.count)) + _office_evidence(best, held) >= _MARGIN
    ahead = not others or first - others[0] >= _MARGIN
    if known and ahead:
        return Choice(
            bearer=best, reason=_reason(name, best, held, gender, rivals=len(others), others=len(bearers) - 1), candidates=candidates
        )
    return Choice(bearer=None, reason=_doubt(best, held, rivals=len(others)), candidates=candidates)


def commonness(name: str) -> float:
    """Give what the commonness of a family name takes from the odds that two who bear it are one: 0 for a rare one, 0.9 for *Smith*.

    >>> commonness("Blinken"), round(commonness("Smith"), 1), commonness("George Bush")
    (0.0, 0.9, 0.0)
    """
    words, _ = person_words(name)
    share = share_of_family(words[0]) if len(words) == 1 else 0.0
    return 0.3 * max(0.0, log10(share / _RARE)) if share else 0.0


def gender_of(names: Iterable[str], told: str | None) -> str | None:
    """Give the gender of a person, as a title tells it, or else a first name."""
    return told or next((gender for name in sorted(names) if (gender := gender_of_given(person_words(name)[0]))), None)


def _score(bearer: Bearer, held: Sequence[frozenset[str]], gender: str | None, *, often: bool) -> float:
    same_gender = _SAME_GENDER if gender and gender in bearer.genders else 0.0
    return (log(bearer.count + 0.5) if often else 0.0) + _office_evidence(bearer, held) + same_gender


def _office_evidence(bearer: Bearer, held: Sequence[frozenset[str]]) -> float:
    """The log-odds of the offices, weaker where only few articles give the bearer one that agrees."""
    if not held or not bearer.offices:
        return 0.0
    shared = _shared_office(bearer, held)
    if shared:
        return _SAME_OFFICE if len(shared) > 1 else _SAME_GENERIC_OFFICE
    overlapping = any(office & other for office in held for other in bearer.offices)
    return 0.0 if overlapping else _OTHER_OFFICE


def _shared_office(bearer: Bearer, held: Sequence[frozenset[str]]) -> frozenset[str] | None:
    """The words of the fullest office that both have, one perhaps in fewer words."""
    pairs = [min(office, other, key=len) for office in held for other in bearer.offices if office <= other or other <= office]
    return max(filter(None, pairs), key=lambda words: (len(words), sorted(words)), default=None)


def _held(office: str) -> frozenset[str]:
    """The words of an office, whoever holds or held it."""
    return office_words(office) - _PAST


def _reason(name: str, bearer: Bearer, held: Sequence[frozenset[str]], gender: str | None, *, rivals: int, others: int) -> str:
    family = "a surname" if len(person_words(name)[0]) == 1 else "a name"
    if _shared_office(bearer, held):
        return f"{family} with an office that this person holds"
    if not others:
        return f"{family} that nobody else bears"
    if not rivals and gender:
        return f"{family} with a title that tells the gender"
    return f"{family} that by far most often means this person"


def _doubt(bearer: Bearer, held: Sequence[frozenset[str]], *, rivals: int) -> str:
    if rivals:
        return f"may be meant, as may {rivals} more"
    if _office_evidence(bearer, held) < 0:
        return "may be meant, but holds no such office"
    return "may be meant, but it is a common one"
