"""The forms in which quotes are cited, by the names that they have on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from quotecheck.citing.cited import Cited

__all__ = ["FORMS", "render"]

# Where each is made: a function of one quote, or, with a star, of all of them. It is loaded when it is asked for.
_MAKERS = {
    "text": "text:text",
    "markdown": "markup:markdown",
    "html": "markup:html",
    "bibtex": "bibtex:bibtex",
    "csl-json": "bibliography:*csl_json",
    "apa": "bibliography:apa",
    "chicago": "bibliography:chicago",
    "url": "addresses:address",
    "line-url": "addresses:line_address",
    "web-annotation": "annotation:*web_annotation",
    "tei": "tei:*tei",
    "schema-org": "schema_org:*schema_org",
    "prov": "prov:*prov",
}
FORMS = tuple(_MAKERS)
"""Their names."""


def render(form: str, several: Iterable[Cited]) -> Iterator[str]:
    """The citations of quotes in one form, piece by piece as the quotes come, each piece with the line feeds that it needs.

    Args:
        form: one of ``FORMS``.
        several: what to cite.
    """
    module, _, name = _MAKERS[form].partition(":")
    made: Callable[..., Iterator[str]] = getattr(import_module(f"quotecheck.citing.{module}"), name.removeprefix("*"))
    return made(several) if name.startswith("*") else _each(made, several)


def _each(made: Callable[..., object], several: Iterable[Cited]) -> Iterator[str]:
    """One after the other: those of one line as lines, others with a blank line between."""
    for number, cited in enumerate(several):
        written = str(made(cited))
        if not written.endswith("\n"):
            yield f"{written}\n"
        else:
            yield f"\n{written}" if number else written
