"""``quotecheck extract``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quotecheck.cli.group import complain
from quotecheck.cli.oddities import tell_oddities
from quotecheck.cli.options import confidence_option, models_option
from quotecheck.cli.output import Output, output_options
from quotecheck.cli.sources import article_sources
from quotecheck.errors import InputError
from quotecheck.model import Article, Attribution, Extraction
from quotecheck.model.records import extraction_record

if TYPE_CHECKING:
    from quotecheck.extraction import Extractor
    from quotecheck.reading import Inputs

__all__ = ["extract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attribution as a row of a table."""

    article: str
    line: int
    speaker: str | None
    kind: str
    cue: str
    text: str
    confidence: float
    polarity: str


_COLUMNS = {field: attrgetter(field) for field in ("speaker", "kind", "polarity", "cue", "text", "article", "line")}


@click.command()
@article_sources
@confidence_option
@click.option("--captions", is_flag=True, help="Find quotes in the captions of pictures, too.")
@click.option("--parts", is_flag=True, help="Make “A,” he said. “B.” two quotes, the second without a cue, instead of one.")
@models_option
@output_options
@click.pass_context
def extract(
    context: click.Context,
    *,
    inputs: Inputs,
    min_confidence: float | None,
    captions: bool,
    parts: bool,
    models: Path | None,
    output: Output,
) -> None:
    """Show what articles attribute to whom, without a database.

    As JSON, one object an article with all its quotes, places as offsets in code points of its text; in all other forms, one row
    a quote.

    \b
    quotecheck extract interview.txt
    quotecheck extract --jsonl articles.jsonl > quotes.jsonl
    """
    from quotecheck.attribution import in_parts
    from quotecheck.extraction import Extractor

    unreadable: list[InputError] = []
    extractions = _extractions(iter(inputs), Extractor(models, captions=captions), unreadable)
    if parts:
        extractions = map(in_parts, extractions)
    if min_confidence is not None:
        extractions = (_likely(extraction, min_confidence) for extraction in extractions)
    if output.is_json:
        output.emit(extractions, record=extraction_record, columns={})
    else:
        rows = (_row(extraction.article, found) for extraction in extractions for found in extraction.attributions)
        output.emit(rows, record=asdict, columns=_COLUMNS)
    if unreadable:
        context.exit(InputError.exit_code)


def _extractions(articles: Iterator[Article | InputError], extractor: Extractor, unreadable: list[InputError]) -> Iterator[Extraction]:
    """The extractions of all readable articles; the others' errors, and what is odd, are told; errors are kept in ``unreadable``."""
    for article in articles:
        if isinstance(article, InputError):
            complain(article)
            unreadable.append(article)
        else:
            extraction = extractor.extract(article)
            tell_oddities(extraction)
            yield extraction


def _likely(extraction: Extraction, least: float) -> Extraction:
    return replace(extraction, attributions=tuple(found for found in extraction.attributions if found.confidence >= least))


def _row(article: Article, found: Attribution) -> Row:
    return Row(
        article=article.id,
        line=article.line_of(found.content[0].start),
        speaker=found.entity.name if found.entity else None,
        kind=found.kind.value,
        cue=" … ".join(span.of(article.text) for span in found.cue),
        text=" … ".join(span.of(article.text) for span in found.content),
        confidence=found.confidence,
        polarity=found.polarity.value,
    )
