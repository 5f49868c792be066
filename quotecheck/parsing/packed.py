"""The encoder at work: the pieces of many sentences in one row, so that nothing is computed for padding.

The same layers as in training, step by step. torch's own fast path pads, and spends more time on the softmax of the padded attention than
on its matrices; here attention is computed sentence by sentence, and everything else for all pieces at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotecheck.parsing.network import Encoder
from quotecheck.parsing.pieces import Encoded

__all__ = ["STEP", "encode", "stepped"]

# For every new shape of a matrix oneDNN makes a kernel, which takes time, and keeps it, which takes memory; so shapes come in steps.
STEP = 64


def encode(encoder: Encoder, sentences: Sequence[Encoded]) -> tuple[Tensor, list[int]]:
    """Vectors (pieces of all sentences, width), filled up to a multiple of ``STEP``; and the row where each sentence starts."""
    starts = [0, *accumulate(len(sentence.pieces) for sentence in sentences)]
    pieces = torch.tensor([piece for sentence in sentences for piece in sentence.pieces])
    shapes = torch.tensor([shape for sentence in sentences for shape in sentence.shapes])
    positions = torch.tensor([place for sentence in sentences for place in range(len(sentence.pieces))])
    rows = stepped(encoder.norm(encoder.pieces(pieces) + encoder.positions(positions) + encoder.shapes(shapes)))
    spans = list(pairwise(starts))
    for layer in encoder.layers.layers:
        assert isinstance(layer, nn.TransformerEncoderLayer)
        rows = _layer(layer, rows, spans)
    return rows, starts[:-1]


def stepped(rows: Tensor) -> Tensor:
    """Rows (rows, width), filled up with nought to a multiple of ``STEP``."""
    return functional.pad(rows, (0, 0, 0, -len(rows) % STEP))


def _layer(layer: nn.TransformerEncoderLayer, rows: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    """One transformer layer, normalised after each half as BERT is."""
    attention = layer.self_attn
    heads, width = attention.num_heads, rows.shape[1]
    queries_keys_values = functional.linear(rows, attention.in_proj_weight, attention.in_proj_bias).view(
        len(rows), 3, heads, width // heads
    )
    attended = torch.zeros_like(rows)
    for start, end in spans:
        query, key, value = queries_keys_values[start:end].permute(1, 2, 0, 3)[:, None]
        found = functional.scaled_dot_product_attention(query, key, value)[0]
        attended[start:end] = found.transpose(0, 1).reshape(end - start, width)
    rows = layer.norm1(rows + attention.out_proj(attended))
    out: Tensor = layer.norm2(rows + layer.linear2(functional.gelu(layer.linear1(rows))))
    return out
