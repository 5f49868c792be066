from __future__ import annotations

import os
import re
import shlex
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
SLOW = ("torch", "stanza", "tokenizers", "rich", "tabulate", "rapidfuzz", "sqlite3", "sqlite_utils")


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
        "print('SLOW', [name for name in ('torch', 'stanza', 'tokenizers') if name in sys.modules])"
    )
    result = python(code, cwd=filled.parent)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "SLOW []"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", ["--nl", "--json", "--csv", "--table"])
def test_a_pipe_that_closes_early_ends_quietly(folder, form):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from quotecheck.cli import main; main()", "quotes", form]
    result = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=folder, check=False, timeout=60)
    os.close(write)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        ("quotes --nl > /dev/full", 1, "quotecheck: the output cannot be written (No space left on device)."),
        ("quotes --table > /dev/full", 1, "quotecheck: the output cannot be written (No space left on device)."),
        ("quotes >&-", 0, ""),
        ("doctor >&-", 0, "quotes.db: 2 articles, nothing wrong"),
        ("add - <&-", 2, "quotecheck: -: is empty."),
        ("check --jsonl - <&-", 2, "quotecheck: "),
    ],
)
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a system without /dev/full")  # noqa: PTH110
def test_streams_that_are_closed_or_full(folder, command, code, complaint):
    program = f"{shlex.quote(sys.executable)} -c 'from quotecheck.cli import main; main()'"
    result = subprocess.run(["/bin/sh", "-c", f"{program} {command}"], capture_output=True, text=True, cwd=folder, check=False, timeout=60)
    assert (result.returncode, result.stderr[: len(complaint)], result.stderr.count("\n")) == (code, complaint, int(bool(complaint)))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", ["--nl", "--json", "--csv", "--table"])
def test_a_stdout_that_cannot_hold_curly_marks_gets_them_escaped(folder, form):
    command = [sys.executable, "-c", "from quotecheck.cli import main; main()", "quotes", "Di Maio", form]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")
    assert r"\u201ccan still be a threat\u201d" in " ".join(result.stdout.split())


def test_the_version(run):
    assert run("--version").out == f"quotecheck, version {__version__}\n"


def test_a_file_that_is_no_database(run, folder):
    (folder / "quotes.db").write_text("not a database at all, only text that is long enough to be read as a header " * 9)
    result = run("quotes")
    assert (result.code, result.out, result.err.count("\n")) == (3, "", 1)


def commands_of(command: click.Command) -> dict[str, click.Command]:
    return getattr(command, "commands", {})


def test_every_command_and_option_has_help():
    below = {f"{name} {sub}": command for name, group in main.commands.items() for sub, command in commands_of(group).items()}
    for name, command in (main.commands | below).items():
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (name, parameter.opts)


def test_the_reference_is_current(capsys):
    outcome = Cog().main(["cog", "--check", str(REFERENCE)])
    assert outcome == 0, "Run python -m cogapp -r docs/cli.md"


def test_the_reference_names_every_command():
    names = [name for name, command in main.commands.items() for name in (name, *(f"{name} {below}" for below in commands_of(command)))]
    assert re.findall(r"^## quotecheck ([\w-]+(?: \w+)?)$", REFERENCE.read_text("utf-8"), re.MULTILINE) == names


def test_an_article_cannot_steer_the_terminal():
    assert printable("a\x1b[2J\x07\x9bb\tc\nd") == "a�[2J��b\tc\nd"
    assert printable("x\u202ey\u2066z") == "x�y�z"


def test_a_name_in_a_message_cannot_steer_the_terminal(run, folder):
    (folder / "a\x1b[2Jb.txt").write_bytes(b"")
    assert run("extract", "a\x1b[2Jb.txt").err == "quotecheck: a�[2Jb.txt: is empty. There is no article to read.\n"


def test_what_cannot_be_read_is_no_failure_of_the_output(run, monkeypatch):
    def fail(*_, **__):
        raise PermissionError(13, "Permission denied", "some/file")

    monkeypatch.setattr("quotecheck.store.Store.open", fail)
    result = run("quotes")
    assert (result.code, result.out, result.err) == (2, "", "quotecheck: some/file: Permission denied\n")


def test_a_current_folder_that_was_deleted(folder):
    gone = folder / "gone"
    gone.mkdir()
    code = f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r}); from quotecheck.cli import main; main(['extract', 'a.txt'])"
    result = python(code)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "the current folder has been deleted" in result.stderr
