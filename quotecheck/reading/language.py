"""In which language a text is, told offline."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["detect_language", "is_partly"]

_LETTERS = 200
"""Fewer of them tell no language for certain."""
_CERTAIN = 0.99
_READ = 5_000
_PARAGRAPH = 30
_LIKELY = 0.9


def is_partly(text: str, language: str) -> bool:
    r"""Whether a good part of the paragraphs of a text is in a language: a quarter of its letters, in paragraphs that are told apart.

    >>> is_partly("The minister said on Monday that it would all be paid for.\nLe ministre a dit lundi que tout serait payé.", "en")
    True
    """
    identifier = _identifier()
    if identifier is None:
        return False
    letters = told = 0
    for line in text[: 4 * _READ].split("\n"):
        count = sum(map(str.isalpha, line))
        if count >= _PARAGRAPH:
            found, certainty = identifier.classify(line)
            letters += count
            told += count * (found == language and certainty >= _LIKELY)
    return told * 4 >= letters > 0


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, by py3langid; None if it is too short or the language uncertain.

    >>> detect_language("Le président a dit que la situation ne pouvait pas durer. " * 5), detect_language("Il a dit non.")
    ('fr', None)
    """
    words = " ".join(text.split())[:_READ]
    if sum(map(str.isalpha, words)) < _LETTERS:
        return None
    identifier = _identifier()
    if identifier is None:
        return None
    language, certainty = identifier.classify(words)
    return str(language) if certainty >= _CERTAIN else None


def _identifier() -> Any:
    """What tells languages; None if it cannot be loaded, for it unpacks itself into the folder of temporary files, which may be full."""
    try:
        return _loaded()
    except OSError:
        return None


@cache
def _loaded() -> Any:
    # 4 MB, read only when there is something to read.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
