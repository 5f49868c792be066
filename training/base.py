"""The pretrained encoder that training starts from: MiniLM's weights in our network, without what English news never uses."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from quotecheck.parsing.network import Configuration, Network
from quotecheck.parsing.pieces import Shape

__all__ = ["network_of", "trimmed_vocabulary"]

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_ALPHABETS = ("LATIN", "GREEK", "DIGIT")


def trimmed_vocabulary(tokenizer: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """A ``tokenizer.json`` without pieces of other alphabets and without unused ones; the former numbers of the pieces kept."""
    numbers: dict[str, int] = tokenizer["model"]["vocab"]
    kept = [piece for piece, _ in sorted(numbers.items(), key=lambda item: item[1]) if piece in _SPECIAL or _is_english(piece)]
    vocabulary = {piece: k for k, piece in enumerate(kept)}
    added = [{**token, "id": vocabulary[token["content"]]} for token in tokenizer["added_tokens"]]
    trimmed = {**tokenizer, "added_tokens": added, "model": {**tokenizer["model"], "vocab": vocabulary}}
    trimmed |= {"post_processor": None, "truncation": None, "padding": None}
    return trimmed, [numbers[piece] for piece in kept]


def _is_english(piece: str) -> bool:
    letters = piece.removeprefix("##")
    if piece.startswith("[unused") or not letters:
        return False
    return all(not c.isalnum() or c.isascii() or any(a in unicodedata.name(c, "") for a in _ALPHABETS) for c in letters)


def network_of(base: Path, labels: dict[str, list[str]], *, dropout: float) -> tuple[Network, dict[str, Any]]:
    """A network with the weights of the BERT in ``base``, and its trimmed vocabulary as the content of a ``tokenizer.json``.

    Args:
        base: a folder with ``model.safetensors``, ``config.json`` and ``tokenizer.json`` as transformers writes them.
        labels: the labels of the readers.
        dropout: of the readers; the encoder has at most 0.1.
    """
    tokenizer, kept = trimmed_vocabulary(json.loads((base / "tokenizer.json").read_text(encoding="utf-8")))
    sizes = json.loads((base / "config.json").read_text(encoding="utf-8"))
    configuration = Configuration(
        pieces=len(kept),
        layers=sizes["num_hidden_layers"],
        width=sizes["hidden_size"],
        attention_heads=sizes["num_attention_heads"],
        inner=sizes["intermediate_size"],
        labels=labels,
    )
    network = Network(configuration, dropout=dropout)
    weights = {name.removeprefix("bert."): value.float() for name, value in load_file(base / "model.safetensors").items()}
    network.encoder.load_state_dict(_state(weights, kept))
    return network, tokenizer


def _state(bert: dict[str, Tensor], kept: list[int]) -> dict[str, Tensor]:
    """BERT's weights under the names that torch's transformer has for them; no shape is known yet, so all add nothing."""
    words = bert["embeddings.word_embeddings.weight"]
    state = {
        "pieces.weight": words[kept],
        "positions.weight": bert["embeddings.position_embeddings.weight"] + bert["embeddings.token_type_embeddings.weight"][0],
        "shapes.weight": torch.zeros(len(Shape), words.shape[1]),
        "norm.weight": bert["embeddings.LayerNorm.weight"],
        "norm.bias": bert["embeddings.LayerNorm.bias"],
    }
    count = 1 + max(int(name.split(".")[2]) for name in bert if name.startswith("encoder.layer."))
    for k in range(count):
        old, new = f"encoder.layer.{k}.", f"layers.layers.{k}."
        for kind in ("weight", "bias"):
            parts = [bert[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{new}self_attn.in_proj_{kind}"] = torch.cat(parts)
            state[f"{new}self_attn.out_proj.{kind}"] = bert[f"{old}attention.output.dense.{kind}"]
            state[f"{new}linear1.{kind}"] = bert[f"{old}intermediate.dense.{kind}"]
            state[f"{new}linear2.{kind}"] = bert[f"{old}output.dense.{kind}"]
            state[f"{new}norm1.{kind}"] = bert[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}norm2.{kind}"] = bert[f"{old}output.LayerNorm.{kind}"]
    return state
