"""Addresses of pages from lists, feeds and sitemaps: only names are taken from them, never the words of an article.

What is listed comes from strangers. No parser opens a path or an address here, and a document that declares entities, which a
few lines can blow up to gigabytes, is refused before any parser sees it.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import etree

from quotecheck.errors import InputError
from quotecheck.reading.addresses import parsed
from quotecheck.reading.canonical import canonical, decode
from quotecheck.reading.web import Page, unzipped

__all__ = ["addresses_in_feed", "addresses_in_list", "addresses_in_sitemap", "pages_of_sitemap"]

GZIP = b"\x1f\x8b"
MOST_BYTES = 50_000_000
MOST_PAGES = 50_000
MOST_SITEMAPS = 100
DEEPEST = 3

BLANKS = " \t\n\r\ufeff"
DECLARED = re.compile(rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.ASCII)
# Of what can be declared, the alphabets: Python also knows codecs that take hours, and those of 16 bits are declared in error.
ALPHABETS = re.compile(rb"(utf-?8$|us-ascii|iso[-_]?8859|latin|windows-|cp\d|koi8|mac|gb|big5|euc|shift|tis)", re.IGNORECASE)


def addresses_in_list(raw: bytes, *, name: str) -> list[str | InputError]:
    r"""The addresses of a list, one a line, each once, in their order; in place of what is none, the error that says so.

    Args:
        raw: lines of text; blank ones and those that begin with ``#`` are passed over.
        name: what to call the list in a message.

    Raises:
        InputError: it is no text.

    >>> addresses_in_list(b"# news\nhttps://example.org/a\n\nhttps://example.org/a#top\n", name="list.txt")
    ['https://example.org/a']
    """
    addresses: dict[str, str | InputError] = {}
    for number, line in enumerate(canonical(decode(raw, name=name).text).split("\n"), start=1):
        address = line.strip(BLANKS)
        if address and not address.startswith("#"):
            where = f"{name}:{number}"
            if " " in address or "\t" in address:
                addresses[where] = InputError(f"{where}: not an address of the web. Give one address a line, and nothing else on it.")
                continue
            try:
                parsed(address, where=where)
            except InputError as error:
                addresses[where] = error
            else:
                page = address.partition("#")[0]
                addresses.setdefault(page, page)
    return [*addresses.values()]


def addresses_in_feed(raw: bytes, *, name: str, base: str | None) -> list[str]:
    """The addresses of the entries of a feed (RSS, RDF, Atom, JSON Feed), each once, in their order.

    Args:
        raw: the feed.
        name: what to call it in a message.
        base: where it was found, to which its relative links are joined.

    Returns:
        Addresses; an entry that has none, or none of the web, is passed over.

    Raises:
        InputError: it is no feed.
    """
    content = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    links = _json_links(content, name=name) if content.startswith(b"{") else _xml_links(raw, name=name, base=base)
    return _of_the_web(links, base=base)


def addresses_in_sitemap(raw: bytes, *, name: str) -> tuple[list[str], list[str]]:
    """The addresses in a sitemap, each once, in their order.

    Args:
        raw: XML as on sitemaps.org, or one address a line; either may be zipped with gzip.
        name: what to call it in a message.

    Returns:
        Addresses of further sitemaps, and addresses of pages.

    Raises:
        InputError: it is no sitemap.
    """
    if raw.startswith(GZIP):
        try:
            raw = unzipped(raw, size=MOST_BYTES + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"{name}: cut short or broken (gzip). Get it again.") from error
    if len(raw) > MOST_BYTES:
        raise InputError(f"{name}: larger than {MOST_BYTES // 1_000_000} MB, which no sitemap may be. Give a list of addresses instead.")
    text = _text(raw, name=name)
    if not text.lstrip(BLANKS).startswith("<"):
        found = addresses_in_list(raw, name=name)
        wrong = next((one for one in found if isinstance(one, InputError)), None)
        if wrong is not None:
            raise wrong
        return [], [one for one in found if isinstance(one, str)]
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.lstrip(BLANKS).encode(), parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise InputError(f"{name}:{line}: not a sitemap (broken XML). Give the address of one, or a list of addresses.") from error
    kind = _local(root)
    if kind not in {"urlset", "sitemapindex"}:
        raise InputError(f"{name}: not a sitemap (it begins with <{kind[:40]}>). Give the address of one, or a list of addresses.")
    return _of_the_web(_places(root, "sitemap")), _of_the_web(_places(root, "url"))


def pages_of_sitemap(address: str, *, fetch: Callable[[str], Page]) -> Iterator[str | InputError]:
    """The addresses of pages in a sitemap and in those that it names, each once, in the order of the documents.

    Args:
        address: where the sitemap is.
        fetch: gives what is at an address.

    Yields:
        Addresses; in place of a sitemap that cannot be read, the first included, the error that says why. Sitemaps are followed
        three deep, a hundred in all, for fifty thousand pages; where something is left out for that, an error says so.
    """
    seen: set[str] = set()
    given: set[str] = set()
    waiting = [(address, 0)]
    while waiting:
        place, depth = waiting.pop()
        if place in seen:
            continue
        if len(seen) == MOST_SITEMAPS:
            yield InputError(f"{address}: names more than {MOST_SITEMAPS} sitemaps. The rest was left out; give those by themselves.")
            return
        seen.add(place)
        try:
            page = fetch(place)
            nested, pages = addresses_in_sitemap(page.body, name=place)
        except InputError as error:
            yield error
            continue
        for found in pages:
            if found not in given:
                if len(given) == MOST_PAGES:
                    yield InputError(f"{address}: names more than {MOST_PAGES} pages. The rest was left out; give its sitemaps one by one.")
                    return
                given.add(found)
                yield found
        if nested and depth == DEEPEST:
            yield InputError(f"{place}: names sitemaps more than {DEEPEST} deep. They were left out; give this one by itself.")
        elif depth < DEEPEST:
            waiting += [(further, depth + 1) for further in reversed(nested)]


def _text(raw: bytes, *, name: str) -> str:
    """The text of an XML document, in the encoding that it declares or else the likeliest, without declarations of entities."""
    declared = DECLARED.match(raw)
    text = None
    if declared is not None and ALPHABETS.match(declared[1]):
        try:
            text = raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            text = None
    if text is None:
        text = decode(raw, name=name).text
    if "<!ENTITY" in text:
        raise InputError(f"{name}: declares entities of its own, which can be a trap. Give a list of addresses instead.")
    return text


def _xml_links(raw: bytes, *, name: str, base: str | None) -> list[str]:
    """The links of the entries of RSS, RDF or Atom."""
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": base} if base else {})
    stream = io.BytesIO(_text(raw, name=name).lstrip(BLANKS).encode())
    try:
        found = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it means to read whatever there is, and has no errors of its own for what it cannot
        raise InputError(f"{name}: a broken feed ({type(error).__name__} in feedparser). Give a list of addresses instead.") from error
    if not found.get("version"):
        raise _no_feed(name)
    return [str(entry.get("link") or "") for entry in found.entries]


def _json_links(content: bytes, *, name: str) -> list[str]:
    """The links of the entries of a JSON Feed."""
    try:
        feed: Any = json.loads(content)
        items = feed["items"] if "jsonfeed.org/version/" in feed["version"] else None
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise _no_feed(name) from error
    if not isinstance(items, list):
        raise _no_feed(name)
    links = [item.get("url") or item.get("external_url") for item in items if isinstance(item, dict)]
    return [link for link in links if isinstance(link, str)]


def _no_feed(name: str) -> InputError:
    return InputError(f"{name}: not a feed (RSS, Atom or JSON Feed). Give the address of one, or a list of addresses.")


def _places(root: Any, kind: str) -> list[str]:
    """What stands in the <loc> of each <url> or <sitemap>; a <loc> deeper down is that of a picture."""
    return ["".join(place.itertext()) for entry in root if _local(entry) == kind for place in entry if _local(place) == "loc"]


def _local(element: Any) -> str:
    """The name of an element without its namespace; a comment has none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _of_the_web(links: Iterable[str], *, base: str | None = None) -> list[str]:
    """The links that are addresses of the web, joined to ``base``, each once."""
    addresses: list[str] = []
    for link in links:
        try:
            address = urljoin(base or "", link.strip(BLANKS)) if link.strip(BLANKS) else ""
            parsed(address)
        except (InputError, ValueError):
            continue
        addresses.append(address)
    return _once(addresses)


def _once(addresses: Iterable[str]) -> list[str]:
    """Each address once, without the fragment, which names a place in a page and no other page."""
    return list(dict.fromkeys(address.partition("#")[0] for address in addresses))
