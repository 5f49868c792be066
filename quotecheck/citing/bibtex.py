"""Citations for BibTeX and BibLaTeX."""

from __future__ import annotations

from quotecheck.citing.addresses import address
from quotecheck.citing.bibliography import csl_item
from quotecheck.citing.cited import Cited, web_address
from quotecheck.citing.plain import cite

__all__ = ["bibtex"]

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # Not escaped braces, which programs count to find the end of a field.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "#$%&_"},
}


def bibtex(cited: Cited) -> str:
    """An entry for the article; its note is the quote's citation in plain text, its file and address stand as they are."""
    source = cited.article.source
    names = [name.get("literal") or _inverted(name) for name in csl_item(cited)["author"]]
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" if "," not in name else _escaped(name) for name in names),
        "title": f"{{{_escaped(source.title or cited.article.id)}}}",
        "journal": _escaped(source.outlet) if source.outlet else None,
        "year": source.published[:4] if source.published else None,
        "date": source.published[:10] if source.published else None,
        "url": address(cited) if web_address(cited.article) else None,
        "urldate": source.fetched[:10] if source.fetched else None,
        "note": _escaped(cite(cited.quote, cited.article)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@article{{quote-{cited.quote.id},", *lines, "}", ""])


def _inverted(name: dict[str, str]) -> str:
    """A name as BibTeX has it: "van der Berg, Jr., Bob"."""
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    return ", ".join(part for part in (family, name.get("suffix"), name["given"]) if part)


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in " ".join(text.split()))
