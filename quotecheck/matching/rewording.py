"""How likely two passages say the same in other words: readable evidence, added up by a logistic regression.

Every piece of evidence grows with the likeness and has a weight of nought or more, so that nothing alike ever speaks against a
rewording. Three groups have a constant each and are left out where they are unknown: words, always; syntax, where both passages are
parsed; meaning, where an encoder is given. In *the plan failed, said Roe* the words *said Roe* are left out of most comparisons where
the parse tells them apart: two sentences by one speaker are not alike for having the same one.

The weights, ``data/rewording.json``, are made by ``python -m training.rewording``.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotecheck.attribution.cues import Frame, lexicon
from quotecheck.matching.alignment import align
from quotecheck.matching.information import total_information
from quotecheck.matching.meaning import Meaning
from quotecheck.matching.passages import Passage
from quotecheck.matching.shingles import folded
from quotecheck.model import Word

__all__ = ["GROUPS", "evidence", "probability", "rewording", "said", "weights"]

GROUPS = ("words", "syntax", "meaning")
"""The groups of evidence, and the names of their constants."""
_REPORTS = 0.5
"""The probability from which on a verb is taken for one of saying."""
_FEWEST = 3
"""Words that must be left for a frame of reporting to be cut off."""
_NEGATIONS = frozenset({"not", "no", "never", "without", "nor", "neither", "nobody", "nothing", "none", "cannot"})


def rewording(one: Passage, other: Passage, meaning: Meaning | None = None) -> float:
    """How likely two passages say the same in other words, 0 to 1; 1 for the same words, 0 for none.

    It ranks pairs that have something in common, and certifies nothing. At .5, as many of the pairs that it was fitted on were
    rewordings as were not. The order of the two does not matter.

    Args:
        one: the words of a quotation.
        other: the words of another.
        meaning: a sentence encoder, if there is one.
    """
    if not one.words or not other.words:
        return 0.0
    if one.keys == other.keys:
        return 1.0
    return probability(evidence(one, other, meaning), weights())


def evidence(one: Passage, other: Passage, meaning: Meaning | None = None) -> dict[str, float]:
    """What speaks for a rewording, by name, and for every group of it that is known a constant of one.

    Args:
        one: a passage with words.
        other: another.
        meaning: a sentence encoder, if there is one.
    """
    # In one order, since alignments and sums of floating numbers may depend on it.
    first, second = sorted((one, other), key=lambda passage: passage.keys)
    found = {"words": 1.0} | _of_words(first, second)
    if one.is_parsed and other.is_parsed:
        found |= {"syntax": 1.0} | _of_syntax(said(first), said(second))
    if meaning is not None:
        vectors = meaning.vectors([_text(first), _text(second)])
        found |= {"meaning": 1.0, "meaning alike": round(float(vectors[0] @ vectors[1]), 4)}
    return found


def probability(found: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that evidence ``found`` is that of a rewording, by ``weighed``, a weight for each."""
    return 1.0 / (1.0 + math.exp(-math.fsum(weighed.get(name, 0.0) * value for name, value in found.items())))


@cache
def weights() -> dict[str, float]:
    """The weights that ship with the package."""
    text = (files("quotecheck.matching") / "data" / "rewording.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text)["weights"].items()}


def said(passage: Passage) -> Passage:
    """A passage without *he said* and its like, where it is parsed and enough is left."""
    words = {word.index: word for made_of in passage.syntax for word in made_of}
    children: dict[int, list[Word]] = {}
    for word in words.values():
        if word.head in words:
            children.setdefault(word.head, []).append(word)
    telling: set[int] = set()
    for word in words.values():
        inserted = _relation(word) == "parataxis"
        if not (inserted or word.head not in words) or not _reports(word, Frame.AFTER if inserted else Frame.BARE):
            continue
        below = children.get(word.index, ())
        told = [
            child
            for child in below
            if _relation(child) == "ccomp" or (_relation(child) == "parataxis" and not _reports(child, Frame.AFTER))
        ]
        if inserted or told:
            beside = [child for child in below if _relation(child) in {"conj", "advcl"}]
            telling |= _below(word.index, children).difference(*(_below(child.index, children) for child in (*told, *beside)))
    kept = [place for place, made_of in enumerate(passage.syntax) if not made_of or any(word.index not in telling for word in made_of)]
    if not telling or len(kept) < _FEWEST:
        return passage
    return replace(
        passage,
        words=tuple(passage.words[place] for place in kept),
        syntax=tuple(passage.syntax[place] for place in kept),
        names=tuple(passage.names[place] for place in kept),
    )


def _reports(word: Word, frame: Frame) -> bool:
    return word.upos == "VERB" and lexicon().probability(word.lemma.casefold(), frame) >= _REPORTS


def _below(index: int, children: Mapping[int, list[Word]]) -> set[int]:
    """A word and all that depends on it."""
    found, waiting = set(), [index]
    while waiting:
        found.add(index := waiting.pop())
        waiting += [child.index for child in children.get(index, ())]
    return found


def _of_words(whole: Passage, other_whole: Passage) -> dict[str, float]:
    one, other = said(whole), said(other_whole)
    ones, others = _folds(one), _folds(other)
    return {
        "words alike": _shared(_folds(whole), _folds(other_whole)),
        "letters alike": fuzz.token_sort_ratio(" ".join(ones), " ".join(others)) / 100,
        "order alike": Levenshtein.normalized_similarity(ones, others),
        "covered": max(align(one, other).covered()),
        "length alike": min(len(ones), len(others)) / max(len(ones), len(others)),
        "negation alike": float(any(map(_negates, one.keys)) == any(map(_negates, other.keys))),
    }


def _of_syntax(one: Passage, other: Passage) -> dict[str, float]:
    ones, others = ([word for made_of in passage.syntax for word in made_of] for passage in (one, other))
    return {
        f"{name} alike": min(_found(_lemmas(ones, kind), _lemmas(others)), _found(_lemmas(others, kind), _lemmas(ones)))
        for name, kind in (("verbs", "VERB"), ("nouns", "NOUN"))
    }


def _shared(ones: Sequence[str], others: Sequence[str]) -> float:
    """How much folded words have in common, 0 to 1: Dice's coefficient, weighed by what they tell."""
    common = total_information((Counter(ones) & Counter(others)).elements())
    total = total_information(ones) + total_information(others)
    return 2 * common / total if total else 0.0


def _found(some: Sequence[str], others: Sequence[str]) -> float:
    """The share of some words of one side that the other has, too; all of none."""
    return (Counter(some) & Counter(others)).total() / len(some) if some else 1.0


def _folds(passage: Passage) -> list[str]:
    return [folded(key) for key in passage.keys]


def _negates(key: str) -> bool:
    return key in _NEGATIONS or key.endswith("n't")


def _relation(word: Word) -> str:
    return word.deprel.split(":")[0]


def _lemmas(words: Iterable[Word], kind: str | None = None) -> list[str]:
    return [folded(word.lemma.casefold()) for word in words if kind in {None, word.upos}]


def _text(passage: Passage) -> str:
    return " ".join(word.text for word in passage.words)
