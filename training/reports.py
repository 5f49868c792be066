"""What the network learns of attribution: windows of words with the cues in them, and every word's role for each.

Words, and which word of a cue is its head, come from the parses of the articles; so an article is learned as it will be read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quotecheck.model import Parse, Word
from quotecheck.parsing.network import WINDOW
from quotecheck.parsing.reporting import ROLES

__all__ = ["HELD_BACK", "Attributed", "ReportWindow", "attributed", "windows"]

HELD_BACK = 10
"""Every so manieth article is held back from the network, so that others can be fitted to what it says of them."""
_LONGEST = 200
_ALONE = 0.1
_CONTENT, _SPEAKER = ROLES.index("content"), ROLES.index("speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """An article as the network reads it, with its gold attributions.

    Attributes:
        words: all words, folded.
        paragraphs: for each paragraph its sentences, as half-open ranges of words.
        roles: for the head of each gold cue, the role of all other words that have one.
    """

    words: tuple[str, ...]
    paragraphs: tuple[tuple[tuple[int, int], ...], ...]
    roles: Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWindow:
    """Words that are read together; for the head of each cue in it, a role a word."""

    words: tuple[str, ...]
    roles: tuple[tuple[int, tuple[int, ...]], ...]


def attributed(record: dict[str, Any], parse: Parse) -> Attributed:
    """An article of the corpus with its parse; attributions without a cue teach nothing here.

    Args:
        record: ``{"quotes": [{"content": [[start, end], …], "cue": …, "speaker": …}, …]}``, offsets in code points.
        parse: of the article's text.
    """
    paragraphs: dict[int, list[tuple[int, int]]] = {}
    for sentence in parse.sentences:
        paragraphs.setdefault(sentence.block, []).append((sentence.first, sentence.last))
    roles = {}
    for quote in record["quotes"]:
        cue = _words_at(parse, quote["cue"])
        if cue:
            said = dict.fromkeys((word.index for word in _words_at(parse, quote["content"])), _CONTENT)
            by = dict.fromkeys((word.index for word in _words_at(parse, quote["speaker"])), _SPEAKER)
            roles[head_of(cue)] = said | by
    return Attributed(
        words=tuple(word.text for word in parse.words),
        paragraphs=tuple(tuple(sentences) for _, sentences in sorted(paragraphs.items())),
        roles=roles,
    )


def head_of(cue: Sequence[Word]) -> int:
    """The index of the word that heads a cue: a verb that depends on none of the others, else the like of another kind."""
    inside = {word.index for word in cue}
    tops = [word for word in cue if word.head not in inside]
    kinds: list[tuple[Sequence[Word], tuple[str, ...]]] = [(tops, ("VERB",)), (tops, ("AUX", "NOUN", "ADJ")), (cue, ("VERB",))]
    for words, kind in kinds:
        for word in words:
            if word.upos in kind:
                return word.index
    return (tops or cue)[0].index


def windows(article: Attributed, chance: random.Random | None = None) -> Iterator[ReportWindow]:
    """The article in windows, as long as they are when it is read; with ``chance``, now and then shorter ones."""
    for sentences in article.paragraphs:
        rest = list(sentences)
        while rest:
            room = WINDOW if chance is None else 0 if chance.random() < _ALONE else chance.randrange(40, WINDOW + 1)
            first, size = rest[0][0], 1
            while size < len(rest) and rest[size][1] - first <= room:
                size += 1
            last = min(rest[size - 1][1], first + _LONGEST)
            rest = rest[size:]
            found = [(cue, roles) for cue, roles in sorted(article.roles.items()) if first <= cue < last]
            yield ReportWindow(
                words=article.words[first:last],
                roles=tuple((cue - first, tuple(roles.get(k, 0) for k in range(first, last))) for cue, roles in found),
            )


def _words_at(parse: Parse, spans: Sequence[Sequence[int]] | None) -> list[Word]:
    return [word for word in parse.words if any(word.span.start < end and start < word.span.end for start, end in spans or ())]
