"""The trainer: it learns, and a run that was cut ends where a whole one does."""

import random

import pytest
import torch
from parsing.networks import configuration, tokenizer
from test_augment import TREE

from quotecheck.parsing.network import Configuration, Network
from quotecheck.parsing.pieces import Pieces
from training.corpora import NameSentence
from training.figures import figures
from training.joint import Trainer, label_sets

NAMES = [NameSentence(words=("Rome", "fell", "on", "Rome"), labels=("S-Location", "O", "O", "S-Location"))]


@pytest.fixture
def trainer(tmp_path):
    """Makes trainers of a tiny network, each with a folder of its own if need be."""
    torch.set_num_threads(1)  # matrices this small only wait for each other
    path = tmp_path / "tokenizer.json"
    tokenizer().save(str(path))
    sizes = configuration().as_dict() | {"labels": label_sets([TREE] * 3, NAMES)}

    def made(folder, steps):
        torch.manual_seed(0)
        (tmp_path / folder).mkdir(exist_ok=True)
        network = Network(Configuration(**sizes), dropout=0.1)
        return Trainer(network, Pieces(path), [[TREE, TREE], [TREE]], NAMES, folder=tmp_path / folder, steps=steps)

    return made


def test_it_learns(trainer):
    learning = trainer("one", 300)
    before = figures(learning.averaged(), learning.pieces, [TREE], NAMES)
    learning.run()
    after = figures(learning.averaged(), learning.pieces, [TREE], NAMES)
    assert before["LAS"] < 0.5 < after["LAS"]
    assert (after["upos"], after["names F1"]) == (1, 1)


def test_a_run_that_was_cut_ends_where_a_whole_one_does(trainer):
    whole = trainer("whole", 6)
    whole.run(every=3)
    cut = trainer("cut", 6)
    _run_to(cut, 3)
    again = trainer("cut", 6)
    again.run(every=3)
    assert again.step == 6
    assert all(torch.equal(again.mean[name], value) for name, value in whole.mean.items())


def _run_to(trainer, step):
    """Train to a step and stop there, as if the machine had."""

    class Cut(Exception):
        pass

    def stop(_):
        if trainer.step == step:
            raise Cut
        return {}

    with pytest.raises(Cut):
        trainer.run(check=stop, every=step)


def test_every_sentence_is_read_once_a_round(trainer):
    windows = trainer("one", 1)._windows(random.Random(1))
    assert sum(window.labels["ends"].count("last") for window in windows) == 3
