from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from parses import read

from quotecheck.model import Parse
from quotecheck.store.parses import pack, unpack

FIXTURES = sorted((Path(__file__).parents[1] / "attribution" / "fixtures").glob("*.conllu"))


@cache
def kept() -> list[Parse]:
    """All parses of the fixtures, without what only the network says."""
    return [replace(parse, reports=()) for path in FIXTURES for parse in read(path).values()]


def first_form(parse: Parse) -> bytes:
    """A parse as the first version of the store packed it."""
    columns = {
        "blocks": [place for span in parse.blocks for place in (span.start, span.end)],
        "sentences": [[one.span.start, one.span.end, one.first, one.last, one.block] for one in parse.sentences],
        "spans": [place for word in parse.words for place in (word.span.start, word.span.end)],
        "texts": [word.text for word in parse.words],
        "lemmas": [word.lemma for word in parse.words],
        "upos": [word.upos for word in parse.words],
        "xpos": [word.xpos for word in parse.words],
        "feats": ["|".join(f"{key}={value}" for key, value in word.feats.items()) for word in parse.words],
        "heads": [None if word.head is None else word.head - word.index for word in parse.words],
        "deprels": [word.deprel for word in parse.words],
        "names": [[name.span.start, name.span.end, name.first, name.last, name.type.value] for name in parse.names],
    }
    return zlib.compress(json.dumps(columns).encode())


def test_what_is_packed_is_what_is_unpacked():
    assert len(kept()) > 10
    for parse in kept():
        assert unpack(pack(parse), parse.article) == parse
        assert pack(parse) == pack(parse)


def test_what_was_packed_before_there_was_a_second_way_is_still_unpacked():
    for parse in kept():
        assert unpack(first_form(parse), parse.article) == parse


def test_the_second_way_takes_less():
    assert sum(len(pack(parse)) for parse in kept()) < 0.6 * sum(len(first_form(parse)) for parse in kept())


@pytest.mark.parametrize(
    "harm", [lambda packed: packed[:-4], lambda packed: packed[:1], lambda _: b"", lambda packed: packed[:9] + b"x" + packed[10:]]
)
@pytest.mark.parametrize("form", [pack, first_form])
def test_damage_is_told(harm, form):
    parse = kept()[0]
    with pytest.raises(sqlite3.DatabaseError, match="is damaged"):
        unpack(harm(form(parse)), parse.article)
