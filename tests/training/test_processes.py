"""Several processes train one network: all end with the same weights, and together they see what one would see."""

import pickle
import subprocess
import sys

import torch
from parsing.networks import configuration, tokenizer
from test_augment import TREE
from torch import distributed
from torch.multiprocessing.spawn import spawn

from quotecheck.parsing.network import Configuration, Network
from quotecheck.parsing.pieces import Pieces
from training.corpora import NameSentence
from training.joint import Trainer, label_sets
from training.making import stage_one

NAMES = [NameSentence(words=("Rome", "fell"), labels=("S-Location", "O"))] * 800


def work(rank, folder):
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=f"file://{folder / 'meeting'}", rank=rank, world_size=2)
    torch.manual_seed(0)
    sizes = configuration().as_dict() | {"labels": label_sets([TREE] * 3, NAMES)}
    network = Network(Configuration(**sizes), dropout=0.1)
    trainer = Trainer(network, Pieces(folder / "tokenizer.json"), [[TREE]] * 500, NAMES, folder=folder, steps=3)
    trainer.run()
    torch.save(trainer.network.state_dict(), folder / f"{rank}.pt")


def test_two_processes_end_with_the_same_weights(tmp_path):
    tokenizer().save(str(tmp_path / "tokenizer.json"))
    spawn(work, args=(tmp_path,), nprocs=2)
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert (tmp_path / "checkpoint.pt").exists()


def test_the_command_can_be_started_in_other_processes():
    assert pickle.loads(pickle.dumps(stage_one)) is stage_one
    result = subprocess.run([sys.executable, "-m", "training", "--help"], capture_output=True, text=True, check=True)
    assert "--processes" in result.stdout
