"""How a claim stands to one quote: what its words are there, what differs, and what forbids to certify them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel, Levenshtein

from quotecheck.checking.archive import Archive
from quotecheck.checking.claimed import Claimed, passage_of_words
from quotecheck.checking.context import turned_by_cut
from quotecheck.checking.fitting import NEAR, NEAR_BUT_FOR_NUMBERS, Fit, exact_fits, near_fit
from quotecheck.checking.framing import condition_around, frame_of, turned_frame, without
from quotecheck.checking.quoted import Stretch, opens_nested, quoted_stretches, unbroken
from quotecheck.checking.sentences import sentence_around
from quotecheck.checking.telling import SpokenWord, conditions, is_modal, negates
from quotecheck.checking.turning import turning_after, turning_before
from quotecheck.matching import PlacedWord
from quotecheck.matching.alignment import Alignment
from quotecheck.matching.differences import differences
from quotecheck.matching.information import information, total_information
from quotecheck.matching.passages import Passage
from quotecheck.matching.shingles import folded
from quotecheck.model import Article, Difference, DifferenceKind, Polarity, Quote, Span, VerdictKind

__all__ = ["Finding", "find_exact", "find_near"]

_SLACK = 3
"""Words that a quote may have more than a claim at either end of what both have."""
_COMMON = 0.7
"""The share of words from which on they are the claimed ones, changed: of *we lost 150 men* the number tells most."""
_TELLING_WORD = 1.7
"""Information from which on a word tells something."""
_MISSPELT = 0.7
"""The likeness of a word to its misspelling."""
_TURNED = frozenset(DifferenceKind) - {DifferenceKind.WORDS}
_SENTENCE_END = re.compile(r"[.!?…]+")
_JOINING = frozenset({"and", "but", "so", "or", "well", "then", "now"})
"""Words at the head of a sentence that tell nothing where it follows an ellipsis."""
_CORRECTION = re.compile(
    r"(?:earlier|previous) version of this (?:article|story)|misquot\w+|misstat\w+|misattribut\w+|did not say that", re.IGNORECASE
)
_MARKS_BEHIND = 3
"""Characters behind the last word of a quote that may be its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claimed words as one quote has them.

    Attributes:
        kind: the verdict that this quote alone gives, whoever is credited with it.
        score: the share of the claim's information that the quote has.
        span: where the words stand in the article.
    """

    quote: Quote
    kind: VerdictKind
    score: float
    span: Span
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()


def find_exact(claimed: Claimed, quote: Quote, archive: Archive) -> Finding | None:
    """Give the best place where a quote has all claimed words in one piece but for what the claim marks; None if it has none."""
    found: Finding | None = None
    for fit in exact_fits(claimed, archive.passage(quote)):
        judged = _judged(fit, quote, archive)
        if found is None or _ORDER.index(judged.kind) < _ORDER.index(found.kind):
            found = judged
        if found.kind is _ORDER[0]:
            break
    return found


def find_near(claimed: Claimed, quote: Quote, archive: Archive) -> Finding | None:
    """Give how a quote has the claimed words changed; None if it has too few of them."""
    fit = near_fit(claimed, archive.passage(quote))
    if fit is None or not (fit.likeness >= NEAR or fit.common >= _COMMON or fit.covered_but_for_numbers >= NEAR_BUT_FOR_NUMBERS):
        return None
    fit = fit.of(archive.parsed_passage(quote))
    first, stop = _opposite(fit)
    found = tuple(difference for difference in _compared(fit, slice(first, stop)) if not (claimed.told and _is_of_telling(difference)))
    turned = any(difference.kind in _TURNED for difference in found)
    kind = VerdictKind.DISTORTED if turned else VerdictKind.VERBATIM if claimed.told and not found else VerdictKind.ALTERED
    words = fit.said.words[first:stop]
    span = Span(words[0].span.start, words[-1].span.end)
    finding = Finding(quote=quote, kind=kind, score=round(fit.covered, 4), span=span, differences=found)
    return finding if turned else _limited(finding, fit, archive, kept=range(first, stop))


_TELLING = re.compile(r"would|will|(?:\w+['’])?(?:d|ll)", re.IGNORECASE)


def _is_of_telling(difference: Difference) -> bool:
    """Whether only the one side has a *would*: what is told of the future may be told of a promise, a contribution, a plan."""
    shown = (difference.one_text, difference.other_text)
    return difference.kind is DifferenceKind.MODALITY and any(map(_TELLING.fullmatch, shown)) and not all(map(_TELLING.fullmatch, shown))


_ORDER = (
    VerdictKind.VERBATIM,
    VerdictKind.ELIDED,
    VerdictKind.ALTERED,
    VerdictKind.DISTORTED,
    VerdictKind.PARAPHRASED,
    VerdictKind.MISATTRIBUTED,
    VerdictKind.NOT_FOUND,
)


def _judged(fit: Fit, quote: Quote, archive: Archive) -> Finding:
    kind = VerdictKind.ELIDED if _leaves_out(fit) else VerdictKind.VERBATIM
    finding = Finding(quote=quote, kind=kind, score=1.0, span=_span(fit))
    fit = fit.of(archive.parsed_passage(quote))
    if reason := _says_too_much(fit.claimed):
        finding = replace(finding, kind=VerdictKind.ALTERED, reasons=(reason,))
    replaced = _replaced(fit)
    if any(difference.kind in _TURNED for difference in replaced):
        return replace(finding, kind=VerdictKind.DISTORTED, differences=replaced)
    if replaced:
        finding = replace(finding, kind=VerdictKind.ALTERED, differences=replaced)
    return _limited(finding, fit, archive, kept=set(range(fit.first, fit.stop)) - _marked_places(fit))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What stands around words that were found.

    Attributes:
        stretches: what of the quote stands between quotation marks.
        kept: the places of the quote's words that the claim keeps.
    """

    fit: Fit
    article: Article
    stretches: Sequence[Stretch]
    kept: Collection[int]


def _limited(finding: Finding, fit: Fit, archive: Archive, *, kept: Collection[int]) -> Finding:
    """A finding, but for what the quote's context forbids to make of it."""
    article = archive.article(finding.quote)
    context = _Context(fit=fit, article=article, stretches=quoted_stretches(finding.quote, article), kept=kept)
    vetoes = (
        (_unsaid, _nested, _turned, _asked, _framed) if fit.claimed.told else (_unsaid, _unquoted, _nested, _sewn, _turned, _asked, _framed)
    )
    for veto in vetoes:
        limited = veto(finding, context)
        if limited is not None:
            return limited
    return finding


def _unsaid(finding: Finding, context: _Context) -> Finding | None:
    """The article says that the speaker denies it, does not say it, or may not have said it."""
    quote = finding.quote
    text = context.article.text
    first, end = text.rfind("\n", 0, quote.content[0].start) + 1, text.find("\n", quote.content[-1].end)
    around = without(Span(first, end if end >= 0 else len(text)), quote.content, text)
    if found := _CORRECTION.search(around):
        reason = f"the article corrects itself here: “{found.group()}”"
        return replace(finding, kind=VerdictKind.PARAPHRASED, reasons=(reason,))
    if quote.polarity is not Polarity.SAID:
        return replace(finding, kind=VerdictKind.NOT_FOUND, reasons=(f"the article says that this was {quote.polarity.value}",))
    if quote.hedge is not None:
        reason = f"the article leaves open whether it was said: “{quote.hedge}”"
        return replace(finding, kind=VerdictKind.PARAPHRASED, reasons=(reason,))
    return None


def _unquoted(finding: Finding, context: _Context) -> Finding | None:
    """The words are the article's, at least in part, or two quotations'."""
    broken = unbroken(finding.span, context.stretches, finding.quote, context.article)
    return None if broken is None else replace(finding, kind=VerdictKind.PARAPHRASED, reasons=(broken,))


def _nested(finding: Finding, context: _Context) -> Finding | None:
    """The speaker quotes somebody."""
    stretch = next((stretch for stretch in context.stretches if stretch.span.overlaps(finding.span)), None)
    if stretch is None:
        return None
    before = context.article.text[stretch.span.start : finding.span.start]
    own_marks = re.search(r"[\s'‘‚\"“„«]*$", before)
    starts_with_it = opens_nested(before) and own_marks is not None and not opens_nested(before[: own_marks.start()])
    if not opens_nested(before) or (starts_with_it and not opens_nested(before + finding.span.of(context.article.text))):
        return None
    reason = "these words stand in a quotation within the quotation: somebody else's"
    return replace(finding, kind=VerdictKind.MISATTRIBUTED, reasons=(reason,))


def _framed(finding: Finding, context: _Context) -> Finding | None:
    """The article does not say in its own name that the speaker said this."""
    frame = turned_frame(frame_of(finding.quote, context.article))
    reason = f"the article does not say that this was said: “{frame}”"
    return None if frame is None else replace(finding, kind=VerdictKind.PARAPHRASED, reasons=(reason,))


def _sewn(finding: Finding, context: _Context) -> Finding | None:
    """An ellipsis goes from one sentence into the middle of another."""
    fit, text = context.fit, context.article.text
    for here, there in fit.gaps:
        if not fit.is_marked_at(here.start) or there.start == there.stop:
            continue
        left, right = fit.said.words[there.start - 1].span, fit.said.words[there.stop].span
        sentence = sentence_around(text, right)
        skipped = re.findall(r"\w+", text[max(sentence.start, left.end) : right.start])
        if not sentence.contains(left) and not _JOINING.issuperset(word.lower() for word in skipped):
            reason = "the ellipsis goes from one sentence into the middle of another"
            return replace(finding, kind=VerdictKind.DISTORTED, reasons=(reason,))
    return None


def _asked(finding: Finding, context: _Context) -> Finding | None:
    """A question was made a statement, or a statement a question."""
    fit = context.fit
    asked = {_asks(fit, context.article.text)}
    for here, there in fit.gaps:  # an answer may be left out
        before = fit.of_part(here.start, there.start)
        asked |= {True} if fit.is_marked_at(here.start) and there.stop > there.start and _asks(before, context.article.text) else set()
    if asked == {fit.claimed.asks}:
        return None
    return replace(finding, kind=VerdictKind.DISTORTED, reasons=("one of the two is a question and the other is not",))


def _turned(finding: Finding, context: _Context) -> Finding | None:
    """Something that is cut off turns the words."""
    fit, article = context.fit, context.article
    if word := condition_around(finding.quote, article):
        return replace(finding, kind=VerdictKind.DISTORTED, reasons=(f"the article puts these words under “{word}”",))
    if not fit.said.is_parsed:
        text, place = _spoken(finding, article)
        sentence = sentence_around(text, place)
        before, after = text[sentence.start : place.start], text[place.end : sentence.end]
        left_out = next((word for word in map(_turning_word, _left_out(fit)) if word is not None), None)
        found = left_out or turning_before(before) or turning_after(place.of(text), after)
        reason = f"the cut leaves out “{found}”, which turns these words"
        return None if found is None else replace(finding, kind=VerdictKind.DISTORTED, reasons=(reason,))
    turning = turned_by_cut(fit.said, context.kept, sentence_around(article.text, finding.span))
    if turning is None:
        return None
    words = [fit.said.words[place] for place in turning.places]
    if turning.kind is not None:
        reason = f"the cut leaves out “{words[0].text}”, which turns these words"
        hidden = (*finding.differences, _cut(turning.kind, words))
        return replace(finding, kind=VerdictKind.DISTORTED, differences=hidden, reasons=(reason,))
    if _closes_nested(article.text[words[-1].span.end : finding.span.start]):
        return None
    reason = f"the speaker puts this in others' mouths: “{words[0].text}”"
    return replace(finding, kind=VerdictKind.MISATTRIBUTED, reasons=(reason,))


def _left_out(fit: Fit) -> list[list[SpokenWord]]:
    """The words of the quote at each place where the claim says that it leaves some out."""
    gaps = [there for here, there in fit.gaps if fit.is_marked_at(here.start)]
    return [[SpokenWord(key=word.key, text=word.text, stops=False) for word in fit.said.words[gap]] for gap in gaps]


def _turning_word(words: Sequence[SpokenWord]) -> str | None:
    """The first word that may turn what is around it, where no syntax tells."""
    return next((word.text for place, word in enumerate(words) if negates(words, place) or conditions(word) or is_modal(word)), None)


def _spoken(finding: Finding, article: Article) -> tuple[str, Span]:
    """All that the quote's content says, its pieces run together, and the place in it of the words that were found."""
    text = ""
    start = end = 0
    for span in finding.quote.content:
        if span.start <= finding.span.start:
            start = len(text) + finding.span.start - span.start
        if span.start < finding.span.end:
            end = len(text) + finding.span.end - span.start
        text += span.of(article.text) + " "
    return text, Span(start, end)


def _closes_nested(between: str) -> bool:
    """Whether a quotation within the quotation begins and ends here."""
    return re.search(r"[‘'“\"]\w.*\w[.,!?…]*[’'”\"]", between, re.DOTALL) is not None


def _asks(fit: Fit, text: str) -> bool:
    """Whether the sentence of the quote in which the words end is a question."""
    words = fit.said.words
    for place in range(fit.stop - 1, len(words)):
        following = words[place + 1].span.start if place + 1 < len(words) else words[place].span.end + _MARKS_BEHIND
        end = _SENTENCE_END.search(text, words[place].span.end, following)
        if end is not None and not _is_inside(text, end):
            return "?" in end.group()
    return False


def _is_inside(text: str, end: re.Match[str]) -> bool:
    """Whether a mark stands inside a sentence: behind an abbreviation, before a small letter."""
    rest = text[end.end() :].lstrip(" \"'”’")
    return "?" not in end.group() and rest[:1].islower()


def _leaves_out(fit: Fit) -> bool:
    """Whether the claim marks that something is left out or put in, and something is: the article may have the ellipsis, too."""
    claimed = fit.claimed
    supplied = any(found.supplied for found in claimed.breaks.values())
    return claimed.edited or supplied or (claimed.is_marked and any(there.stop > there.start for _, there in fit.gaps))


def _marked_places(fit: Fit) -> set[int]:
    """The places of the quote's words that the claim says it leaves out or replaces."""
    return {place for here, there in fit.gaps if fit.is_marked_at(here.start) for place in range(there.start, there.stop)}


def _replaced(fit: Fit) -> tuple[Difference, ...]:
    """What differs where an editor's words stand in place of the speaker's, other than a pronoun or another word that tells nothing."""
    if not any(found.supplied for found in fit.claimed.breaks.values()):
        return ()
    first, stop = _opposite(fit)
    supplied = [word.span for found in fit.claimed.breaks.values() for word in found.supplied]
    turned = tuple(
        difference
        for difference in _compared(fit, slice(first, stop))
        if difference.kind in _TURNED and difference.one is not None and any(span.overlaps(difference.one) for span in supplied)
    )
    return turned or tuple(_exchanged(fit))


def _says_too_much(claimed: Claimed) -> str | None:
    """Why what stands in brackets is more than an explanation; None if it is not."""
    supplied = [word.key for found in claimed.breaks.values() for word in found.supplied]
    joining = next((key for key in supplied if key in _JOINS_MORE), None)
    if joining is not None:
        return f"the words in brackets add to what was said: “{joining}”"
    own = total_information(word.key for word in claimed.words)
    more = len(supplied) > _EXPLAINS and total_information(supplied) > own
    return "there is more in brackets than was said" if more else None


_EXPLAINS = 3
"""Words in brackets that are no more than a name."""
_JOINS_MORE = frozenset({"because", "since", "although", "unless", "or", "only", "merely", "even", "until", "so", "therefore"})
"""Words by which an editor says more than what was meant."""


def _exchanged(fit: Fit) -> Iterator[Difference]:
    """Words that tell something and that an editor's stand in place of."""
    said = fit.said
    for place, found in fit.claimed.breaks.items():
        if not found.supplied or found.elided:
            continue
        known = {folded(word.key) for word in found.supplied}
        many = len(found.supplied)
        if place == 0:
            there = range(max(0, fit.first - many), fit.first)
            there = range(next((at + 1 for at in reversed(there) if _ends_clause(said, at)), there.start), fit.first)
        elif place == len(fit.claimed.words):
            there = range(fit.stop, min(len(said.words), fit.stop + many))
            there = range(fit.stop, next((at + 1 for at in range(fit.stop - 1, there.stop) if _ends_clause(said, at)), there.stop))
        else:
            there = next(range(gap.start, gap.stop) for here, gap in fit.gaps if here.start == place)
        telling = [at for at in there if _tells(said.keys[at]) and not any(_alike(said.folds[at], other) for other in known)]
        if telling:
            words, others = [said.words[at] for at in telling], found.supplied
            yield Difference(
                kind=DifferenceKind.WORDS,
                one=Span(others[0].span.start, others[-1].span.end),
                other=Span(words[0].span.start, words[-1].span.end),
                one_text=" ".join(word.text for word in others),
                other_text=" ".join(word.text for word in words),
            )


def _ends_clause(said: Passage, at: int) -> bool:
    """Whether more than a space stands behind a word."""
    return at + 1 >= len(said.words) or said.words[at + 1].span.start - said.words[at].span.end > 1


def _tells(key: str) -> bool:
    """Whether a word tells something: no pronoun, no article, no *is*."""
    return information(key) >= _TELLING_WORD and folded(key) != "<person>" and folded(key.partition("'")[0]) != "<person>"


def _alike(one: str, other: str) -> bool:
    """Whether one word is the other misspelt."""
    return Levenshtein.normalized_similarity(one, other) >= _MISSPELT


def _opposite(fit: Fit) -> tuple[int, int]:
    """The words of the quote that the whole claim stands beside, as ``words[start:stop]``."""
    folds, said = fit.claimed.passage.folds, fit.said.folds
    before, behind = folds[: fit.runs[0][0]], folds[fit.runs[-1][1] :]
    start = fit.first - _reach(before[::-1], said[: fit.first][::-1])
    stop = fit.stop + _reach(behind, said[fit.stop :])
    return start, stop


def _reach(claimed: Sequence[str], said: Sequence[str]) -> int:
    """How many words of a quote stand beside those that a claim has beyond a common run: up to the last that is the same, and as many as
    the claim has beyond that.
    """
    near = said[: len(claimed) + _SLACK]
    blocks = [block for block in Indel.opcodes(claimed, near).as_matching_blocks() if block.size]
    told = [block for block in blocks if total_information(claimed[block.a : block.a + block.size]) >= 1.0 or block.b - block.a == 0]
    if not told:
        return min(len(claimed), len(said))
    last = told[-1]
    return min(len(said), last.b + last.size + len(claimed) - last.a - last.size)


def _compared(fit: Fit, stretch: slice) -> tuple[Difference, ...]:
    said = fit.said
    other = Passage(words=said.words[stretch], syntax=said.syntax[stretch], names=said.names[stretch], reported=said.reported)
    one = passage_of_words(_with_supplied(fit.claimed), told=fit.claimed.told)
    return differences(Alignment(one=one, other=other, stretches=()), whole=True)


def _with_supplied(claimed: Claimed) -> Sequence[PlacedWord]:
    supplied = [word for found in claimed.breaks.values() for word in found.supplied]
    return sorted((*claimed.words, *supplied), key=lambda word: word.span.start)


def _cut(kind: DifferenceKind, words: Sequence[PlacedWord]) -> Difference:
    """What a cut leaves out."""
    return Difference(
        kind=kind,
        one=None,
        other=Span(words[0].span.start, words[-1].span.end),
        one_text="",
        other_text=" ".join(word.text for word in words),
    )


def _span(fit: Fit) -> Span:
    return Span(fit.said.words[fit.first].span.start, fit.said.words[fit.stop - 1].span.end)
