"""Why words that were found in a quote are, all the same, no verbatim quotation."""

from __future__ import annotations

import re

from quotecheck.checking.quoted import quoted_stretches, unbroken
from quotecheck.checking.sentences import sentence_around
from quotecheck.checking.turning import condition, turned_frame, turning_after, turning_before
from quotecheck.model import Article, Match, Quote, Span

__all__ = ["objection"]

# Below this the extractor itself holds the attribution for likelier wrong than right.
_SURE = 0.5


def objection(match: Match, claimed: str, article: Article) -> str | None:
    """What forbids to call the matched words a verbatim quotation, in one clause; None if nothing does.

    Args:
        match: where the claimed words were found.
        claimed: the words that somebody is said to have said.
        article: the article of the match.
    """
    quote = match.quote
    broken = unbroken(match.span, quoted_stretches(quote, article), quote, article)
    if broken is not None:
        return broken
    if quote.confidence < _SURE:
        return f"who says this is unsure (confidence {quote.confidence:.2f})"
    frame = _frame(quote, article)
    if frame is not None:
        return f"the article does not say that this was said: “{frame}”"
    return _cut(match, claimed, article)


def _frame(quote: Quote, article: Article) -> str | None:
    if not quote.cue:
        return None
    cue = quote.cue[0]
    sentence = sentence_around(article.text, cue)
    before = _without(Span(sentence.start, cue.start), quote.content, article.text)
    between = Span(cue.start, max(quote.cue[-1].end, quote.content[0].start)).of(article.text)
    return turned_frame(before, between)


def _cut(match: Match, claimed: str, article: Article) -> str | None:
    """What the cut at either end leaves out that turns the words."""
    text, place = _spoken(match, article)
    sentence = sentence_around(text, place)
    before, kept, after = text[sentence.start : place.start], place.of(text), text[place.end : sentence.end]
    turning = turning_before(before) or turning_after(kept, after)
    if turning is not None:
        return f"the cut leaves out “{turning}”, which turns these words"
    for rest in _rest_of_sentence(match, article):
        if word := condition(rest):
            return f"the article puts these words under “{word}”"
    asked_here = re.match(r"[\"'”’»)\]]*[.!…]*\?", after) is not None
    if kept.count("?") + asked_here != claimed.count("?") or ("?" in after and not asked_here):
        return "one of the two is a question and the other is not"
    return None


def _spoken(match: Match, article: Article) -> tuple[str, Span]:
    """All that the quote's content says, its pieces run together, and the place in it of the matched words."""
    text = ""
    start = end = 0
    for span in match.quote.content:
        if span.start <= match.span.start:
            start = len(text) + match.span.start - span.start
        if span.start < match.span.end:
            end = len(text) + match.span.end - span.start
        text += span.of(article.text) + " "
    return text, Span(start, end)


def _rest_of_sentence(match: Match, article: Article) -> tuple[str, str]:
    """The article's own words in the same sentence, before and after the quote's content."""
    content = match.quote.content
    first, last = content[0], content[-1]
    before = Span(sentence_around(article.text, first).start, first.start).of(article.text)
    closed = re.search(r"[.!?][\"'”’»“\s]*$", last.of(article.text)) is not None
    after = "" if closed else Span(last.end, sentence_around(article.text, last).end).of(article.text)
    return before, after


def _without(span: Span, left_out: tuple[Span, ...], text: str) -> str:
    return "".join(text[at] for at in range(span.start, span.end) if not any(other.start <= at < other.end for other in left_out))
