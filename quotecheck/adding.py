"""Adding: articles, as they are read, go through the extractor into the store."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import quotecheck
from quotecheck.engine import Done, WorkerLost, ordered
from quotecheck.errors import InputError
from quotecheck.model import Article, Extraction
from quotecheck.store import Run, Store
from quotecheck.store.parses import pack

__all__ = ["Added", "Extracting", "add"]


class Extracting(Protocol):
    """What finds the attributions of an article, such as ``quotecheck.extraction.Extractor``."""

    @property
    def models_digest(self) -> str:
        """The digest of the models it works with."""

    def extract(self, article: Article) -> Extraction:
        """All that one article yields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article.

    Attributes:
        article: its id; None if it could not be read.
        extraction: what was added, without the parse.
        changed: whether the store held this id with another text; it keeps both.
        already: the id under which the store held it before; then nothing was added.
        error: why it could not be read; then nothing was added.
    """

    article: str | None = None
    extraction: Extraction | None = None
    changed: bool = False
    already: str | None = None
    error: InputError | None = None


def add(
    articles: Iterable[Article | InputError], store: Store, extractor: Extracting, *, command: str, jobs: int = 1
) -> Generator[Added, None, None]:
    """Add articles to a store, one transaction each, and say of each what became of it once that is on the disk.

    An article that the store holds is not parsed again. One that cannot be read loses nothing of the others. The store is written to
    by this process alone, in the order of the articles, and is the same whatever ``jobs`` is.

    Args:
        articles: what was read, in order; an error stands for what could not be.
        store: where to put them.
        extractor: what finds their quotes. With several jobs each process gets a copy by ``pickle``, so that it should not yet have
            loaded its models.
        command: what to note in the store as having added them.
        jobs: how many processes extract; with several, articles are read some way ahead.

    Raises:
        ModelsError: the models are missing or broken.
        StoreError: the store cannot be written to; what was added before stays.
        WorkerLost: with several jobs, a process has died; what was added before stays.
    """
    run: Run | None = None
    with closing(ordered(partial(_function, extractor), _unheld(articles, store), jobs=jobs)) as outcomes:
        for found in _explained(outcomes):
            if isinstance(found, Added):
                yield found
                continue
            run = run or store.begin_run(version=quotecheck.__version__, models=extractor.models_digest, command=command)
            yield _stored(found, store, run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What one article yields; its parse as the store keeps it, which is sooner handed from process to process."""

    extraction: Extraction
    packed: bytes | None


def _unheld(articles: Iterable[Article | InputError], store: Store) -> Iterator[Article | Done[_Found | Added]]:
    """The articles to extract, and in place of all others what became of them."""
    for article in articles:
        if isinstance(article, InputError):
            yield Done(Added(error=article))
        elif (already := store.holds(article)) is not None:
            yield Done(Added(article=article.id, already=already))
        else:
            yield article


def _function(extractor: Extracting) -> Callable[[Article], _Found | Added]:
    def find(article: Article) -> _Found | Added:
        extraction = extractor.extract(article)
        packed = None if extraction.parse is None else pack(extraction.parse)
        return _Found(extraction=replace(extraction, parse=None), packed=packed)

    return find


def _explained(outcomes: Iterator[_Found | Added]) -> Iterator[_Found | Added]:
    """The same; if a process is lost, the error says at which article and what to do."""
    try:
        yield from outcomes
    except WorkerLost as lost:
        where = f"{lost.item.id}: " if isinstance(lost.item, Article) else ""
        hint = "The memory may have run out. What was added before is safe: run the same command again, with fewer --jobs."
        raise WorkerLost(f"{where}{lost} {hint}", lost.item) from lost


def _stored(found: _Found, store: Store, run: Run) -> Added:
    """Put one article into the store."""
    extraction = found.extraction
    article = extraction.article
    changed = store.has_article(article.id)
    # Another process may have added it while it was parsed, or it came twice.
    if store.add(extraction, run=run, packed=found.packed):
        return Added(article=article.id, extraction=extraction, changed=changed)
    return Added(article=article.id, already=store.holds(article))
