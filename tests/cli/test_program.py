from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cogapp import Cog

from quotecheck import __version__
from quotecheck.cli import main
from quotecheck.cli.output import printable

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
SLOW = ("torch", "stanza", "transformers", "rich", "tabulate", "rapidfuzz", "sqlite3", "sqlite_utils")


def python(code: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["quotes", "--help"]])
def test_help_imports_nothing_slow(arguments):
    code = (
        "import sys; from quotecheck.cli import main\n"
        f"main({arguments}, standalone_mode=False)\n"
        f"print('SLOW', [name for name in {SLOW} if name in sys.modules])"
    )
    result = python(code)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "SLOW []"


def test_look_ups_import_neither_torch_nor_stanza(filled):
    code = (
        "import sys; from quotecheck.cli import main\n"
        "main(['quotes', 'Blinken'], standalone_mode=False)\n"
        "main(['check', '--quote', 'No'], standalone_mode=False)\n"
        "print('SLOW', [name for name in ('torch', 'stanza', 'transformers') if name in sys.modules])"
    )
    result = python(code, cwd=filled.parent)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "SLOW []"


@pytest.mark.usefixtures("filled")
def test_a_pipe_that_closes_early_ends_quietly(folder):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from quotecheck.cli import main; main()", "quotes"]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=folder, check=False, timeout=60)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, b"")


def test_the_version(run):
    assert run("--version").out == f"quotecheck, version {__version__}\n"


def test_a_file_that_is_no_database(run, folder):
    (folder / "quotes.db").write_text("not a database at all, only text that is long enough to be read as a header " * 9)
    result = run("quotes")
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)


def test_every_command_and_option_has_help():
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.opts)


def test_the_reference_is_current(capsys):
    outcome = Cog().main(["cog", "--check", str(REFERENCE)])
    assert outcome == 0, "Run python -m cogapp -r docs/cli.md"


def test_the_reference_names_every_command():
    assert re.findall(r"^## quotecheck (\w+)$", REFERENCE.read_text("utf-8"), re.MULTILINE) == list(main.commands)


def test_an_article_cannot_steer_the_terminal():
    assert printable("a\x1b[2J\x07\x9bb\tc\nd") == "a�[2J��b\tc\nd"
