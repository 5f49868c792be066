"""Sentences as news has them: headlines without a stop, capitals, quotation marks that open and never close.

Treebanks hold whole, well-behaved sentences. Each change keeps the tree: what goes has no dependents, what comes hangs on the root.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from quotecheck.parsing.lemmas import apply, rule
from training.corpora import NameSentence, TreeSentence

__all__ = ["news_names", "news_tree"]

_STOPS = frozenset(".!?")
_CASINGS: tuple[Callable[[str], str], ...] = (str.upper, str.lower, lambda word: word[:1].upper() + word[1:])
_WITHOUT_STOP = 0.08
_CASED = 0.05
_MARKED = 0.10


def news_tree(sentence: TreeSentence, chance: random.Random) -> TreeSentence:
    """``sentence``, now and then changed as news would have it."""
    if chance.random() < _WITHOUT_STOP:
        sentence = _without_stop(sentence)
    if chance.random() < _CASED:
        sentence = _cased(sentence, chance.choice(_CASINGS))
    if chance.random() < _MARKED and '"' not in sentence.words:
        where = chance.choice(("front", "front", "back", "both"))
        if where != "back":
            sentence = _with_mark(sentence, 0, "``")
        if where != "front":
            sentence = _with_mark(sentence, len(sentence.words), "''")
    return sentence


def news_names(sentence: NameSentence, chance: random.Random) -> NameSentence:
    """``sentence``, now and then without its stop or in other letters."""
    words, labels = sentence.words, sentence.labels
    if chance.random() < _WITHOUT_STOP and len(words) > 1 and words[-1] in _STOPS and labels[-1] == "O":
        words, labels = words[:-1], labels[:-1]
    if chance.random() < _CASED:
        change = chance.choice((str.upper, _CASINGS[2]))
        words = tuple(map(change, words))
    return replace(sentence, words=words, labels=labels)


def _without_stop(sentence: TreeSentence) -> TreeSentence:
    size = len(sentence.words)
    if size < 2 or sentence.words[-1] not in _STOPS or size in sentence.heads or sentence.heads[-1] == 0:
        return sentence
    labels = {name: values[:-1] for name, values in sentence.labels.items()} | {"ends": sentence.labels["ends"][1:]}
    return TreeSentence(words=sentence.words[:-1], heads=sentence.heads[:-1], labels=labels)


def _cased(sentence: TreeSentence, change: Callable[[str], str]) -> TreeSentence:
    words = tuple(map(change, sentence.words))
    # The lemma stays what it was, so the rule that makes it is another one.
    lemmas = tuple(
        rule(new, lemma) if known and (lemma := apply(known, old)) else None
        for known, old, new in zip(sentence.labels["lemma"], sentence.words, words, strict=True)
    )
    return replace(sentence, words=words, labels={**sentence.labels, "lemma": lemmas})


def _with_mark(sentence: TreeSentence, place: int, xpos: str) -> TreeSentence:
    """``sentence`` with a quotation mark before the word at ``place``, hanging on the root."""
    root = sentence.heads.index(0)
    heads = [head + (head > place) for head in sentence.heads]
    new = {"upos": "PUNCT", "xpos": xpos, "feats": "_", "lemma": rule('"', '"'), "deprel": "punct"}
    labels: dict[str, tuple[str | None, ...]] = {
        name: (*values[:place], new[name], *values[place:]) for name, values in sentence.labels.items() if name != "ends"
    }
    return TreeSentence(
        words=(*sentence.words[:place], '"', *sentence.words[place:]),
        heads=(*heads[:place], root + 1 + (root >= place), *heads[place:]),
        labels=labels | {"ends": ("inside", *sentence.labels["ends"])},
    )
