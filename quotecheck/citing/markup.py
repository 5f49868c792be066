"""Citations in Markdown and in HTML: the words as a quotation, below them who said them and where they stand, with a link."""

from __future__ import annotations

from html import escape

from quotecheck.citing.addresses import address
from quotecheck.citing.cited import Cited, web_address
from quotecheck.citing.plain import one_line, places, said_by

__all__ = ["html", "markdown"]

# What Markdown would take for markup.
_MARKUP = frozenset("\\`*_[]<>#|~&!")


def markdown(cited: Cited) -> str:
    """A quotation in Markdown."""
    quote = cited.quote
    words = "\n".join(f"> {_escaped(one_line(line))}" for line in quote.text.split("\n") if line.strip())
    known = [_link(cited), *(_escaped(part) for part in (quote.outlet, quote.published) if part)]
    place = f"{_escaped(places(quote, cited.article))} [quote {quote.id}]"
    return f"{words}\n>\n> — {_escaped(said_by(quote))}, {', '.join([*known, place])}\n"


def html(cited: Cited) -> str:
    """A quotation in HTML."""
    quote = cited.quote
    link = escape(address(cited))
    parts = [f'<a href="{link}">{escape(one_line(quote.title or cited.article.id))}</a>']
    parts += [escape(one_line(quote.outlet))] if quote.outlet else []
    parts += [f'<time datetime="{escape(quote.published)}">{escape(quote.published[:10])}</time>'] if quote.published else []
    place = f"<span>{escape(one_line(places(quote, cited.article)))} [quote {quote.id}]</span>"
    return (
        f'<figure class="quotation">\n<blockquote cite="{link}"><p>{escape(one_line(quote.text))}</p></blockquote>\n'
        f"<figcaption>{escape(said_by(quote))}, {', '.join([*parts, place])}</figcaption>\n</figure>\n"
    )


def _link(cited: Cited) -> str:
    title = _escaped(cited.quote.title or cited.article.id)
    # Between angle brackets an address may hold any brackets of its own.
    return f"[{title}](<{address(cited)}>)" if web_address(cited.article) or cited.article.source.path else title


def _escaped(text: str) -> str:
    """As it is to be read, whatever Markdown makes of it."""
    escaped = "".join(f"\\{letter}" if letter in _MARKUP else letter for letter in one_line(text))
    # What begins a list at the beginning of a line.
    return f"\\{escaped}" if escaped[:1] in {"-", "+"} else escaped
