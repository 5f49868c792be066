"""What differs between two quotations side by side, each difference with its kind and the words of both sides.

What turns a meaning is looked for on each side by itself (``polarity``, ``hedges``, ``numbers``, ``naming``) and then found again on
the other, wherever it stands there and however it is said; what is not found again is a difference. So *refused to leave* differs from
*left*, and not from *didn't leave*. What is left of the words that are not the same differs in words alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import NamedTuple

from quotecheck.matching.alignment import Alignment
from quotecheck.matching.hedges import modalities, quantities
from quotecheck.matching.markers import Marker, opposed, opposites, phrases_at
from quotecheck.matching.naming import is_capitalised, may_be_one, names
from quotecheck.matching.numbers import DEICTIC, dates, numbers
from quotecheck.matching.pairing import Gap, Pairing, pair, paired
from quotecheck.matching.polarity import are_opposites, negations, without_doubles
from quotecheck.matching.presence import has_word, is_left_out, stands_there
from quotecheck.matching.roles import exchanged_arguments, exchanged_persons
from quotecheck.matching.shingles import folded
from quotecheck.matching.units import Side, is_told, side_of
from quotecheck.model import Difference, DifferenceKind, Span

__all__ = ["differences"]

_CURRENCIES = tuple("$€£¥₹")


class _Found(NamedTuple):
    """A kind, None where nothing differs but the form, and the units of both sides."""

    kind: DifferenceKind | None
    one: Sequence[int]
    other: Sequence[int]


def differences(alignment: Alignment, *, whole: bool = False) -> tuple[Difference, ...]:
    """Give what differs between two passages within the stretch in which they are aligned.

    With the sides exchanged, the same differences come out with theirs exchanged. Where neither passage is reported, *would* for *will*
    and *they* for *I* are differences; otherwise they may be how the one is retold by the other.

    Args:
        alignment: of the two.
        whole: whether to compare them from end to end; what stands before the first common word and behind the last is a cut otherwise.

    Returns:
        In the order of the first passage, then of the second. Empty if nothing differs but spelling, contraction and what is exchanged
        between direct and indirect speech.
    """
    if not whole and not alignment.stretches:
        return ()
    direct = not (alignment.one.reported or alignment.other.reported)
    one, other = _compared(alignment, whole=whole)
    swapped = _order(other) < _order(one)  # so that the order of the sides never matters
    pairing = pair(other, one) if swapped else pair(one, other)
    exchanged = [*exchanged_arguments(pairing), *(exchanged_persons(pairing) if direct else ())]
    found: list[_Found] = [_Found(DifferenceKind.ROLE, a.units, b.units) for a, b in exchanged]
    found += _of_markers(pairing, direct=direct)
    found += _of_words(pairing, found)
    made = {_difference(pairing, difference.kind, difference.one, difference.other) for difference in found if difference.kind is not None}
    return tuple(sorted(map(_exchanged, made) if swapped else made, key=_place))


def _order(side: Side) -> list[str]:
    return [text for unit in side.stretch for text in (side.units[unit].fold, side.units[unit].form)]


def _exchanged(difference: Difference) -> Difference:
    return Difference(
        kind=difference.kind,
        one=difference.other,
        other=difference.one,
        one_text=difference.other_text,
        other_text=difference.one_text,
    )


def _compared(alignment: Alignment, *, whole: bool) -> tuple[Side, Side]:
    passages = (alignment.one, alignment.other)
    if whole:
        one, other = (side_of(passage, slice(0, len(passage.words))) for passage in passages)
        return one, other
    first, last = alignment.stretches[0], alignment.stretches[-1]
    (before, behind), (other_before, other_behind) = alignment.around
    within = max(last.one.stop - first.one.start, last.other.stop - first.other.start)
    alike = 2 * len(alignment.pairs) >= within
    firsts, lasts = (_edges(alignment, *sides) if alike else (0, 0) for sides in ((before, other_before), (behind, other_behind)))
    one, other = (
        side_of(passage, slice(a.stop - more_before, b.start + more_behind))
        for passage, a, b, more_before, more_behind in zip(
            passages, (before, other_before), (behind, other_behind), firsts, lasts, strict=True
        )
    )
    return one, other


def _edges(alignment: Alignment, one: slice, other: slice) -> tuple[int, int]:
    """How many words beyond the first or last common one are compared of each side.

    Where both sides go on, it is no cut: as far as the shorter goes, the one's words stand in place of the other's. That is so only of
    passages that are much alike in between.
    """
    lengths = one.stop - one.start, other.stop - other.start
    shorter = min(lengths)
    if not shorter or shorter > _EDGE:
        return 0, 0
    shared = {*map(folded, alignment.one.keys[one])} & {*map(folded, alignment.other.keys[other])}
    return lengths if shared and max(lengths) <= _EDGE else (shorter, shorter)


def _of_markers(pairing: Pairing, *, direct: bool) -> Iterator[_Found]:
    """Markers of one side that are not found again on the other, and those that stand in each other's place."""
    mirrored = pairing.mirrored()
    ones, others = (_markers(side, direct=direct) for side in (pairing.one, pairing.other))
    for kinds in _TOGETHER:
        mine, yours = ([marker for marker in markers if marker.kind in kinds] for markers in (ones, others))
        # Of two dates each belongs to its own event.
        in_place = not kinds & _MOVABLE or (DifferenceKind.DATE in kinds and min(len(mine), len(yours)) > 1)
        same = paired(pairing, mine, yours, lambda a, b: _say_the_same(a, b, direct=direct), in_place=in_place)
        if in_place:  # the same in other words, not other words for much the same
            yield from (_Found(None, a.units, b.units) for a, b in same)
        denying = tuple({unit for marker in markers for unit in marker.units} for markers in (mine, yours))
        known = {id(marker) for both in same for marker in both}
        mine = [marker for marker in mine if id(marker) not in known and not stands_there(pairing, marker)]
        yours = [marker for marker in yours if id(marker) not in known and not stands_there(mirrored, marker)]
        if DifferenceKind.POLARITY in kinds:
            yield from _of_polarity(pairing, mine, yours, denying)
            continue
        instead = paired(pairing, mine, yours, _may_replace, in_place=True)
        yield from (_Found(_kind_of_exchange(a, b, ones, others), a.units, b.units) for a, b in instead)
        if DifferenceKind.NAME in kinds:
            yield from _of_plain_names(pairing, mine, yours)
        replaced = {id(marker) for both in instead for marker in both}
        for a in mine:
            if id(a) not in replaced and not a.is_weak and not is_left_out(pairing, a):
                yield _Found(a.kind, a.units, _instead(pairing, a))
        for b in yours:
            if id(b) not in replaced and not b.is_weak and not is_left_out(mirrored, b):
                yield _Found(b.kind, _instead(mirrored, b), b.units)


def _of_polarity(pairing: Pairing, ones: Sequence[Marker], others: Sequence[Marker], denying: Sequence[set[int]]) -> Iterator[_Found]:
    """Negations of one side alone, and words in each other's place of which one denies the other; *not happy* is *unhappy*."""
    mirrored = pairing.mirrored()
    mine, yours = without_doubles(pairing.one, ones), without_doubles(pairing.other, others)
    for a, b in _opposites(pairing):
        denied = next((marker for marker in mine if marker.governs in {a, pairing.one.head(a)}), None)
        denied_there = next((marker for marker in yours if marker.governs in {b, pairing.other.head(b)}), None)
        if denied is not None and denied_there is None:
            mine.remove(denied)
        elif denied_there is not None and denied is None:
            yours.remove(denied_there)
        elif a not in denying[0] and b not in denying[1]:
            yield _Found(DifferenceKind.POLARITY, (a,), (b,))
    yield from _of_exchanged_opposites(pairing)
    yield from (_Found(DifferenceKind.POLARITY, a.units, _instead(pairing, a)) for a in mine if _denies(pairing, a))
    yield from (_Found(DifferenceKind.POLARITY, _instead(mirrored, b), b.units) for b in yours if _denies(mirrored, b))


def _opposites(pairing: Pairing) -> Iterator[tuple[int, int]]:
    for gap in pairing.gaps:
        for a, b in product(gap.one, gap.other):
            if are_opposites(pairing.one.units[a], pairing.other.units[b]):
                yield a, b


def _denies(pairing: Pairing, marker: Marker) -> bool:
    """Whether a negation of the first side alone denies something that the second affirms."""
    return not is_left_out(pairing, marker) and (not marker.is_weak or any(has_word(pairing, unit) for unit in marker.units))


def _of_exchanged_opposites(pairing: Pairing) -> Iterator[_Found]:
    """Opposites that have changed places: *more, not less*."""
    places = [{side.units[unit].form: unit for unit in side.stretch} for side in (pairing.one, pairing.other)]
    for a, b in combinations((form for form in places[0] if form in places[1] and form in opposed()), 2):
        near = abs(places[0][a] - places[0][b]) <= _NEAR
        if near and (places[0][a] < places[0][b]) != (places[1][a] < places[1][b]) and frozenset({a, b}) in opposites():
            yield _Found(DifferenceKind.POLARITY, (places[0][a],), (places[1][b],))


def _of_plain_names(pairing: Pairing, ones: Sequence[Marker], others: Sequence[Marker]) -> Iterator[_Found]:
    """Names of a parsed side in whose place plain words with a capital stand, even where capitals do not tell names by themselves."""
    for side, markers, swapped in ((pairing, ones, False), (pairing.mirrored(), others, True)):
        for marker in markers if side.one.is_parsed and not side.other.is_parsed else ():
            there = [unit for unit in _instead(side, marker) if is_capitalised(side.other, unit)]
            if there and not may_be_one(marker.value, " ".join(side.other.text(unit) for unit in there)):
                yield _Found(DifferenceKind.NAME, *((there, marker.units) if swapped else (marker.units, there)))


def _may_replace(one: Marker, other: Marker) -> bool:
    """Whether one marker can stand in another's place, both of kinds that may; not "first" in that of "many"."""
    return one.is_weak == other.is_weak or one.kind is other.kind


def _kind_of_exchange(one: Marker, other: Marker, ones: Sequence[Marker], others: Sequence[Marker]) -> DifferenceKind:
    """What it is that one marker stands in another's place: of names, both of which stand on both sides, a change of roles."""
    if one.kind is DifferenceKind.NAME:
        here = any(marker.kind is DifferenceKind.NAME and may_be_one(marker.value, other.value) for marker in ones)
        there = any(marker.kind is DifferenceKind.NAME and may_be_one(marker.value, one.value) for marker in others)
        return DifferenceKind.ROLE if here and there else DifferenceKind.NAME
    return min(one.kind, other.kind, key=list(DifferenceKind).index)


_NEAR = 3
"""Words between opposites that are set against each other."""
_MOVABLE = frozenset({DifferenceKind.POLARITY, DifferenceKind.MODALITY, DifferenceKind.DATE})
"""What says the same wherever it stands in a clause; a number or a name elsewhere is another's."""
_EDGE = 6
"""So many words at the most are compared where both sides go on behind the last word that they share, or before the first."""
_TOGETHER = (
    frozenset({DifferenceKind.POLARITY}),
    frozenset({DifferenceKind.MODALITY}),
    frozenset({DifferenceKind.NUMBER, DifferenceKind.QUANTITY}),
    frozenset({DifferenceKind.DATE}),
    frozenset({DifferenceKind.NAME}),
)
"""Kinds of which one may stand in the other's place: *three* in that of *many*."""


def _markers(side: Side, *, direct: bool) -> list[Marker]:
    phrases = list(phrases_at(side))
    found = [*negations(side, phrases), *modalities(side, phrases, direct=direct), *dates(side)]
    taken = frozenset(unit for marker in found if marker.kind is DifferenceKind.DATE for unit in marker.units)
    counted = numbers(side, taken)
    amounts = quantities(side, phrases, frozenset(marker.first for marker in counted))
    taken |= {unit for marker in (*counted, *amounts) for unit in marker.units}
    found += [*counted, *amounts, *names(side, taken)]
    return [marker for marker in found if marker.first < side.stretch.stop and marker.last > side.stretch.start]


def _say_the_same(one: Marker, other: Marker, *, direct: bool) -> bool:
    if one.kind is DifferenceKind.NAME:
        return may_be_one(one.value, other.value)
    if one.kind is not other.kind:
        return False
    if one.kind is DifferenceKind.DATE and not direct and DEICTIC in (one.value + other.value):
        # Whoever retells "tomorrow" may say "on Tuesday".
        return one.value == other.value or not (one.value.startswith(DEICTIC) and other.value.startswith(DEICTIC))
    if one.value == other.value:
        return True
    values = sorted((one.value, other.value), key=len)
    return one.kind is DifferenceKind.NUMBER and values[1].endswith(_CURRENCIES) and values[1][:-1].strip() == values[0]


def _instead(pairing: Pairing, marker: Marker) -> range:
    """The other side's units in the gap in which a marker of the first stands."""
    gap = next((gap for gap in pairing.gaps if set(gap.one) & set(marker.units)), None)
    return gap.other if gap is not None else range(0)


def _of_words(pairing: Pairing, found: Sequence[_Found]) -> Iterator[_Found]:
    """What is left of the gaps, and words in another form."""
    ones = {unit for difference in found for unit in difference.one}
    others = {unit for difference in found for unit in difference.other}
    for gap in pairing.gaps:
        if _are_spelt_alike(pairing, gap):
            continue
        one, other = tuple(unit for unit in gap.one if unit not in ones), tuple(unit for unit in gap.other if unit not in others)
        if one or other:
            yield _Found(DifferenceKind.WORDS, one, other)
    for a, b in pairing.pairs:
        mine, yours = pairing.one.units[a], pairing.other.units[b]
        if mine.form != yours.form and not is_told(mine.fold) and a not in ones and b not in others:
            yield _Found(DifferenceKind.WORDS, (a,), (b,))


def _are_spelt_alike(pairing: Pairing, gap: Gap) -> bool:
    """Whether a gap has the same letters on both sides, or an editor's *sic* alone."""
    one, other = ([side.units[unit].form for unit in units] for side, units in ((pairing.one, gap.one), (pairing.other, gap.other)))
    return "".join(one) == "".join(other) or {*one, *other} == {"sic"}


def _difference(pairing: Pairing, kind: DifferenceKind, one: Sequence[int], other: Sequence[int]) -> Difference:
    one, other = one or _of_contraction(pairing.mirrored(), other), other or _of_contraction(pairing, one)
    (span, text), (other_span, other_text) = _shown(pairing.one, one), _shown(pairing.other, other)
    return Difference(kind=kind, one=span, other=other_span, one_text=text, other_text=other_text)


def _of_contraction(pairing: Pairing, units: Iterable[int]) -> list[int]:
    """What the second side has of words of which the first has more: *can* of *cannot*."""
    places = {pairing.one.units[unit].place for unit in units}
    return [there for unit, there in pairing.pairs if pairing.one.units[unit].place in places]


def _shown(side: Side, units: Iterable[int]) -> tuple[Span | None, str]:
    places = sorted({side.units[unit].place for unit in units})
    if not places:
        return None, ""
    words = side.passage.words
    return Span(words[places[0]].span.start, words[places[-1]].span.end), " ".join(words[place].text for place in places)


def _place(difference: Difference) -> tuple[int, int, int, str]:
    order = list(DifferenceKind).index(difference.kind)
    one, other = (span.start if span is not None else -1 for span in (difference.one, difference.other))
    return (one if one >= 0 else 1 << 60, other, order, difference.one_text + difference.other_text)
