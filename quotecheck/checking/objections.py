"""Why words that were found in a quote are, all the same, no verbatim quotation."""

from __future__ import annotations

import re

from quotecheck.checking.framing import Frame, turned_frame
from quotecheck.checking.quoted import quoted_stretches, unbroken
from quotecheck.checking.sentences import sentence_around
from quotecheck.checking.turning import condition, turning_after, turning_before
from quotecheck.model import Article, Occurrence, Quote, Span

__all__ = ["objection"]


def objection(match: Occurrence, claimed: str, article: Article) -> str | None:
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
    if not quote.mention:  # then the speaker is only guessed from the sentences around
        return "the article does not say here who says this"
    turned = turned_frame(_frame(quote, article))
    if turned is not None:
        return f"the article does not say that this was said: “{turned}”"
    return _cut(match, claimed, article)


def _frame(quote: Quote, article: Article) -> Frame:
    """What the article puts around the quote in the sentence of its cue, and in that of its end."""
    if not quote.cue:
        return Frame()
    text, cue = article.text, quote.cue[0]
    sentence = sentence_around(text, cue)
    end = max(sentence.end, sentence_around(text, quote.content[-1]).end)
    speaking = min([cue.start, *(span.start for span in quote.mention if span.start >= sentence.start)])
    return Frame(
        before_speaker=_without(Span(sentence.start, speaking), quote.content, text),
        before=_without(Span(sentence.start, cue.start), quote.content, text),
        cue=Span(cue.start, max(quote.cue[-1].end, quote.content[0].start)).of(text),
        behind=_without(Span(quote.cue[-1].end, end), quote.content, text),
    )


def _cut(match: Occurrence, claimed: str, article: Article) -> str | None:
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


def _spoken(match: Occurrence, article: Article) -> tuple[str, Span]:
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


def _rest_of_sentence(match: Occurrence, article: Article) -> tuple[str, str]:
    """The article's own words in the same sentence, before and after the quote's content."""
    content = match.quote.content
    first, last = content[0], content[-1]
    before = Span(sentence_around(article.text, first).start, first.start).of(article.text)
    closed = re.search(r"[.!?][\"'”’»“\s]*$", last.of(article.text)) is not None
    after = "" if closed else Span(last.end, sentence_around(article.text, last).end).of(article.text)
    return before, after


def _without(span: Span, left_out: tuple[Span, ...], text: str) -> str:
    return "".join(text[at] for at in range(span.start, span.end) if not any(other.start <= at < other.end for other in left_out))
