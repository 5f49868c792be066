"""Citations in plain text, one line each."""

from __future__ import annotations

from quotecheck.model import Difference, Polarity, Quote

__all__ = ["cite", "difference_label", "file_line", "kind_label", "place", "speaker_label"]


def cite(quote: Quote) -> str:
    """The citation of a quote: speaker, cue and what hedges it, when and where it was said, words, article, and the words' place.

    The words are the article's, with their quotation marks where it has them; a line break is shown as a space, nothing else is
    changed. What is not known is left out.

    Returns:
        One line, such as ``Antony Blinken (said): “We strongly support Italy’s initiative” — seeds/rome.txt:5:1 [quote 3f0c2b1d9a77]``.
    """
    cue = quote.cue_text if quote.cue_text and any(letter.isalnum() for letter in quote.cue_text) else None
    hedge = None if cue and quote.hedge and quote.hedge in cue else quote.hedge
    polarity = None if quote.polarity is Polarity.SAID else quote.polarity.value
    known = ", ".join(part for part in (cue, polarity, hedge, quote.when, quote.where) if part)
    saying = f" ({known})" if known else ""
    source = ", ".join(part for part in (quote.title, quote.outlet, quote.published, quote.url, place(quote)) if part)
    return " ".join(f"{speaker_label(quote)}{saying}: {quote.text} — {source} [quote {quote.id}]".split())


def place(quote: Quote) -> str:
    """File, line and column of a quote's first character, as editors and terminals open them: ``file:line:column``."""
    return file_line(quote.path or quote.article, quote.line, quote.column)


def file_line(file: str, line: int, column: int | None = None) -> str:
    """A place as editors and terminals open it.

    >>> file_line("seeds/rome.txt", 5), file_line("seeds/rome.txt", 5, 1)
    ('seeds/rome.txt:5', 'seeds/rome.txt:5:1')
    """
    return f"{file}:{line}" if column is None else f"{file}:{line}:{column}"


def speaker_label(quote: Quote) -> str:
    """Who speaks: the name, else the words that stand for it, else that there are none."""
    return quote.speaker or quote.speaker_mention or "no speaker named"


def difference_label(difference: Difference) -> str:
    """What differs, in words.

    >>> from quotecheck.model import DifferenceKind, Span
    >>> difference_label(Difference(kind=DifferenceKind.NUMBER, one=Span(0, 1), other=Span(5, 6), one_text="5", other_text="6"))
    'number: “5” / “6”'
    """
    sides = (f"“{text}”" if text else "nothing" for text in (difference.one_text, difference.other_text))
    return f"{difference.kind.value}: {' / '.join(sides)}"


def kind_label(quote: Quote) -> str:
    """The kind, and that the speaker denied it or did not say it: "indirect, denied"."""
    return quote.kind.value if quote.polarity is Polarity.SAID else f"{quote.kind.value}, {quote.polarity.value}"
