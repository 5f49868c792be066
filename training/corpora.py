"""What the models learn from: sentences of treebanks, and sentences with names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import conllu

from quotecheck.parsing.folding import fold
from quotecheck.parsing.lemmas import rule

__all__ = [
    "NameSentence",
    "TreeSentence",
    "bioes",
    "conllu_files",
    "joined",
    "lemmas",
    "name_sentences",
    "starts_paragraph",
    "tree_paragraphs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeSentence:
    """A sentence of a treebank, or several that follow each other.

    Attributes:
        words: the forms, folded as articles are.
        heads: for each word, the number of its head counted from 1; 0 for the root.
        labels: for each tagger of the network and ``deprel``, a label a word; None where there is none.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...]
    labels: dict[str, tuple[str | None, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSentence:
    """A sentence, or a paragraph, with its names as BIOES labels, one a word."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def conllu_files(folder: Path, part: str) -> list[Path]:
    """The files of one part (``train``, ``dev``, ``test``) of all treebanks of ``folder``, sorted by treebank.

    Raises:
        SystemExit: there are none.
    """
    files = sorted(folder.glob(f"*/*-ud-{part}.conllu"))
    if not files:
        raise SystemExit(f"{folder}: no */*-ud-{part}.conllu here")
    return files


def tree_paragraphs(folder: Path, part: str) -> list[list[TreeSentence]]:
    """The paragraphs of one part of all treebanks; words of multi-word tokens one by one, empty nodes left out."""
    paragraphs: list[list[TreeSentence]] = []
    for file in conllu_files(folder, part):
        with file.open(encoding="utf-8") as lines:
            for tree in conllu.parse_incr(lines):
                if not paragraphs or starts_paragraph(tree):
                    paragraphs.append([])
                paragraphs[-1].append(_tree([token for token in tree if isinstance(token["id"], int)]))
    return paragraphs


def lemmas(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every word of the training parts as (form, upos, lemma), folded."""
    for file in conllu_files(folder, "train"):
        with file.open(encoding="utf-8") as lines:
            words = (token for tree in conllu.parse_incr(lines) for token in tree if isinstance(token["id"], int))
            yield from ((fold(word["form"]), word["upos"], fold(word["lemma"])) for word in words if word["lemma"] != "_")


def starts_paragraph(tree: conllu.TokenList) -> bool:
    """Whether a paragraph or a document begins with this sentence."""
    return any(key.startswith(("newpar", "newdoc")) and key != "newpar_block" for key in tree.metadata)


def joined(sentences: Sequence[TreeSentence]) -> TreeSentence:
    """Sentences that follow each other, as one text: every one keeps its own root."""
    heads: list[int] = []
    for sentence in sentences:
        first = len(heads)
        heads += [head and head + first for head in sentence.heads]
    labels = {name: tuple(label for sentence in sentences for label in sentence.labels[name]) for name in sentences[0].labels}
    return TreeSentence(words=tuple(word for sentence in sentences for word in sentence.words), heads=tuple(heads), labels=labels)


def _tree(tokens: list[conllu.Token]) -> TreeSentence:
    words = tuple(fold(token["form"]) for token in tokens)
    lemmas = (None if token["lemma"] == "_" != token["form"] else token["lemma"] for token in tokens)
    feats = ("|".join(f"{name}={value}" for name, value in (token["feats"] or {}).items()) or "_" for token in tokens)
    labels: dict[str, tuple[str | None, ...]] = {
        "upos": tuple(token["upos"] for token in tokens),
        "xpos": tuple(token["xpos"] for token in tokens),
        "feats": tuple(feats),
        "lemma": tuple(lemma and rule(word, fold(lemma)) for word, lemma in zip(words, lemmas, strict=True)),
        "deprel": tuple(token["deprel"] for token in tokens),
        "ends": ("inside",) * (len(tokens) - 1) + ("last",),
    }
    return TreeSentence(words=words, heads=tuple(token["head"] for token in tokens), labels=labels)


def name_sentences(folder: Path, part: str) -> list[NameSentence]:
    """The sentences of one part of the names corpus, in the form that Stanza's trainer reads, its BIO labels made BIOES."""
    sentences = json.loads((folder / f"en_worldwide.{part}.json").read_text(encoding="utf-8"))
    return [
        NameSentence(words=tuple(fold(word["text"]) for word in sentence), labels=bioes([word["ner"] for word in sentence]))
        for sentence in sentences
        if sentence
    ]


def bioes(labels: list[str]) -> tuple[str, ...]:
    """BIO labels as BIOES, which also mark the last word of a name and the name of one word.

    >>> bioes(["B-Person", "I-Person", "O", "B-Date"])
    ('B-Person', 'E-Person', 'O', 'S-Date')
    """
    changed = []
    for label, following in zip(labels, [*labels, "O"][1:], strict=True):
        goes_on = following == f"I-{label[2:]}"
        changed.append(
            label if label == "O" else f"{('B' if goes_on else 'S') if label[0] == 'B' else ('I' if goes_on else 'E')}-{label[2:]}"
        )
    return tuple(changed)
