"""The encoder that remembers."""

from types import SimpleNamespace

import pytest
import torch

from quotecheck.parsing.encoder import RememberingEncoder

WIDTH = 3


class Counting(torch.nn.Module):
    """A transformer whose layer L gives each token the vector (token, position, L); it notes what it is asked."""

    config = SimpleNamespace(hidden_size=WIDTH)

    def __init__(self):
        super().__init__()
        self.asked = []

    def forward(self, tokens, attention_mask, *, output_hidden_states):
        assert output_hidden_states
        self.asked.extend(tuple(row[:size].tolist()) for row, size in zip(tokens, attention_mask.sum(1).tolist(), strict=True))
        positions = torch.arange(tokens.shape[1]).expand(tokens.shape)
        layers = [torch.stack([tokens, positions, torch.full_like(tokens, layer)], dim=-1).float() for layer in range(6)]
        return SimpleNamespace(hidden_states=tuple(layers))


@pytest.fixture
def encoder():
    return RememberingEncoder(Counting())


def ask(encoder, *rows):
    width = max(map(len, rows))
    tokens = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return encoder(tokens, mask).hidden_states


def test_the_last_four_layers_are_given_padding_left_at_nought(encoder):
    layers = ask(encoder, [5, 6, 7], [8])
    assert [layer.shape for layer in layers] == [(2, 3, WIDTH)] * 4
    assert [layer[0, 2].tolist() for layer in layers] == [[7, 2, layer] for layer in (2, 3, 4, 5)]
    assert layers[0][1].tolist() == [[8, 0, 2], [0, 0, 0], [0, 0, 0]]


def test_a_sentence_is_encoded_once(encoder):
    first = ask(encoder, [5, 6], [7])
    again = ask(encoder, [7], [5, 6], [9])
    assert sorted(encoder.model.asked) == [(5, 6), (7,), (9,)]
    assert torch.equal(again[3][1], first[3][0])


def test_what_is_forgotten_is_encoded_again(encoder):
    ask(encoder, [5, 6])
    encoder.forget()
    ask(encoder, [5, 6])
    assert encoder.model.asked == [(5, 6), (5, 6)]


def test_many_sentences_are_encoded_in_batches(encoder):
    rows = [[k] * 400 for k in range(1, 25)]
    layers = ask(encoder, *rows)
    assert layers[0][:, 399, 0].tolist() == list(range(1, 25))
    assert len(encoder.model.asked) == 24
