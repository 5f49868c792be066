"""Citations of any form, read again: what each says of where its words stand."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from quotecheck.citing.plain import PIECES
from quotecheck.citing.pointers import Pointer
from quotecheck.citing.values import from_json
from quotecheck.citing.written import from_address, from_line, from_source, is_line, shortened
from quotecheck.errors import InputError

__all__ = ["read_citations"]

_MARKS = ("#char=", "#line=", "#:~:")
_BIBTEX = re.compile(r"@\w+\{(?P<key>[^,\n]*)(?:(?!^@).)*?^\}", re.MULTILINE | re.DOTALL)
_NOTE = re.compile(r"^\s*note = \{(?P<note>.*)\},?$", re.MULTILINE)
_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
}
_LATEX_LETTER = re.compile(r"\\text(?:backslash|asciitilde|asciicircum|braceleft|braceright)\{\}|\\([#$%&_{}])")
_FIGURE = re.compile(
    r"<figure class=\"quotation\">\s*<blockquote[^>]*><p>(?P<words>[^<]*)</p></blockquote>(?:(?!<figure).)*?"
    r"<span>(?P<source>[^<]*)</span></figcaption>\s*</figure>",
    re.DOTALL,
)
_QUOTED = re.compile(r"(?P<words>(?:^> .*\n)+)^>[ \t]*\n^> — (?P<source>.*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~&!+-])")
_DOCUMENT = re.compile(r"<(?:\?xml|TEI)\b.*?(?:</TEI>|\Z)", re.DOTALL)
_TEI = "{http://www.tei-c.org/ns/1.0}"
# What may stand before a citation on its line.
_INDENT = " \t\ufeff"


def read_citations(text: str) -> list[Pointer]:
    """The citations that a text holds, in the order in which they stand there.

    Args:
        text: one citation or many, in any of the forms that quotecheck writes, and nothing else but blank lines.

    Raises:
        InputError: there is none, or one is malformed, or something else is in it, lest it be thought verified.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Pointer] = []
    at = 0
    while at < len(text):
        if text[at] in _INDENT or text[at] == "\n":
            at += 1
            continue
        pointers, at = _read_at(text, at)
        for pointer in pointers:
            if not all(piece.words.strip() for pieces in (pointer.pieces, *pointer.others) for piece in pieces):
                raise InputError(f"{pointer.shown or pointer.names[-1]}: a citation without words. quotecheck cite writes them.")
        found += pointers
    if not found:
        raise InputError("nothing: no citation with a place in it. quotecheck cite writes them.")
    return found


def _read_at(text: str, at: int) -> tuple[list[Pointer], int]:
    """The citations of what begins at an offset, and the offset at which that ends; the title of an article above its citation has none."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    line = text[at:end]
    if is_line(line):
        return [from_line(line)], end
    if line.startswith(("{", "[")):
        return from_json(text, at)
    for pattern, reader in ((_DOCUMENT, _from_tei), (_FIGURE, _from_figure), (_QUOTED, _from_markdown), (_BIBTEX, _from_bibtex)):
        block = pattern.match(text, at)
        if block is not None:
            return reader(block), block.end()
    # Styles set an article on a line, and its quote indented on the next.
    following = text[end + 1 :].partition("\n")[0] if text.startswith("    ", end + 1) else ""
    if is_line(following):
        return [], end
    if any(mark in line for mark in _MARKS):
        return [from_address(line)], end
    number = text.count("\n", 0, at) + 1
    where = f"line {number}: " if number > 1 or text[end:].strip() else ""
    raise InputError(f"{where}{shortened(line)}: no citation with a place in it. quotecheck cite writes them.")


def _from_figure(figure: re.Match[str]) -> list[Pointer]:
    return [from_source(unescape(figure["words"]), unescape(figure["source"]), shown=unescape(figure["words"]))]


def _from_markdown(quoted: re.Match[str]) -> list[Pointer]:
    words = _ESCAPED.sub(r"\1", " ".join(line.removeprefix("> ") for line in quoted["words"].splitlines()))
    # What comes before a link holds nothing of the place.
    source = quoted["source"].rpartition(">), ")[2] or quoted["source"]
    return [from_source(words, _ESCAPED.sub(r"\1", source), shown=words)]


def _from_bibtex(entry: re.Match[str]) -> list[Pointer]:
    notes = [_LATEX_LETTER.sub(lambda found: found[1] or _LATEX[found[0]], field["note"]) for field in _NOTE.finditer(entry[0])]
    if not any(map(is_line, notes)):
        raise InputError(f"{shortened(entry['key'])}: its entry has no note that quotecheck wrote.")
    return [from_line(note) for note in notes if is_line(note)]


def _from_tei(document: re.Match[str]) -> list[Pointer]:
    from lxml import etree  # noqa: PLC0415  (only this form needs it)

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(document[0].encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{shortened(document[0])}: not well-formed XML.") from error
    found, count = [], 0
    for paragraph in root.iter(f"{_TEI}p"):
        said, reference = paragraph.findall(f"{_TEI}said"), paragraph.find(f".//{_TEI}ref")
        if said and reference is not None:
            count += len(said)
            words = ["".join(one.itertext()) for one in said]
            # The words stand in elements of their own; only the places are read from what is written behind them.
            pointer = from_source(PIECES.join("_" for _ in words), "".join(reference.itertext()), shown=words[0])
            pieces = tuple(replace(piece, words=word, from_xml=True) for word, piece in zip(words, pointer.pieces, strict=True))
            found.append(replace(pointer, pieces=pieces))
    if not found or count != sum(1 for _ in root.iter(f"{_TEI}said")):
        raise InputError(f"{shortened(document[0])}: XML, but not each said with a place in a ref. quotecheck cite writes them.")
    return found
