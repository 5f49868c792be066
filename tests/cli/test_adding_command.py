from __future__ import annotations

import io
import json
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import EXTRACTIONS
from marking import build
from preparing import Killed, Preparing, written

from quotecheck.adding import Added
from quotecheck.cli.interruption import interruptible
from quotecheck.cli.progress import Pace, adding_progress
from quotecheck.errors import InputError, ModelsError, StoreError
from quotecheck.model import Diagnostic, Span


class Extractor(Preparing):
    """Gives what ``conftest`` prepared, or else what the article plainly says; or fails."""

    fail: BaseException | None = None

    def extract(self, article):
        if self.fail is not None and article.id == "paris.txt":
            raise self.fail
        return super().extract(article) if article.text.startswith("“") else EXTRACTIONS[article.id]


@pytest.fixture(autouse=True)
def extractor(monkeypatch):
    """The class that stands for the real extractor."""
    fake = type("Fake", (Extractor,), {})
    monkeypatch.setattr("quotecheck.extraction.Extractor", fake)
    return fake


@pytest.fixture
def interrupted(extractor, monkeypatch):
    """Has signals come in the middle of an article."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it

    def during(id_, *signals):
        def extract(self, article):
            for number in signals if article.id == id_ else ():
                signal.raise_signal(number)
            return Extractor.extract(self, article)

        monkeypatch.setattr(extractor, "extract", extract)

    yield during
    signal.signal(signal.SIGINT, before)


def content(path="quotes.db"):
    """All rows of all tables, but for when the runs were."""
    database = sqlite3.connect(path)
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'runs' ORDER BY name")]
    rows = {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    database.close()
    return rows


def test_it_tells_on_stderr_alone(run):
    result = run("add", "rome.txt", "paris.txt")
    assert (result.code, result.out, result.err) == (0, "", "quotes.db: added 2 articles with 5 quotes\n")
    assert run("quotes", "Blinken").code == 0


def test_adding_twice_adds_nothing(run):
    run("add", "rome.txt")
    assert run("add", "rome.txt", "paris.txt").err == "quotes.db: added 1 article with 3 quotes, 1 already there\n"


def test_nothing_to_read(run):
    result = run("add")
    assert result.code == 2
    assert "Nothing to read." in result.err


def test_an_article_that_has_changed_is_told_and_both_versions_are_kept(run, extractor, monkeypatch):
    run("add", "paris.txt")
    changed = build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q> again.\n", id="paris.txt")
    Path("paris.txt").write_bytes(changed.article.source.raw)
    monkeypatch.setattr(extractor, "extract", lambda *_: changed)
    assert run("add", "paris.txt").err == (
        "paris.txt: its text is not what was added before under this name; both versions are kept\n"
        "quotes.db: added 1 article with 1 quote\n"
    )
    assert len(run("quotes", "Ann Lee").out.splitlines()) == 2


def test_what_cannot_be_read_loses_nothing_of_the_rest_and_is_told_at_the_end(run):
    result = run("add", "missing.txt", "rome.txt", "lost.txt", "paris.txt")
    assert result.code == 1
    assert result.err == (
        "quotecheck: missing.txt: No such file or directory. Check the path.\n"
        "quotecheck: lost.txt: No such file or directory. Check the path.\n"
        "quotes.db: added 2 articles with 5 quotes, 2 could not be read\n"
    )
    again = run("add", "missing.txt", "rome.txt")
    assert (again.code, again.err.splitlines()[-1]) == (
        1,
        "quotes.db: added 0 articles with 0 quotes, 1 already there, 1 could not be read",
    )


def test_if_nothing_can_be_read_no_database_is_made(run, folder):
    result = run("add", "missing.txt", "lost.txt", "--nl")
    assert (result.code, result.err.count("\n"), result.out.count('"error"')) == (2, 2, 2)
    assert not (folder / "quotes.db").exists()


def test_of_many_errors_the_first_are_told(run):
    missing = [f"missing-{number}.txt" for number in range(24)]
    result = run("add", *missing, "rome.txt")
    assert result.err.count("No such file") == 20
    assert result.err.splitlines()[-2:] == ["and 4 more; --nl tells all", "quotes.db: added 1 article with 2 quotes, 24 could not be read"]
    assert run("add", *missing, "rome.txt", "--nl").out.count("No such file") == 24


def test_a_line_for_every_article(run):
    run("add", "rome.txt")
    text = "“Yes,” Ann Lee said. But twice.\n"
    lines = [json.dumps({"id": "rome.txt", "text": text}), "{", json.dumps({"id": "new.txt", "text": text})]
    result = run("add", "--nl", "rome.txt", "paris.txt", "paris.txt", "--jsonl", "-", stdin="\n".join(lines))
    told = [json.loads(line) for line in result.out.splitlines()]
    message = told[4].pop("message")
    assert told == [
        {"article": "rome.txt", "outcome": "already", "quotes": 0},
        {"article": "paris.txt", "outcome": "added", "quotes": 3},
        {"article": "paris.txt", "outcome": "already", "quotes": 0},
        {"article": "rome.txt", "outcome": "revision", "quotes": 1},
        {"article": None, "outcome": "error"},
        {"article": "new.txt", "outcome": "added", "quotes": 1},
    ]
    assert "not JSON" in message
    assert message in result.err


def test_a_line_is_written_when_its_article_is_safe(run, extractor, monkeypatch):
    seen = []

    def extract(self, article):
        seen.append(len(content()["articles"]) if article.id == "paris.txt" else 0)
        return Extractor.extract(self, article)

    monkeypatch.setattr(extractor, "extract", extract)
    run("add", "--nl", "rome.txt", "paris.txt")
    assert seen == [0, 1]


def test_options_are_handed_on(run, extractor, monkeypatch):
    seen = []
    monkeypatch.setattr(extractor, "__init__", lambda self, models=None, *, captions: seen.append((str(models), captions)))
    monkeypatch.setenv("QUOTECHECK_MODELS", "elsewhere")
    run("add", "rome.txt", "--captions")
    assert seen == [("elsewhere", True)]
    assert content()["articles"]
    database = sqlite3.connect("quotes.db")
    assert database.execute("SELECT command FROM runs").fetchall() == [("quotecheck add rome.txt --captions",)]
    database.close()


def test_missing_models_are_exit_code_4(run, extractor):
    extractor.fail = ModelsError("no models\nin /nowhere. Give --models.")
    result = run("add", "paris.txt")
    assert (result.code, result.err) == (4, "quotecheck: no models in /nowhere. Give --models.\n")


def test_a_database_that_fails_loses_no_error(run, monkeypatch):
    def fail(*_, **__):
        raise StoreError("quotes.db: the disk is full.")

    run("add", "rome.txt")
    monkeypatch.setattr("quotecheck.store.Store.add", fail)
    result = run("add", "missing.txt", "rome.txt", "paris.txt")
    assert result.code == 3
    assert result.err == (
        "quotecheck: missing.txt: No such file or directory. Check the path.\n"
        "quotes.db: added 0 articles with 0 quotes, 1 already there, 1 could not be read\n"
        "quotecheck: quotes.db: the disk is full.\n"
    )


def test_several_jobs_give_the_same_database_as_one(run, monkeypatch):
    names = written(*(f"{number}.txt" for number in range(12)))
    inputs = [*names[:5], "missing.txt", names[3], *names]
    monkeypatch.setattr("quotecheck.extraction.Extractor", Preparing)
    one = run("add", "--nl", "--db", "one.db", *inputs)
    several = run("add", "--nl", "--db", "several.db", "--jobs", "3", *inputs)
    assert several.out == one.out
    assert several.err.replace("several.db", "one.db") == one.err
    assert content("several.db") == content("one.db")
    assert len(content("one.db")["articles"]) == 12
    assert (
        run("add", "--db", "several.db", "--jobs", "3", *names[:3]).err == "several.db: added 0 articles with 0 quotes, 3 already there\n"
    )


def test_a_process_that_dies_is_told_with_what_to_do(run, monkeypatch):
    monkeypatch.setattr("quotecheck.extraction.Extractor", Killed)
    result = run("add", "--jobs", "2", *written("safe.txt", "killed.txt", "more.txt"))
    assert result.code == 1
    assert result.err == (
        "quotes.db: added 1 article with 1 quote\n"
        "quotecheck: killed.txt: a process of several was ended by SIGKILL. The memory may have run out. "
        "What was added before is safe: run the same command again, with fewer --jobs.\n"
    )


FINISHING = "finishing the article in hand; press Ctrl-C again to stop at once\n"
INTERRUPTED = "quotecheck: interrupted. Run the same command again to add the rest.\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_lets_the_article_in_hand_be_finished(run, interrupted, number, code):
    interrupted("paris.txt", number)
    names = written("more.txt", "most.txt")
    result = run("add", "missing.txt", "rome.txt", "paris.txt", *names)
    assert result.code == code
    missing = "quotecheck: missing.txt: No such file or directory. Check the path.\n"
    assert result.err == FINISHING + missing + "quotes.db: added 2 articles with 5 quotes, 1 could not be read\n" + INTERRUPTED
    assert len(run("quotes").out.splitlines()) == 5


def test_a_second_interruption_stops_at_once(run, interrupted):
    interrupted("paris.txt", signal.SIGINT, signal.SIGINT)
    result = run("add", "rome.txt", "paris.txt")
    assert (result.code, result.err) == (130, FINISHING + "quotes.db: added 1 article with 2 quotes\n" + INTERRUPTED)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_while_the_models_are_loaded_an_interruption_stops_at_once(run, interrupted, number, code):
    run("add", "rome.txt")
    interrupted("paris.txt", number)
    result = run("add", "rome.txt", "paris.txt")
    assert (result.code, result.err) == (code, "quotes.db: added 0 articles with 0 quotes, 1 already there\n" + INTERRUPTED)


def test_the_signals_are_given_back():
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with interruptible() as interruption:
        assert signal.getsignal(signal.SIGTERM) == interruption.receive
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
    assert (interruption.signal, interruption.exit_code) == (None, 0)


def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with interruptible() as interruption:
        signal.raise_signal(signal.SIGTERM)
    assert (interruption.signal, signal.signal(signal.SIGTERM, before)) == (None, signal.SIG_IGN)


def test_what_is_odd_is_told_at_once(run, extractor, monkeypatch):
    extraction = build("A headline\n<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n", id="paris.txt")
    marks = tuple(Diagnostic(message=f"mark {number}", span=Span(11, 12)) for number in range(6))
    article = replace(extraction.article, diagnostics=(Diagnostic(message="a guess"),))
    monkeypatch.setattr(extractor, "extract", lambda *_: replace(extraction, article=article, diagnostics=marks))
    odd = "paris.txt: a guess\n" + "".join(f"paris.txt:2: mark {number}\n" for number in range(4)) + "paris.txt: and 2 more\n"
    missing = "quotecheck: missing.txt: No such file or directory. Check the path.\n"
    assert run("add", "missing.txt", "paris.txt").err == odd + missing + "quotes.db: added 1 article with 1 quote, 1 could not be read\n"


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Measured:
    total = 200
    done = 100


ROME = Added(article="rome.txt", extraction=EXTRACTIONS["rome.txt"])


def test_the_pace():
    times = iter([10.0, 12.0, 12.0])
    pace = Pace(lambda: next(times))
    pace.count(ROME)
    pace.count(Added(error=InputError("bad")))
    pace.count(Added(article="old.txt", already="old.txt"))
    pace.count(ROME)
    assert pace.told("rome\x1b.txt") == "3 articles, 4 quotes · 1.0 articles/s, 12 words/s · rome�.txt"


@pytest.mark.parametrize(("terminal", "as_lines", "shown"), [(True, False, True), (False, False, False), (True, True, True)])
def test_progress_is_shown_on_a_terminal_and_leaves_stdout_alone(monkeypatch, capsys, terminal, as_lines, shown):
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with adding_progress(Measured(), as_lines=as_lines) as show:
        show(ROME)
        sys.stdout.write("a line\n")
    assert ("1 article, 2 quotes" in stream.getvalue()) == shown
    assert capsys.readouterr().out == "a line\n"


def test_a_long_name_leaves_room_for_the_rest(monkeypatch):
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with adding_progress(Measured(), as_lines=False) as show:
        show(replace(ROME, article="long" * 40))
        last = sys.stderr
    assert "-:--:--\x1b[0m 1 article, 2 quotes · longlong" in last.getvalue()
    assert "…" in last.getvalue()


def test_lines_on_a_terminal_are_progress_enough(monkeypatch):
    out, err = Terminal(), Terminal()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", err)
    with adding_progress(Measured(), as_lines=True) as show:
        show(ROME)
    assert (out.getvalue(), err.getvalue()) == ("", "")
