"""What is mended in Stanza's tokens before they are annotated: genitives left whole, sentences without end, links written as unknown."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

__all__ = ["mended", "rebuilt"]

_GENITIVE = re.compile(r"(?P<stem>.*\w)(?P<ending>'s)|(?P<plural>.*[^\W\d_]s)(?P<mark>')", re.IGNORECASE)
_BREAKS = frozenset(".;!?:")
_LONGEST_SENTENCE = 200
_UNKNOWN = "<UNK>"
_OWN = frozenset({"id", "text", "start_char", "end_char", "misc"})


def mended(document: Any) -> Any:
    """``document`` with every genitive ending a word of its own and no sentence of more than 200 tokens.

    In Universal Dependencies *Ada's* is always two words; the expander, a dictionary, leaves those whole that it never saw. An overlong
    sentence is cut after its last stop, else at the limit: parsing takes memory with the square of its length. Stanza writes a token of
    many characters, such as a link, as unknown; here it is what stands in the text.

    Args:
        document: a Stanza document after ``tokenize`` and ``mwt``.
    """
    sentences = [list(sentence.tokens) for sentence in document.sentences]
    for token in (token for tokens in sentences for token in tokens):
        if token.text == _UNKNOWN:
            token.text = token.words[0].text = document.text[token.start_char : token.end_char]
    if all(len(tokens) == _limit(tokens) and not any(map(_is_whole_genitive, tokens)) for tokens in sentences):
        return document
    pieces = [piece for tokens in sentences for piece in _cut(tokens)]
    return type(document)([_entries(tokens, genitives=True) for tokens in pieces], text=document.text)


def rebuilt(document: Any, sentences: list[list[Any]]) -> Any:
    """A document of the same tokens in other sentences."""
    return type(document)([_entries(tokens, genitives=False) for tokens in sentences], text=document.text)


def _is_whole_genitive(token: Any) -> bool:
    return len(token.words) == 1 and _GENITIVE.fullmatch(token.text) is not None


def _cut(tokens: list[Any]) -> list[list[Any]]:
    pieces = []
    while (limit := _limit(tokens)) < len(tokens):
        stops = [k for k in range(limit // 2, limit) if tokens[k].text in _BREAKS]
        cut = stops[-1] + 1 if stops else limit
        pieces.append(tokens[:cut])
        tokens = tokens[cut:]
    return [*pieces, tokens]


def _limit(tokens: list[Any]) -> int:
    """How many of ``tokens`` one sentence may have: two hundred, fewer if they stand for more than two words each."""
    words = accumulate(2 if _is_whole_genitive(token) else len(token.words) for token in tokens[:_LONGEST_SENTENCE])
    return sum(count <= 2 * _LONGEST_SENTENCE for count in words)


def _entries(tokens: list[Any], *, genitives: bool) -> list[dict[str, Any]]:
    """The tokens and their words as Stanza's dictionaries, counted from one, without what was said of them in other sentences."""
    entries: list[dict[str, Any]] = []
    count = 0
    for token in tokens:
        split = genitives and _is_whole_genitive(token)
        records = _split(token) if split else [_own(record) for record in token.to_dict()]
        size = 2 if split else len(token.words)
        if len(records) > size:  # the first record is that of the multi-word token itself
            entries.append({**records[0], "id": (count + 1, count + size)})
        for record in records[-size:]:
            count += 1
            entries.append({**record, "id": (count,)})
    return entries


def _own(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key in _OWN}


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
