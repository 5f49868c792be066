"""Citing: a quote as a citation that leads back to its very line, or in the paragraph that it stands in."""

from __future__ import annotations

from quotecheck.citing.passage import Passage, Piece, Role, passage
from quotecheck.citing.plain import cite, difference_label, file_line, kind_label, place, speaker_label
from quotecheck.citing.report import github_annotations, html_report, markdown_report

__all__ = [
    "Passage",
    "Piece",
    "Role",
    "cite",
    "difference_label",
    "file_line",
    "github_annotations",
    "html_report",
    "kind_label",
    "markdown_report",
    "passage",
    "place",
    "speaker_label",
]
