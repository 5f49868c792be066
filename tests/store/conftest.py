from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from storing import build

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
