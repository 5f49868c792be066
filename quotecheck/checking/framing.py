"""Whether the article says that somebody said it, or only that others say so, or that he said it after others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.checking.sentences import sentence_around
from quotecheck.checking.telling import SpokenWord, conditions, is_modal, negates, reports, words_of
from quotecheck.checking.turning import condition
from quotecheck.model import Article, Quote, Span

__all__ = ["Frame", "condition_around", "frame_of", "turned_frame", "without"]

# Whoever does so lends others his mouth.
_AFTER_OTHERS = re.compile(r"quoting|citing|repeating|reading|reciting|echoing|mimicking|imitating|paraphrasing|mocking")
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|''.*?(?:''|$)")
_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "it"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "i'm", "we're", "i've", "we've"})
_ASKED = re.compile(r"\b(?:ask|wonder|question|press|inquir|quer|know|see)\w*(?:\s+\w+){0,4}\s+if\b", re.IGNORECASE)
"""An *if* that is a *whether*: *asked if he would leave*."""
_JOINING = frozenset({"and", "but", "while", "as", "who", "which", "when", "after", "before"})

_REACH_OF_FRAME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an article puts around a quotation in the same sentence, without the quotation's own words.

    Attributes:
        before_speaker: the words before the speaker and the cue, whichever comes first.
        before: the words before the cue.
        cue: the cue, and what stands between it and a quotation that follows.
        behind: the rest of the sentence behind the cue.
        own: words that stand for the speaker.
    """

    before_speaker: str = ""
    before: str = ""
    cue: str = ""
    behind: str = ""
    own: frozenset[str] = frozenset()


def frame_of(quote: Quote, article: Article) -> Frame:
    """What the article puts around a quote in the sentence of its cue, and in that of its end."""
    if not quote.cue:
        return Frame()
    text, cue = article.text, quote.cue[0]
    sentence = sentence_around(text, cue)
    sentence = Span(max(sentence.start, text.rfind("\n", 0, cue.start) + 1), sentence.end)
    end = max(sentence.end, sentence_around(text, quote.content[-1]).end)
    speaking = min([cue.start, *(span.start for span in quote.mention if span.start >= sentence.start)])
    return Frame(
        before_speaker=without(Span(sentence.start, speaking), quote.content, text),
        before=without(Span(sentence.start, cue.start), quote.content, text),
        cue=Span(cue.start, max(quote.cue[-1].end, quote.content[0].start)).of(text),
        behind=without(Span(quote.cue[-1].end, end), quote.content, text),
        own=_PRONOUNS | {word.key for word in words_of(f"{quote.speaker or ''} {quote.speaker_mention or ''}")},
    )


def condition_around(quote: Quote, article: Article) -> str | None:
    """The "if" of the article's own words in the sentence of a quote, under which it puts this; None if there is none."""
    first, last = quote.content[0], quote.content[-1]
    before = Span(sentence_around(article.text, first).start, first.start).of(article.text)
    closed = re.search(r"[.!?][\"'”’»“\s]*$", last.of(article.text)) is not None
    after = "" if closed else Span(last.end, sentence_around(article.text, last).end).of(article.text)
    return condition(_ASKED.sub(" ", before)) or condition(_ASKED.sub(" ", after))


def without(span: Span, left_out: tuple[Span, ...], text: str) -> str:
    """Give the article's own words in a span: without the quote, and without what else it quotes there."""
    own = "".join(text[at] for at in range(span.start, span.end) if not any(other.start <= at < other.end for other in left_out))
    return _QUOTED.sub(" ", own)


def turned_frame(frame: Frame) -> str | None:
    """The word by which the article does not say that the speaker said this of himself; None if there is none.

    >>> turned_frame(Frame(before="A spokesman has never ", cue="said")), turned_frame(Frame(cue="said", behind=", quoting Bob Roe."))
    ('never', 'quoting')
    >>> turned_frame(Frame(before_speaker="Critics wrote that ", before="Critics wrote that Ann Lee ", cue="said"))
    'wrote'
    >>> turned_frame(Frame(before="Blinken, who will go to Rome, ", cue="said", behind=" on Monday."))
    """
    before, cue, behind = words_of(frame.before), words_of(frame.cue), words_of(frame.behind)
    if any(word.key in _FIRST_PERSON for word in before):  # then it is the speaker's own, as in a transcript
        before = []
    near = before[-_REACH_OF_FRAME:]
    clause = max((index + 1 for index, word in enumerate(near) if word.stops), default=0)
    for words, start in ((near, clause), (cue, 0)):
        for index, word in enumerate(words):
            if negates(words, index) or (index >= start and (conditions(word) or is_modal(word) or word.key == "will")):
                return word.text
    return (
        _reported(words_of(frame.before_speaker) if before else [])
        or _after_others(before)
        or _after_others(behind)
        or _closing_report(behind, frame.own)
    )


def _reported(words: Sequence[SpokenWord]) -> str | None:
    """The report of somebody else that the speaker and his cue stand in: "Critics wrote that", "According to Roe,"."""
    last_stop = max((index for index, word in enumerate(words) if word.stops), default=-1)
    for index, word in enumerate(words):
        governs = index > last_stop or any(later.key == "that" for later in words[index + 1 :]) or word.key == "according"
        joined = any(later.key in _JOINING for later in words[index + 1 :])
        if governs and not joined and reports(words, index):
            return word.text
    return None


def _after_others(words: Sequence[SpokenWord]) -> str | None:
    """The word at the head of a clause that says whose words these are: "quoting Roe", "reading from a letter"."""
    for index, word in enumerate(words):
        if (index == 0 or words[index - 1].stops or index == len(words)) and _AFTER_OTHERS.fullmatch(word.key):
            return word.text
    return None


def _closing_report(words: Sequence[SpokenWord], own: frozenset[str]) -> str | None:
    """The report of somebody else that ends the sentence: ", critics claim", ", according to Roe"."""
    attributed = next((word.text for word in words if word.key == "according"), None)
    if attributed:
        return attributed
    last_stop = max((index for index, word in enumerate(words) if word.stops), default=-1)
    clause = words[last_stop + 1 :]
    by_others = (
        len(clause) > 1
        and not any(word.key in own for word in clause)
        and not any(word.key in _JOINING for word in clause)
        and reports(clause, len(clause) - 1)
    )
    return clause[-1].text if by_others else None
