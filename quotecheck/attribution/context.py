"""When and where something was said: *Thursday*, *in an interview with Rudaw*, *on RAI state television*."""

from __future__ import annotations

from quotecheck.attribution.syntax import base, child, children, descendants, span_of, under
from quotecheck.model import Parse, Span, Word

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
_PREPOSITIONS = frozenset({"in", "on", "at", "during", "to", "before", "after", "via", "through", "over"})


def when_and_where(parse: Parse, verb: Word, content: tuple[Span, ...]) -> tuple[Span | None, Span | None]:
    """The words that date the telling and those that name its occasion or medium, if the cue has them, outside the content."""
    when = where = None
    for word in [*children(parse, verb, *_RELATIONS), *_astray(parse, verb)]:
        side = word.index > verb.index
        span = span_of(w for w in descendants(parse, word) if (w.index > verb.index) is side)
        if any(span.overlaps(piece) for piece in content):
            continue
        if when is None and is_time(word):
            when = span
        elif where is None and is_occasion(parse, word):
            where = span
    return when, where


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
    if case is None or case.text.lower() not in _PREPOSITIONS:
        return False
    return word.lemma.lower() in _SPOKEN | _WRITTEN
