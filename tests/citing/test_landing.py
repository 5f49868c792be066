"""Text fragments lead a real browser to the words; the benchmark tries more of them."""

from __future__ import annotations

import pytest

from benchmarks.landing import BROWSER, land


@pytest.mark.skipif(not BROWSER.exists(), reason="no Chromium here")
def test_text_fragments_land():
    pytest.importorskip("playwright")
    found = land(22)
    assert found["missed"] == []
    assert found["landed"] == 22
