"""Adding: articles, as they are read, go through the extractor into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import quotecheck
from quotecheck.errors import InputError
from quotecheck.model import Article, Extraction
from quotecheck.store import Run, Store

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
        extraction: what was added.
        changed: whether the store held this id with another text; it keeps both.
        already: the id under which the store held it before; then nothing was added.
        error: why it could not be read; then nothing was added.
    """

    article: str | None = None
    extraction: Extraction | None = None
    changed: bool = False
    already: str | None = None
    error: InputError | None = None


def add(articles: Iterable[Article | InputError], store: Store, extractor: Extracting, *, command: str) -> Iterator[Added]:
    """Add articles to a store, one transaction each, and say of each what became of it once that is on the disk.

    An article that the store holds is not parsed again. One that cannot be read loses nothing of the others.

    Args:
        articles: what was read, in order; an error stands for what could not be.
        store: where to put them.
        extractor: what finds their quotes.
        command: what to note in the store as having added them.

    Raises:
        ModelsError: the models are missing or broken.
        StoreError: the store cannot be written to; what was added before stays.
    """
    run: Run | None = None
    for article in articles:
        if isinstance(article, InputError):
            yield Added(error=article)
            continue
        already = store.holds(article)
        if already is not None:
            yield Added(article=article.id, already=already)
            continue
        extraction = extractor.extract(article)
        run = run or store.begin_run(version=quotecheck.__version__, models=extractor.models_digest, command=command)
        changed = store.has_article(article.id)
        # Another process may have added it while it was parsed.
        if store.add(extraction, run=run):
            yield Added(article=article.id, extraction=extraction, changed=changed)
        else:
            yield Added(article=article.id, already=store.holds(article))
