"""Citing: a quote as a citation that leads back to its very line, or in the paragraph that it stands in."""

from __future__ import annotations

from quotecheck.citing.passage import Passage, Piece, Role, passage
from quotecheck.citing.plain import cite, difference_label, file_line, kind_label, place, speaker_label

__all__ = ["Passage", "Piece", "Role", "cite", "difference_label", "file_line", "kind_label", "passage", "place", "speaker_label"]
