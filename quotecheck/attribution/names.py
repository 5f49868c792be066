"""Names as strings: their words, and whether two of them can be one person's or one body's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from quotecheck.attribution.possessives import without_possessive
from quotecheck.attribution.titles import is_courtesy, is_generation, split_title, vocabulary

__all__ = [
    "acronym_letters",
    "compatible",
    "fold",
    "fullest",
    "given_initials",
    "initials",
    "is_acronym",
    "is_courtesy",
    "lone_names",
    "mended",
    "name_words",
    "person_words",
    "split_title",
    "without_possessive",
]

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
"""Letters that Unicode does not decompose."""

_TOKEN = re.compile(r"\w(?:[\w.'’ʼ`]*[\w'’ʼ`])?")
"""A word with its points and apostrophes inside, and an apostrophe behind: "U.N.'s", "Joneses'"."""

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "de", "la", "du", "des", "et", "y"})
_ARABIC_ARTICLE = re.compile(r"\b(?:a[lnrstdz]|ash|el)[-‐‑](?=\w)", re.IGNORECASE)
_PATRONYMIC = frozenset({"bin", "ibn", "bint"})
"""Words that are never left out of a full name."""
_JUNIOR = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr"}


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name for comparison: without case, diacritics, punctuation, possessive endings and articles.

    >>> name_words("The Associated Press’s"), name_words("José Ángel O'Neill-Díaz")
    (('associated', 'press'), ('jose', 'angel', 'oneill', 'diaz'))
    """
    return tuple(word for word in _words(name) if word not in _ARTICLES)


def _words(name: str) -> list[str]:
    tokens = (without_possessive(token) for token in _TOKEN.findall(name))
    return _WORD.findall(fold(_APOSTROPHE.sub("", " ".join(tokens))))


def mended(name: str) -> str:
    """Give a name without what a wrong decoding has made of its letters.

    >>> mended("FranÃ§ois Hollande")
    'François Hollande'
    """
    if name.isascii():
        return name
    from ftfy import fix_text  # noqa: PLC0415  (few names need it)
    from ftfy.badness import is_bad  # noqa: PLC0415

    return str(fix_text(name)) if is_bad(name) else name


def fold(text: str) -> str:
    """Give ``text`` in lower case and without diacritics.

    >>> fold("Erdoğan"), fold("Ångström"), fold("Łukasz Łødź")
    ('erdogan', 'angstrom', 'lukasz lodz')
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    unmarked = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", unmarked).translate(_LETTERS)


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[tuple[str, ...], str | None]:
    """Give the words of a person's name without title and Arabic article, and the generation that stands behind them.

    >>> person_words("President Bashar al-Assad"), person_words("A. Smith, Junior")
    ((('bashar', 'assad'), None), (('a', 'smith'), 'jr'))
    """
    words = _ARABIC_ARTICLE.sub("", split_title(name)[1]).split()
    if len(words) < 2 or not is_generation(words[-1]):
        return tuple(_words(" ".join(words))), None
    generation = words[-1].casefold().replace(".", "")
    return tuple(_words(" ".join(words[:-1]))), _JUNIOR.get(generation, generation)


@lru_cache(maxsize=262144)
def compatible(a: str, b: str) -> bool:
    """Tell whether two names can be one person's within one article.

    A family name goes with a full name that ends in it (or, in China, Korea and Vietnam, begins with it), an initial with a
    given name, a nickname with its name. Titles and diacritics do not count.

    >>> compatible("Colonel Caggins", "Myles B. Caggins II"), compatible("Bill Clinton", "William Clinton")
    (True, True)
    >>> compatible("Donald Trump", "Ivanka Trump"), compatible("Donald Trump", "Donald Trump Jr.")
    (False, False)
    """
    (short, generation), (long, other_generation) = sorted((person_words(a), person_words(b)), key=lambda person: len(person[0]))
    if not short or not _generations_agree(generation, other_generation, lone=len(short) == 1 < len(long)):
        return False
    if len(short) == 1:
        return short[0] in _alone(long)
    if len(short) > 1 and _PATRONYMIC.intersection(short) != _PATRONYMIC.intersection(long):
        return False
    if short != long and sorted(short) == sorted(long) and _is_turned(short, long):
        return True
    if short[-1] != long[-1]:
        # The second of two family names is left out: "Gabriel García Márquez".
        return long[: len(short)] == short and short[-1] in _alone(long)
    return _givens_agree(*_without_common_end(short, long))


def _is_turned(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of the same words are one in both orders: *Xi Jinping*, *Jinping Xi*."""
    family = vocabulary("family-first")
    return (a[0] in family and b == (*a[1:], a[0])) or (b[0] in family and a == (*b[1:], b[0]))


def _generations_agree(short: str | None, long: str | None, *, lone: bool) -> bool:
    """A numeral may be left out; "Jr." tells a son from his father, and only a family name alone leaves it out."""
    if short is None or long is None:
        return (lone and short is None) or (short or long) not in _JUNIOR.values()
    return short == long


def lone_names(name: str) -> frozenset[str]:
    """Give the words by which the person of a name may be called alone: two compatible names have one in common.

    >>> sorted(lone_names("Xi Jinping")), sorted(lone_names("Gabriel García Márquez")), sorted(lone_names("John Paul Jones"))
    (['jinping', 'xi'], ['garcia', 'marquez'], ['jones'])
    """
    words, _ = person_words(name)
    return _alone(words) if words else frozenset()


def given_initials(name: str) -> frozenset[str]:
    """Give the letters that a form of a full name may begin with: two compatible full names have one in common.

    >>> sorted(given_initials("William Byron")), sorted(given_initials("Rosa Díaz Byron"))
    (['b', 'w'], ['d', 'r'])
    """
    words, _ = person_words(name)
    if len(words) < 2:
        return frozenset()
    forms = {*words[:-1], *(words[1:] if words[0] in vocabulary("family-first") else ())}
    return frozenset(form[0] for form in {*map(_spelt_plainly, forms), *_nicknames().get(_spelt_plainly(words[0]), ())})


def _alone(words: tuple[str, ...]) -> frozenset[str]:
    alone = {words[-1]}
    if words[0] in vocabulary("family-first"):
        alone.add(words[0])
    if len(words) > 2 and len(words[-2]) > 1 and words[-2] not in vocabulary("particle") and not _is_english_given(words[-2]):
        alone.add(words[-2])
    return frozenset(alone)


def _without_common_end(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before the family name that two names share; initials are never part of it."""
    common = 0
    while common < min(len(a), len(b)) and a[-1 - common] == b[-1 - common] and len(a[-1 - common]) > 1:
        common += 1
    return a[: len(a) - common], b[: len(b) - common]


def _givens_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not a or not b or "".join(a) == "".join(b):
        return True
    return all(_given_agrees(x, y) for x, y in zip(a, b, strict=False))


def _given_agrees(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        initial, given = (a, b) if len(a) == 1 else (b, a)
        return initial in {given[0], *(form[0] for form in _nicknames().get(_spelt_plainly(given), ()))}
    a, b = _spelt_plainly(a), _spelt_plainly(b)
    return a == b or a in _nicknames().get(b, ()) or b in _nicknames().get(a, ())


@lru_cache(maxsize=65536)
def _spelt_plainly(given: str) -> str:
    """A given name in one of its spellings: *Anthony* and *Antony*, *Phillip* and *Filip*, *Elizabeth* and *Elisabeth*."""
    plain = given.replace("th", "t").replace("ph", "f").replace("z", "s")
    return re.sub(r"(\w)\1", r"\1", re.sub(r"(?:ie|ey|y)$", "i", plain))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """For each given name, spelt plainly, the forms that stand for it."""
    from nicknames import NickNamer  # noqa: PLC0415  (few names need it, and it costs 20 ms)

    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, forms in NickNamer.default_lookup().items():
        found[_spelt_plainly(name)].update(map(_spelt_plainly, forms))
    return {name: frozenset(forms) for name, forms in found.items()}


@cache
def _is_english_given(word: str) -> bool:
    plain = _spelt_plainly(word)
    return plain in _nicknames() or any(plain in found for found in _nicknames().values())


def is_acronym(short: str, long: str) -> bool:
    """Tell whether ``short`` is made of the initials of the words of ``long``; small words may count or not.

    >>> is_acronym("U.N.", "the United Nations"), is_acronym("DoJ", "Department of Justice"), is_acronym("It", "Irish Times")
    (True, True, False)
    """
    letters = acronym_letters(short)
    return letters is not None and letters in initials(long)


@lru_cache(maxsize=65536)
def acronym_letters(name: str) -> str | None:
    """Give the letters of a name that is written as an acronym, in lower case; None for any other.

    >>> acronym_letters("the U.N."), acronym_letters("MoD"), acronym_letters("BlackRock")
    ('un', 'mod', None)
    """
    letters = re.sub(r"^[Tt]he |\.", "", without_possessive(name))
    capitals = sum(map(str.isupper, letters))
    is_written_so = 2 <= len(letters) <= 12 and letters.isalnum() and capitals >= max(2, len(letters) / 2)
    return letters.casefold() if is_written_so else None


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """Give the initials of a name of several words, in lower case, with and without each of its small words.

    >>> sorted(initials("Department of Justice"))
    ['dj', 'doj']
    """
    words = name_words(name)
    if not 2 <= len(words) <= 12:
        return frozenset()
    found = {""}
    for word in words:
        found = {so_far + word[0] for so_far in found} | (found if word in _SMALL else set())
    return frozenset(letters for letters in found if len(letters) > 1)


def fullest(names: Iterable[str]) -> str:
    """Give the fullest of several names of one person or body: most words, most of them spelt out, longest; ties by alphabet.

    >>> fullest(["Colonel Caggins", "Myles B. Caggins II", "Myles Caggins"])
    'Myles B. Caggins II'

    Raises:
        ValueError: if there is no name.
    """
    return min(names, key=_fullness)


def _fullness(name: str) -> tuple[int, int, int, str]:
    words = name_words(split_title(name)[1])
    spelt = [word for word in words if len(word) > 1]
    return -len(spelt), -len(words), -sum(map(len, words)), name
