"""Whole drafts through the command, with the real models and the seed articles."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotecheck.cli import main

pytestmark = pytest.mark.model

SEEDS = Path(__file__).parents[1] / "seeds"
DRAFT = """# Rome meeting

On Monday, Secretary of State **Antony Blinken** said in Rome: “We strongly support Italy’s initiative.”

> “This situation is simply unsustainable. It simply can persist indefinitely,” [Blinken](https://example.org/a) said.

“People living in cities like Khanaqin … know that IS is still a threat,” Blinken added.

Caggins said that the “frontline is on fire and nobody cares.”

Iraq said the US bombing was unacceptable.
"""
PAGE = (
    "<!doctype html><html><head><title>Rome</title><script>var q = '“No,” Blinken said.';</script></head><body>"
    "<p>In Rome, Antony Blinken said: &ldquo;We <em>strongly</em> support Italy&#8217;s initiative.&rdquo;</p>"
    "<p>“It simply can persist indefinitely,” Blinken said.<p><b>And so on"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, extractor):
    """A folder with the store of the seed articles."""
    from quotecheck.reading import read
    from quotecheck.store import Run, Store

    path = tmp_path_factory.mktemp("drafts")
    with Store.open(path / "quotes.db", create=True) as store:
        for article in read(str(SEEDS)):
            store.add(extractor.extract(article), run=Run(version="0", models="m", command="t", started="s"))
    return path


@pytest.fixture
def check(folder, monkeypatch, extractor):
    """Run the command in that folder; the models are loaded but once."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("quotecheck.extraction.Extractor", lambda _models: extractor)
    for name in ("QUOTECHECK_DB", "QUOTECHECK_MODELS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, name="draft.md", text=DRAFT, stdin=None):
        if name is not None:
            Path(name).write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["check", *arguments, *([name] if name is not None else [])], input=stdin)

    return run


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_quotation_is_found_where_it_stands(check):
    result = check()
    found = [(answer["line"], answer["by"], answer["verdict"], answer["said_by"]) for answer in answers(result)]
    assert found[:3] == [
        (3, "Antony Blinken", "verbatim", "Antony Blinken"),
        (5, "Antony Blinken", "distorted", "Antony Blinken"),
        (7, "Antony Blinken", "misattributed", "Myles B. Caggins II"),
    ]
    assert [(line, verdict) for line, _, verdict, _ in found[3:]] == [(9, "not_found")]
    assert result.exit_code == 1
    for answer in answers(result):
        words = " ".join(" ".join(DRAFT[start:end] for start, end in answer["spans"]).split())
        assert words.replace("**", "") == answer["quote"]


def test_claims_too(check):
    (told,) = [answer for answer in answers(check("--claims")) if answer["line"] == 11]
    assert (told["kind"], told["by"], told["fine"], told["said_by"]) == ("indirect", "Iraq", True, "Iraq")


def test_places_in_a_broken_page_are_those_of_its_file(check):
    found = answers(check(name="page.html", text=PAGE))
    assert [answer["verdict"] for answer in found] == ["verbatim", "distorted"]
    (start, end), *_ = found[1]["spans"]
    assert PAGE[start:end] == "It simply can persist indefinitely,"
    assert found[0]["quote"] == "We strongly support Italy’s initiative."


def test_from_stdin(check):
    found = answers(check("-", name=None, stdin="“It simply cannot persist indefinitely,” Antony Blinken said.\n"))
    assert [(answer["draft"], answer["verdict"]) for answer in found] == [("<stdin>", "verbatim")]


def test_a_draft_without_a_quotation_is_fine_and_says_so(check):
    result = check(name="plain.txt", text="Nothing was said.\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "quotecheck: plain.txt: no quotation in it.\n"


@pytest.mark.parametrize(("name", "text"), [("empty.txt", ""), ("blank.md", " \n\n"), ("nul.txt", "a\0b")])
def test_a_draft_that_is_none_costs_one_line_and_nothing_of_the_others(check, name, text):
    Path("good.txt").write_text("“It simply cannot persist indefinitely,” Antony Blinken said.\n", encoding="utf-8")
    result = check("good.txt", name=name, text=text)
    assert [answer["verdict"] for answer in answers(result)] == ["verbatim"]
    assert result.exit_code in {0, 2}
    assert result.stderr.count("\n") == 1


def test_a_folder_or_nothing_is_no_draft(check):
    for path in (".", "absent.txt"):
        result = check(path, name=None)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)


class Outline(HTMLParser):
    """The tags of a page, and whether they close."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.wrong = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_page_for_the_editor_is_whole_and_inert(check):
    hostile = DRAFT + "\n“<script>alert(1)</script> We strongly support Italy’s initiative,” Blinken said.\n"
    page = check("--format", "html", text=hostile).stdout
    outline = Outline()
    outline.feed(page)
    assert (outline.open, outline.wrong) == ([], [])
    assert not any(tag == "script" or any(name.startswith("on") for name in attributes) for tag, attributes in outline.seen)
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert {attributes["id"] for tag, attributes in outline.seen if tag == "section"} >= {"finding-1", "finding-2"}
    draft = re.search(r'<main class="draft">(.*?)</main>', page, re.DOTALL)
    assert draft
    assert "It simply can persist indefinitely" in draft[1]


def test_markdown_and_annotations(check):
    assert "- **distorted** (draft.md:5), Antony Blinken:" in check("--format", "markdown").stdout
    lines = check("--format", "github").stdout.splitlines()
    assert [line.partition(",")[0] for line in lines] == ["::error file=draft.md"] * 3
    assert "line=5,endLine=5,col=4,title=distorted%3A Antony Blinken::" in lines[0]
    assert "%0Apolarity: “can” / “cannot”%0A" in lines[0]


@pytest.mark.parametrize("arguments", [("--format", "html"), ("--format", "html", "a.txt", "b.txt"), ("--jsonl", "-", "a.txt")])
def test_mistakes_of_usage(check, arguments):
    assert check(*arguments, name=None).exit_code == 2


def test_the_hook_runs_what_it_says(check):
    import yaml

    (hook,) = yaml.safe_load((SEEDS.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, command, *arguments = hook["entry"].split()
    assert (program, command) == ("quotecheck", "check")
    assert check(*arguments).exit_code == 1
