"""How likely a candidate is an attribution, where a network has read the article: a logistic regression on a few readable features.

The weights, ``data/scorer.json``, are made by ``python -m training.scorer`` from articles that the network never learned from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.reports import Reading

__all__ = ["features", "probability", "weights"]

_UNREAD = 0.02
"""The probability of a cue that the network did not report."""
_GROUPS = {
    Frame.THAT: "clause",
    Frame.BARE: "clause",
    Frame.WHETHER: "clause",
    Frame.AFTER: "after",
    Frame.INSERTED: "after",
    Frame.QUOTE: "quote",
    Frame.NEAR: "near",
    Frame.NOUN: "noun",
    Frame.ACCORDING: "according",
    Frame.LABEL: "label",
    Frame.READ: "read",
}


def features(candidate: Candidate, reading: Reading | None, *, content: float, prior: float, quoted: float) -> dict[str, float]:
    """What the scorer knows of a candidate.

    Args:
        candidate: with its final content and speaker.
        reading: what the network says of its cue; None if it does not take it for one.
        content: the expected overlap of its content with what the network takes for it, 0 to 1.
        prior: the probability that the lexicon gives the cue in its frame.
        quoted: the share of the content that stands between quotation marks, 0 to 1.
    """
    known = reading.report.probability if reading else _UNREAD
    speaker = 0.0
    if reading and candidate.speaker:
        speaker = reading.speaker_overlap([(candidate.speaker[0].index, candidate.speaker[-1].index + 1)])
    return {
        "always": 1.0,
        "cue": _logit(known),
        "content": content,
        "known": known,
        "cue and content": known * content,
        "cue and lexicon": known * _logit(prior),
        "lexicon": _logit(prior),
        "quoted": quoted,
        "named": float(bool(candidate.speaker)),
        "speaker": speaker,
        f"frame {_GROUPS.get(candidate.frame, 'object')}": 1.0,
    }


def probability(found: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that features ``found`` are those of an attribution, by ``weighed``, a weight a feature."""
    return 1.0 / (1.0 + math.exp(-sum(weighed.get(name, 0.0) * value for name, value in found.items())))


@cache
def weights() -> dict[str, float]:
    """The weights that ship with the package."""
    text = (files("quotecheck.attribution") / "data" / "scorer.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text).items()}


def _logit(p: float) -> float:
    kept = min(max(p, 1e-3), 1.0 - 1e-3)
    return math.log(kept / (1.0 - kept))
