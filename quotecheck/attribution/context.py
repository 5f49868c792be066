"""When and where something was said: *Thursday*, *in an interview with Rudaw*, *on RAI state television*."""

from __future__ import annotations

from bisect import bisect_right

from quotecheck.attribution.syntax import base, child, children, descendants, span_of, under
from quotecheck.model import EntityType, Parse, Span, Word

__all__ = ["is_occasion", "is_time", "when_and_where"]

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"})
_PERIODS = frozenset({"minute", "hour", "morning", "afternoon", "evening", "night", "day", "weekend", "week", "month", "year", "moment"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
)
_SPOKEN = frozenset(
    {"address", "appearance", "briefing", "broadcast", "call", "conference", "debate", "event", "hearing", "interview", "meeting"}
    | {"podcast", "program", "programme", "radio", "rally", "remark", "show", "speech", "television", "testimony", "tv", "video"}
)
_WRITTEN = frozenset(
    {"affidavit", "article", "blog", "book", "column", "comment", "document", "e-mail", "editorial", "email", "facebook", "filing"}
    | {"letter", "memo", "message", "news", "note", "op-ed", "post", "press", "release", "report", "statement", "transcript"}
    | {"tweet", "twitter"}
)
_RELATIONS = ("obl", "iobj", "advmod", "nmod", "obj")
_PLACING = frozenset({"in", "at", "from"})
_AUDIENCES = frozenset({"briefing", "conference", "convention", "hearing", "inquiry", "meeting", "rally", "tribunal"})
"""Occasions that are told something: *told a news conference*."""
_PREPOSITIONS = frozenset({"in", "on", "at", "during", "to", "before", "after", "via", "through", "over"})


def when_and_where(parse: Parse, verb: Word, content: tuple[Span, ...]) -> tuple[Span | None, Span | None]:
    """The words that date the telling and those that name its occasion, medium or place, if the cue has them, outside the content."""
    when = where = None
    for word in [*children(parse, verb, *_RELATIONS), *_astray(parse, verb)]:
        side = word.index > verb.index
        words = [w for w in descendants(parse, word) if (w.index > verb.index) is side]
        if any(span_of(words).overlaps(piece) for piece in content):
            continue
        if is_time(word):
            when = when or span_of(words)
        elif where is None and (is_occasion(parse, word) or _is_place(parse, word)):
            occasion, dated = _undated(parse, word, words)
            where = span_of(occasion)
            when = when or (span_of(dated) if dated else None)
    return when, where


def _undated(parse: Parse, occasion: Word, words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words of an occasion without the time at their end, and those of the time: *in an interview with Radio Larken [on Tuesday]*."""
    time = next((w for w in words if w.index > occasion.index and is_time(w) and base(w) in ("nmod", "obl")), None)
    if time is None:
        return words, []
    first = descendants(parse, time)[0].index
    return [w for w in words if w.index < first] or words, [w for w in words if w.index >= first]


def _is_place(parse: Parse, word: Word) -> bool:
    """Whether a word that hangs on a cue names the place of the telling: *told reporters [in Oslo]*."""
    case = child(parse, word, "case")
    if case is None or case.text.lower() not in _PLACING or base(word) not in ("obl", "nmod"):
        return False
    k = bisect_right(parse.names, word.index, key=lambda name: name.first) - 1
    return k >= 0 and word.index < parse.names[k].last and parse.names[k].type is EntityType.PLACE


def _astray(parse: Parse, verb: Word) -> list[Word]:
    """What stands behind the cue, though the parser joined it to what was told before: *“…,” she said Friday in an interview*."""
    sentence = parse.sentences[parse.sentence_of[verb.index]]
    behind = parse.words[verb.index + 1 : sentence.last]
    loose = (w for w in behind if base(w) in _RELATIONS and under(parse, w, verb))
    return [w for w in loose if w.head is not None and (w.head < verb.index or (w.head > w.index and is_time(w)))]


def is_time(word: Word) -> bool:
    """Whether a word that hangs on a cue dates the telling."""
    lemma = word.lemma.lower().rstrip(".")
    return lemma in _DAYS or lemma in _MONTHS or (lemma in _PERIODS and base(word) != "obj")


def is_occasion(parse: Parse, word: Word) -> bool:
    """Whether a word that hangs on a cue names the occasion or the medium of the telling."""
    case = child(parse, word, "case")
    if case is None:
        return base(word) in ("obj", "iobj") and word.lemma.lower() in _AUDIENCES
    if case.text.lower() not in _PREPOSITIONS:
        return False
    return word.lemma.lower() in _SPOKEN | _WRITTEN
