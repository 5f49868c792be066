"""Citations in TEI P5: ``said`` with ``who`` and ``direct``, in a document of their own whose stand-off part lists the speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from quotecheck.citing.addresses import address
from quotecheck.citing.cited import Cited
from quotecheck.citing.finding import UNREADABLE, UNWRITABLE
from quotecheck.citing.plain import one_line, places, said_by
from quotecheck.model import EntityType, Kind

__all__ = ["tei"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc>
<titleStmt><title>Quotations cited by quotecheck</title></titleStmt>
<publicationStmt><p>Made by quotecheck. The words belong to the articles that are named.</p></publicationStmt>
<sourceDesc><p>The articles named by each bibl.</p></sourceDesc>
</fileDesc></teiHeader>
<text><body><div type="quotations">
"""
_UNWRITABLE = re.compile(f"[{UNWRITABLE}]")
_BODIES = frozenset({EntityType.ORGANISATION, EntityType.PLACE})


def tei(several: Iterable[Cited]) -> Iterator[str]:
    """A document of quotations, a paragraph each, and of those who say them."""
    yield _HEAD
    speakers: dict[str, tuple[str, EntityType | None]] = {}
    for cited in several:
        quote = cited.quote
        if quote.speaker is not None:
            speakers[f"speaker-{quote.speaker_id}"] = (quote.speaker, cited.who)
        yield _paragraph(cited)
    yield "</div></body></text>\n"
    if speakers:
        yield "<standOff>\n"
        bodies = {key: name for key, (name, who) in speakers.items() if who in _BODIES}
        people = {key: name for key, (name, _) in speakers.items() if key not in bodies}
        yield from _list("listPerson", "person", "persName", people)
        yield from _list("listOrg", "org", "orgName", bodies)
        yield "</standOff>\n"
    yield "</TEI>\n"


def _paragraph(cited: Cited) -> str:
    quote = cited.quote
    who = f' who="#speaker-{quote.speaker_id}"' if quote.speaker is not None else ""
    direct = {Kind.DIRECT: "true", Kind.INDIRECT: "false", Kind.MIXED: "unknown"}[quote.kind]
    names = [f"quote-{quote.id}{f'-{number}' if number else ''}" for number in range(len(quote.content))]
    said = " … ".join(
        f'<said xml:id="{names[number]}"{who} direct="{direct}"{_linked(names, number)}>{_escaped(span.of(cited.article.text))}</said>'
        for number, span in enumerate(quote.content)
    )
    target = _escaped(address(cited))
    bibl = [f"<title>{_escaped(one_line(quote.title or cited.article.id))}</title>"]
    bibl += [f"<publisher>{_escaped(one_line(quote.outlet))}</publisher>"] if quote.outlet else []
    bibl += [f'<date when="{_escaped(quote.published[:10])}">{_escaped(quote.published[:10])}</date>'] if quote.published else []
    place = f"{one_line(places(quote, cited.article))} [quote {quote.id}]"
    bibl.append(f'<ref target="{target}">{_escaped(place)}</ref>')
    return f"<p>{said} <note>{_escaped(said_by(quote))}</note> <bibl>{', '.join(bibl)}</bibl></p>\n"


def _linked(names: list[str], number: int) -> str:
    """What goes before a piece of an utterance, and what goes on from it."""
    known = {"prev": number - 1, "next": number + 1}
    return "".join(f' {key}="#{names[at]}"' for key, at in known.items() if 0 <= at < len(names))


def _list(outer: str, inner: str, name: str, found: dict[str, str]) -> Iterator[str]:
    if found:
        yield f"<{outer}>\n"
        for key, called in found.items():
            yield f'<{inner} xml:id="{key}"><{name}>{_escaped(called)}</{name}></{inner}>\n'
        yield f"</{outer}>\n"


def _escaped(text: str) -> str:
    """As XML holds it, which knows no control characters but tab and line feed."""
    return escape(_UNWRITABLE.sub(UNREADABLE, text))
