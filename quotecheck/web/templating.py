"""The templates: everything that they show is escaped, and nothing in it can turn the direction of writing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import quotecheck
from quotecheck.citing import difference_label, file_line, kind_label, speaker_label
from quotecheck.model import FINE, VerdictKind
from quotecheck.model.controls import printable
from quotecheck.web.asking import LONGEST_DRAFT, LONGEST_QUOTE
from quotecheck.web.links import Links

__all__ = ["environment_for", "static_file"]

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_DOUBTFUL = frozenset({VerdictKind.ALTERED, VerdictKind.PARAPHRASED})


def environment_for(links: Links, *, tables: str | None) -> Environment:
    """The templates with all that they may use.

    Args:
        links: where the pages are.
        tables: the address of Datasette's own pages of the tables; None where none is shown.
    """
    environment = Environment(
        autoescape=True,
        loader=PackageLoader("quotecheck.web"),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "links": links,
        "tables": tables,
        "version": quotecheck.__version__,
        "static": lambda name: f"{links.prefix}/static/{name}?{_digest(name)}",
        "longest_draft": LONGEST_DRAFT,
        "longest_quote": LONGEST_QUOTE,
    }
    environment.filters |= {
        "counted": lambda number, one, many=None: f"{number:,} {one if number == 1 else many or f'{one}s'}",
        "day": lambda moment: (moment or "")[:10],
        "difference": difference_label,
        "line": lambda text: " ".join(text.split()),
        "kind": kind_label,
        "speaker": speaker_label,
        "place": lambda quote: file_line(quote.path or quote.article, quote.line),
        "tone": _tone,
        "web": _of_the_web,
    }
    return environment


@cache
def static_file(name: str) -> tuple[bytes, str, Mapping[str, str]] | None:
    """A file that does not change while the program runs: its bytes, what they are, and headers; None if there is none."""
    found = files("quotecheck.web").joinpath("static", name)
    kind = _KINDS.get(name.rpartition(".")[2])
    if kind is None or "/" in name or not found.is_file():
        return None
    return found.read_bytes(), kind, {"cache-control": "public, max-age=31536000, immutable", "etag": f'"{_digest(name)}"'}


@cache
def _digest(name: str) -> str:
    return sha256(files("quotecheck.web").joinpath("static", name).read_bytes()).hexdigest()[:12]


def _shown(value: Any) -> Any:
    """What a template puts out."""
    if value is None:
        return ""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _of_the_web(address: str | None) -> str | None:
    """An address, if it is one of the web; what an article gives as its address may be anything."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} else None


def _tone(kind: VerdictKind) -> str:
    if kind in FINE:
        return "fine"
    return "doubt" if kind in _DOUBTFUL else "bad"
