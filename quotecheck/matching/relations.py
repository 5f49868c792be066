"""What two quotations have in common, decided from their aligned words and what differs between those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from quotecheck.matching.alignment import Alignment, Stretch, align
from quotecheck.matching.differences import differences
from quotecheck.matching.information import distinctiveness, information, total_information
from quotecheck.matching.passages import Passage
from quotecheck.matching.rewording import rewording
from quotecheck.matching.shingles import folded
from quotecheck.model import Difference, DifferenceKind, Likeness, Relation

__all__ = ["TELLING", "likeness", "relation_of"]

TELLING = 2.7
"""The distinctiveness that shared words need: a little more than *let me just tell you something* has."""
_NOTHING = 1.0
"""The information of words whose absence is no gap: an article, a *that*."""
_WHOLE, _MOST, _HALF = 0.93, 0.82, 0.5
"""Shares of information: all but a word or two; most of an edited quotation; the least that is any likeness."""
_SAID_OTHERWISE, _BY_STRANGERS, _CLAIMED_ABOUT, _CLAIMED = 0.4, 0.2, 0.15, 0.04
"""Probabilities of a rewording: where hardly a run of words is the same; else, by two people; by one who is told to have said it; by one
who is quoted."""
_EXCERPT = 4
"""The words of an excerpt, at the least: fewer are a name or a catchword."""
_OVERLAP = 8
"""From how many words on a run at the end of one and the start of the other is one quotation cut in two ways."""
_LEFT_OUT = 3
"""From how many words on a gap is a splice, rather than words changed."""
_MUCH, _PART, _APART, _TOLD, _EXACTLY = 26.0, 11.0, 10.0, 9.0, 6.0
"""Information that two quotations share: so much is no chance even where most else differs; less does not tell of a part of one whose
speaker is not known, which may be a slogan; of words that are not known to be one speaker's; of words that are told, rather than quoted;
of two speakers' words that are all the same."""


def likeness(one: Passage, other: Passage, parsed: Callable[[], tuple[Passage, Passage]] | None = None) -> Likeness | None:
    """Compare two quotations by their words; None if they share too little to tell.

    Args:
        one: a quotation; its syntax need not be known.
        other: another.
        parsed: gives both with their syntax. It is asked only where that may tell something, since few candidates get so far.
    """
    if one.keys == other.keys:
        whole = len(one.keys)
        told = round(total_information(one.keys), 2)
        return Likeness(relation=Relation.SAME_WORDS, similarity=1.0, shared=told, aligned=((0, whole, 0, whole),)) if whole else None
    words = frozenset(other.folds)
    if sum(told for fold, told in one.telling if fold in words) < TELLING:
        return None  # in whatever order, which is quickly seen
    found = _of_all_words(one, other, parsed)
    if found is not None and found.relation is not Relation.REWORDED:
        return found
    return _of_quoted_words(one, other) or found


def _of_all_words(one: Passage, other: Passage, parsed: Callable[[], tuple[Passage, Passage]] | None) -> Likeness | None:
    """Compare two quotations by all of their words, told or quoted."""
    alignment = align(one, other)
    similarity = max(*alignment.covered(), _regardless_of_order(alignment))
    alike = similarity >= _HALF or alignment.shared >= _MUCH or _is_cut_in_two_ways(alignment)
    if not alike or distinctiveness(one.keys[place] for place, _ in alignment.pairs) < TELLING:
        score = rewording(one, other)
        return _likeness(alignment, Relation.REWORDED, score, ()) if score >= _SAID_OTHERWISE else None
    if alignment.different and parsed is not None:
        one, other = parsed()
        alignment = replace(alignment, one=one, other=other)
    found = differences(alignment)
    relation = _relation(alignment, similarity, found)
    if relation is Relation.REWORDED:
        similarity = rewording(one, other)
    return _likeness(alignment, relation, similarity, found)


def _of_quoted_words(one: Passage, other: Passage) -> Likeness | None:
    """Find what one has between quotation marks, among words that are told, in the other; None if it is not there, or too little."""
    for mine, yours, swapped in ((one, other, False), (other, one, True)):
        for part in mine.quoted:
            run, size = mine.folds[part], part.stop - part.start
            if distinctiveness(mine.keys[part]) < TELLING or size < _EXCERPT:
                continue
            at = next((place for place in range(len(yours.folds) - size + 1) if yours.folds[place : place + size] == run), None)
            if at is not None:
                told = total_information(mine.keys[part])
                share = told / min(total_information(one.keys), total_information(other.keys))
                places = (at, at + size, part.start, part.stop) if swapped else (part.start, part.stop, at, at + size)
                return Likeness(relation=Relation.CONTAINED, similarity=round(min(1.0, share), 4), shared=round(told, 2), aligned=(places,))
    return None


def _likeness(alignment: Alignment, relation: Relation, similarity: float, found: Sequence[Difference]) -> Likeness:
    return Likeness(
        relation=relation,
        similarity=round(min(1.0, similarity), 4),
        shared=round(alignment.shared, 2),
        aligned=tuple((run.one.start, run.one.stop, run.other.start, run.other.stop) for run in alignment.stretches if run.same),
        differences=tuple(_placed(difference, alignment) for difference in found),
    )


def relation_of(likeness: Likeness, *, same_speaker: bool | None, quoted: bool = True) -> Relation | None:
    """What two quotations have in common, given who said them; None if too little.

    Two people share phrases sooner than one person repeats them, so that of strangers more is asked, and that both are quoted: that two
    are reported to speak of one thing is no likeness of their words.

    Args:
        likeness: of their words.
        same_speaker: whether one speaker is credited with both; None if a speaker is not known.
        quoted: whether both have words between quotation marks.
    """
    if likeness.relation is Relation.CONTAINED and sum(end - first for first, end, _, _ in likeness.aligned) < _EXCERPT:
        return None
    if not same_speaker:
        least = _PART if same_speaker is None and likeness.relation is Relation.CONTAINED else _APART
        least = _EXACTLY if likeness.relation is Relation.SAME_WORDS else least
        known = quoted and likeness.shared >= least
        told_otherwise = likeness.relation is Relation.REWORDED and likeness.similarity < _BY_STRANGERS
        return likeness.relation if known and not told_otherwise else None
    if not quoted and likeness.shared < _TOLD:
        return None
    if likeness.relation is not Relation.REWORDED or likeness.shared >= _MUCH:
        return likeness.relation
    return Relation.SAME_CLAIM if likeness.similarity >= (_CLAIMED if quoted else _CLAIMED_ABOUT) else None


def _relation(alignment: Alignment, similarity: float, found: Iterable[Difference]) -> Relation:
    turned = any(difference.kind is not DifferenceKind.WORDS for difference in found)
    gaps = [gap for gap in alignment.different if not _is_nothing(gap, alignment)]
    reported = alignment.one.reported or alignment.other.reported  # where person and tense are the teller's
    inflected = not reported and any(_is_inflected(alignment, pair) for pair in alignment.pairs)
    if turned:
        return Relation.DISTORTED if similarity >= _MOST else Relation.REWORDED
    whole = [_is_whole(passage, around) for passage, around in zip((alignment.one, alignment.other), alignment.around, strict=True)]
    if not gaps and not inflected:
        if all(whole):
            return Relation.SAME_WORDS
        if any(whole) or _is_cut_in_two_ways(alignment):
            return Relation.CONTAINED
    if any(whole) and gaps and all(_is_left_out(gap) for gap in gaps):
        return Relation.SPLICED
    return Relation.ALTERED if similarity >= _MOST else Relation.REWORDED


def _is_whole(passage: Passage, around: tuple[slice, slice]) -> bool:
    """Whether what stands before the first common word and behind the last is next to nothing."""
    rest = total_information(key for part in around for key in passage.keys[part])
    return rest <= (1 - _WHOLE) * total_information(passage.keys)


def _is_nothing(gap: Stretch, alignment: Alignment) -> bool:
    """Whether a gap holds at most an article, what an editor put in, or the same letters otherwise parted: *health care*, *healthcare*."""
    one, other = (
        [word.key for word in passage.words[part] if not word.supplied]
        for passage, part in ((alignment.one, gap.one), (alignment.other, gap.other))
    )
    return total_information((*one, *other)) < _NOTHING or _letters(one) == _letters(other)


def _letters(words: Iterable[str]) -> str:
    return "".join(filter(str.isalnum, "".join(words)))


def _is_left_out(gap: Stretch) -> bool:
    """Whether only one side has words in a gap, and some of them."""
    sizes = gap.one.stop - gap.one.start, gap.other.stop - gap.other.start
    return bool(min(sizes) == 0 and max(sizes) >= _LEFT_OUT)


def _is_inflected(alignment: Alignment, pair: tuple[int, int]) -> bool:
    """Whether two words are one in another form: *law*, *laws*."""
    one, other = alignment.one.keys[pair[0]], alignment.other.keys[pair[1]]
    return _letters(one) != _letters(other) and information(one) >= _NOTHING


def _is_cut_in_two_ways(alignment: Alignment) -> bool:
    """Whether one quotation ends, and the other begins, with a long run that both have."""
    if len(alignment.pairs) < _OVERLAP or len(alignment.stretches) > 1:
        return False
    (before, after), (other_before, other_after) = alignment.around
    empty = [bool(gap.stop == gap.start) for gap in (before, after, other_before, other_after)]
    return (empty[1] and empty[2]) or (empty[0] and empty[3])


def _regardless_of_order(alignment: Alignment) -> float:
    """The greater share of either one's information that the other has between the first run and the last, in whatever order."""
    if not alignment.stretches:
        return 0.0
    first, last = alignment.stretches[0], alignment.stretches[-1]
    keys = alignment.one.keys[first.one.start : last.one.stop], alignment.other.keys[first.other.start : last.other.stop]
    told = {folded(key): information(key) for side in keys for key in side}
    common = Counter(map(folded, keys[0])) & Counter(map(folded, keys[1]))
    shared = sum(told[key] * count for key, count in common.items())
    least = min(total_information(alignment.one.keys), total_information(alignment.other.keys))
    return shared / least if least else 0.0


def _placed(difference: Difference, alignment: Alignment) -> tuple[DifferenceKind, int, int, int, int]:
    one = _words_at(alignment.one, difference.one.start, difference.one.end) if difference.one else (0, 0)
    other = _words_at(alignment.other, difference.other.start, difference.other.end) if difference.other else (0, 0)
    return (difference.kind, *one, *other)


def _words_at(passage: Passage, start: int, end: int) -> tuple[int, int]:
    within = [place for place, word in enumerate(passage.words) if word.span.start < end and start < word.span.end]
    return (within[0], within[-1] + 1) if within else (0, 0)
