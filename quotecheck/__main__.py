"""``python -m quotecheck`` is the command ``quotecheck``."""

from __future__ import annotations

from quotecheck.cli import main

if __name__ == "__main__":
    main()
