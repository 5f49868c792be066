"""Values as pieces of a page, for notebooks. All words are escaped; colours are those of the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape as escaped

from quotecheck.model.articles import Span
from quotecheck.model.attributions import Extraction, Quote
from quotecheck.model.controls import printable
from quotecheck.model.verdicts import Verdict

__all__ = ["extraction_html", "quote_html", "quotes_html", "verdict_html"]

_CUT = " … "


def quote_html(quote: Quote) -> str:
    """A quote: the words, who says them, and where they stand."""
    said = f"{escape(quote.speaker or 'nobody named')}{f' ({escape(quote.cue_text)})' if quote.cue_text else ''}"
    parts = [_place(quote), *(escape(part) for part in (quote.outlet, quote.published) if part)]
    place = ", ".join(parts)
    return f"<blockquote><p>{escape(quote.text)}</p><footer><b>{said}</b>, {quote.kind.value}, {place}</footer></blockquote>"


def quotes_html(quotes: Sequence[Quote], *, more: bool) -> str:
    """Quotes as a table, with a last row if there are more."""
    rows = [
        (escape(quote.speaker or ""), quote.kind.value, escape(quote.text), _place(quote), escape(quote.published or ""))
        for quote in quotes
    ]
    if more:
        rows.append(("…",) * 5)
    return _table(("speaker", "kind", "text", "place", "published"), rows)


def extraction_html(extraction: Extraction) -> str:
    """What an article attributes to whom, as a table."""
    article = extraction.article
    rows = [
        (
            escape(found.entity.name if found.entity else ""),
            found.kind.value,
            escape(_words(found.cue, article.text)),
            escape(_words(found.content, article.text)),
            str(article.line_of(found.content[0].start)),
        )
        for found in extraction.attributions
    ]
    return f"<p><b>{escape(article.id)}</b></p>{_table(('speaker', 'kind', 'cue', 'text', 'line'), rows)}"


def verdict_html(verdict: Verdict) -> str:
    """A verdict: the claim, what speaks against it, and the words that it rests on."""
    by = f" by {escape(verdict.by)}" if verdict.by else ""
    mark = "✓" if verdict.is_fine else "✗"
    pairs = [
        (found.kind.value, escape(found.one_text or "nothing"), escape(found.other_text or "nothing")) for found in verdict.differences
    ]
    against = [f"{kind}: <s>{claimed}</s> for <b>{said}</b>" for kind, claimed, said in pairs]
    items = "".join(f"<li>{item}</li>" for item in [*against, *map(escape, verdict.reasons)])
    evidence = "".join(
        f"<blockquote><p>{escape(found.text)}</p><footer><b>{escape(found.speaker or 'nobody named')}</b>, "
        f"{escape(found.path or found.article)}:{found.line}</footer></blockquote>"
        for found in verdict.evidence
    )
    return f"<p>{mark} <b>{verdict.kind.value}</b>: {escape(verdict.quote)}{by}</p><ul>{items}</ul>{evidence}"


def _words(spans: Iterable[Span], text: str) -> str:
    return _CUT.join(span.of(text) for span in spans)


def _place(quote: Quote) -> str:
    return f"{escape(quote.path or quote.article)}:{quote.line}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def escape(text: str) -> str:
    """Text that is nothing but text on a page, and cannot turn what stands around it."""
    return escaped(printable(text))
