"""Stage three: the tuned network learns which words report, what and who, and keeps what it knows of trees and names.

    python -m training.reporting CORPUS.jsonl --ud FOLDER --ner FOLDER [--parses FOLDER] [--work FOLDER] [--processes 2] [--steps 1500]

CORPUS.jsonl holds articles with gold attributions, one a line: {"id", "text", "quotes": [{"content", "cue", "speaker"}, …]}. Every tenth
is held back: `training.scorer` fits on those. It starts from the network that ships, or from `--models`, and replaces its weights.
A run that was cut goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, distributed
from torch.multiprocessing.spawn import spawn
from torch.nn import functional

from quotecheck.parsing import models
from quotecheck.parsing.network import Configuration, Network, places
from quotecheck.parsing.pieces import Pieces
from training.corpora import joined, name_sentences, tree_paragraphs
from training.cues import parses
from training.figures import figures, report_figures
from training.joint import Task, Trainer
from training.reports import HELD_BACK, Attributed, ReportWindow, attributed, windows
from training.shipping import ship_network

__all__ = ["ReportTrainer", "main"]

_ROLES = 160
_DROPOUT = 0.2
_LONGEST = 200
_REPORT_WORDS = 2000
_REHEARSED_WORDS = 1000
_CUE_WEIGHT, _ROLE_WEIGHT = 20.0, 3.0


class ReportTrainer(Trainer):
    """Trains the reporter of a network on annotated articles, beside trees and names.

    Args:
        articles: to learn from.
        report_words: about how many words of articles a step reads.
        options: what `Trainer` takes; ``words`` are those of trees, and those of names.
    """

    rates = (1.5e-4, 1.5e-3)

    def __init__(self, *options: Any, articles: Sequence[Attributed], report_words: int = _REPORT_WORDS, **named: Any) -> None:
        super().__init__(*options, **named)
        self.articles = list(articles)
        self.report_words = report_words // self.processes
        self._run = json.dumps([self._run, len(self.articles), report_words])

    def _tasks(self) -> list[Task]:
        return [*super()._tasks(), (self._batches(self._report_windows, 3, self.report_words), self._report_loss)]

    def _report_windows(self, chance: random.Random) -> list[ReportWindow]:
        return [window for article in self.articles for window in windows(article, chance)]

    def _report_loss(self, batch: list[ReportWindow], chance: random.Random) -> Tensor:
        reporter = self.network.reporter
        assert reporter is not None
        vectors, encoded = self._encode([window.words for window in batch], chance)
        words, rooted, _ = places(*vectors, encoded)
        around = rooted[:, 1:]
        heads = [{cue for cue, _ in window.roles} for window in batch]
        reports = [float(k in cues) for cues, window in zip(heads, batch, strict=True) for k in range(len(window.words))]
        gold = torch.tensor(reports, device=self.device)
        loss = _CUE_WEIGHT * functional.binary_cross_entropy_with_logits(reporter.cues(words).float(), gold)
        cues = [(k, cue, roles) for k, window in enumerate(batch) for cue, roles in window.roles]
        if cues:
            size = around.shape[1]
            window = torch.tensor([k for k, _, _ in cues], device=self.device)
            cue = torch.tensor([cue for _, cue, _ in cues], device=self.device)
            padded = [[*roles, *[-100] * (size - len(roles))] for _, _, roles in cues]
            offsets = torch.arange(size, device=self.device)[None, :] - cue[:, None]
            scores = reporter.roles(around[window, cue], around[window], offsets)
            wanted = torch.tensor(padded, device=self.device)
            loss = loss + _ROLE_WEIGHT * functional.cross_entropy(scores.flatten(0, 1), wanted.flatten())
        return loss


def train(rank: int, arguments: argparse.Namespace) -> None:
    """Train as one of ``arguments.processes`` processes that share every batch."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(max(1, (os.cpu_count() or 1) // arguments.processes))
    torch.manual_seed(1)
    if arguments.processes > 1:
        meeting = f"file://{(arguments.work / 'meeting').resolve()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=arguments.processes)
    folder = arguments.models / "network"
    known = Configuration(**json.loads((folder / "config.json").read_text(encoding="utf-8")))
    network = Network(replace(known, roles=_ROLES), dropout=_DROPOUT)
    weights = {name: value.float() for name, value in load_file(folder / "weights.safetensors").items() if not name.startswith("reporter.")}
    network.load_state_dict({**network.state_dict(), **weights})
    pieces = Pieces(folder / "tokenizer.json", known.pieces)
    trees = [[tree for tree in paragraph if len(tree.words) <= _LONGEST] for paragraph in tree_paragraphs(arguments.ud, "train")]
    names = [sentence for sentence in name_sentences(arguments.ner, "train") if len(sentence.words) <= _LONGEST]
    records = [json.loads(line) for line in arguments.corpus.open(encoding="utf-8")]
    articles = [attributed(record, parse) for record, parse in parses(records, arguments.parses)]
    held_back = articles[::HELD_BACK]
    dev = [joined(paragraph[k : k + 3]) for paragraph in tree_paragraphs(arguments.ud, "dev")[::3] for k in range(0, len(paragraph), 3)]
    dev_names = name_sentences(arguments.ner, "dev")
    trainer = ReportTrainer(
        network,
        pieces,
        trees,
        names,
        articles=[article for k, article in enumerate(articles) if k % HELD_BACK],
        folder=arguments.work,
        steps=arguments.steps,
        device=device,
        words=_REHEARSED_WORDS,
    )

    def check(averaged: Network) -> dict[str, float]:
        return figures(averaged, pieces, dev, dev_names, device) | report_figures(averaged, pieces, held_back, device)

    trainer.run(check=check, every=arguments.every)


def main() -> None:
    """Train, and ship the network."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--ud", type=Path, required=True)
    options.add_argument("--ner", type=Path, required=True)
    options.add_argument("--models", type=Path, default=models.shipped(), help="what to start from")
    options.add_argument("--target", type=Path, default=models.shipped())
    options.add_argument("--parses", type=Path, help="keeps the parses of the articles for the next time")
    options.add_argument("--work", type=Path, default=Path("build/reporting"), help="checkpoints and the log")
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--steps", type=int, default=1500)
    options.add_argument("--every", type=int, default=250, help="steps between checkpoints")
    arguments = options.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    (arguments.work / "meeting").unlink(missing_ok=True)
    if arguments.processes > 1:
        spawn(train, args=(arguments,), nprocs=arguments.processes)  # type: ignore[no-untyped-call]
    else:
        train(0, arguments)
    ship_network(arguments.work / "checkpoint.pt", arguments.target, roles=_ROLES)


if __name__ == "__main__":
    main()
