"""``quotecheck revisions``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotecheck import citing
from quotecheck.cli.options import database_option
from quotecheck.cli.output import Output, counted, output_options
from quotecheck.model import Change, ChangeKind, Quote, Revised, Revision
from quotecheck.model.records import change_record, revised_record

if TYPE_CHECKING:
    from quotecheck.store import Store

__all__ = ["revisions"]

_Shown = tuple[Revised, Change]


def _count(kind: ChangeKind) -> Any:
    return lambda revised: str(sum(change.kind is kind for change in revised.changes))


def _when(revision: Revision) -> str:
    return (revision.fetched or revision.added)[:19]


def _told(revised: Revised, revision: Revision) -> str:
    """The number of a version, and when it came if the other came at another time; of one run both say the same second."""
    differ = _when(revised.before) != _when(revised.after)
    return f"{revision.number}, {_when(revision)}" if differ else str(revision.number)


def _steps(revised: Revised) -> str:
    return f"{revised.before.number} → {revised.after.number}"


def _who(shown: _Shown) -> str:
    names = [citing.speaker_label(quote) for quote in (shown[1].before, shown[1].after) if quote is not None]
    return " → ".join(dict.fromkeys(names))


def _what(shown: _Shown) -> str:
    kind, aspects = shown[1].kind.value, ", ".join(shown[1].aspects)
    return f"{kind} ({aspects})" if aspects else kind


def _text(quote: Quote | None) -> str | None:
    return None if quote is None else quote.text


def _place(quote: Quote | None) -> str:
    return "" if quote is None else citing.file_line(quote.path or quote.article, quote.line)


_REVISED = {
    "article": lambda revised: revised.after.article,
    "before": lambda revised: _told(revised, revised.before),
    "after": lambda revised: _told(revised, revised.after),
    **{kind.value: _count(kind) for kind in ChangeKind},
}
_CHANGES = {
    "revisions": lambda shown: _steps(shown[0]),
    "who": _who,
    "what": _what,
    "before": lambda shown: _text(shown[1].before),
    "before place": lambda shown: _place(shown[1].before),
    "after": lambda shown: _text(shown[1].after),
    "after place": lambda shown: _place(shown[1].after),
    "differences": lambda shown: "; ".join(map(citing.difference_label, shown[1].differences)),
}
_UNDER = {"before place": "before", "after place": "after"}


@click.command()
@click.argument("article", required=False)
@database_option
@output_options
def revisions(*, article: str | None, db: Path, output: Output) -> None:
    """Show what became of the quotes of an article from one version of it to the next, or which articles have several versions.

    An article that is added again after it was changed is kept in both versions; so are pages saved of one address. A quote vanished,
    came in new, or was changed: in its words, in who is credited, in whether it is quoted or told, said or denied. One that only
    moved is not listed. ARTICLE is a path, an address, an id in JSON lines, or the first digits of the SHA-256 of its bytes.
    Exit code 1 if there is no such article, 0 even if nothing was changed.

    \b
    quotecheck revisions
    quotecheck revisions news/rome.txt
    """
    from quotecheck.store import Store
    from quotecheck.store.revisions import find_revisions, revised_articles

    with Store.open(db, read_only=True) as store:
        if article is None:
            several = (revised for found in revised_articles(store) for revised in _compared(store, found))
            first = list(islice(several, 1))
            if first or output.form == "json":
                output.emit(chain(first, several), record=revised_record, columns=_REVISED)
            if not first:
                click.echo(f"{db}: no article has more than one revision", err=True)
            return
        found = find_revisions(store, article)
        every = list(_compared(store, found))
    shown = [(revised, change) for revised in every for change in revised.changes]
    if shown or output.form == "json":
        output.emit(shown, record=change_record, columns=_CHANGES, under=_UNDER)
    click.echo(f"{article}: {counted(len(found), 'revision')}, {_summary(every)}", err=True)


def _compared(store: Store, found: Sequence[Revision]) -> Iterator[Revised]:
    from quotecheck.matching.revising import compare

    for before, after in pairwise(found):
        yield compare(store, before, after)


def _summary(every: Sequence[Revised]) -> str:
    counts = Counter(change.kind for revised in every for change in revised.changes)
    told = ", ".join(f"{counts[kind]} {kind.value}" for kind in ChangeKind if counts[kind])
    return f"quotes: {told}" if told else "no quote changed"
