"""``quotecheck match``, ``matches`` and ``cluster``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotecheck import citing
from quotecheck.cli.naming import ids_meant
from quotecheck.cli.options import database_option
from quotecheck.cli.output import Output, counted, on_terminal, output_options, print_rich, print_text, printable
from quotecheck.cli.progress import progress
from quotecheck.errors import NothingFound, UsageError
from quotecheck.model import Match, Relation
from quotecheck.model.records import match_record, variant_record

if TYPE_CHECKING:
    from quotecheck.matching.lookup import Variant
    from quotecheck.store import Store

__all__ = ["cluster", "match", "matches"]


def _speakers(found: Match) -> str:
    one, other = citing.speaker_label(found.one), citing.speaker_label(found.other)
    if found.same_speaker:
        return one
    return f"{one} / {other}" if found.same_speaker is False else f"{one} / {other} (?)"


def _place(quote: Any) -> str:
    return citing.file_line(quote.path or quote.article, quote.line)


_MATCH_COLUMNS = {
    "relation": lambda found: found.relation.value + (" (reprint)" if found.reprint else ""),
    "speakers": _speakers,
    "one": lambda found: found.one.text,
    "one place": lambda found: _place(found.one),
    "other": lambda found: found.other.text,
    "other place": lambda found: _place(found.other),
    "differences": lambda found: "; ".join(map(citing.difference_label, found.differences)),
}
_VARIANT_COLUMNS: dict[str, Any] = {
    "variant": lambda variant: str(variant.number),
    "published": lambda variant: variant.quote.published,
    "outlet": lambda variant: variant.quote.outlet,
    "speaker": lambda variant: citing.speaker_label(variant.quote),
    "text": lambda variant: variant.quote.text,
    "lacks": lambda variant: " … ".join(variant.lacks),
    "place": lambda variant: _place(variant.quote),
}


@click.command()
@database_option
def match(*, db: Path) -> None:
    """Match all quotes of the database with each other: the same words, shortened, spliced, altered, turned or said otherwise.

    What was matched before is not matched again, so that this is quick after a few articles were added. Interrupted, it goes on
    where it was. quotecheck matches and quotecheck cluster then show what was found.

    \b
    quotecheck match
    """
    from quotecheck.matching.matcher import Matcher
    from quotecheck.store import Store

    with Store.open(db) as store, progress("matching") as show:
        done = 0
        for step in Matcher(store).run():
            show(f"{step.stage}: {step.done} of {step.total}")
            done = step.total if step.stage == "comparing" else done
        quotes, found = Matcher(store).counts()
    print_text(
        f"{db}: {counted(found, 'match', 'matches')} between the wordings of {counted(quotes, 'quote')}; {counted(done, 'wording')} new."
    )


@click.command()
@click.argument("id_or_name", metavar="[ID|NAME]", required=False)
@click.option("--any", "everybody", is_flag=True, help="If NAME may mean several speakers, take them all.")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice([relation.value for relation in Relation]),
    help="Only matches of this kind; may be given several times.",
)
@click.option("--across-articles", is_flag=True, help="Only matches between different articles.")
@click.option("--conflicting-speakers", is_flag=True, help="Only what two articles credit to two people.")
@click.option("--independent", is_flag=True, help="Leave out articles that are largely one text, such as a wire story in two papers.")
@database_option
@output_options
def matches(
    *,
    id_or_name: str | None,
    everybody: bool,
    relations: Sequence[str],
    across_articles: bool,
    conflicting_speakers: bool,
    independent: bool,
    db: Path,
    output: Output,
) -> None:
    """Show the matches of a quote, of all quotes of a speaker, or all there are.

    Run quotecheck match before. ID is that of a quote, or its first digits; NAME any name that quotecheck quotes understands.
    The similarity ranks and certifies nothing; what differs says more. Exit code 1 if there is no match.

    \b
    quotecheck matches 3f0c2b1d9a77
    quotecheck matches Blinken --across-articles --relation distorted --relation altered
    quotecheck matches --conflicting-speakers --csv
    """
    from quotecheck.matching.lookup import Criteria, find_matches, require_matched
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        quotes = None if id_or_name is None else _quotes_meant(store, id_or_name, everybody=everybody)
        require_matched(store)
        criteria = Criteria(
            quotes=quotes,
            relations=[Relation(relation) for relation in relations],
            across_articles=across_articles,
            conflicting=conflicting_speakers,
            independent=independent,
        )
        under = {"one place": "one", "other place": "other"}
        if not output.emit(find_matches(store, criteria), record=match_record, columns=_MATCH_COLUMNS, under=under):
            raise NothingFound(f"{db}: no match like that.")


@click.command()
@click.argument("id_", metavar="ID")
@database_option
@output_options
def cluster(*, id_: str, db: Path, output: Output) -> None:
    """Show all variants of a quotation, the earliest first: who is said to have said it where, and which words differ from the first.

    Run quotecheck match before. ID is that of a quote, or as many of its first digits as no other shares. In a table, words that
    the first variant does not have are marked, and what a variant lacks is named.

    \b
    quotecheck cluster 3f0c2b1d9a77
    """
    from quotecheck.matching.lookup import require_matched, variants
    from quotecheck.store import Store

    with Store.open(db, read_only=True) as store:
        quote = store.quote(id_)
        require_matched(store)
        found = variants(store, quote)
    if output.form == "table":
        _print_cluster(found)
    else:
        output.emit(found, record=variant_record, columns=_VARIANT_COLUMNS)


def _quotes_meant(store: Store, given: str, *, everybody: bool) -> list[str]:
    """The ids of the quote with an id that begins so, or else of all quotes of whoever bears that name."""
    from quotecheck.store import QuoteFilter

    if not given.strip():
        raise UsageError("No id and no name. Give one, or leave it out for all matches.")
    if all(letter in "0123456789abcdef" for letter in given.lower()) and any(letter.isdigit() for letter in given):
        try:
            return [store.quote(given).id]
        except NothingFound:
            if not given.isdecimal():
                raise
    ids = ids_meant(store, given, everybody=everybody)
    return [quote.id for quote in store.quotes(QuoteFilter(speaker_ids=ids))]


def _print_cluster(found: Sequence[Variant]) -> None:
    from rich.text import Text

    articles = {variant.quote.article for variant in found}
    outlets = sorted({variant.quote.outlet for variant in found if variant.quote.outlet})
    speakers = sorted({citing.speaker_label(variant.quote) for variant in found})
    reports = len(articles) - len({variant.quote.article for variant in found if variant.reprint_of})
    first = found[0].quote
    print_text(
        f"{counted(len(found), 'quote')} in {counted(len(articles), 'article')} ({reports} independent), "
        f"{counted(max(variant.number for variant in found), 'wording')}"
        + (f", in {', '.join(outlets)}" if outlets else "")
        + f"\nfirst seen {first.published or 'without a date'}, {_place(first)}\ncredited to {', '.join(speakers)}\n"
    )
    for place, variant in enumerate(found, start=1):
        quote = variant.quote
        notes = [f"wording {variant.number}", *([f"reprint of {variant.reprint_of}"] if variant.reprint_of else [])]
        told = [quote.published, quote.outlet, citing.speaker_label(quote), _place(quote), *notes]
        print_text(f"{place}. " + "  ".join(part for part in told if part))
        print_rich(Text.assemble("   ", *_pieces(variant)))
        if variant.lacks:
            print_text(f"   without: {' … '.join(variant.lacks)}")


def _pieces(variant: Variant) -> list[tuple[str, str]]:
    """The words of a variant, those marked that the first does not have."""
    pieces: list[tuple[str, str]] = []
    for number, span in enumerate(variant.quote.content):
        at = sum(len(part) + len(" … ") for part in variant.quote.content[:number])
        text, start = variant.quote.text[at : at + len(span)], span.start
        pieces += [(" … ", "")] if number else []
        end = 0
        for place in variant.differs:
            if span.contains(place):
                first, last = place.start - start, place.end - start
                words = text[first:last] if on_terminal() else f"»{text[first:last]}«"
                pieces += [(printable(text[end:first]), ""), (printable(words), "bold yellow")]
                end = last
        pieces.append((printable(text[end:]), ""))
    return [(" ".join(text.splitlines()), style) for text, style in pieces]
