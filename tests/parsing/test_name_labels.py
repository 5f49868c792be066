"""Names are well formed, and the best that well-formed labels allow."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.parsing.names import best_path, transitions

LABELS = ["O", "B-P", "I-P", "E-P", "S-P", "B-D", "I-D", "E-D", "S-D"]
MOVES = transitions(LABELS)


def well_formed(path):
    """By a table of its own: what may follow what."""
    opened = None
    for label in path:
        mark, _, type_ = label.partition("-")
        if (mark in "IE") != (opened is not None) or (mark in "IE" and opened != type_):
            return False
        opened = type_ if mark in "BI" else None
    return opened is None


@given(st.integers(1, 4), st.integers(0, 2**31))
def test_the_best_path_is_that_of_trying_all(size, seed):
    emissions = np.random.default_rng(seed).normal(size=(size, len(LABELS)))
    possible = [path for path in product(range(len(LABELS)), repeat=size) if well_formed([LABELS[k] for k in path])]
    best = max(possible, key=lambda path: sum(emissions[k, label] for k, label in enumerate(path)))
    assert best_path(emissions, MOVES) == list(best)
