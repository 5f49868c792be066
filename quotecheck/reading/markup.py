"""Plain text under HTML and Markdown, every character of it in its place: what is markup becomes white space of the same length."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

__all__ = ["blank_html", "blank_markdown", "is_html"]

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "article", "section", "header", "footer"}
    | {"main", "nav", "aside", "figure", "figcaption", "table", "tr", "td", "th", "pre", "hr", "title", "body", "head", "html", "dd", "dt"}
)
_OPENING = frozenset("“‘«„‹(")
_WORD_JOINER = "\u2060"
"""Fills the place of a reference within a word, and is no part of it."""
_SILENT = frozenset({"script", "style", "template", "noscript", "del", "s", "strike"})
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE | re.DOTALL)

_FENCE = re.compile(r"^(?P<fence>```|~~~).*?^(?P=fence)[^\n]*$", re.MULTILINE | re.DOTALL)
_LEADING = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)+", re.MULTILINE)
_LINK = re.compile(r"(?P<open>!?\[)(?P<words>[^\[\]]*)(?P<target>\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\[\]]*\])")
_STRUCK = re.compile(r"~~(?=\S).*?(?<=\S)~~")
_MARKS = re.compile(r"(?<![^\W_])(?:\*{1,3}|_{1,3}|~~|`+)(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3}|~~|`+)(?![^\W_])")


def is_html(text: str, *, path: str | None = None) -> bool:
    """Tell whether a text is HTML, by the name of its file or by how it begins."""
    return (path is not None and path.lower().endswith((".html", ".htm", ".xhtml"))) or _HTML.match(text) is not None


def blank_html(text: str) -> str:
    r"""Give the text of an HTML page, whole or broken, in which each character stands where it stands in the page.

    >>> blank_html("<p>He said <b>no</b>.</p>")
    '\n  He said    no    .\n   '
    """
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return "".join(reader.plain)


def blank_markdown(text: str) -> str:
    """Give the text of a Markdown file, in which each character stands where it stands in the file.

    >>> blank_markdown("> **No**, said [Roe](http://a.b).")
    '    No  , said  Roe             .'
    """
    text = _FENCE.sub(lambda found: _blank(found.group()), text)
    text = _LEADING.sub(lambda found: _blank(found.group()), text)
    text = _LINK.sub(lambda found: _blank(found["open"]) + found["words"] + _blank(found["target"]), text)
    text = _STRUCK.sub(lambda found: _blank(found.group()), text)
    return _MARKS.sub(lambda found: _blank(found.group()), text)


def _blank(text: str) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in text)


class _Reader(HTMLParser):
    """Writes what is read over blanks of the page's length."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.plain = list(_blank(text))
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- the parser hands them over
        """Begin a block, or what is not read."""
        self._silent += tag in _SILENT
        self._part(tag)
        if tag == "q":
            self._mark("“", len(self.get_starttag_text() or "<q>") - 1)

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 -- likewise
        """A tag without an end: *<br/>*."""
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is not read."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._part(tag)
        if tag == "q":
            self._mark("”", 0)

    def handle_data(self, data: str) -> None:
        """Take words over."""
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        """Take a named character over."""
        self._character(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Take a numbered character over."""
        self._character(f"&#{name};")

    def _character(self, reference: str) -> None:
        """Write one character for a reference to it: an opening mark next to what it opens, any other next to what stands before."""
        letter, filled = html.unescape(reference)[:1], len(reference) - 1
        if letter.isspace():
            self._write(" " * len(reference))
            return
        self._write(" " * filled + letter if letter in _OPENING else letter + _WORD_JOINER * filled)

    def _mark(self, mark: str, place: int) -> None:
        """Write the quotation mark that a browser would put in place of a tag."""
        at = self._at() + place
        if at < len(self.plain) and not self._silent:
            self.plain[at] = mark

    def _part(self, tag: str) -> None:
        at = self._at()
        if tag in _BLOCKS and at < len(self.plain):
            self.plain[at] = "\n"

    def _write(self, words: str) -> None:
        at = self._at()
        if not self._silent:
            self.plain[at : at + len(words)] = words

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[min(line, len(self._starts)) - 1] + column
