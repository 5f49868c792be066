"""From words to tags, lemmas, dependencies, names, sentence ends and cues, with one run of the encoder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor

from quotecheck.errors import ModelsError
from quotecheck.model import Report
from quotecheck.parsing.lemmas import Lemmatizer, apply, read_table
from quotecheck.parsing.names import best_path, transitions
from quotecheck.parsing.network import LABELS, Configuration, Network, places, same_sentence
from quotecheck.parsing.packed import encode, stepped
from quotecheck.parsing.pieces import Encoded, Pieces
from quotecheck.parsing.reporting import ROLES
from quotecheck.parsing.trees import trees

__all__ = ["Annotation", "Annotator", "Sentence", "Window", "precision"]

_PIECES_AT_ONCE = 1024
_Loaded = TypeVar("_Loaded")
_RULES = 3
_LEAST_CUE = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words that are read together: a sentence, or several of one paragraph.

    Attributes:
        words: the words, folded.
        leaning: for each word, the logarithm of the odds that a sentence ends after it, as known from elsewhere; they are added to
            the network's own. Minus infinity: it does not.
    """

    words: Sequence[str]
    leaning: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is known of each word of a sentence, in the terms of Universal Dependencies.

    Attributes:
        heads: numbers counted from 1 within the sentence; 0 for the root.
        names: BIOES labels.
    """

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    names: list[str]


def precision() -> torch.dtype:
    """bfloat16 where the processor multiplies it natively, as in training; elsewhere single precision, which is slower."""
    onednn: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    native = onednn and torch.cpu._is_avx512_bf16_supported()  # noqa: SLF001 - no public name
    return torch.bfloat16 if native else torch.float32


class Annotation(NamedTuple):
    """What is known of a window: its sentences, and its likely cues, by the indexes of its words."""

    sentences: list[Sentence]
    reports: list[Report]


class Annotator:
    """Reads windows of words with the network of a folder.

    The same windows get the same answer. Where sums of half-precision numbers depend on the shape of the matrices, a window that is
    read with others could get another than alone; so what belongs together, an article, is read together.

    Args:
        folder: holds ``config.json``, ``lemmas.tsv``, ``tokenizer.json`` and ``weights.safetensors``.

    Raises:
        ModelsError: a file is missing, broken or does not go with the others.
    """

    def __init__(self, folder: Path) -> None:
        configuration = _loaded(folder / "config.json", _configuration)
        self._labels = configuration.labels
        self._network = _loaded(folder / "weights.safetensors", lambda path: _network(configuration, path))
        self._pieces = _loaded(folder / "tokenizer.json", lambda path: Pieces(path, configuration.pieces))
        self._lemmas = _loaded(folder / "lemmas.tsv", lambda path: Lemmatizer(read_table(path), self._labels["lemma"]))
        self._last = self._labels["ends"].index("last")
        self._root = self._labels["deprel"].index("root")
        self._moves = transitions(self._labels["names"])

    def annotate(self, windows: Sequence[Window]) -> list[Annotation]:
        """The sentences and the likely cues of each window."""
        encoded = [self._pieces.encode(window.words) for window in windows]
        answers = [Annotation([], []) for _ in windows]
        with torch.inference_mode():
            for batch in _batches(encoded):
                found = self._read([windows[k] for k in batch], [encoded[k] for k in batch])
                for k, annotation in zip(batch, found, strict=True):
                    answers[k] = annotation
        return answers

    def _read(self, windows: list[Window], encoded: list[Encoded]) -> list[Annotation]:
        network = self._network
        words, rooted, real = places(*encode(network.encoder, encoded), encoded)
        sizes = [len(window.words) for window in windows]
        scores = {name: network.tag(name, stepped(words))[: len(words)] for name in LABELS}
        told = {name: [self._labels[name][k] for k in scores[name].argmax(-1).tolist()] for name in ("upos", "xpos", "feats")}
        rules = scores["lemma"].topk(min(_RULES, len(self._labels["lemma"])), dim=-1).indices.tolist()
        leaning = torch.tensor([odds for window in windows for odds in window.leaning])
        ends = (_log_odds(scores["ends"].float(), self._last) + leaning > 0).tolist()
        numbers = _sentence_numbers(sizes, ends)
        # Arcs: a word's head is in its sentence, and not the word itself.
        size = real.shape[1]
        together = same_sentence(numbers, size) & ~torch.eye(size, dtype=torch.bool)
        heads = trees(network.arcs(rooted.float()).masked_fill(~together, -torch.inf), numbers)
        relations = self._relations(rooted, heads, sizes)
        emissions = scores["names"].float().log_softmax(-1)
        reports = self._reports(words, sizes)
        answers: list[Annotation] = []
        first = 0
        for k, window in enumerate(windows):
            answers.append(Annotation([], next(reports)))
            for start, end in _runs(numbers[k]):
                span = slice(first + start, first + end)
                best = best_path(emissions[span].numpy(), self._moves)
                answers[-1].sentences.append(
                    Sentence(
                        upos=told["upos"][span],
                        xpos=told["xpos"][span],
                        feats=told["feats"][span],
                        lemmas=list(map(self._lemmas.lemma, window.words[start:end], told["upos"][span], rules[span])),
                        heads=[max(0, head - start) for head in heads[k][start:end]],
                        deprels=relations[span],
                        names=[self._labels["names"][label] for label in best],
                    )
                )
            first += sizes[k]
        return answers

    def _relations(self, rooted: Tensor, heads: list[list[int]], sizes: list[int]) -> list[str]:
        window = torch.tensor([k for k, size in enumerate(sizes) for _ in range(size)])
        dependent = torch.tensor([place + 1 for size in sizes for place in range(size)])
        head = torch.tensor([head for window_heads in heads for head in window_heads])
        scores = self._network.relations(stepped(rooted[window, dependent]), stepped(rooted[window, head]))[: len(head)]
        # Root is the relation to the root and no other.
        scores[:, self._root] = torch.where(head == 0, torch.inf, -torch.inf)
        labels = self._labels["deprel"]
        return [labels[k] for k in scores.argmax(-1).tolist()]

    def _reports(self, words: Tensor, sizes: Sequence[int]) -> Iterator[list[Report]]:
        """The likely cues of each window, for the vectors of all words (words, width) and the words of each window."""
        reporter = self._network.reporter
        if reporter is None:
            yield from ([] for _ in sizes)
            return
        for window in torch.split(words.float(), list(sizes)):
            chance = reporter.cues(window).sigmoid()
            cues = (chance >= _LEAST_CUE).nonzero()[:, 0]
            if not len(cues):
                yield []
                continue
            offsets = torch.arange(len(window))[None, :] - cues[:, None]
            roles = reporter.roles(window[cues], window, offsets).softmax(-1)
            content, speaker = (roles[:, :, ROLES.index(role)].tolist() for role in ("content", "speaker"))
            yield [
                Report(cue=cue, probability=p, first=0, content=tuple(said), speaker=tuple(by))
                for cue, p, said, by in zip(cues.tolist(), chance[cues].tolist(), content, speaker, strict=True)
            ]


def _loaded(path: Path, read: Callable[[Path], _Loaded]) -> _Loaded:
    try:
        return read(path)
    except Exception as error:  # json, safetensors, tokenizers and torch each raise kinds of their own
        raise ModelsError(f"{path}: the model does not load ({type(error).__name__}: {' '.join(str(error).split())[:200]}).") from error


def _configuration(path: Path) -> Configuration:
    configuration = Configuration(**json.loads(path.read_text(encoding="utf-8")))
    missing = [name for name in (*LABELS, "deprel") if not configuration.labels.get(name)]
    if missing or sorted(configuration.labels["ends"]) != ["inside", "last"] or "root" not in configuration.labels["deprel"]:
        raise ValueError(f"labels are missing{': ' if missing else ''}{', '.join(missing)}")
    for each in configuration.labels["lemma"]:
        apply(each, "")
    return configuration


def _network(configuration: Configuration, path: Path) -> Network:
    with torch.device("meta"):  # no memory and no random numbers for weights that are read next
        network = Network(configuration)
    network.load_state_dict(load_file(path), assign=True)
    network = network.to(precision()).eval()
    network.pairs_in_single_precision()
    return network


def _batches(encoded: Sequence[Encoded]) -> Iterator[list[int]]:
    """Indexes of windows of like length, a thousand pieces at once: larger matrices fall out of the processor's cache."""
    batch: list[int] = []
    size = 0
    for k in sorted(range(len(encoded)), key=lambda k: (-len(encoded[k].pieces), k)):
        if batch and size + len(encoded[k].pieces) > _PIECES_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(k)
        size += len(encoded[k].pieces)
    if batch:
        yield batch


def _log_odds(scores: Tensor, label: int) -> Tensor:
    """The logarithm of the odds of one of two labels, for scores (words, 2)."""
    return scores[:, label] - scores[:, 1 - label]


def _sentence_numbers(sizes: Sequence[int], ends: Sequence[bool]) -> list[list[int]]:
    numbers: list[list[int]] = []
    told = iter(ends)
    for size in sizes:
        number, window_numbers = 0, []
        for _ in range(size):
            window_numbers.append(number)
            number += next(told)
        numbers.append(window_numbers)
    return numbers


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for k in range(1, len(numbers) + 1):
        if k == len(numbers) or numbers[k] != numbers[start]:
            yield start, k
            start = k
