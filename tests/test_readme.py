"""What the README shows is what the program prints today."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]


@pytest.mark.model
def test_the_readme_is_current():
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "cogapp", "--check", "--diff", "README.md"]
    result = subprocess.run(command, check=False, cwd=TOP, env=os.environ | {"PATH": path}, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
