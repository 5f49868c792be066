"""Words as the encoder reads them: a few pieces of a vocabulary each, and the shape of their letters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

__all__ = ["LONGEST", "Encoded", "Pieces", "Shape", "shape_of"]

LONGEST = 512
_PIECES_A_WORD = 16
_LONG = 100  # longer ones are links and no words, not worth remembering


class Shape(IntEnum):
    """The case of a word's letters, which the vocabulary of the encoder does not tell apart."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3


class Encoded(NamedTuple):
    """A sentence for the encoder.

    Attributes:
        pieces: numbers of the vocabulary, opened and closed by their marks.
        shapes: a ``Shape`` a piece.
        places: for each word, the index of its last piece.
    """

    pieces: list[int]
    shapes: list[int]
    places: list[int]


def shape_of(word: str) -> Shape:
    """The shape of ``word``; of one capital alone, ``TITLE``.

    >>> [shape_of(word).name for word in ("says", "Rome", "IS", "I", "iPhone", "2nd", "U.S.")]
    ['LOWER', 'TITLE', 'UPPER', 'TITLE', 'MIXED', 'LOWER', 'UPPER']
    """
    letters = [character for character in word if character.isalpha()]
    if not any(letter.isupper() for letter in letters):
        return Shape.LOWER
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return Shape.UPPER
    return Shape.TITLE if letters[0].isupper() and not any(letter.isupper() for letter in letters[1:]) else Shape.MIXED


class Pieces:
    """Cuts words into the pieces of one vocabulary.

    Args:
        path: a ``tokenizer.json`` of the library tokenizers, of a WordPiece vocabulary.
        size: how many pieces there may be.

    Raises:
        Exception: the library's own, if the file is missing or broken.
        ValueError: it has too many pieces, or lacks one that every sentence needs.
    """

    def __init__(self, path: Path, size: int | None = None) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        if size is not None and self._tokenizer.get_vocab_size() > size:
            raise ValueError(f"{self._tokenizer.get_vocab_size()} pieces, but the network knows {size}")
        self._opening = self._number("[CLS]")
        self._closing = self._number("[SEP]")
        self._unknown = self._number("[UNK]")
        self.mask = self._number("[MASK]")
        self._of = lru_cache(maxsize=1 << 16)(self._cut)

    def _number(self, piece: str) -> int:
        number = self._tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"no piece {piece} in the vocabulary")
        return int(number)

    def _cut(self, word: str) -> tuple[tuple[int, ...], Shape]:
        # A word of invisible characters has no pieces: it is unknown, so that every word has a place.
        pieces = self._tokenizer.encode(word, add_special_tokens=False).ids[:_PIECES_A_WORD]
        return tuple(pieces) or (self._unknown,), shape_of(word)

    def encode(self, words: Sequence[str]) -> Encoded:
        """The pieces of a sentence; of long words in long sentences, the first pieces alone.

        Raises:
            ValueError: there are more than ``LONGEST`` - 2 words.
        """
        if len(words) > LONGEST - 2:
            raise ValueError(f"{len(words)} words are more than the encoder reads at once")
        cut = [self._of(word) if len(word) <= _LONG else self._cut(word) for word in words]
        room = _PIECES_A_WORD
        while sum(min(len(pieces), room) for pieces, _ in cut) > LONGEST - 2:
            room -= 1
        numbers, shapes, places = [self._opening], [int(Shape.LOWER)], []
        for pieces, shape in cut:
            kept = pieces[:room]
            numbers.extend(kept)
            shapes.extend([int(shape)] * len(kept))
            places.append(len(numbers) - 1)
        numbers.append(self._closing)
        shapes.append(int(Shape.LOWER))
        return Encoded(numbers, shapes, places)
