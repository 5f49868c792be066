"""Puts this folder on the import path, so that tests share what stands in it, and loads the real models once for all that ask."""

import pytest

from quotecheck.extraction import Extractor


@pytest.fixture(scope="session")
def extractor():
    """The real thing; only tests marked ``model`` may ask for it."""
    return Extractor()
