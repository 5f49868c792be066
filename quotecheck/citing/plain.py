"""Citations in plain text, one line each."""

from __future__ import annotations

from quotecheck.model import Quote

__all__ = ["cite", "place"]


def cite(quote: Quote) -> str:
    """The citation of a quote: speaker, cue, words, what is known of the article, and where the words stand.

    The words are the article's, with their quotation marks where it has them; a line break is shown as a space, nothing else is
    changed. What is not known is left out.

    Returns:
        One line, such as ``Antony Blinken (said): “We strongly support Italy’s initiative” — seeds/rome.txt:5:1 [quote 3f0c2b1d9a77]``.
    """
    speaker = quote.speaker or quote.speaker_mention or "Speaker unknown"
    cue = f" ({quote.cue_text})" if quote.cue_text and any(letter.isalnum() for letter in quote.cue_text) else ""
    source = ", ".join(part for part in (quote.title, quote.outlet, quote.published, quote.url, place(quote)) if part)
    return " ".join(f"{speaker}{cue}: {quote.text} — {source} [quote {quote.id}]".split())


def place(quote: Quote) -> str:
    """File, line and column of a quote's first character, as editors and terminals open them: ``file:line:column``."""
    return f"{quote.path or quote.article}:{quote.line}:{quote.column}"
