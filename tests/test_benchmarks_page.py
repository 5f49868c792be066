"""The tables of the benchmarks page and of the model card are made from what was measured."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "page", ["docs/attribution.md", "docs/people.md", "docs/benchmarks.md", "docs/api.md", "docs/web.md", "quotecheck/models/README.md"]
)
def test_the_page_is_current(page):
    command = [sys.executable, "-m", "cogapp", "--check", page]
    result = subprocess.run(command, check=False, cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
