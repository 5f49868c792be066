"""The same contexts as ``test_check``, read by the real models: what a cut leaves out turns the words, or does not."""

from __future__ import annotations

import re

import pytest
from test_check import CERTIFIED, REFUSED

from quotecheck.checking import Checker
from quotecheck.model import FINE, VerdictKind
from quotecheck.reading import read_bytes
from quotecheck.store import Run, Store

pytestmark = pytest.mark.model

RUN = Run(version="0", models="m", command="test", started="s")
NOT_EXTRACTED = {"a signed tweet", "a quotation that floats"}
"""A lone line says of neither who speaks; longer articles do."""


@pytest.fixture
def kinds(tmp_path, extractor):
    """The verdict on a claim, against an article of plain text."""

    def kind(text: str, claimed: str, by: str = "Ann Lee") -> VerdictKind:
        article = read_bytes(re.sub(r"<[^>]+>", "", text).encode(), id="a.txt", path="a.txt")
        with Store.open(tmp_path / "quotes.db", create=True) as store:
            store.add(extractor.extract(article), run=RUN)
            return Checker(store).check(claimed, by).kind

    return kind


@pytest.mark.parametrize("name", [name for name in CERTIFIED if name not in NOT_EXTRACTED])
def test_certified(kinds, name):
    assert kinds(*CERTIFIED[name]) is VerdictKind.VERBATIM


@pytest.mark.parametrize("name", REFUSED)
def test_refused(kinds, name):
    assert kinds(*REFUSED[name]) not in FINE


@pytest.mark.parametrize(
    ("text", "claimed", "kind"),
    [
        ("“We met on Monday, in the rain, to talk about the bridge,” Ann Lee said.", "We met … to talk about the bridge", "elided"),
        ("“We do not want to close the bridge,” Ann Lee said.", "We … want to close the bridge", "distorted"),
        ("“We will, if they pay for it, rebuild the bridge,” Ann Lee said.", "We will … rebuild the bridge", "distorted"),
        ("“He rebuilt the old bridge last winter,” Ann Lee said.", "[Roe] rebuilt the old bridge last winter", "elided"),
        ("“He never rebuilt the old bridge,” Ann Lee said.", "He [gladly] rebuilt the old bridge", "distorted"),
        ("“Maybe the bridge will be rebuilt this winter,” Ann Lee said.", "[T]he bridge will be rebuilt this winter", "distorted"),
        ("“And the bridge will be rebuilt this winter,” Ann Lee said.", "[T]he bridge will be rebuilt this winter", "elided"),
        (
            "“The old harbour bridge costs 14 million dollars,” Ann Lee said.",
            "The old harbour bridge costs 40 million dollars",
            "distorted",
        ),
        (
            "“The old harbour bridge costs 14 million dollars,” Ann Lee said.",
            "The old harbour bridge costs fourteen million dollars",
            "altered",
        ),
        ("“The old harbour bridge is very expensive,” Ann Lee said.", "The old harbour bridge is really expensive", "altered"),
        (
            "“The old harbour bridge is expensive,” Ann Lee said.\n\n“Nobody remembers the lighthouse keeper,” Bob Roe said.",
            "The old harbour bridge is expensive. Nobody remembers the lighthouse keeper.",
            "spliced",
        ),
        ("Ann Lee said the old harbour bridge was too expensive.", "the old harbour bridge was too expensive", "paraphrased"),
        (
            "“The old harbour bridge is expensive,” Bob Roe said.\n\n“No,” Ann Lee said.",
            "The old harbour bridge is expensive",
            "misattributed",
        ),
        ("“The old harbour bridge is expensive,” Ann Lee said.", "Nobody asked the baker about his daughters", "not_found"),
        ("“Is the old harbour bridge expensive?” Ann Lee asked.", "the old harbour bridge expensive", "distorted"),
        (
            "“These are strange days,” Ann Lee said. “I miss the old bridge.”",
            "These are strange days, Ann Lee said. I miss the old bridge.",
            "altered",
        ),
    ],
)
def test_verdicts(kinds, text, claimed, kind):
    assert kinds(text, claimed) == kind


HIDDEN = {
    "a sentence sewn into the middle of another": ("“The crew did not stay. The owners stayed,” Ann Lee said.", "The crew … stayed"),
    "an object of another verb": ("“I said some bridges, I didn’t say all bridges,” Ann Lee said.", "I said … all bridges"),
    "an answer": ("“Did I close the bridge? Yes. Did I hide it? Never,” Ann Lee said.", "Did I close the bridge? … Never"),
    "nobody, in the gap": ("“We trust nobody with the keys of the bridge,” Ann Lee said.", "We trust … with the keys of the bridge"),
    "least": ("“She is the least careless engineer I know,” Ann Lee said.", "She is the … careless engineer I know"),
    "minus": ("“At minus 5 degrees the bridge freezes,” Ann Lee said.", "At … 5 degrees the bridge freezes"),
    "less than, in the gap": ("“We have less than 90 days for the bridge,” Ann Lee said.", "We have … 90 days for the bridge"),
    "in principle": (
        "“I support the new bridge in principle, as I always did,” Ann Lee said.",
        "I support the new bridge …, as I always did",
    ),
    "in principle, cut": ("“I support the new bridge in principle,” Ann Lee said.", "I support the new bridge"),
    "for now": ("“The engineer has my full trust -- for now,” Ann Lee said.", "The engineer has my full trust"),
    "or so I think": ("“We saved the bridge, or at least I think so,” Ann Lee said.", "We saved the bridge"),
    "only, at the head": ("“Only three hundred workers will stay,” Ann Lee said.", "three hundred workers will stay"),
    "almost": ("“Almost everybody in the harbour hates it,” Ann Lee said.", "everybody in the harbour hates it"),
    "to say that": ("“To say that we closed the bridge is irresponsible,” Ann Lee said.", "we closed the bridge"),
    "reports that": ("“Reports that the bridge will close are premature,” Ann Lee said.", "the bridge will close"),
    "a myth that": ("“It is a myth that steel lasts forever,” Ann Lee said.", "steel lasts forever"),
    "I was told": ("“I was told that he paid for the bridge,” Ann Lee said.", "he paid for the bridge"),
    "I thought": ("“I thought we were lost,” Ann Lee said.", "we were lost"),
    "without": ("“Without rain, they will be empty by June,” Ann Lee said.", "they will be empty by June"),
    "once, at the head": ("“Once the city signs, we break ground,” Ann Lee said.", "we break ground"),
    "a tag": ("“You wanted the bridge closed, didn’t you?” Ann Lee asked.", "You wanted the bridge closed"),
    "not one, another or a third": ("“He is not a liar, a thief or a fool,” Ann Lee said.", "a thief or a fool"),
    "according to others": ("“According to their own papers, they lost the bridge,” Ann Lee said.", "they lost the bridge"),
    "a bracket for a word that tells": ("“We strongly support the bridge,” Ann Lee said.", "We strongly [oppose] the bridge"),
    "a bracket for a name": ("“Roe can still be a danger,” Ann Lee said.", "[Quist] can still be a danger"),
    "a bracket that goes on": (
        "“The bridge is not safe for trucks,” Ann Lee said.",
        "The bridge is not safe [because Roe took money]",
    ),
    "a correction": (
        "Ann Lee said “the bridge is rotten.” She did not say that, the paper wrote later.",
        "the bridge is rotten",
    ),
}
"""An ellipsis, a bracket or a cut that hides what turns the words."""
SHOWN = {
    "whole sentences left out": (
        "“We knew. We waited for the rain. Then we rebuilt the bridge,” Ann Lee said.",
        "We knew. … Then we rebuilt the bridge",
    ),
    "the head of a sentence": ("“We will wait. And there will be no bridge,” Ann Lee said.", "We will wait. … there will be no bridge"),
    "a phrase": ("“We rebuilt the bridge of the old harbour in May,” Ann Lee said.", "We rebuilt the bridge … in May"),
    "a clause of its own": (
        "“The crew rebuilt the bridge, which was no easy task, in a single winter,” Ann Lee said.",
        "The crew rebuilt the bridge … in a single winter",
    ),
    "a pronoun in brackets": ("“It waits for the winter storm,” Ann Lee said.", "[The bridge] waits for the winter storm"),
    "asked if": ("Asked if she would rebuild the bridge, Ann Lee said: “We start on Monday morning.”", "We start on Monday morning"),
    "a name beside the question": (
        "“We start on Monday, and we end in May,” Ann Lee said. “Who else would?”",
        "We start on Monday, and we end in May",
    ),
}
"""What is left out turns nothing."""


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden(kinds, name):
    assert kinds(*HIDDEN[name]) not in FINE


@pytest.mark.parametrize("name", SHOWN)
def test_shown(kinds, name):
    assert kinds(*SHOWN[name]) in FINE


@pytest.mark.parametrize(
    ("text", "told", "kind"),
    [
        ("“I will not leave the old harbour,” Ann Lee said.", "that she would not leave the old harbour", "verbatim"),
        ("“I will not leave the old harbour,” Ann Lee said.", "that she would leave the old harbour", "distorted"),
        ("Ann Lee said the strike on the old harbour was unacceptable.", "the strike on the old harbour was unacceptable", "verbatim"),
    ],
)
def test_what_is_told(tmp_path, extractor, text, told, kind):
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        store.add(extractor.extract(read_bytes(text.encode(), id="a.txt", path="a.txt")), run=RUN)
        assert Checker(store).check(told, "Ann Lee", told=True).kind == kind
