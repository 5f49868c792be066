"""Verdicts on a terminal: the claim beside what was found, what differs marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quotecheck import citing
from quotecheck.cli.output import on_terminal, print_rich, print_text, printable
from quotecheck.model import FINE, Checked, Evidence, Span, Verdict, VerdictKind

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["print_verdict"]

_SHOWN = 3
"""Places of the same words that are named."""
_STYLES = {VerdictKind.ALTERED: "yellow", VerdictKind.PARAPHRASED: "yellow"} | dict.fromkeys(FINE, "green")
_SIGNS = {"green": "✓", "yellow": "~", "red": "✗"}


def print_verdict(verdict: Verdict, checked: Checked | None) -> None:
    """Print one verdict.

    Args:
        verdict: on a claim.
        checked: where it stands, if it is of a draft.
    """
    from rich.table import Table
    from rich.text import Text

    style = _STYLES.get(verdict.kind, "red")
    head = Text.assemble((f"{_SIGNS[style]} {verdict.kind.value}", f"bold {style}"))
    if checked is not None:
        draft = checked.draft
        start = checked.spans[0].start
        head.append(f"  {printable(citing.file_line(draft.source.path or draft.id, draft.line_of(start), draft.column_of(start)))}", "dim")
    print_rich(head)
    first = next(iter(verdict.evidence), None)
    claimed = [difference.one for difference in verdict.differences if difference.one is not None]
    said = [difference.other for difference in verdict.differences if difference.other is not None]
    table = Table.grid(padding=(0, 3, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(
        Text(f"claimed of {printable(verdict.by or 'anybody')}", "dim"),
        Text(_said_by(verdict), "dim"),
    )
    table.add_row(_marked(verdict.quote, 0, claimed), Text() if first is None else _marked(first.text, first.span.start, said))
    table.add_row(Text(), Text("\n".join(map(_place, verdict.evidence[:_SHOWN])), "dim"))
    print_rich(table)
    for note in (*map(citing.difference_label, verdict.differences), *verdict.reasons):
        print_rich(Text(printable(f"  · {note}")))
    if verdict.second is not None and verdict.second.evidence:
        other = verdict.second
        print_rich(Text(printable(f"  · or {other.kind.value}: “{other.evidence[0].text}” ({_place(other.evidence[0])})"), "dim"))
    print_text("")


def _said_by(verdict: Verdict) -> str:
    if not verdict.evidence:
        return "nothing like it"
    who = printable(verdict.said_by or "nobody who is named")
    return f"nearest, by {who}" if verdict.kind is VerdictKind.NOT_FOUND else f"said by {who}"


def _marked(text: str, start: int, spans: Iterable[Span]) -> Text:
    """A text, some of its words marked: by colour, and where there is none by pointed marks."""
    from rich.text import Text

    shown, at = Text(), 0
    for first, last in _joined(sorted((max(0, span.start - start), min(len(text), span.end - start)) for span in spans)):
        words = text[first:last] if on_terminal() else f"»{text[first:last]}«"
        shown.append(_line(text[at:first])).append(_line(words), "bold yellow")
        at = last
    return shown.append(_line(text[at:]))


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places within the text, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in places:
        if first >= last:
            continue
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _line(text: str) -> str:
    return printable(text.replace("\n", " "))


def _place(evidence: Evidence) -> str:
    known = (citing.file_line(evidence.path or evidence.article, evidence.line), evidence.outlet, evidence.published)
    return printable(", ".join(part for part in known if part))
