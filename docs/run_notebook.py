"""Run docs/notebook.ipynb and keep what it shows, without what differs from run to run.

python docs/run_notebook.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

__all__ = ["NOTEBOOK", "run"]

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")


def run() -> Any:
    """The notebook with what its cells show now: no warnings, no plain text where there is a table, no times."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.clear()
        cell.outputs = [shown for shown in cell.outputs if shown.get("name") != "stderr"]
        for shown in cell.outputs:
            if "text/html" in shown.get("data", {}):
                del shown.data["text/plain"]
    notebook.metadata.pop("language_info", None)
    return notebook


if __name__ == "__main__":
    nbformat.write(run(), NOTEBOOK)
