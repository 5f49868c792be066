"""Search: people and words, as they are typed."""

from __future__ import annotations

from quotecheck.errors import NothingFound
from quotecheck.model import Speaker
from quotecheck.model.records import quote_record, speaker_record
from quotecheck.store import Store
from quotecheck.store.browsing import MOST_HELD, expression_of, list_articles, list_speakers, places_of, quotes_holding, speakers_typed
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.columns import QUOTES
from quotecheck.web.pages.article import listed_record
from quotecheck.web.site import Site

__all__ = ["search"]

_PEOPLE, _QUOTES = 8, 25
_MOST_QUOTED, _LATEST = 12, 6


def search(store: Store, asked: Asked, _site: Site) -> Page:
    """The people that a text may mean, and the quotes that hold its words; without a text, whom and what the store has."""
    text = asked.get("q") or ""
    if not text:
        return _front(store)
    offset = (asked.page - 1) * _QUOTES
    people, hint = _people(store, text) if offset == 0 else ([], None)
    words = expression_of(text, typed=not (asked.arguments.get("q") or "").endswith((" ", '"')))
    found = [] if words is None else quotes_holding(store, words, limit=_QUOTES + 1, offset=offset)
    quotes = found[:_QUOTES]
    records = [quote_record(quote) for quote in quotes]
    return Page(
        template="search.html.j2",
        title=f"Search: {text}",
        record={"query": text, "people": [speaker_record(speaker) for speaker in people], "quotes": records},
        table=records,
        columns=QUOTES,
        context={
            "query": text,
            "wordless": words is None,
            "people": people,
            "hint": hint,
            "quotes": quotes,
            "at": places_of(store, [quote.id for quote in quotes]),
            "most_held": MOST_HELD,
            "front": None,
        },
        more=len(found) > _QUOTES and offset + _QUOTES < MOST_HELD,
        paged=True,
    )


def _people(store: Store, text: str) -> tuple[list[Speaker], str | None]:
    """Whom a text may mean, those whose name begins so first; and what else may have been meant, if nobody."""
    typed = speakers_typed(store, text, most=_PEOPLE)
    try:
        meant = store.find_ids(text)[:_PEOPLE]
    except NothingFound as error:
        return typed, None if typed else str(error).partition("Nearest: ")[2].rstrip(".") or None
    known = {speaker.id for speaker in typed}
    others = [speaker for speaker in store.speakers([id_ for id_ in meant if id_ not in known]) if speaker.quotes]
    return (typed + others)[:_PEOPLE], None


def _front(store: Store) -> Page:
    people = list_speakers(store, limit=_MOST_QUOTED, offset=0)
    latest = list_articles(store, limit=_LATEST, offset=0)
    counts = {"quotes": store.count_quotes(), "articles": store.count_articles()}
    return Page(
        template="search.html.j2",
        title="Who said what",
        record={
            "query": "",
            "people": [speaker_record(speaker) for speaker in people],
            "quotes": [],
            "counts": counts,
            "latest": [listed_record(article) for article in latest],
        },
        table=[],
        columns=QUOTES,
        context={
            "query": "",
            "wordless": False,
            "people": people,
            "hint": None,
            "quotes": [],
            "at": {},
            "front": counts | {"latest": latest},
        },
    )
