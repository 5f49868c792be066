"""Citations in plain text, one line each."""

from __future__ import annotations

from quotecheck.model import Article, Difference, Polarity, Quote

__all__ = [
    "DASH",
    "PIECES",
    "cite",
    "difference_label",
    "file_line",
    "kind_label",
    "one_line",
    "place",
    "places",
    "said_by",
    "source_of",
    "speaker_label",
]

# What stands between the words and where they stand, and between the pieces of words that a cue interrupts.
DASH = " — "
PIECES = " … "


def cite(quote: Quote, article: Article | None = None) -> str:
    """The citation of a quote: speaker, cue and what hedges it, when and where it was said, words, article, and the words' place.

    The words are the article's, with their quotation marks where it has them; a line break is shown as a space, nothing else is
    changed. What is not known is left out.

    Args:
        quote: what to cite.
        article: where it stands; with it, of words that a cue interrupts the place of every piece is told.

    Returns:
        One line, such as ``Antony Blinken (said): “We strongly support Italy’s initiative” — seeds/rome.txt:5:1 [quote 3f0c2b1d9a77]``.
    """
    return f"{said_by(quote)}: {one_line(quote.text)}{DASH}{source_of(quote, article)}"


def said_by(quote: Quote) -> str:
    """Who says it, and how: "Antony Blinken (said, Monday)". No colon that ends it is in it."""
    cue = quote.cue_text if quote.cue_text and any(letter.isalnum() for letter in quote.cue_text) else None
    hedge = None if cue and quote.hedge and quote.hedge in cue else quote.hedge
    polarity = None if quote.polarity is Polarity.SAID else quote.polarity.value
    known = ", ".join(part for part in (cue, polarity, hedge, quote.when, quote.where) if part)
    return one_line(f"{speaker_label(quote)} ({known})" if known else speaker_label(quote)).replace(": ", ", ")


def source_of(quote: Quote, article: Article | None = None) -> str:
    """Where it stands: title, outlet, date, address, file, line and column, and the quote's id. No dash that begins it is in it."""
    known = ", ".join(part for part in (quote.title, quote.outlet, quote.published, quote.url, places(quote, article)) if part)
    return f"{one_line(known).replace(DASH, ' – ')} [quote {quote.id}]"


def places(quote: Quote, article: Article | None = None) -> str:
    """File, line and column of a quote, and line and column of its further pieces."""
    further = () if article is None else quote.content[1:]
    return ", ".join([place(quote), *(f"{article.line_of(span.start)}:{article.column_of(span.start)}" for span in further if article)])


def one_line(text: str) -> str:
    """The same words with a single space wherever there is white space."""
    return " ".join(text.split())


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
