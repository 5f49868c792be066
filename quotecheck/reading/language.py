"""In which language a text is, told offline."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["detect_language"]

_LETTERS = 200
"""Fewer of them tell no language for certain."""
_CERTAIN = 0.99
_READ = 5_000


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, by py3langid; None if it is too short or the language uncertain.

    >>> detect_language("Le président a dit que la situation ne pouvait pas durer. " * 5), detect_language("Il a dit non.")
    ('fr', None)
    """
    words = " ".join(text.split())[:_READ]
    if sum(map(str.isalpha, words)) < _LETTERS:
        return None
    language, certainty = _identifier().classify(words)
    return str(language) if certainty >= _CERTAIN else None


@cache
def _identifier() -> Any:
    # 4 MB, read only when there is something to read.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
