"""Citations of any form, read again: what each says of where its words stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from quotecheck.citing.pointers import Pointed, Pointer
from quotecheck.citing.written import PIECES, from_address, from_line, from_source, is_line, names_in, shortened
from quotecheck.errors import InputError
from quotecheck.model import Span

__all__ = ["read_citations"]

_ADDRESS = re.compile(r"[^\s<>\"]+#(?:char=|line=|:~:)[^\s<>\"]*")
_BIBTEX = re.compile(r"^\s*note = \{(?P<note>.*)\},?$", re.MULTILINE)
_LATEX = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
_LATEX_LETTER = re.compile(r"\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}|\\([#$%&_{}])")
_FIGURE = re.compile(
    r"<figure class=\"quotation\">\s*<blockquote[^>]*><p>(?P<words>.*?)</p></blockquote>.*?<span>(?P<source>[^<]*)</span></figcaption>",
    re.DOTALL,
)
_QUOTED = re.compile(r"(?P<words>(?:^> .*\n)+)^>\s*\n^> — (?P<source>.*)$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|~&!+-])")
_TEI = "{http://www.tei-c.org/ns/1.0}"


def read_citations(text: str) -> list[Pointer]:
    """The citations that a text holds, in the order in which they stand there.

    Args:
        text: one citation or many, in any of the forms that quotecheck writes.

    Raises:
        InputError: there is none, or one is malformed.
    """
    stripped = text.lstrip("\ufeff \t\r\n")
    found: list[Pointer] = []
    if stripped.startswith(("{", "[")):
        found = list(_from_json(stripped))
    elif stripped.startswith("<") and "http://www.tei-c.org/ns/1.0" in stripped:
        found = _from_tei(stripped)
    else:
        for reader in (_from_html, _from_markdown, _from_bibtex, _from_lines):
            found = list(reader(text))
            if found:
                break
    if not found:
        raise InputError(f"{shortened(stripped) or 'nothing'}: no citation with a place in it. quotecheck cite writes them.")
    return found


def _from_lines(text: str) -> Iterator[Pointer]:
    for line in text.splitlines():
        if is_line(line):
            yield from_line(line)
        elif (link := _ADDRESS.fullmatch(line.strip())) is not None or "#char=" in line or "#line=" in line:
            yield from_address(line if link is None else link.group())


def _from_html(text: str) -> Iterator[Pointer]:
    for figure in _FIGURE.finditer(text):
        yield from_source(unescape(figure["words"]), unescape(figure["source"]), shown=unescape(figure["words"]))


def _from_markdown(text: str) -> Iterator[Pointer]:
    for quoted in _QUOTED.finditer(text):
        words = _ESCAPED.sub(r"\1", " ".join(line.removeprefix("> ") for line in quoted["words"].splitlines()))
        # What comes before a link holds nothing of the place.
        source = quoted["source"].rpartition(">), ")[2] or quoted["source"]
        yield from_source(words, _ESCAPED.sub(r"\1", source), shown=words)


def _from_bibtex(text: str) -> Iterator[Pointer]:
    if re.search(r"^\s*@\w+\{", text, re.MULTILINE):
        for field in _BIBTEX.finditer(text):
            note = _LATEX_LETTER.sub(lambda found: found[1] or _LATEX[found[0]], field["note"])
            if is_line(note):
                yield from_line(note)


def _from_json(text: str) -> Iterator[Pointer]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        try:
            read = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError) as error:
            raise InputError(f"{shortened(text)}: neither JSON nor JSON lines.") from error
    try:
        yield from _from_values(read)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise InputError(f"{shortened(text)}: JSON, but no citation that is whole.") from error


def _from_values(read: Any) -> Iterator[Pointer]:
    """The citations of JSON: annotations, items of CSL, things of schema.org, records of PROV."""
    if isinstance(read, list):
        for one in read:
            yield from _from_values(one)
    elif "items" in read or "@graph" in read:
        yield from _from_values(read.get("items", read.get("@graph")))
    elif "bundle" in read:
        yield from _from_values(list(read["bundle"].values()))
    elif read.get("type") == "Annotation":
        yield _from_annotation(read)
    elif "entity" in read:
        yield from _from_provenance(read["entity"])
    elif read.get("@type") in {"Quotation", "Claim"}:
        yield _from_thing(read)
    elif is_line(str(read.get("note", ""))):
        yield from_line(read["note"])


def _from_thing(read: Mapping[str, Any]) -> Pointer:
    """A quotation or claim of schema.org, whose address may count where its text has the words."""
    pointer = from_address(read["url"])
    words = str(read["text"])
    if pointer.pieces or PIECES in words:
        return pointer
    return replace(pointer, quote=str(read["identifier"]), pieces=(Pointed(words=words),))


def _from_annotation(read: Mapping[str, Any]) -> Pointer:
    targets = read["target"] if isinstance(read["target"], list) else [read["target"]]
    pieces = []
    for target in targets:
        selectors = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
        by_type = {selector["type"]: selector for selector in selectors}
        words, place = by_type["TextQuoteSelector"], by_type.get("TextPositionSelector")
        span = None if place is None else Span(place["start"], place["end"])
        pieces.append(Pointed(words=words["exact"], span=span, prefix=words.get("prefix", ""), suffix=words.get("suffix", "")))
    id_ = str(read.get("id", "")).rpartition(":")[2]
    quote = id_ if re.fullmatch(r"[0-9a-f]{12,64}", id_) else None
    return Pointer(
        shown=shortened(pieces[0].words), names=names_in(targets[0]["source"].partition("#")[0]), quote=quote, pieces=tuple(pieces)
    )


def _from_provenance(entities: Mapping[str, Mapping[str, Any]]) -> Iterator[Pointer]:
    kinds: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for key, entity in entities.items():
        kinds.setdefault(str(entity.get("prov:type")), []).append((key, entity))
    names = [str(entity["quotecheck:sha256"]) for _, entity in kinds.get("quotecheck:Bytes", [])]
    names += [str(entity["quotecheck:article"]) for _, entity in kinds.get("quotecheck:Text", [])]
    names += [str(entity["prov:location"]) for _, entity in kinds.get("quotecheck:Bytes", [])]
    for key, entity in kinds.get("quotecheck:Quote", []):
        spans = [Span(*map(int, place.split("-"))) for place in str(entity["quotecheck:content"]).split(",")]
        value = str(entity["prov:value"])
        parts = [value] if len(spans) == 1 else _parts(value, spans)
        pieces = tuple(Pointed(words=part, span=span) for part, span in zip(parts, spans, strict=True))
        # The latest version of an article is called by its name, not by its digest.
        yield Pointer(shown=shortened(value), names=tuple(names[1:] + names[:1]), quote=key.rpartition("-")[2], pieces=pieces)


def _parts(value: str, spans: Iterable[Span]) -> list[str]:
    """The pieces of a quote, whose lengths are known."""
    parts, at = [], 0
    for span in spans:
        parts.append(value[at : at + len(span)])
        at += len(span) + len(" … ")
    return parts


def _from_tei(text: str) -> list[Pointer]:
    from lxml import etree  # noqa: PLC0415  (only this form needs it)

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{shortened(text)}: not well-formed XML.") from error
    found = []
    for paragraph in root.iter(f"{_TEI}p"):
        said, reference = paragraph.findall(f"{_TEI}said"), paragraph.find(f".//{_TEI}ref")
        if said and reference is not None:
            words = [one.text or "" for one in said]
            # The words stand in elements of their own; only the places are read from what is written behind them.
            pointer = from_source(PIECES.join("_" for _ in words), "".join(reference.itertext()), shown=words[0])
            pieces = tuple(replace(piece, words=word) for word, piece in zip(words, pointer.pieces, strict=True))
            found.append(replace(pointer, pieces=pieces))
    return found
