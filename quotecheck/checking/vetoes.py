"""What forbids to certify words that stand in a quote: what the article says around them, what a cut or an ellipsis hides."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from quotecheck.checking.archive import Archive
from quotecheck.checking.context import turned_by_cut
from quotecheck.checking.finding import Finding
from quotecheck.checking.fitting import Fit
from quotecheck.checking.framing import condition_around, frame_of, turned_frame, without
from quotecheck.checking.quoted import Stretch, opens_nested, quoted_stretches, unbroken
from quotecheck.checking.sentences import sentence_around
from quotecheck.checking.telling import SpokenWord, conditions, is_modal, negates
from quotecheck.checking.turning import turning_after, turning_before
from quotecheck.matching import PlacedWord
from quotecheck.model import Article, Difference, DifferenceKind, Polarity, Span, VerdictKind

__all__ = ["limited"]

_SENTENCE_END = re.compile(r"[.!?…]+")
_JOINING = frozenset({"and", "but", "so", "or", "well", "then", "now"})
"""Words at the head of a sentence that tell nothing where it follows an ellipsis."""
_CORRECTION = re.compile(
    r"(?:earlier|previous) version of this (?:article|story)|misquot\w+|misstat\w+|misattribut\w+|did not say that", re.IGNORECASE
)
_MARKS_BEHIND = 3
"""Characters behind the last word of a quote that may be its marks."""


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


def limited(finding: Finding, fit: Fit, archive: Archive, *, kept: Collection[int]) -> Finding:
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


def _cut(kind: DifferenceKind, words: Sequence[PlacedWord]) -> Difference:
    """What a cut leaves out."""
    return Difference(
        kind=kind,
        one=None,
        other=Span(words[0].span.start, words[-1].span.end),
        one_text="",
        other_text=" ".join(word.text for word in words),
    )
