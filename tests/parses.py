"""Parses kept as CoNLL-U, so that tests of the attribution rules need no model.

A file holds several articles. ``# newdoc id = …`` opens one, ``# article = …`` gives its text as a JSON string, ``# newpar`` opens a
paragraph. ``start_char`` and ``end_char`` in MISC are offsets in the article; ``ner`` is the class of the name whose first word this is,
and ``ner_words`` how many words it has. ``# reports = …`` keeps what the network says of the
article's cues, in thousandths.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import conllu

from quotecheck.model import Article, EntityType, Name, Parse, Report, Sentence, Source, Span, Word

__all__ = ["article", "read", "write"]


def article(text: str, id: str = "test") -> Article:  # noqa: A002 - the field's name
    """An article of ``text`` alone."""
    raw = text.encode()
    return Article(id=id, text=text, source=Source(raw=raw, digest=sha256(raw).hexdigest()))


def read(path: Path) -> dict[str, Parse]:
    """The parses of a CoNLL-U file, by the id of their article."""
    documents: dict[str, list[conllu.TokenList]] = {}
    with path.open(encoding="utf-8") as file:
        for sentence in conllu.parse_incr(file):
            id_ = sentence.metadata.get("newdoc id") or next(reversed(documents))
            documents.setdefault(id_, []).append(sentence)
    return {id_: _parse(id_, sentences) for id_, sentences in documents.items()}


def write(parse: Parse) -> str:
    """A parse as CoNLL-U; ``read`` gives it back."""
    return "".join(_sentences(parse))


def _parse(id_: str, lists: list[conllu.TokenList]) -> Parse:
    blocks: list[Span] = []
    sentences: list[Sentence] = []
    words: list[Word] = []
    names: list[Name] = []
    for tokens in lists:
        first = len(words)
        if "newpar" in tokens.metadata:
            blocks.append(Span(*map(int, tokens.metadata["newpar"].split())))
        spelt = [token for token in tokens if isinstance(token["id"], int)]
        words.extend(_word(token, first) for token in spelt)
        span = Span(words[first].span.start, words[-1].span.end)
        sentences.append(Sentence(span=span, first=first, last=len(words), block=len(blocks) - 1))
        for low, token in enumerate(spelt, start=first):
            if "ner" in token["misc"]:
                high = low + int(token["misc"]["ner_words"])
                type_ = EntityType(token["misc"]["ner"])
                names.append(Name(span=Span(words[low].span.start, words[high - 1].span.end), first=low, last=high, type=type_))
    text = json.loads(lists[0].metadata["article"])
    return Parse(
        article=article(text, id_),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        words=tuple(words),
        names=tuple(names),
        reports=tuple(_report(*row) for row in json.loads(lists[0].metadata.get("reports", "[]"))),
    )


def _report(cue: int, probability: int, first: int, content: list[int], speaker: list[int]) -> Report:
    return Report(
        cue=cue,
        probability=probability / 1000,
        first=first,
        content=tuple(n / 1000 for n in content),
        speaker=tuple(n / 1000 for n in speaker),
    )


def _row(report: Report) -> list[Any]:
    content, speaker = ([round(1000 * p) for p in role] for role in (report.content, report.speaker))
    return [report.cue, round(1000 * report.probability), report.first, content, speaker]


def _word(token: dict[str, Any], first: int) -> Word:
    return Word(
        index=first + token["id"] - 1,
        span=Span(int(token["misc"]["start_char"]), int(token["misc"]["end_char"])),
        text=token["form"],
        lemma=token["lemma"],
        upos=token["upos"],
        xpos=token["xpos"] or "",
        feats=dict(token["feats"] or {}),
        head=first + token["head"] - 1 if token["head"] else None,
        deprel=token["deprel"],
    )


def _sentences(parse: Parse) -> Iterator[str]:
    block = -1
    named = {name.first: name for name in parse.names}
    for index, sentence in enumerate(parse.sentences):
        metadata: dict[str, str] = {}
        if index == 0:
            metadata = {"newdoc id": parse.article.id, "article": json.dumps(parse.article.text, ensure_ascii=False)}
            if parse.reports:
                metadata["reports"] = json.dumps([_row(report) for report in parse.reports], separators=(",", ":"))
        if sentence.block != block:
            block = sentence.block
            metadata["newpar"] = f"{parse.blocks[block].start} {parse.blocks[block].end}"
        tokens = [conllu.Token(_token(word, sentence.first, named.get(word.index))) for word in parse.words[sentence.first : sentence.last]]
        yield conllu.TokenList(tokens, conllu.Metadata(metadata)).serialize()


def _token(word: Word, first: int, name: Name | None) -> dict[str, Any]:
    misc = {"start_char": str(word.span.start), "end_char": str(word.span.end)}
    if name is not None:
        misc |= {"ner": name.type.value, "ner_words": str(name.last - name.first)}
    return {
        "id": word.index - first + 1,
        "form": word.text,
        "lemma": word.lemma,
        "upos": word.upos,
        "xpos": word.xpos or None,
        "feats": word.feats or None,
        "head": 0 if word.head is None else word.head - first + 1,
        "deprel": word.deprel,
        "deps": None,
        "misc": misc,
    }
