"""The tables of the benchmarks page are made from the floor."""

import subprocess
import sys
from pathlib import Path


def test_the_page_is_current():
    command = [sys.executable, "-m", "cogapp", "--check", "docs/benchmarks.md"]
    result = subprocess.run(command, check=False, cwd=Path(__file__).parents[1], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
