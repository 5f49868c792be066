"""Bibliographies: the article as an item of CSL-JSON, and that in a style of the Citation Style Language, set by citeproc-py."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from quotecheck.citing.addresses import address
from quotecheck.citing.bylines import authors
from quotecheck.citing.cited import Cited, web_address
from quotecheck.citing.plain import cite

__all__ = ["apa", "chicago", "csl_item", "csl_json"]


def csl_item(cited: Cited) -> dict[str, Any]:
    """The article of a quote as CSL-JSON; its note is the quote's citation in plain text.

    An article without an author is its outlet's; the styles would else begin with its title, and give it twice.
    """
    quote, source = cited.quote, cited.article.source
    author = authors(source.author) if source.author else [{"literal": source.outlet or "Unsigned article"}]
    item = {
        "id": f"quote-{quote.id}",
        "type": "article-newspaper",
        "title": source.title or cited.article.id,
        "author": author,
        "container-title": source.outlet if source.author else None,
        "issued": _date(source.published),
        "accessed": _date(source.fetched),
        "language": source.language,
        "URL": address(cited) if web_address(cited.article) else source.url,
        "note": cite(quote, cited.article),
    }
    return {key: value for key, value in item.items() if value is not None}


def csl_json(several: Iterable[Cited]) -> Iterator[str]:
    """An array of items."""
    yield "[\n"
    for number, cited in enumerate(several):
        yield f"{',' if number else ' '}{json.dumps(csl_item(cited), ensure_ascii=False)}\n"
    yield "]\n"


def apa(cited: Cited) -> str:
    """The article in the style of the American Psychological Association, 7th edition, and the quote's citation."""
    return _styled(cited, "apa")


def chicago(cited: Cited) -> str:
    """The article in the style of the Chicago Manual, 16th edition, author and date, and the quote's citation."""
    return _styled(cited, "chicago")


def _styled(cited: Cited, style: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter  # noqa: PLC0415  (only styles need it)
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

    # The address alone, since a fragment is not for print; the place stands behind.
    item = {key: value for key, value in csl_item(cited).items() if key != "note"}
    if "URL" in item:
        item["URL"] = item["URL"].partition("#")[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        set_in = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
        set_in.register(Citation([CitationItem(item["id"])]))
        entry = " ".join(str(line) for line in set_in.bibliography())
    return f"{' '.join(entry.split())}\n    {cite(cited.quote, cited.article)}\n"


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle  # noqa: PLC0415

    with as_file(files("quotecheck.citing").joinpath("data", f"{name}.csl")) as path:
        return CitationStylesStyle(str(path), validate=False)


def _date(written: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in written[:10].split("-")]]} if written else None
