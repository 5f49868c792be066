"""What a page states of its article: in its head, and in the data that it holds for search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quotecheck.reading.canonical import canonical
from quotecheck.reading.rendering import Metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["extracted", "metadata_of", "one_line", "own_address"]

_LATEST_DATE = "2100-01-01"
"""Fixed, lest what a page says today be read otherwise tomorrow."""
_DATE = {"original_date": True, "extensive_search": False, "max_date": _LATEST_DATE}
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CHANGED = re.compile(r"modif|updated|revised", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")


def extracted(tree: HtmlElement, address: str | None) -> Any:
    """What trafilatura takes for the article, and what it knows of it; None if it finds none.

    Args:
        tree: of the page, which is not what it was afterwards: data on other articles are taken out.
        address: where it was found.
    """
    import trafilatura  # noqa: PLC0415 -- slow to import

    _keep_own_data(tree)
    return trafilatura.bare_extraction(
        tree, url=address, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True, date_extraction_params=_DATE
    )


def metadata_of(found: Any, tree: HtmlElement, address: str | None) -> Metadata:
    """What a page says of its article.

    Args:
        found: what ``extracted`` gives.
        tree: of the page.
        address: where it was found.
    """
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    metadata: Metadata = {"language": (language or "").strip().replace("_", "-").split("-")[0].lower() or None}
    if found is not None:
        published = one_line(found.date)
        metadata |= {
            "title": one_line(found.title),
            "url": own_address(one_line(found.url), address),
            "outlet": one_line(found.sitename),
            "author": one_line(found.author),
            "published": None if published in _only_changed(tree) else published,
            "licence": one_line(found.license),
        }
    return metadata


def own_address(stated: str | None, found: str | None) -> str | None:
    """The address of an article: what its page states, unless that is another host's or its site's first page; else where it was found.

    >>> own_address("https://post.example/", "https://post.example/7"), own_address("https://post.example/7", None)
    ('https://post.example/7', 'https://post.example/7')
    >>> own_address("https://other.example/7", "https://post.example/7?utm=1")
    'https://post.example/7?utm=1'
    """
    try:
        said = urlsplit(stated or "")
        # A page names itself; it does not name others.
        is_own = found is None or _host(said.netloc) == _host(urlsplit(found).netloc)
    except ValueError:
        return found
    return stated if is_own and (said.path.strip("/") or said.query) else found


def one_line(value: object) -> str | None:
    r"""A string on one line, without what cannot be shown; None if nothing is left of it, or it is no string.

    >>> one_line(" He said\nno.\x07 "), one_line([])
    ('He said no.', None)
    """
    if not isinstance(value, str):
        return None
    # Half a surrogate pair is no character at all.
    shown = _UNSHOWN.sub(" ", value).encode("utf-8", "ignore").decode()
    return canonical(" ".join(shown.split())) or None


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _keep_own_data(tree: HtmlElement) -> None:
    """Take data on other articles out of a page that has its own, too, known by its headline or its address."""
    titles = {_letters(element.text_content()) for element in tree.iter("h1", "title")}
    titles |= {_letters(element.get("content", "")) for element in tree.iterfind(".//meta[@property='og:title']")}
    address = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    data = [(script, list(_articles(_loaded(script)))) for script in tree.iterfind(".//script[@type='application/ld+json']")]
    fits = [one for _, articles in data for one in articles if _fits(one, titles, address)]
    if not fits:
        return
    for script, articles in data:
        if any(one not in fits for one in articles):
            kept = [one for one in articles if one in fits]
            script.text = json.dumps(kept[0] if len(kept) == 1 else kept)


def _loaded(script: HtmlElement) -> Any:
    try:
        return json.loads(script.text or "")
    except (ValueError, RecursionError):
        return None


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in data of schema.org."""
    if isinstance(value, list):
        for one in value:
            yield from _articles(one)
    elif isinstance(value, dict):
        if "headline" in value or "datePublished" in value:
            yield value
        yield from _articles(value.get("@graph"))


def _fits(article: dict[str, Any], titles: set[str], address: str | None) -> bool:
    headline, url = (_letters(str(article.get(key) or "")) for key in ("headline", "url"))
    return bool((headline and any(headline in title for title in titles)) or (url and url == _letters(address or "")))


def _only_changed(tree: HtmlElement) -> set[str]:
    """The days on which a page says it was changed and does not say anything else of."""
    changed: set[str] = set()
    others: set[str] = set()
    for element in tree.iter("meta", "time", "abbr"):
        named = " ".join(element.get(key, "") for key in ("property", "name", "itemprop", "http-equiv", "class"))
        days = _DAY.findall(" ".join((element.get("content", ""), element.get("datetime", ""), element.get("title", ""))))
        (changed if _CHANGED.search(named) else others).update(days)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for key, day in re.findall(rf'"(\w*date\w*)"\s*:\s*"({_DAY.pattern})', script.text or "", re.IGNORECASE):
            (changed if _CHANGED.search(key) else others).add(day)
    return changed - others


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
