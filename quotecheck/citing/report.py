"""A checked draft for its editor: as one HTML file, as Markdown, as annotations of a pull request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import quotecheck
from quotecheck.citing.plain import difference_label, file_line
from quotecheck.model import Article, Checked, Evidence, VerdictKind

__all__ = ["github_annotations", "html_report", "markdown_report", "notes_of", "summary_of"]

_DOUBTFUL = frozenset({VerdictKind.ALTERED, VerdictKind.PARAPHRASED})


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the draft, and the number of the finding that it belongs to, if it does."""

    text: str
    number: int = 0
    tone: str = ""
    last: bool = False


def summary_of(found: Sequence[Checked]) -> str:
    """How many quotations there are, and how they stand.

    >>> summary_of([])
    'no quotation in it'
    """
    if not found:
        return "no quotation in it"
    counts = Counter(one.verdict.kind for one in found)
    kinds = ", ".join(f"{counts[kind]} {kind.value}" for kind in VerdictKind if counts[kind])
    return f"{len(found)} {'quotation' if len(found) == 1 else 'quotations'}: {kinds}"


def notes_of(checked: Checked) -> list[str]:
    """What differs, and what else there is to know, a clause each."""
    return [*map(difference_label, checked.verdict.differences), *checked.verdict.reasons]


def html_report(draft: Article, found: Sequence[Checked]) -> str:
    """The draft with its findings beside it, one file without any script."""
    from jinja2 import Environment  # noqa: PLC0415  (only reports need it)

    template = files("quotecheck.citing").joinpath("data/report.html.j2").read_text("utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, keep_trailing_newline=True)
    return environment.from_string(template).render(
        name=_name(draft),
        summary=summary_of(found),
        parts=list(_parts(found[0].plain if found else draft.text, found)),
        findings=list(map(_shown, found)),
        version=quotecheck.__version__,
    )


def markdown_report(draft: Article, found: Sequence[Checked]) -> str:
    """The findings as a list in Markdown."""
    lines = [f"## {_escaped(_name(draft))}", "", f"{summary_of(found)}.", ""]
    for one in found:
        shown = _shown(one)
        lines.append(f"- **{shown['verdict']}** ({shown['place']}), {_escaped(shown['by'])}: {_escaped(shown['words'])}")
        for evidence in shown["evidence"]:
            lines.append(f"  - {_escaped(evidence['speaker'])}: “{_escaped(evidence['text'])}” ({_escaped(evidence['place'])})")
        lines += [f"  - {_escaped(note)}" for note in shown["notes"]]
    return "\n".join(lines).rstrip() + "\n"


def github_annotations(found: Iterable[Checked]) -> Iterator[str]:
    """What is not fine as workflow commands of GitHub Actions, a line each, so that they stand beside the line of a pull request."""
    for one in found:
        if one.is_fine:
            continue
        start, end = one.spans[0].start, one.spans[-1].end
        shown = _shown(one)
        evidence = [f"{item['speaker']}: “{item['text']}” ({item['place']})" for item in shown["evidence"][:1]]
        message = "\n".join([shown["words"], *shown["notes"], *evidence])
        place = {
            "file": _name(one.draft),
            "line": one.draft.line_of(start),
            "endLine": one.draft.line_of(end),
            "col": one.draft.column_of(start),
            "title": f"{shown['verdict']}: {shown['by']}",
        }
        level = "warning" if one.verdict.kind in _DOUBTFUL else "error"
        yield f"::{level} {','.join(f'{key}={_property(value)}' for key, value in place.items())}::{_data(message)}"


def _name(draft: Article) -> str:
    return draft.source.path or draft.id


def _parts(text: str, found: Sequence[Checked]) -> Iterator[_Part]:
    """The whole text in order, what is checked apart from the rest; of overlapping findings the first."""
    spans = sorted(
        ((span, number, one, span == one.spans[-1]) for number, one in enumerate(found, start=1) for span in one.spans),
        key=lambda item: (item[0].start, item[0].end, item[1]),
    )
    at = 0
    for span, number, one, last in spans:
        if span.start < at:
            continue
        yield _Part(_readable(text[at : span.start]))
        yield _Part(_readable(span.of(text)), number, _tone(one), last)
        at = span.end
    yield _Part(_readable(text[at:]))


def _readable(text: str) -> str:
    """Without the blanks that stand for markup."""
    return re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"[ \t]{2,}", " ", text.replace("\u2060", "")))


def _tone(checked: Checked) -> str:
    if checked.is_fine:
        return "fine"
    return "doubt" if checked.verdict.kind in _DOUBTFUL else "bad"


def _shown(checked: Checked) -> dict[str, Any]:
    verdict = checked.verdict
    return {
        "verdict": verdict.kind.value.replace("_", " "),
        "tone": _tone(checked),
        "place": f"{_name(checked.draft)}:{checked.draft.line_of(checked.spans[0].start)}",
        "words": " ".join(verdict.quote.split()),
        "by": verdict.by or checked.speaker or "nobody is named",
        "said_by": verdict.said_by or "nobody",
        "evidence": [
            {"text": " ".join(item.text.split()), "place": _place(item), "speaker": item.speaker or "nobody who is named"}
            for item in verdict.evidence[:3]
        ],
        "notes": notes_of(checked),
    }


def _place(evidence: Evidence) -> str:
    known = (file_line(evidence.path or evidence.article, evidence.line), evidence.outlet, evidence.published)
    return ", ".join(part for part in known if part)


def _escaped(text: str) -> str:
    """As it is to be read, whatever Markdown makes of it."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
