"""``quotecheck check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from quotecheck import citing
from quotecheck.cli.group import complain
from quotecheck.cli.options import DATABASE, given_database, models_option, stream_name
from quotecheck.cli.output import Output, output_options, print_text
from quotecheck.cli.verdicts import print_verdict
from quotecheck.errors import InputError, NothingFound
from quotecheck.model import FINE, Article, Checked, Verdict, VerdictKind
from quotecheck.model.records import checked_record, verdict_record

if TYPE_CHECKING:
    from quotecheck.checking import Checker, Claim
    from quotecheck.store import Store

__all__ = ["check"]

_REPORTS = ("html", "markdown", "github")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict under the id of its claim, or on a quotation of a draft."""

    verdict: Verdict
    id: str | int | None = None
    checked: Checked | None = None

    def record(self) -> dict[str, Any]:
        """The answer as it goes out."""
        record = verdict_record(self.verdict, id=self.id)
        return record if self.checked is None else record | checked_record(self.checked)

    def is_fine(self) -> bool:
        """Whether the store bears it out."""
        return self.verdict.kind in FINE if self.checked is None else self.checked.is_fine

    def claim(self) -> str:
        """The words that were claimed, and where."""
        words = " ".join(self.verdict.quote.split())
        if self.checked is None:
            return words
        draft = self.checked.draft
        return f"{words}\n{citing.file_line(draft.source.path or draft.id, draft.line_of(self.checked.spans[0].start))}"

    def found(self) -> str:
        """The words of the first evidence, and where."""
        first = next(iter(self.verdict.evidence), None)
        return "" if first is None else f"{' '.join(first.text.split())}\n{citing.file_line(first.path or first.article, first.line)}"

    def notes(self) -> str:
        """What differs, and what else there is to know."""
        return "; ".join((*map(citing.difference_label, self.verdict.differences), *self.verdict.reasons))


_COLUMNS = {
    "verdict": lambda answer: answer.verdict.kind.value,
    "claimed": Answer.claim,
    "by": lambda answer: answer.verdict.by,
    "found": Answer.found,
    "said by": lambda answer: answer.verdict.said_by,
    "notes": Answer.notes,
}


@dataclass(slots=True, kw_only=True)
class _Run:
    """What all answers of a run go through.

    Attributes:
        fail_on: the verdicts that end with exit code 1; None for all that is not borne out.
        codes: the exit codes asked for so far.
    """

    checker: Checker
    fail_on: frozenset[VerdictKind] | None
    codes: set[int]

    def counted(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answers; what they ask for is added to ``codes``."""
        for answer in answers:
            failed = not answer.is_fine() if self.fail_on is None else answer.verdict.kind in self.fail_on
            self.codes.add(int(failed))
            yield answer

    def complain(self, error: InputError) -> None:
        """Tell of what cannot be read."""
        complain(error)
        self.codes.add(error.exit_code)

    def on_claims(self, claims: Iterable[Claim | InputError]) -> Iterator[Answer]:
        """An answer to every claim."""
        for claim in claims:
            if isinstance(claim, InputError):
                self.complain(claim)
            else:
                yield from self.counted([Answer(id=claim.id, verdict=self.checker.check(claim.quote, claim.by))])

    def on_drafts(self, paths: Iterable[str], models: Path | None, *, claims: bool) -> Iterator[tuple[Article, list[Answer]]]:
        """Every draft that can be read, with the answers to its quotations."""
        from quotecheck.checking.drafts import check_draft, read_draft
        from quotecheck.extraction import Extractor

        extractor = Extractor(models)
        for path in paths:
            try:
                draft = read_draft(path)
            except InputError as error:
                self.complain(error)
                continue
            found = check_draft(draft, extractor, self.checker, claims=claims)
            answers = list(self.counted(Answer(verdict=one.verdict, checked=one) for one in found))
            if not answers:
                click.echo(f"quotecheck: {draft.id}: no quotation in it.", err=True)
            yield draft, answers


def _kinds(_context: click.Context, _parameter: click.Parameter, value: str | None) -> frozenset[VerdictKind] | None:
    if value is None:
        return None
    names = [name.strip() for name in value.split(",")]
    unknown = [name for name in names if name not in set(VerdictKind)]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(kind.value for kind in VerdictKind)}.")
    return frozenset(map(VerdictKind, names))


@click.command()
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...")
@click.option("--quote", metavar="TEXT", help="The words that somebody is said to have said.")
@click.option("--by", metavar="NAME", help="Who is said to have said them; anybody if left out.")
@click.option("--jsonl", type=click.File("rb"), metavar="FILE", help='Many claims as JSON lines, {"id", "quote", "by"}; - for stdin.')
@click.option("--claims", is_flag=True, help="Of drafts, check what is told without quotation marks, too.")
@click.option(
    "--fail-on",
    metavar="VERDICTS",
    callback=_kinds,
    help="End with exit code 1 on these alone, parted by commas.  [default: all but verbatim, elided]",
)
@click.option(
    "--format",
    "report",
    type=click.Choice(_REPORTS),
    help="A report on drafts: a page (of one), Markdown, or annotations of a pull request.",
)
@click.option(
    "--db",
    "databases",
    type=DATABASE,
    multiple=True,
    default=["quotes.db"],
    envvar="QUOTECHECK_DB",
    show_envvar=True,
    metavar="FILE",
    callback=given_database,
    help="The database; of several the best answer counts.  [default: quotes.db]",
)
@models_option
@output_options
@click.pass_context
def check(  # noqa: PLR0913 -- click hands every option over
    context: click.Context,
    *,
    drafts: tuple[str, ...],
    quote: str | None,
    by: str | None,
    jsonl: BinaryIO | None,
    claims: bool,
    fail_on: frozenset[VerdictKind] | None,
    report: str | None,
    databases: tuple[Path, ...],
    models: Path | None,
    output: Output,
) -> None:
    """Check whether somebody said these very words, or every quotation of a draft.

    DRAFT is text, Markdown or HTML, or - for stdin. Its quotations are found as those of any article are.

    A quotation is verbatim if its words stand, in order and without a gap, in one quotation by that person; elided if it marks what
    it leaves out, and nothing is turned by that. Anything else is spliced, altered, distorted, paraphrased, misattributed or
    not_found, with what differs and the line that shows it: docs/checking.md.

    Exit code 0 if all is verbatim or elided, 1 if something is not, 2 if something could not be read.

    \b
    quotecheck check --quote "We strongly support Italy's initiative" --by Blinken
    quotecheck check draft.md --format html > report.html
    quotecheck check --jsonl claims.jsonl --csv
    """
    if sum((bool(drafts), quote is not None, jsonl is not None)) != 1 or (by is not None and quote is None):
        raise click.UsageError('Give one of these: drafts; --quote "TEXT", alone with --by NAME; --jsonl FILE.')
    if report is not None and not drafts:
        raise click.UsageError("--format makes a report on a draft. Give one.")
    if report == "html" and len(drafts) > 1:
        raise click.UsageError("--format html makes a page of one draft. Give one at a time.")
    from quotecheck.checking import Checker, Claim, read_claims

    with ExitStack() as opened:
        run = _Run(checker=Checker(*_stores(databases, opened)), fail_on=fail_on, codes={0})
        if report is not None:
            for draft, answers in run.on_drafts(drafts, models, claims=claims):
                _print_report(report, draft, [answer.checked for answer in answers if answer.checked is not None])
        elif drafts:
            found = (answer for _, answers in run.on_drafts(drafts, models, claims=claims) for answer in answers)
            _emit(found, output)
        else:
            asked = read_claims(jsonl, name=stream_name(jsonl)) if jsonl is not None else iter([Claim(quote=quote or "", by=by)])
            _emit(run.on_claims(asked), output)
    context.exit(max(run.codes))


def _emit(answers: Iterable[Answer], output: Output) -> None:
    if output.form != "table":
        output.emit(answers, record=Answer.record, columns=_COLUMNS)
        return
    for answer in answers:
        print_verdict(answer.verdict, answer.checked)


def _stores(paths: Iterable[Path], opened: ExitStack) -> list[Store]:
    """The databases, each with something to check against.

    Raises:
        NothingFound: one is empty.
    """
    from quotecheck.store import Store

    stores = [opened.enter_context(Store.open(path, read_only=True)) for path in paths]
    for store in stores:
        if not store.count_quotes():
            raise NothingFound(f"{store.path}: no quote in it to check against. Add articles with quotecheck add.")
    return stores


def _print_report(form: str, draft: Article, found: list[Checked]) -> None:
    from quotecheck.citing import report

    if form == "html":
        print_text(report.html_report(draft, found).rstrip("\n"))
    elif form == "markdown":
        print_text(report.markdown_report(draft, found).rstrip("\n"))
    else:
        for line in report.github_annotations(found):
            print_text(line)
