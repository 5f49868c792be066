"""Trees: the quick way gives what the search gives."""

import networkx as nx
import numpy as np
import torch
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from quotecheck.parsing.network import same_sentence
from quotecheck.parsing.trees import is_tree, trees


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6))
def test_a_tree_is_a_tree(heads):
    heads = [min(head, len(heads)) for head in heads]
    graph = nx.DiGraph([(head, word) for word, head in enumerate(heads, start=1)])
    graph.add_nodes_from(range(len(heads) + 1))
    assert is_tree(heads) == (nx.is_arborescence(graph) and heads.count(0) == 1)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=4), st.integers(0, 2**31))
def test_every_sentence_gets_its_best_tree(sizes, seed):
    numbers = [[k for k, size in enumerate(sizes) for _ in range(size)]]
    total = sum(sizes) + 1
    scores = torch.tensor(np.random.default_rng(seed).normal(size=(1, total, total)), dtype=torch.float32)
    allowed = same_sentence(numbers, total) & ~torch.eye(total, dtype=torch.bool)
    (heads,) = trees(scores.masked_fill(~allowed, -torch.inf), numbers)
    start = 0
    for size in sizes:
        inside = [0, *range(start + 1, start + size + 1)]
        alone = scores[0][inside][:, inside]
        alone.fill_diagonal_(-torch.inf)
        expected = [int(head) for head in chuliu_edmonds_one_root(alone.log_softmax(-1).double().numpy())[1:]]
        found = [head and head - start for head in heads[start : start + size]]
        assert is_tree(found)
        assert found == expected
        start += size
