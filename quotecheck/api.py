"""The library as a notebook or a program uses it: load, check, cite. ``import quotecheck`` offers all of it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from quotecheck import adding
from quotecheck.adding import Added
from quotecheck.checking.check import Checker
from quotecheck.citing.forms import FORMS, render
from quotecheck.citing.tracing import cited_from
from quotecheck.errors import UsageError
from quotecheck.extraction import Extractor
from quotecheck.model import Quote, Verdict
from quotecheck.reading import Inputs
from quotecheck.store import Store

__all__ = ["add", "check", "cite", "load"]


def load(models: str | Path | None = None, *, captions: bool = False) -> Extractor:
    """What finds the attributions of articles. Loading takes seconds, at the first article; keep it.

    Args:
        models: a folder of Stanza models; those that come with quotecheck if not given.
        captions: whether to find attributions in the captions of pictures, too.

    Raises:
        ModelsError: there are no models in the folder.
    """
    return Extractor(None if models is None else Path(models), captions=captions)


def add(*paths: str | Path, store: Store | str | Path, extractor: Extractor | None = None, jobs: int = 1) -> list[Added]:
    """Add articles, and the quotes found in them, to a store, as ``quotecheck add`` does.

    Args:
        *paths: files, folders and addresses of the web.
        store: open for writing, ``Store.open(path, create=True)``; or the file of one, which is made if it is missing.
        extractor: what finds the quotes; the shipped models if not given.
        jobs: how many processes find quotes.

    Returns:
        What became of each article, in order; one that could not be read has its error here.

    Raises:
        ModelsError: the models are missing or broken.
        StoreError: the store cannot be written to; what was added before stays.
    """
    inputs = Inputs(paths=[str(path) for path in paths])
    with ExitStack() as closing:
        opened = store if isinstance(store, Store) else closing.enter_context(Store.open(store, create=True))
        return list(adding.add(inputs, opened, extractor or load(), command="quotecheck.add", jobs=jobs))


def check(quote: str, by: str | None = None, *, store: Store | str | Path, told: bool = False) -> Verdict:
    """Whether somebody really said that, as the articles of a store have it.

    Args:
        quote: the words that they are quoted with.
        by: a name, surname or office; anybody if not given.
        store: an open store, or the file of one.
        told: whether they are not quoted but told, *she would not leave* for *I will not leave*.

    Raises:
        UsageError: ``quote`` holds no word, or ``by`` is blank.
        StoreError: the store cannot be read.
    """
    with ExitStack() as closing:
        opened = store if isinstance(store, Store) else closing.enter_context(Store.open(store, read_only=True))
        return Checker(opened).check(quote, by, told=told)


def cite(quote: Quote | str, *, store: Store | str | Path, form: str = "text") -> str:
    """A quote as a citation that others can follow and verify.

    Args:
        quote: the quote, or its id, or the first digits of that.
        store: an open store, or the file of one.
        form: one of ``quotecheck.FORMS``; docs/citing.md shows them all.

    Raises:
        UsageError: there is no such form.
        NothingFound: there is no such quote, or more than one.
        StoreError: the store cannot be read.
    """
    if form not in FORMS:
        raise UsageError(f"{form!r} is no form of a citation. The forms are {', '.join(FORMS)}.")
    with ExitStack() as closing:
        opened = store if isinstance(store, Store) else closing.enter_context(Store.open(store, read_only=True))
        found = opened.quote(quote) if isinstance(quote, str) else quote
        return "".join(render(form, cited_from(opened, [found]))).removesuffix("\n")
