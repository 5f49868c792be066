"""Numbers and dates on one side of a comparison, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from text_to_num import text2num  # type: ignore[import-untyped]

from quotecheck.matching.markers import Marker
from quotecheck.matching.units import Side
from quotecheck.model import DifferenceKind

__all__ = ["DEICTIC", "dates", "numbers"]

DEICTIC = "deictic "
"""Opens the value of a date that depends on when it is said."""

_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "k": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "b": 9,
    "bn": 9,
    "tn": 12,
}
_SPELT_SCALES = ("hundred", "thousand", "million", "billion", "trillion")
_SMALL = frozenset({"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"})
_SMALL |= {"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
_SMALL |= {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
_DIGITS = re.compile(r"([-+]?\d+(?:\.\d+)?)(k|m|mn|mln|b|bn|tn)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_CURRENCIES = {
    "$": "$",
    "dollar": "$",
    "buck": "$",
    "€": "€",
    "euro": "€",
    "£": "£",
    "quid": "£",
    "¥": "¥",
    "yen": "¥",
    "₹": "₹",
    "rupee": "₹",
}
_SIGNS = frozenset(sign for sign in _CURRENCIES if not sign.isalpha())
_VAGUE = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "trillions"})
_FIXED = {"twice": "2 times", "dozen": "12"} | {word: word for word in _VAGUE}
_FIXED |= {word: f"{number}th" for number, word in enumerate(_ORDINALS, start=1)}
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_PLAIN_ONE = frozenset({"one", "half", "quarter"})

_WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_SHORT_MONTHS = {"jan": "january", "feb": "february", "apr": "april", "aug": "august", "sept": "september", "sep": "september"}
_SHORT_MONTHS |= {"oct": "october", "nov": "november", "dec": "december"}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s)?|\d0s")
_BEFORE_MONTH = frozenset({"in", "since", "until", "by", "last", "next", "this", "of", "early", "late", "mid"})
_DEIXIS = (
    (("today",), "today"),
    (("that", "day"), "today"),
    (("this", "day"), "today"),
    (("tomorrow",), "tomorrow"),
    (("the", "next", "day"), "tomorrow"),
    (("the", "following", "day"), "tomorrow"),
    (("the", "day", "after"), "tomorrow"),
    (("yesterday",), "yesterday"),
    (("the", "day", "before"), "yesterday"),
    (("the", "previous", "day"), "yesterday"),
    (("tonight",), "tonight"),
    (("that", "night"), "tonight"),
    (("last", "year"), "last year"),
    (("the", "previous", "year"), "last year"),
    (("the", "year", "before"), "last year"),
    (("this", "year"), "this year"),
    (("that", "year"), "this year"),
    (("next", "year"), "next year"),
    (("the", "following", "year"), "next year"),
    (("last", "week"), "last week"),
    (("the", "previous", "week"), "last week"),
    (("this", "week"), "this week"),
    (("that", "week"), "this week"),
    (("next", "week"), "next week"),
    (("the", "following", "week"), "next week"),
    (("last", "month"), "last month"),
    (("this", "month"), "this month"),
    (("next", "month"), "next month"),
)


def dates(side: Side) -> list[Marker]:
    """Give the weekdays, months, years and words like *today* of a side, in order."""
    found: list[Marker] = []
    at = 0
    while at < len(side.units):
        last, value = _date_at(side, at)
        if value:
            found.append(Marker(kind=DifferenceKind.DATE, value=value, first=at, last=last, governs=side.head(at), clause=side.clause(at)))
        at = last
    return found


def numbers(side: Side, taken: frozenset[int]) -> list[Marker]:
    """Give the numbers of a side, in order.

    Args:
        side: where to look.
        taken: the units that are something else.
    """
    found: list[Marker] = []
    at = 0
    while at < len(side.units):
        if at in taken:
            at += 1
            continue
        last, value = _number_at(side, at)
        if value is None:
            at += 1
            continue
        is_weak = value.endswith("th") or (last == at + 1 and side.text(at).casefold() in _PLAIN_ONE)
        first, last, unit = _with_unit(side, at, last)
        governs = side.head(at) if side.is_parsed else (last if last < len(side.units) else None)
        found.append(
            Marker(kind=DifferenceKind.NUMBER, value=f"{value} {unit}".strip(), first=first, last=last, governs=governs, is_weak=is_weak)
        )
        at = last
    return found


def _date_at(side: Side, at: int) -> tuple[int, str]:
    """Where the date that begins at a unit ends, and its value; the next unit and nothing where none begins."""
    for words, value in _DEIXIS:
        if tuple(unit.form for unit in side.units[at : at + len(words)]) == words:
            return at + len(words), DEICTIC + value
    form = side.units[at].form
    singular = form.removesuffix("s")
    if singular in _WEEKDAYS:
        return at + 1, singular
    if form in _SHORT_MONTHS:
        return at + 1, _SHORT_MONTHS[form]
    if form in _MONTHS and (form not in {"may", "march", "august"} or _is_month(side, at)):
        return at + 1, form
    if _YEAR.fullmatch(form) and not (at and side.units[at - 1].form in _SIGNS) and _counts_nothing(side, at):
        return at + 1, form
    return at + 1, ""


def _is_month(side: Side, at: int) -> bool:
    """Whether *may*, *march* or *august* is the month."""
    if side.upos(at):
        return side.upos(at) == "PROPN"
    around = [side.units[n].form for n in (at - 1, at + 1) if 0 <= n < len(side.units)]
    return side.text(at)[0].isupper() and (any(_number_like(form) for form in around) or (at > 0 and around[0] in _BEFORE_MONTH))


def _number_like(form: str) -> bool:
    return bool(_DIGITS.fullmatch(form) or _ORDINAL.fullmatch(form))


def _counts_nothing(side: Side, at: int) -> bool:
    """Whether four digits do not count what follows: *2000 people*."""
    return side.relation(at) != "nummod" or side.upos(side.head(at) or at) in {"PROPN", "NUM"}


def _number_at(side: Side, at: int) -> tuple[int, str | None]:
    """Where the number that begins at a unit ends, and its value; None where none begins."""
    form = side.units[at].form
    if form in _PARTS:
        return _part_at(side, at)
    if form in _FIXED and (form != "second" or side.upos(at) in {"", "ADJ"}):
        return at + 1, _FIXED[form]
    if found := _ORDINAL.fullmatch(form):
        return at + 1, f"{found[1]}th"
    if form == "a" and at + 1 < len(side.units) and side.units[at + 1].form in {*_SPELT_SCALES, "dozen"}:
        return _number_at(side, at + 1)
    run = list(_run(side, at))
    for last in range(at + len(run), at, -1):
        value = _value(tuple(run[: last - at]))
        if value is not None:
            return last, value
    return at + 1, form if any(letter.isdigit() for letter in form) else None


def _part_at(side: Side, at: int) -> tuple[int, str]:
    """Where *half*, *half a million* or *a quarter of a million* ends, and its value."""
    part = _PARTS[side.units[at].form]
    start = at + 1
    while start < len(side.units) and side.units[start].form == "of":
        start += 1
    last, whole = _number_at(side, start) if start < len(side.units) and side.units[start].form in {"a", *_SPELT_SCALES} else (at + 1, None)
    if whole is None or not whole.isdecimal():
        return at + 1, f"{part}"
    return last, f"{(part * Decimal(whole)).normalize():f}"


def _run(side: Side, at: int) -> Iterator[str]:
    """The words from a unit on that may make one number."""
    for number in range(at, len(side.units)):
        form = side.units[number].form
        inner = form == "and" and number > at and side.units[number - 1].form in _SCALES
        if not (form in _SMALL or form in _SPELT_SCALES or form == "dozen" or inner or (number == at and _DIGITS.fullmatch(form))):
            return
        yield form


@lru_cache(maxsize=4096)
def _value(words: Sequence[str]) -> str | None:
    """The number that words make together: *5.5 million*, *two hundred and one*; None where they make none."""
    found = _DIGITS.fullmatch(words[0])
    if found:
        if not all(word in _SCALES or word == "dozen" for word in words[1:]):
            return None
        try:
            value = Decimal(found[1])
        except InvalidOperation:
            return None
        for scale in (found[2], *words[1:]):
            value *= 12 if scale == "dozen" else Decimal(10) ** _SCALES.get(scale or "", 0)
        return f"{value.normalize():f}"
    if words[-1] == "dozen":
        value_before = _value(words[:-1]) if len(words) > 1 else "1"
        return None if value_before is None else f"{Decimal(value_before) * 12:f}"
    try:
        return str(text2num(" ".join(words), "en"))
    except ValueError:
        return None


def _with_unit(side: Side, first: int, last: int) -> tuple[int, int, str]:
    """A number's place together with the currency or percent sign beside it, and that."""
    if last < len(side.units):
        form, fold = side.units[last].form, side.units[last].fold
        if form == "%":
            return first, last + 1, "%"
        if form == "per" and last + 1 < len(side.units) and side.units[last + 1].form in {"cent", "hundred"}:
            return first, last + 2, "%"
        if form in _CURRENCIES or fold in _CURRENCIES:
            return first, last + 1, _CURRENCIES.get(form) or _CURRENCIES[fold]
    if first and side.units[first - 1].form in _SIGNS:
        return first - 1, last, _CURRENCIES[side.units[first - 1].form]
    return first, last, ""
