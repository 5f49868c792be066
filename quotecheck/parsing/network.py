"""One small transformer and what reads it: tags, lemma rules, dependencies, names and cues from one run over a sentence.

The encoder is BERT's (Devlin et al. 2019) with the knowledge of case added to its input; arcs and relations are scored as in Dozat and
Manning, *Deep Biaffine Attention for Neural Dependency Parsing* (2017), straight on the encoder, with no recurrent layer between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotecheck.parsing.pieces import LONGEST, Encoded, Shape
from quotecheck.parsing.reporting import Reporter

__all__ = [
    "LABELS",
    "TREE_LABELS",
    "WINDOW",
    "Batch",
    "Configuration",
    "Encoder",
    "Network",
    "batched",
    "places",
    "rows_of",
    "same_sentence",
]

WINDOW = 128
TREE_LABELS = ("upos", "xpos", "feats", "lemma", "ends")
LABELS = (*TREE_LABELS, "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The sizes and the labels of a network.

    Attributes:
        pieces: size of the encoder's vocabulary.
        layers: transformer layers.
        width: length of a vector.
        attention_heads: attention heads a layer.
        inner: width inside a layer.
        arc: width in which heads and dependents meet.
        relation: width in which the relation between them is told.
        roles: width in which cues meet the words around them; 0 for a network that knows nothing of cues.
        labels: for each tagger, and for ``deprel``, its labels in order.
    """

    pieces: int
    layers: int = 6
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    arc: int = 256
    relation: int = 128
    roles: int = 0
    labels: dict[str, list[str]]

    def as_dict(self) -> dict[str, Any]:
        """The configuration as JSON has it."""
        return asdict(self)


class Batch(NamedTuple):
    """A padded batch of sentences, as tensors (sentences, longest).

    Attributes:
        pieces: numbers of the vocabulary.
        shapes: numbers of ``Shape``.
        padding: true where no piece is.
    """

    pieces: Tensor
    shapes: Tensor
    padding: Tensor

    def to(self, device: str) -> Batch:
        """The batch on another device."""
        return Batch(self.pieces.to(device), self.shapes.to(device), self.padding.to(device))


def batched(sentences: Sequence[Encoded]) -> Batch:
    """Sentences padded to the longest."""
    longest = max(len(sentence.pieces) for sentence in sentences)
    pieces = torch.tensor([sentence.pieces + [0] * (longest - len(sentence.pieces)) for sentence in sentences])
    shapes = torch.tensor([sentence.shapes + [0] * (longest - len(sentence.shapes)) for sentence in sentences])
    lengths = torch.tensor([len(sentence.pieces) for sentence in sentences])
    return Batch(pieces, shapes, torch.arange(longest) >= lengths[:, None])


def rows_of(vectors: Tensor) -> tuple[Tensor, list[int]]:
    """Vectors of a padded batch (sentences, longest, width) as rows, and the row where each sentence starts."""
    sentences, longest, width = vectors.shape
    return vectors.reshape(-1, width), [k * longest for k in range(sentences)]


def places(rows: Tensor, starts: Sequence[int], encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """The vectors of words, picked from those of pieces.

    Args:
        rows: vectors (pieces, width).
        starts: the row where each sentence starts.
        encoded: the sentences.

    Returns:
        Vectors of the words (words, width); the same as (sentences, 1 + longest, width) with the root first; which of those are real.
    """
    longest = max(len(sentence.places) for sentence in encoded)
    padded = [[0, *sentence.places] + [0] * (longest - len(sentence.places)) for sentence in encoded]
    index = torch.tensor(padded, device=rows.device) + torch.tensor(list(starts), device=rows.device)[:, None]
    lengths = torch.tensor([len(sentence.places) for sentence in encoded], device=rows.device)
    rooted = rows[index]
    real = torch.arange(longest + 1, device=rows.device) <= lengths[:, None]
    words = rooted[:, 1:][real[:, 1:]]
    return words, rooted, real


def same_sentence(numbers: Sequence[Sequence[int]], size: int, device: str = "cpu") -> Tensor:
    """Which words can be heads of which: those of the same sentence, and the root.

    Args:
        numbers: for each window, the number of the sentence of every word.
        size: 1 + the words of the longest window.
        device: where the answer is made.

    Returns:
        Truth values (windows, size, size): dependent, head.
    """
    padded = torch.tensor([[-1, *window] + [-2] * (size - 1 - len(window)) for window in numbers], device=device)
    together = padded[:, :, None] == padded[:, None, :]
    together[:, :, 0] = True
    return together


class Encoder(nn.Module):
    """A vector for each piece of a sentence."""

    def __init__(self, configuration: Configuration, *, dropout: float = 0.0) -> None:
        super().__init__()
        width = configuration.width
        self.pieces = nn.Embedding(configuration.pieces, width)
        self.positions = nn.Embedding(LONGEST, width)
        self.shapes = nn.Embedding(len(Shape), width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            width, configuration.attention_heads, configuration.inner, dropout, activation="gelu", layer_norm_eps=1e-12, batch_first=True
        )
        # Dropout where each half of a layer ends, and not inside: drawing it for every attention weight cost a fifth of the training.
        layer.self_attn.dropout = layer.dropout.p = 0.0
        self.layers = nn.TransformerEncoder(layer, configuration.layers, enable_nested_tensor=False)

    def forward(self, batch: Batch) -> Tensor:
        """Vectors (sentences, longest, width) of a padded batch."""
        pieces, shapes, padding = batch
        positions = self.positions(torch.arange(pieces.shape[1], device=pieces.device))
        vectors = self.dropout(self.norm(self.pieces(pieces) + positions + self.shapes(shapes)))
        out: Tensor = self.layers(vectors, src_key_padding_mask=padding if padding.any() else None)
        return out


class Network(nn.Module):
    """The encoder, and one shallow reader for each thing to be told."""

    def __init__(self, configuration: Configuration, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.configuration = configuration
        width = configuration.width
        self.encoder = Encoder(configuration, dropout=min(dropout, 0.1))
        self.dropout = nn.Dropout(dropout)
        self.taggers = nn.ModuleDict({name: nn.Linear(width, len(configuration.labels[name])) for name in LABELS})
        self.arc_dependent = nn.Linear(width, configuration.arc)
        self.arc_head = nn.Linear(width, configuration.arc)
        self.arc = nn.Parameter(torch.zeros(configuration.arc + 1, configuration.arc))
        self.relation_dependent = nn.Linear(width, configuration.relation)
        self.relation_head = nn.Linear(width, configuration.relation)
        relations = len(configuration.labels["deprel"])
        self.relation = nn.Parameter(torch.randn(relations, configuration.relation + 1, configuration.relation + 1) * 0.01)
        self.reporter = Reporter(width, configuration.roles, dropout=dropout) if configuration.roles else None

    def tag(self, name: str, words: Tensor) -> Tensor:
        """Scores (words, labels) of one tagger for word vectors (words, width)."""
        scores: Tensor = self.taggers[name](self.dropout(words))
        return scores

    def pairs_in_single_precision(self) -> None:
        """Score pairs of words in single precision from now on: their matrices come in all shapes, and need no kernel for each there."""
        self.arc_dependent.float()
        self.arc_head.float()
        self.arc.data = self.arc.data.float()
        if self.reporter is not None:
            self.reporter.float()

    def arcs(self, words: Tensor) -> Tensor:
        """Scores of every word as the head of every other.

        Args:
            words: vectors (sentences, 1 + longest, width); the first stands for the root.

        Returns:
            Scores (sentences, 1 + longest, 1 + longest): dependent, head. The first dependent, the root, means nothing.
        """
        words = self.dropout(words)
        dependents = self.dropout(functional.relu(self.arc_dependent(words)))
        heads = self.dropout(functional.relu(self.arc_head(words)))
        scores: Tensor = _with_one(dependents) @ self.arc @ heads.transpose(1, 2)
        return scores

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores (words, relations) of the relation of each dependent to its head, both given as vectors (words, width)."""
        dependent = _with_one(self.dropout(functional.relu(self.relation_dependent(self.dropout(dependents)))))
        head = _with_one(self.dropout(functional.relu(self.relation_head(self.dropout(heads)))))
        relations, width, _ = self.relation.shape
        met = dependent @ self.relation.permute(1, 0, 2).reshape(width, relations * width)
        return torch.bmm(met.view(-1, relations, width), head[:, :, None])[:, :, 0]


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], dim=-1)
