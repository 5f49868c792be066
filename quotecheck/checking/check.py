"""Whether somebody said these very words, as far as a store knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotecheck.checking.objections import objection
from quotecheck.errors import NothingFound, UsageError
from quotecheck.matching import Nearest, find_words, nearest, place_words
from quotecheck.model import Article, EntityType, Evidence, Occurrence, Quote, Span, Speaker, Verdict, VerdictKind
from quotecheck.store import QuoteFilter, Store

__all__ = ["check"]

# Anybody says them in any quotation.
_FUNCTION_WORD = re.compile(
    r"an?|the|and|or|but|nor|if|than|that|this|these|those|there|here|whom?|whose|which|what|when|where|how|why|as|at|by|for|from|into?|"
    r"off?|on|onto|out|over|to|under|up|upon|with|about|after|before|between|through|during|i|me|my|we|us|ours?|yours?|you|he|him|his|"
    r"she|hers?|its?|they|them|theirs?|am|is|are|was|were|be|been|being|do|does|did|have|has|had|will|would|shall|should|can|could|may|"
    r"might|must|not|so"
)


def check(quote: str, by: str | None, store: Store) -> Verdict:
    """How a claimed quotation stands to a store.

    It is verbatim only if its words stand, in order and without a gap, between the quotation marks of one quotation by that
    speaker. It may be cut at both ends, unless the cut leaves out what turns it: a negation, a condition, the frame that puts it
    in other mouths. In doubt it is not found, and the differences say why.

    Args:
        quote: the words that somebody is said to have said; case, punctuation, marks and spaces do not count.
        by: a name, surname or office of who is said to have said them; None for anybody.
        store: where to look.

    Returns:
        The verdict. Of a quotation that is not found, ``said_by`` and ``evidence`` are of the nearest that is there.

    Raises:
        UsageError: ``quote`` holds no word, or ``by`` is blank.
    """
    words = place_words(quote)
    if not words:
        raise UsageError(f"{quote!r} holds no word that could have been said. Give the words of the quotation.")
    if by is not None and not by.strip():
        raise UsageError("No name of who is said to have said it. Give one, or leave it out for anybody.")
    if len(words) == 1 and _FUNCTION_WORD.fullmatch(words[0].key):
        return Verdict(quote=quote, by=by, kind=VerdictKind.NOT_FOUND, differences=("too short to tell",))
    if by is None:
        return _judged(quote, by, store, store.quotes(), remarks=())
    try:
        speakers = store.find_speakers(by)
    except NothingFound as error:
        return _judged(quote, by, store, (), remarks=(str(error),))
    ids = tuple(speaker.id for speaker in speakers)
    sure = _one_person(speakers) and all(_bears(speaker, by) for speaker in speakers)
    remarks = () if sure else (f"“{by}” may be {', '.join(speaker.name for speaker in speakers)}: give the full name",)
    return _judged(quote, by, store, store.quotes(QuoteFilter(speaker_ids=ids)), remarks=remarks)


def _judged(claimed: str, by: str | None, store: Store, own: Iterable[Quote], *, remarks: tuple[str, ...]) -> Verdict:
    """The verdict, given the quotes of the speaker.

    Args:
        claimed: the words.
        by: who is said to have said them.
        store: where the others' quotes are.
        own: the quotes of whoever ``by`` names.
        remarks: what is unclear about ``by``; if there is any, nothing is certified.
    """
    own = list(own)
    found = _placed(find_words(claimed, own), store)
    objections = [objection(match, claimed, article) for match, article in found]
    sound = [pair for pair, reason in zip(found, objections, strict=True) if reason is None]
    if sound:
        verdict = _resting_on(sound, claimed, by)
        return replace(verdict, differences=remarks) if remarks else replace(verdict, kind=VerdictKind.VERBATIM)
    if found:
        reasons = dict.fromkeys(reason for reason in objections if reason is not None)
        return replace(_resting_on(found, claimed, by), differences=(*remarks, *reasons))
    others = _placed(find_words(claimed, store.quotes()), store) if by is not None else []
    if others:
        speaker = others[0][0].quote.speaker or "somebody without a name"
        return replace(_resting_on(others, claimed, by), differences=(*remarks, f"these words are attributed to {speaker}, not to {by}"))
    return _near(nearest(claimed, own), claimed, by, store, remarks)


def _placed(matches: Iterable[Occurrence], store: Store) -> list[tuple[Occurrence, Article]]:
    return [(match, store.article_of(match.quote)) for match in matches]


def _resting_on(found: Sequence[tuple[Occurrence, Article]], claimed: str, by: str | None) -> Verdict:
    """A verdict on words that stand in quotes: not yet one that certifies them."""
    return Verdict(
        quote=claimed,
        by=by,
        kind=VerdictKind.NOT_FOUND,
        said_by=found[0][0].quote.speaker,
        score=1.0,
        evidence=tuple(_evidence(match.quote, match.span, article) for match, article in found),
    )


def _near(lead: Nearest | None, claimed: str, by: str | None, store: Store, remarks: tuple[str, ...]) -> Verdict:
    """The verdict on words that stand in no quote, with what comes nearest."""
    verdict = Verdict(quote=claimed, by=by, kind=VerdictKind.NOT_FOUND, differences=remarks)
    if lead is None:
        return verdict
    return replace(
        verdict,
        said_by=lead.quote.speaker,
        score=round(lead.score, 4),
        differences=(*remarks, *lead.differences),
        evidence=(_evidence(lead.quote, lead.span, store.article_of(lead.quote)),),
    )


def _evidence(quote: Quote, span: Span, article: Article) -> Evidence:
    return Evidence(
        article=quote.article, path=quote.path, line=article.line_of(span.start), span=span, text=span.of(article.text), quote=quote.id
    )


def _one_person(speakers: Sequence[Speaker]) -> bool:
    """Whether all are one person as far as their names tell: each name is part of the fullest ("Trump", "Donald Trump")."""
    names = sorted(({word.key for word in place_words(speaker.name)} for speaker in speakers), key=len)
    return all(name <= names[-1] for name in names)


def _bears(speaker: Speaker, by: str) -> bool:
    """Whether a name is more than a part of a body's: the "Biden administration" is not Biden."""
    if speaker.type is EntityType.PERSON:
        return True
    asked = {word.key for word in place_words(by)}
    names = [{word.key for word in place_words(name)} for name in (speaker.name, *speaker.aliases, *speaker.offices)]
    return asked in names or not any(asked < name for name in names)
