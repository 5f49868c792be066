"""Stage one: the encoder and all its readers, tuned together on trees and names."""

from __future__ import annotations

import json
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import torch
from torch import Tensor, distributed, nn
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from quotecheck.parsing.network import LABELS, TREE_LABELS, WINDOW, Network, batched, places, rows_of, same_sentence
from quotecheck.parsing.pieces import Encoded, Pieces
from training.augment import news_names, news_tree
from training.corpora import NameSentence, TreeSentence, joined

__all__ = ["Task", "Trainer", "label_sets", "sentence_numbers"]

Task = tuple[Iterator[list[Any]], Callable[[list[Any], random.Random], Tensor]]

_RARE_RULE = 3
_MASKED_PIECES = 0.05
_WEIGHTS = {"upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "ends": 1.0, "names": 1.0}
_IGNORED = -100
_ALONE = 0.4
_WORDS = 2000


def label_sets(trees: Iterable[TreeSentence], names: Sequence[NameSentence]) -> dict[str, list[str]]:
    """The labels of every reader, sorted; lemma rules seen fewer than three times are left out."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*LABELS, "deprel")}
    for tree in trees:
        for name, values in tree.labels.items():
            counts[name].update(value for value in values if value is not None)
    for sentence in names:
        counts["names"].update(sentence.labels)
    return {name: sorted(label for label, n in count.items() if name != "lemma" or n >= _RARE_RULE) for name, count in counts.items()}


class Trainer:
    """Tunes a network, remembers where it was, and keeps a running mean of the weights, which is what is used in the end.

    Args:
        network: with the encoder's pretrained weights in it.
        pieces: the cutter of its vocabulary.
        trees: training paragraphs of the treebanks.
        names: training sentences with names.
        folder: where checkpoints and the log go.
        steps: how many steps the whole training has.
        device: ``cpu`` or ``cuda``.
        words: about how many words of each kind a step reads.
    """

    rates: ClassVar[tuple[float, float]] = (2e-4, 2e-3)
    """The highest rates of learning, of the encoder and of the readers."""

    def __init__(
        self,
        network: Network,
        pieces: Pieces,
        trees: Sequence[Sequence[TreeSentence]],
        names: Sequence[NameSentence],
        *,
        folder: Path,
        steps: int,
        device: str = "cpu",
        words: int = _WORDS,
    ) -> None:
        self.network = network.to(device)
        self.pieces = pieces
        self.trees, self.names = list(trees), list(names)
        self.rank, self.processes = (distributed.get_rank(), distributed.get_world_size()) if distributed.is_initialized() else (0, 1)
        self.folder, self.steps, self.device = folder, steps, device
        self.words = words // self.processes
        self.index = {name: {label: k for k, label in enumerate(labels)} for name, labels in network.configuration.labels.items()}
        heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("encoder")]
        groups = [{"params": list(network.encoder.parameters())}, {"params": heads}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.mean = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.step = 0
        sizes = [len(self.trees), len(self.names), self.steps, self.processes, words]
        self._run = json.dumps([sizes, network.configuration.as_dict()], sort_keys=True)

    def run(self, *, check: Any = None, every: int = 500) -> None:
        """Train to the last step, from the checkpoint if there is one; ``check`` gives figures to log every so many steps."""
        self._resume()
        started, began = time.time(), self.step
        tasks = self._tasks()
        for _ in range(self.step):  # the same order of batches as in a run without a break
            for batches, _ in tasks:
                next(batches)
        while self.step < self.steps:
            loss = self._train([(next(batches), loss_of) for batches, loss_of in tasks])
            self.step += 1
            if self.rank:
                continue
            if self.step % 50 == 0:
                pace = (time.time() - started) / (self.step - began)
                self._log({"step": self.step, "loss": round(loss, 4), "seconds_a_step": round(pace, 3)})
            if self.step % every == 0 or self.step == self.steps:
                self._save()
                if check:
                    self._log({"step": self.step, **check(self.averaged())})

    def _tasks(self) -> list[Task]:
        """What is learned side by side: batches without end, and what a batch costs."""
        trees = self._batches(self._windows, 1, self.words)
        return [(trees, self._tree_loss), (self._batches(self._name_windows, 2, self.words), self._name_loss)]

    def averaged(self) -> Network:
        """The network with the mean weights."""
        network = Network(self.network.configuration).to(self.device)
        network.load_state_dict(self.mean)
        return network.eval()

    def _windows(self, chance: random.Random) -> list[TreeSentence]:
        """Every sentence once: alone, or with others of its paragraph, as articles will be read; changed now and then as news has it."""
        windows = []
        for paragraph in self.trees:
            rest = [news_tree(sentence, chance) for sentence in paragraph]
            while rest:
                room = 0 if chance.random() < _ALONE else chance.randrange(20, WINDOW)
                size, words = 1, len(rest[0].words)
                while size < len(rest) and words + len(rest[size].words) <= room:
                    words += len(rest[size].words)
                    size += 1
                windows.append(joined(rest[:size]))
                rest = rest[size:]
        return windows

    def _name_windows(self, chance: random.Random) -> list[NameSentence]:
        return [news_names(sentence, chance) for sentence in self.names]

    def _batches(self, windows: Callable[[random.Random], Sequence[Any]], seed: int, words: int) -> Iterator[list[Any]]:
        """Batches of like length without end, other windows in another order each round."""
        chance = random.Random(seed)  # noqa: S311 - order of training, no secret
        while True:
            order = sorted(windows(chance), key=lambda sentence: len(sentence.words) * chance.uniform(0.9, 1.1) + chance.random())
            batches: list[list[Any]] = [[]]
            for sentence in order:
                longest = max([len(sentence.words), *(len(other.words) for other in batches[-1])])
                if batches[-1] and longest * (len(batches[-1]) + 1) > words:
                    batches.append([])
                batches[-1].append(sentence)
            chance.shuffle(batches)
            whole = len(batches) // self.processes * self.processes
            if not whole:
                raise SystemExit(f"{len(batches)} batches are too few for {self.processes} processes")
            yield from batches[self.rank : whole : self.processes]

    def _train(self, tasks: Sequence[tuple[list[Any], Callable[[list[Any], random.Random], Tensor]]]) -> float:
        chance = random.Random(self.step * self.processes + self.rank)  # noqa: S311
        torch.manual_seed(self.step * self.processes + self.rank)
        self.network.train()
        share = self.step / self.steps
        scale = min(1.0, (self.step + 1) / 100) * max(0.01, 0.5 * (1 + math.cos(math.pi * share)))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * scale
        total = 0.0
        for batch, loss_of in tasks:
            # On a CPU the flash kernel's backward pass takes four times as long as plain matrices.
            with torch.autocast(self.device, dtype=torch.bfloat16), sdpa_kernel(SDPBackend.MATH):
                loss = loss_of(batch, chance)
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
        if self.processes > 1:
            self._share_gradients()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        decay = min(0.998, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            state = self.network.state_dict()
            torch._foreach_lerp_(list(self.mean.values()), [state[name] for name in self.mean], 1 - decay)
        return total

    def _share_gradients(self) -> None:
        for parameter in self.network.parameters():
            if parameter.grad is None:  # nothing to learn from in this process's batch, as there may be in another's
                parameter.grad = torch.zeros_like(parameter)
        gradients = [parameter.grad for parameter in self.network.parameters() if parameter.grad is not None]
        flat = torch.cat([gradient.view(-1) for gradient in gradients])
        distributed.all_reduce(flat)
        sizes = [gradient.numel() for gradient in gradients]
        for gradient, part in zip(gradients, torch.split(flat, sizes), strict=True):
            gradient.copy_(part.view_as(gradient) / self.processes)

    def _encode(self, sentences: Sequence[Sequence[str]], chance: random.Random) -> tuple[tuple[Tensor, list[int]], list[Encoded]]:
        encoded = [self.pieces.encode(words) for words in sentences]
        hidden = [
            sentence._replace(pieces=[self.pieces.mask if chance.random() < _MASKED_PIECES else piece for piece in sentence.pieces])
            for sentence in encoded
        ]
        return rows_of(self.network.encoder(batched(hidden).to(self.device))), encoded

    def _gold(self, name: str, values: Sequence[Sequence[str | None]]) -> Tensor:
        index = self.index[name]
        return torch.tensor([index.get(label or "", _IGNORED) for labels in values for label in labels], device=self.device)

    def _tree_loss(self, batch: list[TreeSentence], chance: random.Random) -> Tensor:
        vectors, encoded = self._encode([tree.words for tree in batch], chance)
        words, rooted, real = places(*vectors, encoded)
        loss = torch.zeros((), device=self.device)
        for name in TREE_LABELS:
            gold = self._gold(name, [tree.labels[name] for tree in batch])
            loss = loss + _WEIGHTS[name] * functional.cross_entropy(self.network.tag(name, words).float(), gold, ignore_index=_IGNORED)
        heads = torch.tensor([head for tree in batch for head in tree.heads], device=self.device)
        together = same_sentence([sentence_numbers(tree.labels["ends"]) for tree in batch], real.shape[1], self.device)
        arcs = self.network.arcs(rooted).float().masked_fill(~together, -1e4)
        dependents = real.clone()
        dependents[:, 0] = False
        loss = loss + functional.cross_entropy(arcs[dependents], heads)
        sentence = dependents.nonzero()[:, 0]
        relations = self.network.relations(rooted[dependents], rooted[sentence, heads]).float()
        return loss + functional.cross_entropy(relations, self._gold("deprel", [tree.labels["deprel"] for tree in batch]))

    def _name_loss(self, batch: list[NameSentence], chance: random.Random) -> Tensor:
        vectors, encoded = self._encode([sentence.words for sentence in batch], chance)
        words, _, _ = places(*vectors, encoded)
        gold = self._gold("names", [sentence.labels for sentence in batch])
        return _WEIGHTS["names"] * functional.cross_entropy(self.network.tag("names", words).float(), gold)

    def _log(self, record: dict[str, Any]) -> None:
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")

    def _save(self) -> None:
        state = {
            "run": self._run,
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
        }
        torch.save(state, self.folder / "checkpoint.new")
        (self.folder / "checkpoint.new").replace(self.folder / "checkpoint.pt")

    def _resume(self) -> None:
        file = self.folder / "checkpoint.pt"
        if file.exists():
            state = torch.load(file, map_location=self.device, weights_only=True)
            if state["run"] != self._run:
                raise SystemExit(f"{file}: of a run with other data, labels, steps or processes. Remove it, or name another --work.")
            self.step, self.mean = state["step"], state["mean"]
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])


def sentence_numbers(ends: Sequence[str | None]) -> list[int]:
    """For each word, the number of its sentence.

    >>> sentence_numbers(["inside", "last", "last"])
    [0, 0, 1]
    """
    numbers, number = [], 0
    for end in ends:
        numbers.append(number)
        number += end == "last"
    return numbers
