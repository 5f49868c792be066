"""Make the models that ship, from treebanks and a corpus of names: one command, the same result each time on one machine.

    python -m training --ud FOLDER --ner FOLDER --base FOLDER [--work FOLDER] [--processes 2] [--steps 2700]

Stage one tunes the encoder and its readers together, stage two trains Stanza's tokenizer and expander; both in ``--work``, where a
run that was cut goes on. Then ``quotecheck/models`` is written and measured. `training/README.md` says what the folders hold.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

import torch
from torch import distributed
from torch.multiprocessing.spawn import spawn

from quotecheck.parsing import models
from quotecheck.parsing.lemmas import table, write_table
from quotecheck.parsing.pieces import Pieces
from training.base import network_of
from training.corpora import joined, lemmas, name_sentences, tree_paragraphs
from training.evaluation import write_figures
from training.figures import figures
from training.joint import Trainer, label_sets
from training.shipping import ship
from training.tokenizing import train as train_tokenizer

__all__ = ["main", "stage_one"]

_LONGEST = 200
_DROPOUT = 0.2


def stage_one(rank: int, arguments: argparse.Namespace) -> None:
    """Tune the network, as one of ``arguments.processes`` processes that share every batch."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(max(1, (os.cpu_count() or 1) // arguments.processes))
    torch.manual_seed(1)
    folder: Path = arguments.work / "network"
    if arguments.processes > 1:
        meeting = f"file://{(arguments.work / 'meeting').resolve()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=arguments.processes)
    trees = [[tree for tree in paragraph if len(tree.words) <= _LONGEST] for paragraph in tree_paragraphs(arguments.ud, "train")]
    names = [sentence for sentence in name_sentences(arguments.ner, "train") if len(sentence.words) <= _LONGEST]
    labels = label_sets((tree for paragraph in trees for tree in paragraph), names)
    network, tokenizer = network_of(arguments.base, labels, dropout=_DROPOUT)
    if rank == 0:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (("config", network.configuration.as_dict()), ("tokenizer", tokenizer)):
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
        write_table(table(lemmas(arguments.ud)), folder / "lemmas.tsv")
    if arguments.processes > 1:
        distributed.barrier()
    pieces = Pieces(folder / "tokenizer.json")
    dev = [joined(paragraph[k : k + 3]) for paragraph in tree_paragraphs(arguments.ud, "dev")[::3] for k in range(0, len(paragraph), 3)]
    dev_names = name_sentences(arguments.ner, "dev")
    trainer = Trainer(network, pieces, trees, names, folder=folder, steps=arguments.steps, device=device)
    trainer.run(check=lambda averaged: figures(averaged, pieces, dev, dev_names, device), every=arguments.every)


def main() -> None:
    """Run both stages, ship, measure."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ud", type=Path, required=True)
    options.add_argument("--ner", type=Path, required=True)
    options.add_argument("--base", type=Path, required=True, help="the pretrained encoder")
    options.add_argument("--work", type=Path, default=Path("build/models"), help="checkpoints and the log")
    options.add_argument("--target", type=Path, default=models.shipped())
    options.add_argument("--processes", type=int, default=1, help="processes that share every batch; one thread each is fastest on a CPU")
    options.add_argument("--steps", type=int, default=2700)
    options.add_argument("--tokenizer-steps", type=int, default=14000)
    options.add_argument("--every", type=int, default=300, help="steps between checkpoints")
    arguments = options.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "meeting").unlink(missing_ok=True)
    if arguments.processes > 1:
        spawn(stage_one, args=(arguments,), nprocs=arguments.processes)  # type: ignore[no-untyped-call]
    else:
        stage_one(0, arguments)
    if not (arguments.work / "stanza" / "mwt.pt").exists():
        train_tokenizer(arguments.ud, arguments.work / "stanza", steps=arguments.tokenizer_steps)
    ship(arguments.work / "stanza", arguments.work / "network", arguments.target)
    print(write_figures(arguments.target, ud=arguments.ud, ner=arguments.ner))
