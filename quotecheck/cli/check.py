"""``quotecheck check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from quotecheck import citing
from quotecheck.cli.group import complain
from quotecheck.cli.options import database_option, stream_name
from quotecheck.cli.output import Output, output_options
from quotecheck.cli.records import verdict_record
from quotecheck.errors import InputError
from quotecheck.model import Verdict, VerdictKind

if TYPE_CHECKING:
    from quotecheck.checking import Claim
    from quotecheck.store import Store

__all__ = ["check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict under the id of its claim."""

    id: str | int | None
    verdict: Verdict

    def record(self) -> dict[str, Any]:
        """The answer as it goes out."""
        return verdict_record(self.verdict, id=self.id)

    def place(self) -> str | None:
        """Where the first evidence stands."""
        first = next(iter(self.verdict.evidence), None)
        return None if first is None else citing.file_line(first.path or first.article, first.line)


_COLUMNS = {
    "verdict": lambda answer: answer.verdict.kind.value,
    "said by": lambda answer: answer.verdict.said_by,
    "words": lambda answer: " | ".join(evidence.text for evidence in answer.verdict.evidence[:1]),
    "place": Answer.place,
    "differences": lambda answer: "; ".join(answer.verdict.differences),
}


@click.command()
@click.option("--quote", metavar="TEXT", help="The words that somebody is said to have said.")
@click.option("--by", metavar="NAME", help="Who is said to have said them; anybody if left out.")
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help='Many claims as JSON lines, {"id", "quote", "by"}; - for stdin.')
@database_option
@output_options
@click.pass_context
def check(context: click.Context, *, quote: str | None, by: str | None, jsonl: BinaryIO | None, db: Path, output: Output) -> None:
    """Check whether somebody said these very words.

    The verdict is verbatim if the words stand, in order and without a gap, between the quotation marks of one quotation by that
    speaker. Case, punctuation and spaces may differ. It may be cut at both ends, unless the cut leaves out what turns it (not, if,
    they say). Anything else, and all that is in doubt, is not_found, with the reason or with what comes nearest.

    Exit code 0 if all is verbatim, 1 if something is not, 2 if a line of --jsonl could not be read.

    \b
    quotecheck check --quote "We strongly support Italy's initiative" --by Blinken
    quotecheck check --jsonl claims.jsonl --csv
    """
    if (quote is None) == (jsonl is None) or (by is not None and jsonl is not None):
        raise click.UsageError('Give either --quote "TEXT", with --by NAME if you like, or --jsonl FILE.')
    from quotecheck.checking import Claim, read_claims
    from quotecheck.store import Store

    claims = read_claims(jsonl, name=stream_name(jsonl)) if jsonl is not None else iter([Claim(quote=quote or "", by=by)])
    codes = {0}
    with Store.open(db, read_only=True) as store:
        output.emit(_answers(claims, store, codes), record=Answer.record, columns=_COLUMNS)
    context.exit(max(codes))


def _answers(claims: Iterable[Claim | InputError], store: Store, codes: set[int]) -> Iterator[Answer]:
    """An answer to every claim; the exit codes that they and the unreadable ones ask for are added to ``codes``."""
    from quotecheck import checking

    for claim in claims:
        if isinstance(claim, InputError):
            complain(claim)
            codes.add(claim.exit_code)
            continue
        verdict = checking.check(claim.quote, claim.by, store)
        codes.add(int(verdict.kind is not VerdictKind.VERBATIM))
        yield Answer(id=claim.id, verdict=verdict)
