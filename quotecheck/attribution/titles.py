"""The titles and offices that stand before a person's name in English, from the table ``data/names.txt``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from quotecheck.attribution.possessives import without_possessive

__all__ = ["WRITTEN_SHORT", "gender_of_title", "is_courtesy", "is_generation", "is_regnal", "split_title", "vocabulary", "walks_of_life"]

WRITTEN_SHORT = {
    "adm": ("admiral",),
    "amb": ("ambassador",),
    "capt": ("captain",),
    "cmdr": ("commander",),
    "col": ("colonel",),
    "gen": ("general",),
    "gov": ("governor",),
    "lt": ("lieutenant",),
    "maj": ("major",),
    "pm": ("prime", "minister"),
    "pres": ("president",),
    "prof": ("professor",),
    "rep": ("representative",),
    "rev": ("reverend",),
    "sec": ("secretary",),
    "sen": ("senator",),
    "sgt": ("sergeant",),
    "supt": ("superintendent",),
    "veep": ("vice", "president"),
    "vp": ("vice", "president"),
}
"""Offices written short."""

_LINKS = frozenset({"of", "for", "to", "at", "in", "on", "without"})
_TOWARDS = frozenset({"for", "to"})
_BREAKS = frozenset({"about", "after", "against", "before", "between", "by", "from", "over", "than", "under", "with"})
"""Words that are no part of a title: one may start behind them."""

_GENDERS = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "congressman", "chairman", "spokesman", "councilman", "pope", "father"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "madam", "lady", "dame", "queen", "princess", "congresswoman", "chairwoman", "spokeswoman"), "f"),
    **dict.fromkeys(("councilwoman", "duchess", "baroness", "actress", "sister"), "f"),
}


@cache
def vocabulary(section: str) -> frozenset[str]:
    """Give the words of one section of the table of names; "office" has those of all walks of life."""
    return _sections()[section]


@cache
def _sections() -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in files("quotecheck.attribution").joinpath("data/names.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            words.update(line.split())
    for section in [section for section in sections if " " in section]:
        sections.setdefault(section.split()[0], set()).update(sections[section])
    return {section: frozenset(found) for section, found in sections.items()}


def walks_of_life(office: str) -> frozenset[str]:
    """Give the walks of life that the words of an office belong to.

    >>> sorted(walks_of_life("Senate candidate")), sorted(walks_of_life("former general and senator"))
    (['office government'], ['office government', 'office military'])
    """
    words = {_bare(word) for word in office.split()}
    return frozenset(section for section in _sections() if section.startswith("office ") and words & _sections()[section])


def is_courtesy(title: str) -> bool:
    """Tell whether a title is mere courtesy ("Mr.", "Sir", "Dr."), neither an office nor a rank.

    >>> is_courtesy("Mr."), is_courtesy("Rt. Hon."), is_courtesy("Gen.")
    (True, True, False)
    """
    return all(_bare(word) in vocabulary("courtesy") for word in title.split())


def gender_of_title(title: str) -> str | None:
    """Give the gender, "m" or "f", of who bears a title; None where it may be either.

    >>> gender_of_title("Mr."), gender_of_title("Congresswoman"), gender_of_title("President")
    ('m', 'f', None)
    """
    return next((gender for word in title.split() if (gender := _GENDERS.get(_bare(word)))), None)


def is_generation(word: str) -> bool:
    """Tell whether a word behind a name tells its bearer from others of that name.

    >>> is_generation("Jr."), is_generation("III"), is_generation("Xi")
    (True, True, False)
    """
    bare = word.replace(".", "")
    return bare in vocabulary("generation") or bare.casefold() in vocabulary("generation")


@lru_cache(maxsize=65536)
def split_title(text: str) -> tuple[str | None, str]:
    """Split the titles and offices before a person's name off it.

    What stands in parentheses or behind a comma is left out, but for "Jr." and its like. Where no name would be left, nothing
    is split off.

    >>> split_title("US Secretary of State Antony Blinken (@SecBlinken)")
    ('US Secretary of State', 'Antony Blinken')
    >>> split_title("Luigi Di Maio")
    (None, 'Luigi Di Maio')

    Popes and monarchs keep theirs, since a first name is all they have else.

    >>> split_title("Pope Francis")
    (None, 'Pope Francis')

    Words before the title that do not belong to it are left out as well.

    >>> split_title("a meeting with President Joe Biden"), split_title("of course Mr. Biden")
    (('President', 'Joe Biden'), ('Mr.', 'Biden'))

    Args:
        text: words that name a person.

    Returns:
        The title, None where there is none, and the name.
    """
    words = _name_phrase(text).split()
    if len(words) > 1 and words[0].casefold() == "the":
        del words[0]
    if is_regnal(words):
        return None, " ".join(words)
    begin, first = _name_start(words)
    if not first and len(words) > 1 and words[0] in {"late", "former"}:
        return None, " ".join(words[1:])
    return " ".join(words[begin:first]) or None, " ".join(words[first:])


def is_regnal(words: Sequence[str]) -> bool:
    """Tell whether words are a first name behind the title that goes with it.

    >>> is_regnal(["Pope", "Francis"]), is_regnal(["King", "Charles", "III"]), is_regnal(["Prince", "Karl", "Brandt"])
    (True, True, False)
    """
    name = words[1:-1] if len(words) > 2 and is_generation(words[-1]) else words[1:]
    return len(name) == 1 and words[0].istitle() and _bare(words[0]) in vocabulary("regnal") and name[0][0].isupper()


def _name_phrase(text: str) -> str:
    phrase = re.sub(r"\s*\(.*", "", text, flags=re.DOTALL) or text
    head, _, rest = phrase.partition(",")
    suffix = rest.split()[:1]
    if suffix and is_generation(suffix[0]):
        head = f"{head} {suffix[0]}"
    return without_possessive(head.strip(' \t\n"“”‘,;:–—-@')).strip() or text.strip()


def _bare(word: str) -> str:
    return word.casefold().replace(".", "").strip("“”\"'’,:;")


def _name_start(words: Sequence[str]) -> tuple[int, int]:
    """The indexes of the first word of the title and of the first word of the name, which stands behind it."""
    last = len(words) - 1
    while last > 0 and is_generation(words[last]):
        last -= 1
    begin = start = at = 0
    while at < last:
        if not _is_title(words, start, at):
            at += 1
            continue
        begin = _title_begin(words, begin, start, at)
        at += 1
        if at < last and words[at].casefold() in _LINKS:
            at = _skip_field(words, at + 1, last)
            if words[at - 1] in _TOWARDS:
                # Whom an office serves is not who holds it: "[adviser to] Hillary Clinton".
                begin = at
        start = at
    # "Attorney General" and "Secretary of State" are offices that nobody is named for.
    return (0, 0) if all(_is_of_office(word) for word in words[start : last + 1]) else (begin, start)


def _title_begin(words: Sequence[str], begin: int, start: int, at: int) -> int:
    """Where the title begins to which the title word at ``at`` belongs, if those before it began at ``begin`` and end at ``start``."""
    if at and words[at - 1] in _LINKS | {"the"}:
        # The office before is another's: "[aide to] President Joe Biden".
        return at
    if start < at and _bare(words[at]) in vocabulary("courtesy"):
        # Only titles stand before mere courtesy: "[of course] Mr. Biden".
        return at
    return max([begin, *(index + 1 for index in range(start, at) if words[index] in _BREAKS)])


def _is_title(words: Sequence[str], start: int, at: int) -> bool:
    """Whether the word at ``at`` is a title, where the titles before it end at ``start`` and a name follows."""
    word = _bare(words[at])
    if word in vocabulary("office") or word in vocabulary("courtesy"):
        return True
    parts = re.split(r"[-‐‑–/]", word)
    if len(parts) > 1 and any(part in vocabulary("office") for part in parts):
        return True
    led = all(_is_titular(other) for other in words[start:at])
    if word in vocabulary("surname"):
        return led or len(words) - at > 2
    return word in vocabulary("given") and ((led and at > 0) or words[at + 1] == "of")


def _is_titular(word: str) -> bool:
    return word.islower() or _is_of_office(word) or _bare(word) in vocabulary("surname")


def _is_of_office(word: str) -> bool:
    return any(_bare(word) in vocabulary(section) for section in ("office", "courtesy", "field"))


def _opens_office(word: str) -> bool:
    bare = _bare(word)
    return (bare in vocabulary("office") or bare in vocabulary("courtesy")) and bare not in vocabulary("field")


def _skip_field(words: Sequence[str], begin: int, last: int) -> int:
    """The index behind the field of an office that begins at ``begin``; the word at ``last`` is always left for the name."""
    fields, particles = vocabulary("field"), vocabulary("particle")
    at = begin
    while at < last and (_bare(words[at]) in fields or words[at] == "&" or (words[at].islower() and words[at] not in particles - _LINKS)):
        at += 1
    if at >= last or _opens_office(words[at]) or any(_bare(word) in fields and word != "the" for word in words[begin:at]):
        return at
    if at + 1 == last and words[at - 1] in _TOWARDS:
        # Two words are rather a whole name than a place and a family name.
        return at
    # An unknown field, as in "Archbishop of Canterbury Justin Welby": the last two words are the name, and its particles.
    at = max(at + 1, last - 1)
    while at > begin + 1 and words[at].casefold() in particles:
        at -= 1
    return at
