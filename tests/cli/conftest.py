from __future__ import annotations

from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from marking import build

from quotecheck.cli import main
from quotecheck.store import Store

ROME = """Coalition meets in Rome

<c>“We strongly support Italy’s initiative,”</c> <s name="Antony Blinken">Blinken</s> <q>said</q>, adding more.

<s name="Luigi Di Maio">Di Maio</s> <q>said</q> <c>that Daesh “can still be a threat”</c>.
"""
PARIS = """<s name="Antony Blinken">Antony Blinken</s> <q>announced</q> <c>a new contribution</c>.
<c>“No,”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.
<c>“Yes,”</c> <s name="Bob Lee">Bob Lee</s> <q>said</q>.
"""
EXTRACTIONS = {
    "rome.txt": build(ROME, id="rome.txt", published="2021-06-28", outlet="The Post"),
    "paris.txt": build(PARIS, id="paris.txt"),
}


class FakeExtractor:
    """Gives the prepared extractions, whatever their articles' text."""

    models_digest = "m" * 64
    fail: BaseException | None = None

    def __init__(self, models=None, *, captions=False):
        self.models, self.captions = models, captions

    def extract(self, article):
        if self.fail is not None and article.id == "paris.txt":
            raise self.fail
        return EXTRACTIONS[article.id]


@pytest.fixture
def extractor(monkeypatch):
    """The class that stands for the real extractor."""
    fake = type("Fake", (FakeExtractor,), {})
    monkeypatch.setattr("quotecheck.extraction.Extractor", fake)
    return fake


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with the two articles as files in ``news``."""
    monkeypatch.chdir(tmp_path)
    for name in ("QUOTECHECK_DB", "QUOTECHECK_MODELS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    for extraction in EXTRACTIONS.values():
        (tmp_path / extraction.article.id).write_bytes(extraction.article.source.raw)
    return tmp_path


@pytest.fixture
def run(folder):
    """Run quotecheck in the folder: its exit code, stdout and stderr."""

    def call(*arguments: str, stdin: str | bytes | None = None) -> SimpleNamespace:
        result = CliRunner().invoke(main, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.stderr
        return SimpleNamespace(code=result.exit_code, out=result.stdout, err=result.stderr)

    return call


@pytest.fixture
def filled(folder):
    """The folder's ``quotes.db``, with both articles."""
    path = folder / "quotes.db"
    with Store.open(path, create=True) as store:
        run = store.begin_run(version="0.1.0", models="m" * 64, command="test")
        for extraction in EXTRACTIONS.values():
            store.add(extraction, run=run)
    return path
