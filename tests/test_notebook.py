from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.model
@pytest.mark.filterwarnings("default")  # of the kernel's own libraries
def test_the_notebook_shows_what_it_really_shows(monkeypatch):
    monkeypatch.syspath_prepend(DOCS)
    sys.modules.pop("run_notebook", None)
    from run_notebook import NOTEBOOK, run

    kept = json.loads(NOTEBOOK.read_text("utf-8"))
    now = json.loads(json.dumps(run()))
    shown = [[(cell["source"], cell.get("outputs")) for cell in notebook["cells"]] for notebook in (joined(kept), joined(now))]
    assert shown[0] == shown[1], "Run python docs/run_notebook.py"
    assert not any(output["output_type"] == "error" for cell in now["cells"] for output in cell.get("outputs", ()))


def joined(value):
    """The same with every list of lines as one string, as a notebook in a file may have either."""
    if isinstance(value, list):
        return "".join(value) if value and all(isinstance(item, str) for item in value) else [joined(item) for item in value]
    return {key: joined(item) for key, item in value.items()} if isinstance(value, dict) else value
