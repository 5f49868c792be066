"""Which words report, what they report and who: read from the encoder's vectors by one scorer of words and one of pairs of words.

For each likely cue, every word around it is told to be content, speaker or neither by a biaffine scorer on the two vectors, as
predicates and their arguments are in Cai et al., *A Full End-to-End Semantic Role Labeler, Syntactic-agnostic Over Syntactic-aware?*
(COLING 2018).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["ROLES", "Reporter"]

ROLES = ("neither", "content", "speaker")
_FARTHEST = 128


class Reporter(nn.Module):
    """The scorers.

    Args:
        width: length of a vector.
        roles: width in which cues and words meet.
        dropout: before and after the words are brought to that width.
    """

    def __init__(self, width: int, roles: int, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Linear(width, 1)
        self.cue_role = nn.Linear(width, roles)
        self.word_role = nn.Linear(width, roles)
        self.pair = nn.Parameter(torch.zeros(len(ROLES) - 1, roles + 1, roles + 1))
        self.distance = nn.Parameter(torch.zeros(len(ROLES) - 1, 2 * _FARTHEST + 1))

    def cues(self, words: Tensor) -> Tensor:
        """Scores (…) of being the head of a cue, as logarithms of odds, for word vectors (…, width)."""
        scores: Tensor = self.cue(self.dropout(words))[..., 0]
        return scores

    def roles(self, cues: Tensor, words: Tensor, offsets: Tensor) -> Tensor:
        """Scores of every word's role for every cue.

        Args:
            cues: vectors (cues, width).
            words: vectors (cues, words, width), or (words, width) if all cues have the same words around them.
            offsets: for each cue and word, how many words further on the word stands (cues, words).

        Returns:
            Scores (cues, words, roles), in single precision.
        """
        cue = _with_one(self.dropout(functional.relu(self.cue_role(self.dropout(cues))))).float()
        word = _with_one(self.dropout(functional.relu(self.word_role(self.dropout(words))))).float()
        met = torch.einsum("ca,kab->ckb", cue, self.pair.float())
        scores = torch.einsum("ckb,cwb->cwk", met, word.expand(len(cues), *word.shape[-2:]))
        scores = scores + self.distance.float()[:, offsets.clamp(-_FARTHEST, _FARTHEST) + _FARTHEST].permute(1, 2, 0)
        return torch.cat([torch.zeros_like(scores[..., :1]), scores], dim=-1)


def _with_one(vectors: Tensor) -> Tensor:
    return torch.cat([vectors, vectors.new_ones(*vectors.shape[:-1], 1)], dim=-1)
