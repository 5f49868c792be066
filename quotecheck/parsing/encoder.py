"""The sentence encoder, run once for every distinct sentence however many processors ask for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

__all__ = ["HiddenStates", "RememberingEncoder", "load_encoder"]

_LAYERS = 4
_TOKENS_AT_ONCE = 4096


class HiddenStates(NamedTuple):
    """What Stanza reads of a transformer's answer: a tensor (batch, tokens, width) for each of the last layers."""

    hidden_states: tuple[Tensor, ...]


class RememberingEncoder(nn.Module):
    """A transformer that remembers its answers until it is told to forget.

    Stanza's tagger, parser and name tagger each encode the same sentences, in batches of their own. Here a sentence is encoded
    once, by the first that asks, in batches of like length.

    Args:
        model: a transformers model that gives ``hidden_states``.
    """

    _hf_peft_config_loaded = False

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model.eval()
        self.config = model.config
        self._memory: dict[tuple[int, ...], Tensor] = {}

    def forget(self) -> None:
        """Drop all remembered vectors."""
        self._memory.clear()

    def forward(self, input_ids: Tensor, attention_mask: Tensor, **_: object) -> HiddenStates:
        """The last layers' hidden states of a padded batch (batch, tokens)."""
        lengths = attention_mask.sum(1).tolist()
        keys = [tuple(row[:length].tolist()) for row, length in zip(input_ids, lengths, strict=True)]
        self._encode(sorted({key for key in keys if key not in self._memory}, key=lambda key: (len(key), key)))
        answer = torch.zeros(_LAYERS, *input_ids.shape, self.config.hidden_size)
        for row, key in enumerate(keys):
            answer[:, row, : len(key)] = self._memory[key]
        return HiddenStates(tuple(answer))

    def _encode(self, missing: list[tuple[int, ...]]) -> None:
        while missing:
            count = max(1, _TOKENS_AT_ONCE // len(missing[-1]))
            batch, missing = missing[-count:], missing[:-count]
            tokens = torch.zeros(len(batch), len(batch[-1]), dtype=torch.long)
            mask = torch.zeros_like(tokens)
            for row, key in enumerate(batch):
                tokens[row, : len(key)] = torch.tensor(key)
                mask[row, : len(key)] = 1
            layers = self.model(tokens, attention_mask=mask, output_hidden_states=True).hidden_states[-_LAYERS:]
            stacked = torch.stack(layers, dim=1)
            for row, key in enumerate(batch):
                self._memory[key] = stacked[row, :, : len(key)].clone()


def load_encoder(folder: Path) -> tuple[RememberingEncoder, Any]:
    """The encoder of ``folder`` in single precision, and its tokenizer; nothing outside the folder is asked.

    Raises:
        OSError: a file is missing or broken.
    """
    from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415 - slow to import
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()
    model = AutoModel.from_pretrained(folder, local_files_only=True, dtype=torch.float32, add_pooling_layer=False)
    return RememberingEncoder(model), AutoTokenizer.from_pretrained(folder, local_files_only=True)
