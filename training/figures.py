"""Figures of a network on gold words, for the log of its training; those of the card come from Stanza's own evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch

from quotecheck.parsing.network import TREE_LABELS, Network, batched, places, rows_of, same_sentence
from quotecheck.parsing.pieces import Pieces
from training.corpora import NameSentence, TreeSentence
from training.joint import sentence_numbers
from training.reports import Attributed, windows

__all__ = ["entities", "figures", "report_figures"]

_WORDS_AT_ONCE = 1500


def figures(
    network: Network, pieces: Pieces, trees: Sequence[TreeSentence], names: Sequence[NameSentence], device: str = "cpu"
) -> dict[str, float]:
    """Accuracies of the taggers, UAS and LAS of the greedy heads, F1 of the names, each 0 to 1."""
    labels = network.configuration.labels
    right: dict[str, int] = dict.fromkeys((*TREE_LABELS, "UAS", "LAS"), 0)
    total = found = wanted = hit = 0
    network.eval()
    with torch.inference_mode(), torch.autocast(device, dtype=torch.bfloat16):
        for batch in _batches(trees):
            words, rooted, real = _read(network, pieces, batch, device)
            total += len(words)
            for name in TREE_LABELS:
                best = network.tag(name, words).argmax(-1).tolist()
                gold = [label for tree in batch for label in tree.labels[name]]
                right[name] += sum(labels[name][k] == label for k, label in zip(best, gold, strict=True))
            dependents = real.clone()
            dependents[:, 0] = False
            together = same_sentence([sentence_numbers(tree.labels["ends"]) for tree in batch], real.shape[1], device)
            heads = network.arcs(rooted).float().masked_fill(~together, -1e4)[dependents].argmax(-1)
            relations = network.relations(rooted[dependents], rooted[dependents.nonzero()[:, 0], heads]).argmax(-1).tolist()
            gold_arcs = [arc for tree in batch for arc in zip(tree.heads, tree.labels["deprel"], strict=True)]
            for head, relation, (gold_head, gold_relation) in zip(heads.tolist(), relations, gold_arcs, strict=True):
                right["UAS"] += head == gold_head
                right["LAS"] += head == gold_head and labels["deprel"][relation] == gold_relation
        for batch in _batches(names):
            words, _, _ = _read(network, pieces, batch, device)
            told = iter([labels["names"][k] for k in network.tag("names", words).argmax(-1).tolist()])
            for sentence in batch:
                ours = entities([next(told) for _ in sentence.words])
                gold_entities = entities(sentence.labels)
                found, wanted, hit = found + len(ours), wanted + len(gold_entities), hit + len(ours & gold_entities)
    result = {name: count / max(1, total) for name, count in right.items()} | {"names F1": 2 * hit / max(1, found + wanted)}
    return {name: round(value, 4) for name, value in result.items()}


def report_figures(network: Network, pieces: Pieces, articles: Sequence[Attributed], device: str = "cpu") -> dict[str, float]:
    """Precision and recall of the cues that are likelier than not; the accuracy of the roles of all words around a gold cue, 0 to 1."""
    reporter = network.reporter
    assert reporter is not None
    hit = found = wanted = right = total = 0
    with torch.inference_mode(), torch.autocast(device, dtype=torch.bfloat16):
        for batch in _batches([window for article in articles for window in windows(article)]):
            _, rooted, real = _read(network, pieces, batch, device)
            around = rooted[:, 1:]
            told = (reporter.cues(around) > 0) & real[:, 1:]
            for k, window in enumerate(batch):
                ours, gold = set(told[k].nonzero()[:, 0].tolist()), [cue for cue, _ in window.roles]
                hit, found, wanted = hit + len(ours & set(gold)), found + len(ours), wanted + len(gold)
                if gold:
                    words = around[k, : len(window.words)]
                    offsets = torch.arange(len(words), device=device)[None, :] - torch.tensor(gold, device=device)[:, None]
                    best = reporter.roles(words[gold], words, offsets).argmax(-1).tolist()
                    marked = [
                        pair for ours_, (_, theirs) in zip(best, window.roles, strict=True) for pair in zip(ours_, theirs, strict=True)
                    ]
                    right += sum(a == b for a, b in marked if a or b)
                    total += sum(bool(a or b) for a, b in marked)
    return {
        "cues P": round(hit / max(1, found), 4),
        "cues R": round(hit / max(1, wanted), 4),
        "roles": round(right / max(1, total), 4),
    }


def entities(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """The names of a sentence: first word, last word, type; what is not well-formed BIOES is none.

    >>> sorted(entities(["B-Person", "E-Person", "O", "S-Date", "I-Date"]))
    [(0, 1, 'Person'), (3, 3, 'Date')]
    """
    found = set()
    start, type_ = None, ""
    for k, label in enumerate(labels):
        mark, _, name = label.partition("-")
        if mark in ("B", "S"):
            start, type_ = k, name
        elif mark == "O" or name != type_:
            start = None
        if mark in ("S", "E") and start is not None:
            found.add((start, k, name))
            start = None
    return found


def _batches(sentences: Sequence[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for sentence in sorted(sentences, key=lambda sentence: len(sentence.words)):
        if batch and len(sentence.words) * (len(batch) + 1) > _WORDS_AT_ONCE:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _read(network: Network, pieces: Pieces, batch: Sequence[Any], device: str) -> Any:
    encoded = [pieces.encode(sentence.words) for sentence in batch]
    return places(*rows_of(network.encoder(batched(encoded).to(device))), encoded)
