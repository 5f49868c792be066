"""Extractors for other processes, which find what a made-up article plainly says."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from pathlib import Path

from marking import build

__all__ = ["Killed", "Preparing", "written"]


def written(*names: str) -> tuple[str, ...]:
    """Write articles of one quote each."""
    for name in names:
        Path(name).write_text(f"“{name},” Ann Lee said.\n")
    return names


class Preparing:
    models_digest = "m" * 64

    def __init__(self, models=None, *, captions=False):
        self.models, self.captions = models, captions

    def extract(self, article):
        marked = article.text.replace("“", "<c>“", 1).replace("”", "”</c>", 1)
        marked = marked.replace("Ann Lee", "<s>Ann Lee</s>").replace("said", "<q>said</q>")
        return replace(build(marked, id=article.id), article=article)


class Killed(Preparing):
    def extract(self, article):
        if article.id == "killed.txt":
            time.sleep(0.2)
            signal.raise_signal(signal.SIGKILL)
        return super().extract(article)
