"""Distil a sentence encoder into one vector a word: makes ``quotecheck/matching/data/vectors.npz`` and ``vectors.txt``.

    python -m training.vectors TEXTS.jsonl …

The encoder is that of the extra ``[meaning]``. Each word's vector starts as what the encoder makes of the word alone, on the main axes of
what it makes of sentences, weighed by rarity (Tulkens and van Dongen, *Model2Vec*, 2024; Arora, Liang and Ma, *A Simple but Tough-to-Beat
Baseline for Sentence Embeddings*, 2017). Then the vectors are moved so that their sum points where the encoder's vector of the sentence
does, for the sentences of TEXTS.jsonl: lines with ``"text"``. Nothing of the texts is kept but 30,000 words' vectors in whole numbers of
eight bits. It takes twenty minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from wordfreq import get_frequency_dict

from quotecheck.matching.meaning import PackagedMeaning
from quotecheck.matching.words import place_words

__all__ = ["distil", "sentences", "vocabulary"]

WORDS, WIDTH = 30_000, 128
_SEED = 0
_EPOCHS, _BATCH, _RATE = 8, 256, 1e-3
_RARITY = 1e-3
"""A word's weight is ``_RARITY / (_RARITY + its share of all words)``."""
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_LEAST, _MOST = 4, 60
"""Words of a sentence."""


def vocabulary() -> list[str]:
    """The most frequent words of English that are made of letters, in the order of their frequency."""
    shares = get_frequency_dict("en", wordlist="large")
    plain = [word for word in shares if word.replace("'", "").isalpha()]
    return sorted(plain, key=lambda word: (-shares[word], word))[:WORDS]


def sentences(paths: Sequence[Path]) -> Iterator[str]:
    """The distinct sentences of the texts of some files of JSON lines, in order."""
    seen: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].splitlines():
                    for sentence in _END.split(paragraph):
                        if sentence not in seen and _LEAST <= len(sentence.split()) <= _MOST:
                            seen.add(sentence)
                            yield sentence


def distil(words: Sequence[str], texts: Sequence[str]) -> NDArray[np.float32]:
    """Give a vector for each word.

    Args:
        words: the vocabulary.
        texts: sentences.

    Returns:
        Shape (words, ``WIDTH``).
    """
    torch.manual_seed(_SEED)
    encoder = PackagedMeaning().encoder
    seen = _encoded(encoder, texts)
    mean = seen.mean(axis=0)
    axes = np.linalg.svd(seen[: len(words)] - mean, full_matrices=False)[2][:WIDTH].T
    target = torch.from_numpy(_unit((seen - mean) @ axes))
    shares = get_frequency_dict("en", wordlist="large")
    rarity = np.array([_RARITY / (_RARITY + shares[word]) for word in words], dtype=np.float32)
    start = torch.from_numpy(_unit((_encoded(encoder, words) - mean) @ axes) * rarity[:, None])
    place = {word: number for number, word in enumerate(words)}
    known = [[place[word.key] for word in place_words(text) if word.key in place] for text in texts]
    used = [number for number, found in enumerate(known) if found]
    table = nn.EmbeddingBag.from_pretrained(start.clone(), freeze=False, mode="sum")
    optimiser = torch.optim.Adam(table.parameters(), lr=_RATE)
    for epoch in range(_EPOCHS):
        order = torch.randperm(len(used)).tolist()
        total = 0.0
        for first in range(0, len(order), _BATCH):
            numbers = [used[number] for number in order[first : first + _BATCH]]
            ids = torch.tensor([id_ for number in numbers for id_ in known[number]])
            lengths = torch.tensor([0, *(len(known[number]) for number in numbers)])
            summed = table(ids, lengths.cumsum(0)[:-1])
            loss = (1 - torch.cosine_similarity(summed, target[numbers])).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            total += float(loss.detach()) * len(numbers)
        print(f"epoch {epoch + 1}: {1 - total / len(used):.4f}", flush=True)
    found: NDArray[np.float32] = table.weight.detach().numpy()
    return found


def _encoded(encoder: object, texts: Sequence[str]) -> NDArray[np.float32]:
    rows: NDArray[np.float32] = encoder.encode(list(texts), batch_size=256, normalize_embeddings=True, show_progress_bar=False)  # type: ignore[attr-defined]
    return rows


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit.astype(np.float32)


def main() -> None:
    """Write the vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "quotecheck" / "matching" / "data")
    arguments = parser.parse_args()
    words = vocabulary()
    vectors = distil(words, list(sentences(arguments.texts)))
    scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
    rounded = np.rint(vectors / np.maximum(scales, 1e-9)).astype(np.int8)
    np.savez(arguments.out / "vectors.npz", vectors=rounded, scales=scales.astype(np.float32))
    (arguments.out / "vectors.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")


if __name__ == "__main__":
    main()
