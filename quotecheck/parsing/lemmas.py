"""Lemmas: from treebanks where they leave no doubt, else from a dictionary, else by rules that the network chooses among.

The rules are those of UDPipe 2 (Straka, *UDPipe 2.0 Prototype at CoNLL 2018 UD Shared Task*, 2018), for suffixes alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from lemminflect import getAllLemmas

__all__ = ["Lemmatizer", "apply", "read_table", "rule", "table", "write_table"]

_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "title": str.title, "upper": str.upper, "same": str}
_OPEN = frozenset({"ADJ", "ADV", "NOUN", "VERB"})
_NAME = "PROPN"
_Key = tuple[str, str]


def rule(form: str, lemma: str) -> str | None:
    """The rule that makes ``lemma`` of ``form``, such as ``lower 3 y``: the case, how many characters go, what comes instead.

    None if no case of the form's letters gives the lemma's.

    >>> rule("Tries", "try")
    'lower 3 y'
    >>> rule("ROME", "Rome")
    'title 0 '
    """
    # The stem is counted in the cased form, because str.lower may change a length (İ).
    for case, change in _CASES.items():
        cased = change(form)
        stem = [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(cased, lemma, strict=False))]
        if change(lemma) == lemma and (case != "same" or stem):
            return f"{case} {len(cased) - len(stem)} {lemma[len(stem) :]}"
    return None


def apply(rule: str, form: str) -> str | None:
    """The lemma that ``rule`` makes of ``form``; None if the form is too short for it.

    Raises:
        ValueError: ``rule`` is none.

    >>> apply("lower 3 y", "Denies")
    'deny'
    """
    case, cut, ending = rule.split(" ", 2)
    if case not in _CASES:
        raise ValueError(f"no lemma rule: {rule!r}")
    cased = _CASES[case](form)
    stem = len(cased) - int(cut)
    return (cased[:stem] + ending) or None if stem >= 0 else None


def table(words: Iterable[tuple[str, str, str]]) -> dict[_Key, list[str]]:
    """All lemmas of every form, the commonest first, of ``words`` as (form, upos, lemma).

    >>> table([("Says", "VERB", "say"), ("found", "VERB", "found"), ("found", "VERB", "find"), ("found", "VERB", "find")])
    {('found', 'VERB'): ['find', 'found'], ('says', 'VERB'): ['say']}
    """
    lemmas: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    for form, upos, lemma in words:
        lemmas[_key(form, upos)][lemma] += 1
    return {key: sorted(found, key=lambda lemma: (-found[lemma], lemma)) for key, found in sorted(lemmas.items())}


def write_table(known: Mapping[_Key, Sequence[str]], path: Path) -> None:
    """Write a table as ``lemmas.tsv``: form, upos, lemmas."""
    path.write_text("".join("\t".join((*key, *lemmas)) + "\n" for key, lemmas in known.items()), encoding="utf-8")


def read_table(path: Path) -> dict[_Key, list[str]]:
    """The table that ``write_table`` wrote.

    Raises:
        OSError: it is missing.
        ValueError: it is no such table.
    """
    known = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        form, _, rest = line.partition("\t")
        upos, *lemmas = rest.split("\t")
        if not (form and upos and lemmas and all(lemmas)):
            raise ValueError(f"line {number} is not a form, its tag and its lemmas")
        known[form, upos] = lemmas
    if not known:
        raise ValueError("no lemmas in it")
    return known


class Lemmatizer:
    """Gives the lemma of a form.

    Args:
        known: what ``table`` gives.
        rules: the rules that the network chooses among.
    """

    def __init__(self, known: Mapping[_Key, Sequence[str]], rules: Sequence[str]) -> None:
        self._known = known
        self._rules = rules
        self._made = lru_cache(maxsize=1 << 16)(self._make)

    def lemma(self, form: str, upos: str, rules: Iterable[int]) -> str:
        """The lemma of ``form``.

        Args:
            form: the word.
            upos: its universal tag.
            rules: numbers of the rules that the network likes best, the best first.
        """
        found = self._known.get(_key(form, upos), ())
        return found[0] if len(found) == 1 else self._made(form, upos, tuple(rules))

    def _make(self, form: str, upos: str, rules: tuple[int, ...]) -> str:
        made = [lemma for lemma in (apply(self._rules[k], form) for k in rules) if lemma]
        words: Sequence[str] = self._known.get(_key(form, upos), ())
        if not words and upos in _OPEN:
            listed: dict[str, tuple[str, ...]] = getAllLemmas(form.lower())
            words = listed.get(upos, ())
        made = [lemma for lemma in made if lemma.lower() in words or lemma in words] or list(words) or made
        return made[0] if made else form.lower()


def _key(form: str, upos: str) -> _Key:
    return (form if upos == _NAME else form.lower(), upos)
