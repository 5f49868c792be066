"""What must hold of every quotation: any cut of it is verbatim, and none with a changed number or a lost negation is certified."""

from __future__ import annotations

import string
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marking import build

from quotecheck.checking import Checker
from quotecheck.checking.claimed import claimed_words
from quotecheck.errors import UsageError
from quotecheck.model import FINE, VerdictKind
from quotecheck.store import Store

WORDS = st.sampled_from(
    "harbour bridge winter storm ministry copper lighthouse keeper letter daughter barley orchard quarry lantern weaver".split()  # noqa: SIM905
)
SENTENCES = st.lists(WORDS, min_size=4, max_size=12, unique=True)
MARKS = st.sampled_from((" ", ", ", " – ", "; ", "  ", " “", "” ", "\u00a0", ": "))
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def verdict(said: str, claimed: str) -> VerdictKind:
    article = build(f'<c>“{said}”</c> <s name="Ann Lee">Ann Lee</s> <q>said</q>.\n')
    with TemporaryDirectory() as folder, Store.open(f"{folder}/quotes.db", create=True) as store:
        store.add(article, run=store.begin_run(version="0", models="m", command="t"))
        return Checker(store).check(claimed, "Ann Lee").kind


@QUIET
@given(words=SENTENCES, data=st.data())
def test_any_cut_in_any_case_and_marks_is_verbatim(words, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    cut = words[first:last]
    cases = st.sampled_from((str.lower, str.title, str.upper))
    dressed = cut[0].upper() + "".join(data.draw(MARKS) + data.draw(cases)(word) for word in cut[1:])
    assert verdict(" ".join(words), dressed + data.draw(st.sampled_from(("", ".", "!", ",", "”")))) is VerdictKind.VERBATIM


@QUIET
@given(words=SENTENCES, number=st.integers(2, 9999), other=st.integers(2, 9999), data=st.data())
def test_a_changed_number_is_never_certified(words, number, other, data):
    at = data.draw(st.integers(0, len(words)))
    said, claimed = ([*words[:at], str(one), *words[at:]] for one in (number, other))
    found = verdict(" ".join(said), " ".join(claimed))
    assert (found in FINE) == (number == other)


@QUIET
@given(words=SENTENCES, negation=st.sampled_from(("not", "never", "no", "cannot", "hardly", "won't", "without")), data=st.data())
def test_a_lost_negation_is_never_certified(words, negation, data):
    at = data.draw(st.integers(1, len(words) - 1))
    said = " ".join([*words[:at], negation, *words[at:]])
    assert verdict(said, " ".join(words)) not in FINE
    assert verdict(said, " ".join([*words[:at], "…", *words[at:]])) not in FINE
    assert verdict(said, " ".join(words[at:])) not in FINE


@QUIET
@given(claimed=st.text(alphabet=string.printable + "“”‘’…—[]é\u200b", min_size=1, max_size=80))
def test_nothing_that_is_claimed_breaks_it(claimed):
    read = claimed_words(claimed)
    if read.words:
        assert verdict("The harbour bridge waits for the winter storm.", claimed) in VerdictKind
    elif read.breaks:
        assert verdict("The harbour bridge waits for the winter storm.", claimed) is VerdictKind.NOT_FOUND
    else:
        with pytest.raises(UsageError):
            verdict("The harbour bridge waits for the winter storm.", claimed)
