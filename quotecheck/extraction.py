"""From an article to its attributions, the whole way: parse, attribute, identify."""

from __future__ import annotations

from pathlib import Path

from quotecheck.attribution import attribute
from quotecheck.model import Article, Extraction
from quotecheck.parsing import Parser, models
from quotecheck.people import identify

__all__ = ["Extractor"]


class Extractor:
    """Finds the attributions of articles. The models are loaded at the first article, which takes seconds.

    Args:
        folder: a Stanza resource folder; the models that ship with the package by default.

    Raises:
        ModelsError: there are no models in the folder.

    Attributes:
        models_digest: SHA-256 that names the models.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._parser = Parser(folder)
        self.models_digest = models.digest(self._parser.folder)

    def extract(self, article: Article) -> Extraction:
        """All attributions of ``article``; the same for the same text and models.

        Raises:
            ModelsError: the models are missing or broken.
        """
        parse = self._parser.parse(article)
        attributions, odd = attribute(parse)
        return Extraction(article=article, attributions=identify(attributions), diagnostics=odd, parse=parse)
