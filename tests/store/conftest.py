from __future__ import annotations

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

from quotecheck.model import Article, Attribution, Diagnostic, Entity, EntityType, Extraction, Kind, Mention, Source, Span
from quotecheck.reading import read_bytes
from quotecheck.store import Run, Store


@pytest.fixture
def run():
    return Run(version="0.1.0", models="m" * 64, command="add seeds", started="2024-02-27T10:30:00+00:00")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "quotes.db"


@pytest.fixture
def store(path):
    with Store.open(path, create=True) as store:
        yield store


@pytest.fixture(scope="session")
def make():
    """A builder of extractions: ``(words, speaker)`` pairs become lines of an article, each attributed to its speaker."""
    return build


def build(id_: str, *said: tuple[str, str | Entity | None], jsonl: bool = False, **metadata: str) -> Extraction:
    lines = ["A headline"]
    attributions = []
    for words, speaker in said:
        at = sum(map(len, lines)) + len(lines)
        entity = Entity(name=speaker, type=EntityType.PERSON, aliases=(speaker,)) if isinstance(speaker, str) else speaker
        name = entity.name if entity else "it was"
        content, name_at = Span(at, at + len(words)), at + len(words) + 1
        lines.append(f"{words} {name} said Monday.")
        cue_at = name_at + len(name) + 1
        attributions.append(
            Attribution(
                content=(content,),
                cue=(Span(cue_at, cue_at + 4),),
                speaker=Mention(spans=(Span(name_at, name_at + len(name)),), form="name") if entity else None,
                kind=Kind.DIRECT if words.startswith("“") else Kind.INDIRECT,
                confidence=0.75,
                rule="by hand",
                entity=entity,
                when=Span(cue_at + 5, cue_at + 11),
            )
        )
    text = "\n".join(lines) + "\n"
    if jsonl:
        raw = text.encode()
        article = Article(id=id_, text=text, source=Source(raw=raw, digest=sha256(raw).hexdigest(), **metadata))
    else:
        article = read_bytes(text.encode(), id=id_, path=id_, **metadata)
    odd = Diagnostic(message="an odd headline", span=Span(0, 10))
    return Extraction(article=article, attributions=tuple(attributions), diagnostics=(odd,))


def dump_of(store: Store) -> list[str]:
    """The whole database as SQL."""
    return list(store.database.iterdump())


@pytest.fixture
def dump():
    return dump_of


@pytest.fixture
def ordinary_user():
    """A folder of an ordinary user, as whom the test runs: to root, nothing is read-only."""
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        nobody = 65534
        os.chown(folder, nobody, nobody)
        # The real user too, for whom os.access answers; root is kept as the saved one, to come back.
        os.setresuid(nobody, nobody, 0)
        yield folder
        os.setresuid(0, 0, 0)
    else:
        yield folder
    for directory, _, _ in os.walk(folder):
        Path(directory).chmod(0o700)
    shutil.rmtree(folder)
