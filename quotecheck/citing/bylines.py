"""The authors of a byline, as CSL-JSON writes names."""

from __future__ import annotations

import re

__all__ = ["authors"]

_BY = re.compile(r"^by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|,?\s+and\s+|&)\s*")
_SUFFIX = re.compile(r"(?:Jr|Sr|Esq|M\.?D|Ph\.?D)\.?|[IV]{2,4}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def authors(byline: str) -> list[dict[str, str]]:
    """The authors that a byline names: "By Maria Rossi and Ann Other".

    >>> authors("By Martin Luther King, Jr. and Bob van der Berg")[0]
    {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}
    >>> authors("Rossi, Maria"), authors("李 明")
    ([{'family': 'Rossi', 'given': 'Maria'}], [{'literal': '李 明'}])
    """
    found = [name for part in _AND.split(_BY.sub("", byline.strip())) for name in _listed(part)]
    return [_name(*name) for name in found] or [{"literal": byline}]


def _listed(part: str) -> list[tuple[str, str, str]]:
    """The given name, family name and suffix of each of a list with commas; a family name may be set before the given one."""
    names: list[list[str]] = []
    for one in filter(None, (one.strip() for one in part.split(","))):
        if names and _SUFFIX.fullmatch(one):
            names[-1][1] = one
        else:
            names.append([one, ""])
    if len(names) == 2 and " " not in names[0][0] and not names[1][0].isupper() and _LATIN.search(names[0][0]):
        return [(names[1][0], names[0][0], names[0][1] or names[1][1])]
    return [(*_parted(name), suffix) for name, suffix in names]


def _parted(name: str) -> tuple[str, str]:
    given, _, family = name.rpartition(" ")
    return given, family


def _name(given: str, family: str, suffix: str) -> dict[str, str]:
    if not given or not _LATIN.search(given + family):
        return {"literal": f"{given} {family}".strip()}
    words = given.split()
    first = next((at for at, word in enumerate(words) if at and all(one.islower() for one in words[at:])), len(words))
    particle = " ".join(words[first:])
    known = {"family": family, "given": " ".join(words[:first]), "non-dropping-particle": particle, "suffix": suffix}
    return {key: value for key, value in known.items() if value}
