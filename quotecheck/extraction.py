"""From an article to its attributions, the whole way: parse, attribute, identify."""

from __future__ import annotations

from pathlib import Path

from quotecheck.attribution import attribute
from quotecheck.model import Article, Diagnostic, Extraction, FurnitureKind
from quotecheck.parsing import Parser, models
from quotecheck.people import identify
from quotecheck.reading.records import read_record

__all__ = ["Extractor"]


class Extractor:
    """Finds the attributions of articles. The models are loaded at the first article, which takes seconds.

    Args:
        folder: a Stanza resource folder; the models that ship with the package by default.
        captions: whether to find attributions in the captions of pictures, too.

    Raises:
        ModelsError: there are no models in the folder.

    Attributes:
        models_digest: SHA-256 that names the models.
    """

    def __init__(self, folder: Path | None = None, *, captions: bool = False) -> None:
        self._left_out = [kind for kind in FurnitureKind if not (captions and kind is FurnitureKind.CAPTION)]
        self._parser = Parser(folder)
        self.models_digest = models.digest(self._parser.folder)

    def __call__(self, text: str | Article) -> Extraction:
        """All attributions of a text, or of an article that ``quotecheck.read`` gave.

        Raises:
            InputError: the text is empty.
            ModelsError: the models are missing or broken.
        """
        return self.extract(text if isinstance(text, Article) else read_record({"id": "text", "text": text}, where="text"))

    def extract(self, article: Article) -> Extraction:
        """All attributions of ``article``; the same for the same text and models. One that is not in English has none.

        Raises:
            ModelsError: the models are missing or broken.
        """
        if not _is_english(article.source.language):
            remark = f"in another language than English ({article.source.language}): kept, but no quotes were looked for"
            return Extraction(article=article, attributions=(), diagnostics=(Diagnostic(message=remark),))
        parse = self._parser.parse(article, left_out=self._left_out)
        attributions, odd = attribute(parse)
        return Extraction(article=article, attributions=identify(attributions), diagnostics=odd, parse=parse)


def _is_english(language: str | None) -> bool:
    """Whether a language tag of BCP 47, or none, stands for English."""
    return language is None or language.lower().replace("_", "-").split("-")[0] in {"en", "eng", "english", "und", ""}
