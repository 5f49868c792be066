"""What is mended in Stanza's tokens before they are tagged and parsed: genitives left whole, sentences of parser-breaking length."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["mended"]

_GENITIVE = re.compile(r"(?P<stem>.*\w)(?P<ending>'s)|(?P<plural>.*[^\W\d_]s)(?P<mark>')", re.IGNORECASE)
_BREAKS = frozenset(".;!?:")
_LONGEST_SENTENCE = 200


def mended(document: Any) -> Any:
    """``document`` with every genitive ending a word of its own and no sentence of more than 200 tokens.

    In Universal Dependencies *Ada's* is always two words; the tokenizer that ships with us leaves a third of them whole. An overlong
    sentence is cut after its last stop, else at the limit: parsing takes memory with the square of its length.

    Args:
        document: a Stanza document after ``tokenize`` and ``mwt``.
    """
    sentences = [list(sentence.tokens) for sentence in document.sentences]
    if all(len(tokens) <= _LONGEST_SENTENCE and not any(map(_is_whole_genitive, tokens)) for tokens in sentences):
        return document
    return type(document)([_entries(piece) for tokens in sentences for piece in _cut(tokens)], text=document.text)


def _is_whole_genitive(token: Any) -> bool:
    return len(token.words) == 1 and _GENITIVE.fullmatch(token.text) is not None


def _cut(tokens: list[Any]) -> list[list[Any]]:
    pieces = []
    while len(tokens) > _LONGEST_SENTENCE:
        stops = [k for k in range(_LONGEST_SENTENCE // 2, _LONGEST_SENTENCE) if tokens[k].text in _BREAKS]
        cut = stops[-1] + 1 if stops else _LONGEST_SENTENCE
        pieces.append(tokens[:cut])
        tokens = tokens[cut:]
    return [*pieces, tokens]


def _entries(tokens: list[Any]) -> list[dict[str, Any]]:
    """The tokens and their words as Stanza's dictionaries, counted from one."""
    entries: list[dict[str, Any]] = []
    count = 0
    for token in tokens:
        records = _split(token) if _is_whole_genitive(token) else token.to_dict()
        size = 2 if _is_whole_genitive(token) else len(token.words)
        if len(records) > size:  # the first record is that of the multi-word token itself
            entries.append({**records[0], "id": (count + 1, count + size)})
        for record in records[-size:]:
            count += 1
            entries.append({**record, "id": (count,)})
    return entries


def _split(token: Any) -> list[dict[str, Any]]:
    """The records of a genitive: of the token, of the noun, of the ending."""
    found = _GENITIVE.fullmatch(token.text)
    assert found is not None
    stem = found.group("stem") or found.group("plural")
    start, end = token.start_char, token.end_char
    middle = end - (len(token.text) - len(stem))
    whole = {"text": token.text, "start_char": start, "end_char": end}
    noun = {"text": stem, "start_char": start, "end_char": middle}
    ending = {"text": token.text[len(stem) :], "start_char": middle, "end_char": end}
    return [whole, noun, ending]
