"""``quotecheck verify``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotecheck.cli.options import database_option
from quotecheck.cli.output import Output, output_options
from quotecheck.errors import InputError, NothingFound

if TYPE_CHECKING:
    from quotecheck.citing.following import Followed
    from quotecheck.citing.pointers import Pointer
    from quotecheck.model import Article

__all__ = ["verify"]

_Verified = tuple["Pointer", "Article", "Followed"]
_FINE = frozenset({"there", "moved"})


@click.command()
@click.argument("citations", metavar="CITATION|FILE...", nargs=-1, required=True)
@click.option(
    "--article",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The article as it is now. By default that is its latest version in the database, or else the file that the citation names.",
)
@database_option
@output_options
def verify(*, citations: tuple[str, ...], article: Path | None, db: Path, output: Output) -> None:
    """Follow citations to the article as it is now: are the words there, did they move, were they changed, are they gone?

    CITATION is what quotecheck cite or quotecheck export has written, in any form: a line of text, a link, an annotation; FILE holds
    such, - is stdin. Only the very words count as there or moved, white space aside; what else there is, is shown with what differs.
    Exit code 1 if a quotation was changed or is gone, if nothing proves what stood there, or if its article is nowhere to be found.

    \b
    quotecheck verify "seeds/rome.txt#char=388,480;md5=…"
    quotecheck verify annotations.json --article rome-as-it-is-now.txt
    """
    from quotecheck.citing.reading import read_citations

    pointers = [pointer for given in citations for pointer in read_citations(_text(given))]
    found = list(_follow_all(pointers, article, db))
    output.emit(found, record=_record, columns=_COLUMNS, under={"place": "words"})
    if any(followed.outcome.value not in _FINE for _, _, followed in found):
        raise click.exceptions.Exit(1)


def _text(given: str) -> str:
    """What is given as a citation, or what the file holds that is given."""
    if given == "-":
        content = sys.stdin.buffer.read()
    else:
        try:
            if not Path(given).is_file():
                return given
        except (OSError, ValueError):
            return given
        content = Path(given).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{given}: not UTF-8 at byte {error.start + 1}. Save the citations again as UTF-8.") from error


def _follow_all(pointers: Sequence[Pointer], file: Path | None, db: Path) -> Iterator[_Verified]:
    from quotecheck.citing.following import follow
    from quotecheck.store import Store
    from quotecheck.store.revisions import article_at, find_cited

    store = Store.open(db, read_only=True) if db.exists() else None
    try:
        given = None if file is None else _read(file)
        # Citations of one article mostly come one after the other.
        at = lru_cache(maxsize=8)(lambda revisions: [] if store is None else [article_at(store, revision) for revision in revisions])
        for pointer in pointers:
            versions = [] if store is None else at(tuple(find_cited(store, pointer.names, pointer.quote)))
            article = given or (versions[-1] if versions else _named_file(pointer, db))
            yield pointer, article, follow(pointer, article, versions=versions)
    finally:
        if store is not None:
            store.close()


def _named_file(pointer: Pointer, db: Path) -> Article:
    """The file that a citation names.

    Raises:
        NothingFound: there is none.
    """
    for name in pointer.names:
        try:
            if "://" not in name and Path(name).is_file():
                return _read(Path(name))
        except (OSError, ValueError):
            continue
    raise NothingFound(f"{pointer.shown}: its article is neither in {db} nor a file here. Add it, or name the file with --article.")


def _read(path: Path) -> Article:
    """The only article of a file."""
    from quotecheck.reading import read

    found = list(islice(read(str(path)), 2))
    for item in found:
        if isinstance(item, InputError):
            raise item
    if len(found) != 1:
        raise InputError(f"{path}: {'more than one article' if found else 'no article'} in it, where one is wanted.")
    return found[0]  # type: ignore[return-value]


def _record(verified: _Verified) -> dict[str, Any]:
    pointer, article, followed = verified
    first = followed.spans[0] if followed.spans else None
    return {
        "citation": pointer.shown,
        "quote": pointer.quote,
        "outcome": followed.outcome.value,
        "article": article.id,
        "line": None if first is None else article.line_of(first.start),
        "column": None if first is None else article.column_of(first.start),
        "spans": [[span.start, span.end] for span in followed.spans] or None,
        "words": _words(verified),
        "differences": [{"cited": cited, "now": now} for cited, now in followed.differences],
        "note": followed.note,
    }


def _words(verified: _Verified) -> str | None:
    _, article, followed = verified
    return " … ".join(span.of(article.text) for span in followed.spans) or None


def _place(verified: _Verified) -> str:
    from quotecheck.citing import file_line

    _, article, followed = verified
    name = article.source.path or article.id
    if not followed.spans:
        return name
    return file_line(name, article.line_of(followed.spans[0].start), article.column_of(followed.spans[0].start))


def _differs(verified: _Verified) -> str | None:
    _, _, followed = verified
    runs = "; ".join(f"“{cited}” / “{now}”" if now else f"“{cited}” / nothing" for cited, now in followed.differences)
    return "; ".join(part for part in (runs, followed.note) if part) or None


_COLUMNS = {
    "outcome": lambda verified: verified[2].outcome.value,
    "citation": lambda verified: verified[0].shown,
    "words": _words,
    "place": _place,
    "differs": _differs,
}
