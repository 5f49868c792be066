"""Articles: a list of them, and one with every attribution marked in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from quotecheck.errors import UsageError
from quotecheck.model import Article, Quote, Span
from quotecheck.model.records import quote_record
from quotecheck.store import Store
from quotecheck.store.browsing import Listed, article_by_digest, list_articles, quotes_in, reasons_of
from quotecheck.web.answering import Page
from quotecheck.web.asking import Asked
from quotecheck.web.columns import ARTICLES, QUOTES_OF_ARTICLE
from quotecheck.web.segments import Stretch, cut
from quotecheck.web.site import Site

__all__ = ["article", "articles", "listed_record"]

_ARTICLES = 50
_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def articles(store: Store, asked: Asked, _site: Site) -> Page:
    """What was read, the latest first."""
    found = list_articles(store, limit=_ARTICLES + 1, offset=(asked.page - 1) * _ARTICLES)
    shown = found[:_ARTICLES]
    records = [listed_record(one) for one in shown]
    return Page(
        template="articles.html.j2",
        title="Articles",
        record={"articles": records},
        table=records,
        columns=ARTICLES,
        context={"articles": shown},
        more=len(found) > _ARTICLES,
        paged=True,
    )


def listed_record(one: Listed) -> dict[str, Any]:
    """An article of a list, as it goes out as JSON."""
    return {key: getattr(one, key) for key in ARTICLES}


def article(store: Store, asked: Asked, _site: Site) -> Page:
    """An article: its text by lines, who is credited with which words of it, and why."""
    shown = article_by_digest(store, asked.names["digest"], id=asked.get("id"))
    quotes = quotes_in(store, shown)
    reasons = reasons_of(store, [quote.id for quote in quotes])
    furniture = {one.line: one.kind.value for one in shown.furniture}
    chosen = _chosen(asked.get("c"), shown)
    records = [
        quote_record(quote)
        | {
            "content": [[span.start, span.end] for span in quote.content],
            "rule": quote.rule,
            "speaker_id": quote.speaker_id,
            "reason": reasons[quote.id].reason if quote.id in reasons else None,
        }
        for quote in quotes
    ]
    return Page(
        template="article.html.j2",
        title=shown.source.title or shown.id,
        record={"article": _article_record(shown), "quotes": records},
        table=records,
        columns=QUOTES_OF_ARTICLE,
        context={
            "article": shown,
            "quotes": quotes,
            "reasons": reasons,
            "lines": cut(shown.text, [*chosen, *_stretches(quotes)]),
            "furniture": furniture,
            "anchors": _anchors(quotes),
        },
    )


def _stretches(quotes: Sequence[Quote]) -> Iterator[Stretch]:
    for number, quote in enumerate(quotes):
        for role, spans in (("content", quote.content), ("cue", quote.cue), ("speaker", quote.mention)):
            yield from (Stretch(span=span, number=number, role=role) for span in spans)


def _anchors(quotes: Sequence[Quote]) -> dict[tuple[int, Span], str]:
    """What each piece of a quote is pointed at by, if no other has that already."""
    anchors: dict[tuple[int, Span], str] = {}
    taken: set[str] = set()
    for number, quote in enumerate(quotes):
        for span in quote.content:
            anchor = f"c{span.start}-{span.end}"
            if anchor not in taken:
                anchors[number, span] = anchor
                taken.add(anchor)
    return anchors


def _chosen(given: str | None, shown: Article) -> list[Stretch]:
    """The words that the reader is to be shown."""
    if given is None:
        return []
    found = _PLACE.fullmatch(given)
    if found is None or not int(found[1]) < int(found[2]) <= len(shown.text):
        raise UsageError(f"{given!r} is no place in this article. Give two offsets, such as 120-180.")
    return [Stretch(span=Span(int(found[1]), int(found[2])), number=-1, role="chosen")]


def _article_record(shown: Article) -> dict[str, Any]:
    source = shown.source
    keys = ("digest", "path", "title", "url", "outlet", "author", "published", "language")
    return {
        "id": shown.id,
        **{key: getattr(source, key) for key in keys},
        "text": shown.text,
        "furniture": [{"line": one.line, "kind": one.kind.value} for one in shown.furniture],
        "diagnostics": [one.message for one in shown.diagnostics],
    }
