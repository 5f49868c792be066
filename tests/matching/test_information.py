from __future__ import annotations

from wordfreq import get_frequency_dict

from quotecheck.matching.information import _frequencies


def test_frequencies_are_those_that_wordfreq_gives():
    assert _frequencies() == get_frequency_dict("en", wordlist="small")
