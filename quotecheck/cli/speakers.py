"""``quotecheck speakers``: who is quoted, and what users decide of that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from click_default_group import DefaultGroup

from quotecheck.cli.naming import one_meant
from quotecheck.cli.options import database_option, stream_name
from quotecheck.cli.output import Output, output_options, print_text
from quotecheck.errors import NothingFound
from quotecheck.model.records import decision_record, doubt_record, membership_record, speaker_record

if TYPE_CHECKING:
    from quotecheck.model import Decision, Speaker
    from quotecheck.store import Store

__all__ = ["speakers"]

_SPEAKERS = {
    "name": lambda shown: shown["name"],
    "quotes": lambda shown: shown["quotes"],
    "articles": lambda shown: shown["articles"],
    "first": lambda shown: shown["first"],
    "last": lambda shown: shown["last"],
    "type": lambda shown: shown["type"],
    "also": lambda shown: ", ".join(name for name in (*shown["offices"], *shown["aliases"]) if name != shown["name"]),
}
_MEMBERSHIPS = {
    "article": lambda shown: shown.article,
    "published": lambda shown: shown.published,
    "name": lambda shown: shown.name,
    "quotes": lambda shown: shown.quotes,
    "reason": lambda shown: shown.reason,
}
_DOUBTS = {
    "one": lambda shown: _short(shown.one),
    "other": lambda shown: _short(shown.other),
    "reason": lambda shown: shown.reason,
    "to join them": lambda shown: f"quotecheck speakers merge {shown.one.id} {shown.other.id}",
}
_DECISIONS = {
    "number": lambda shown: shown.number,
    "kind": lambda shown: shown.kind,
    "summary": lambda shown: shown.summary,
    "made": lambda shown: shown.made,
    "undone": lambda shown: shown.undone,
}
_WHO = "NAME is a name, an office, or the number that the JSON of quotecheck speakers has as id."


@click.group("speakers", cls=DefaultGroup, default="list", default_if_no_args=True)
def _speakers() -> None:
    """List who is quoted, and decide who is who. Without a command: quotecheck speakers list.

    \b
    quotecheck speakers                          who is quoted, most quoted first
    quotecheck speakers "secretary of state"     whom that may mean
    quotecheck speakers why Blinken              why each article's Blinken is this one
    quotecheck speakers doubts                   who may be one, and was not joined
    quotecheck speakers merge "J. Smith" "John Smith"
    quotecheck speakers undo

    Decisions hold for all articles, those added later too, until they are undone.
    """


speakers: click.Group = _speakers
"""The group, with its type."""


@speakers.command("list")
@click.argument("name", required=False)
@database_option
@output_options
def list_(*, name: str | None, db: Path, output: Output) -> None:
    """List who is quoted, most quoted first, or whom NAME may mean, with names, offices, counts, and first and last day.

    \b
    quotecheck speakers list --csv
    quotecheck speakers "secretary of state"
    """
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        if name is None:
            shown = [speaker_record(speaker) for speaker in store.speakers() if speaker.quotes]
        else:
            shown = [speaker_record(speaker, kinds=store.kinds(speaker)) for speaker in store.find_speakers(name)]
        if not output.emit(shown, record=dict, columns=_SPEAKERS):
            raise NothingFound(f"{db}: nobody is quoted there yet. Run quotecheck add with some articles.")


@speakers.command(epilog=_WHO)
@click.argument("name")
@database_option
@output_options
def why(*, name: str, db: Path, output: Output) -> None:
    """Tell in which articles NAME speaks, under which name, and why that is the same speaker."""
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        output.emit(store.memberships(one_meant(store, name)), record=membership_record, columns=_MEMBERSHIPS)


@speakers.command()
@click.argument("name", required=False)
@database_option
@output_options
def doubts(*, name: str | None, db: Path, output: Output) -> None:
    """List speakers that may be one, of all or of those that NAME may mean, and were not joined: the articles do not tell."""
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        found = store.doubts(None if name is None else store.find_speakers(name))
        if not output.emit(found, record=doubt_record, columns=_DOUBTS):
            click.echo(f"{db}: no doubts", err=True)


def _deciding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of a store that decides something a command, which tells what was decided."""

    @wraps(command)
    def run(*, db: Path, **arguments: Any) -> None:
        from quotecheck.store import Store

        with Store.open(db) as store:
            decided: Decision = command(store, **arguments)
        click.echo(f"{db}: decision {decided.number}: {decided.summary}", err=True)

    return database_option(run)


@speakers.command(epilog=_WHO)
@_deciding
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
def merge(store: Store, *, one: str, other: str) -> Decision:
    """Decide that two speakers are one."""
    from quotecheck.store import decisions

    return decisions.merge(store, one_meant(store, one), one_meant(store, other))


@speakers.command(epilog=_WHO)
@_deciding
@click.argument("name")
@click.option("--article", "articles", metavar="ID", multiple=True, required=True, help="An article of somebody else; may be repeated.")
@click.option("--as", "other", metavar="NAME", help="What to call that one.")
def split(store: Store, *, name: str, articles: tuple[str, ...], other: str | None) -> Decision:
    """Decide that whom some articles call NAME is somebody else. quotecheck speakers why lists the articles."""
    from quotecheck.store import decisions

    return decisions.split(store, one_meant(store, name), articles, name=other)


@speakers.command(epilog=_WHO)
@_deciding
@click.argument("name")
@click.argument("new", metavar="NEW_NAME")
def rename(store: Store, *, name: str, new: str) -> Decision:
    """Decide what a speaker is called."""
    from quotecheck.store import decisions

    return decisions.rename(store, one_meant(store, name), new)


@speakers.command(epilog=_WHO)
@_deciding
@click.argument("name")
@click.argument("alias", metavar="ALIAS")
def alias(store: Store, *, name: str, alias: str) -> Decision:
    """Decide that ALIAS means NAME, in look-ups and wherever an article calls somebody just that."""
    from quotecheck.store import decisions

    return decisions.add_alias(store, one_meant(store, name), alias)


@speakers.command("import")
@_deciding
@click.argument("people", type=click.File("rb"), metavar="CSV")
def import_(store: Store, *, people: BinaryIO) -> Decision:
    """Take over a list of people: whoever an article calls by just a name of the list is the one on it.

    CSV has the columns name, aliases, offices and wikidata (and type, if it likes: person, organisation or place). Aliases and
    offices are parted by semicolons; an office may have its time: "Secretary of State (2021-01-26/..)". Who was imported before
    under the same id is replaced.

    \b
    quotecheck speakers import people.csv
    """
    from dataclasses import replace

    from quotecheck.reading import read_listed
    from quotecheck.store import decisions

    listed = read_listed(people, name=stream_name(people))
    decided = decisions.import_people(store, listed, source=stream_name(people))
    ids = {person.id for person in listed}
    quoted = sum(speaker.listed in ids and speaker.quotes > 0 for speaker in store.speakers())
    return replace(decided, summary=f"{decided.summary}, {quoted} of them quoted")


@speakers.command()
@_deciding
@click.argument("number", type=click.IntRange(min=1), required=False)
def undo(store: Store, *, number: int | None) -> Decision:
    """Undo the latest decision, or the one of this NUMBER."""
    from dataclasses import replace

    from quotecheck.store import decisions

    undone = decisions.undo(store, number)
    return replace(undone, summary=f"undone: {undone.summary}")


@speakers.command("decisions")
@database_option
@output_options
def decisions_(*, db: Path, output: Output) -> None:
    """List what was decided, the first decision first, undone ones among them."""
    from quotecheck.store import Store, decisions

    with Store.open(db, read_only=True) as store:
        if not output.emit(decisions.decisions(store), record=decision_record, columns=_DECISIONS):
            click.echo(f"{db}: nothing was decided", err=True)


@speakers.command()
@database_option
def export(*, db: Path) -> None:
    """Write all speakers that have a name as CSV, in the columns that import reads, and with quotes, articles, first and last day.

    Family names alone are left out, for others may bear them. Of several that have one name and no id, only the most quoted is
    written.

    \b
    quotecheck speakers export > people.csv
    """
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        for line in _exported(store.speakers()):
            print_text(line)


def _exported(found: list[Speaker]) -> Iterator[str]:
    """Lines of CSV, without their ends."""
    import csv
    import io

    from quotecheck.attribution.names import lone_names, person_words
    from quotecheck.model import EntityType
    from quotecheck.reading import COLUMNS, NAMED

    kinds = {EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE}
    columns = (*COLUMNS, "type", "quotes", "articles", "first", "last")
    line = io.StringIO(newline="")
    writer = csv.DictWriter(line, columns, lineterminator="")
    writer.writeheader()
    yield line.getvalue()
    written: set[str] = set()
    shown = {speaker.name for speaker in found}
    families = {word for name in shown for word in lone_names(name) if len(person_words(name)[0]) > 1}
    for speaker in found:
        wikidata = "" if speaker.listed is None or speaker.listed.startswith(NAMED) else speaker.listed
        key = wikidata or speaker.name.casefold()
        bare = speaker.type is EntityType.PERSON and len(person_words(speaker.name)[0]) == 1 and lone_names(speaker.name) & families
        if speaker.type not in kinds or key in written or (bare and not speaker.listed):
            continue
        written.add(key)
        terms = [f"{term.office} ({term.since or '..'}/{term.until or '..'})" for term in speaker.tenures if term.listed]
        timed = {term.office for term in speaker.tenures if term.listed}
        row = {
            "name": speaker.name,
            "aliases": "; ".join(alias for alias in _to_list(speaker) if alias not in shown),
            "offices": "; ".join((*(office for office in speaker.offices if office not in timed and ";" not in office), *terms)),
            "wikidata": wikidata,
            "type": speaker.type.value,
        }
        line.seek(0)
        line.truncate()
        writer.writerow(row | {key: getattr(speaker, key) for key in ("quotes", "articles", "first", "last")})
        yield line.getvalue()


def _to_list(speaker: Speaker) -> Iterator[str]:
    """The aliases of a speaker that mean nobody else: no family name alone, if there is a full name."""
    from quotecheck.attribution.names import person_words
    from quotecheck.model import EntityType

    full = speaker.type is EntityType.PERSON and len(person_words(speaker.name)[0]) > 1
    for alias in speaker.aliases:
        alone = full and not alias.startswith("@") and len(person_words(alias)[0]) < 2
        if alias != speaker.name and ";" not in alias and not alone:
            yield alias


def _short(speaker: Speaker) -> str:
    return f"{speaker.name} ({speaker.quotes})"
