"""Write English words with their base forms as one sorted file: makes ``quotecheck/matching/data/forms.txt``.

    python -m training.forms

The words are those of the library lemminflect (Brad Jascob, MIT licence), whose own table takes a third of a second to read; a sorted file
is searched where it lies. A line has a word, its base form (of a verb's if it can be one, else of a noun's, …) and the parts of speech that
it can be: V, N, X (auxiliary), J (adjective), R (adverb), P (proper noun).
"""

from __future__ import annotations

from pathlib import Path

from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
from lemminflect.config import lemma_lu_fn

__all__ = ["lines"]

_KINDS = {"VERB": "V", "NOUN": "N", "AUX": "X", "ADJ": "J", "ADV": "R", "PROPN": "P"}
"""In the order in which a base form is taken: both sides of a comparison are folded by the same rule."""


def lines() -> list[str]:
    """The lines, sorted by their bytes."""
    from lemminflect import getAllLemmas  # noqa: PLC0415

    found = []
    for word in LemmaLUCodec.load(lemma_lu_fn):
        if not word.isalpha() or word != word.casefold():
            continue
        lemmas = getAllLemmas(word)
        kinds = [kind for kind in _KINDS if kind in lemmas]
        if kinds:
            found.append(f"{word}\t{min(lemmas[kinds[0]])}\t{''.join(_KINDS[kind] for kind in kinds)}\n")
    return sorted(set(found), key=str.encode)


def main() -> None:
    """Write the file."""
    path = Path(__file__).parents[1] / "quotecheck" / "matching" / "data" / "forms.txt"
    path.write_text("".join(lines()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
