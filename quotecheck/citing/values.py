"""Citations in JSON, read again: annotations, items of CSL, things of schema.org, records of PROV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from quotecheck.citing.plain import PIECES
from quotecheck.citing.pointers import Pointed, Pointer
from quotecheck.citing.written import cut, from_address, from_line, is_line, names_in, shortened
from quotecheck.errors import InputError
from quotecheck.model import Span

__all__ = ["from_json"]

# A quotation that is interrupted more often than this is taken as a whole.
_MOST_PIECES = 8
_ID = re.compile(r"[0-9a-f]{12,64}")


def from_json(text: str, at: int) -> tuple[list[Pointer], int]:
    """The citations of the JSON that begins at an offset of a text, and the offset at which it ends.

    Raises:
        InputError: it is malformed, or something in it is no citation.
    """
    try:
        read, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{shortened(text[at:])}: neither JSON nor JSON lines.") from error
    try:
        return list(_from_values(read)), end
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(f"{shortened(text[at:end])}: JSON, but no citation that is whole.") from error


def _from_values(read: Any) -> Iterator[Pointer]:
    """The citations of JSON; what is none is refused, lest it be thought verified."""
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
    else:
        raise ValueError("no citation")


def _from_thing(read: Mapping[str, Any]) -> Pointer:
    """A quotation or claim of schema.org: its address says where, its text which words."""
    pointer, words, id_ = from_address(_string(read["url"])), _string(read["text"]), _string(read["identifier"])
    if pointer.fragment is None:
        first, *others = [
            tuple(replace(piece, words=part, end=None) for part, piece in zip(parts, pointer.pieces, strict=True))
            for parts in cut(words, len(pointer.pieces))
        ]
        return replace(pointer, pieces=first, others=tuple(others), check=None)
    # How many pieces they are, it does not say.
    several = range(2, min(words.count(PIECES) + 1, _MOST_PIECES) + 1)
    ways = tuple(tuple(Pointed(words=part) for part in parts) for count in several for parts in _cut(words, count))
    return replace(pointer, quote=id_ if _ID.fullmatch(id_) else None, text=words, pieces=(Pointed(words=words),), others=ways)


def _from_annotation(read: Mapping[str, Any]) -> Pointer:
    targets = read["target"] if isinstance(read["target"], list) else [read["target"]]
    pieces = []
    for target in targets:
        selectors = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
        by_type = {selector["type"]: selector for selector in selectors}
        words, place = by_type["TextQuoteSelector"], by_type.get("TextPositionSelector")
        span = None if place is None else Span(_number(place["start"]), _number(place["end"]))
        prefix, suffix = (_string(words[key]) if key in words else None for key in ("prefix", "suffix"))
        pieces.append(Pointed(words=_string(words["exact"]), span=span, prefix=prefix, suffix=suffix))
    sources = {_string(target["source"]).partition("#")[0] for target in targets}
    if len(sources) != 1:
        raise ValueError("targets in several articles")
    source = sources.pop()
    source.encode()
    id_ = str(read.get("id", "")).rpartition(":")[2]
    quote = id_ if _ID.fullmatch(id_) else None
    return Pointer(shown=shortened(pieces[0].words), names=names_in(source), quote=quote, pieces=tuple(pieces))


def _from_provenance(entities: Mapping[str, Mapping[str, Any]]) -> Iterator[Pointer]:
    kinds: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
    for key, entity in entities.items():
        kinds.setdefault(str(entity.get("prov:type")), []).append((key, entity))
    names = [str(entity["quotecheck:sha256"]) for _, entity in kinds.get("quotecheck:Bytes", [])]
    names += [str(entity["quotecheck:article"]) for _, entity in kinds.get("quotecheck:Text", [])]
    names += [str(entity["prov:location"]) for _, entity in kinds.get("quotecheck:Bytes", [])]
    for key, entity in kinds["quotecheck:Quote"]:
        spans = [Span(*map(int, place.split("-"))) for place in _string(entity["quotecheck:content"]).split(",")]
        value = _string(entity["prov:value"])
        first, *others = [
            tuple(Pointed(words=part, span=span) for part, span in zip(parts, spans, strict=True)) for parts in _parts(value, spans)
        ]
        # The latest version of an article is called by its name, not by its digest.
        latest = tuple(names[1:] + names[:1])
        yield Pointer(shown=shortened(value), names=latest, quote=key.rpartition("-")[2], pieces=first, others=tuple(others))


def _parts(value: str, spans: Iterable[Span]) -> list[list[str]]:
    """The pieces of a quote by their lengths; if these are not those of its words, the ways in which they may be cut."""
    parts, at = [], 0
    for span in spans:
        parts.append(value[at : at + len(span)])
        at += len(span) + len(PIECES)
    return [parts] if PIECES.join(parts) == value else cut(value, len(parts))


def _cut(words: str, count: int) -> list[list[str]]:
    try:
        return cut(words, count)
    except InputError:
        return []


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no string")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value
