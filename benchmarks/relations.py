"""How well relations between quotations of different articles are told: against pairs that a reader has labelled.

    python -m benchmarks.relations LABELS.jsonl --database STORE.db [--wrong N]

The store holds the articles of the pairs (``quotecheck add``) and is matched (``quotecheck match``). A label has the fields ``relation``
(same_words, contained, reworded, same_claim, unrelated), ``same_speaker``, and ``a`` and ``b`` with ``doc``, ``span`` and ``text``.

*classified* takes the very spans of the labels: their relation, given who the store says has spoken them. *found* asks the store alone:
whether its own quotes at those places are joined by a match. The label *reworded* stands for what quotecheck calls spliced, altered and
distorted, too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotecheck.matching.lookup import Criteria, find_matches
from quotecheck.matching.passages import Passage, passage_of_text
from quotecheck.matching.relations import likeness, relation_of
from quotecheck.matching.speakers import are_of_one_speaker
from quotecheck.model import Article, Kind, Quote, Relation, Span
from quotecheck.store import QuoteFilter, Store

__all__ = ["Judged", "judge", "macro_f1"]

_CALLED = {Relation.SPLICED: "reworded", Relation.ALTERED: "reworded", Relation.DISTORTED: "reworded"}
_JOINED = {"same_words", "contained", "reworded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What came of one label: ``found`` is None where the store has no quote at one of the places."""

    label: dict[str, Any]
    relation: str
    same_speaker: bool | None
    found: bool | None


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--database", type=Path, required=True, help="a store of the articles, matched")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show so many that are wrong")
    arguments = parser.parse_args()
    with Store.open(arguments.database, read_only=True) as store:
        judged = list(judge(store, map(json.loads, arguments.labels.read_text("utf-8").splitlines())))
    for line in report(judged):
        print(line)
    wrong = [one for one in judged if one.relation != one.label["relation"] or (one.label["relation"] in _JOINED and not one.found)]
    for one in wrong[: arguments.wrong]:
        print(f"\n{one.label['pair']}: {one.label['relation']}, not {one.relation}; speakers {one.same_speaker}; found {one.found}")
        for side in "ab":
            print(f"    {one.label[side]['speaker']} | {one.label[side]['text']}")


def judge(store: Store, labels: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    """Compare each label with what the store and the classifier say."""
    known = {quote.article for quote in store.quotes()}
    for label in labels:
        sides = [label["a"], label["b"]]
        if not all(side["doc"] in known for side in sides):
            continue
        quotes = [[quote for quote in store.quotes(QuoteFilter(article=side["doc"])) if _overlaps(quote, side["span"])] for side in sides]
        told = {are_of_one_speaker(one, other) for one in quotes[0] for other in quotes[1]}
        same = True if True in told else False if False in told else None
        one, other = (_passage(store, found, side) for found, side in zip(quotes, sides, strict=True))
        alike = likeness(one, other)
        quoted = Kind.INDIRECT not in {quote.kind for found in quotes for quote in found}
        relation = relation_of(alike, same_speaker=same, quoted=quoted) if alike else None
        called = "unrelated" if relation is None else _CALLED.get(relation, relation.value)
        yield Judged(label=label, relation=called, same_speaker=same, found=_found(store, quotes))


def macro_f1(judged: Iterable[Judged]) -> tuple[float, dict[str, tuple[float, float, float]]]:
    """The mean F1 over the labels; and of each label precision, recall and F1."""
    confusion = Counter((one.label["relation"], one.relation) for one in judged)
    names = sorted({gold for gold, _ in confusion})
    figures = {}
    for name in names:
        right = confusion[name, name]
        given = sum(count for (_, said), count in confusion.items() if said == name)
        there = sum(count for (gold, _), count in confusion.items() if gold == name)
        precision, recall = right / given if given else 0.0, right / there
        figures[name] = (precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0)
    return sum(f1 for *_, f1 in figures.values()) / len(figures), figures


def report(judged: list[Judged]) -> Iterator[str]:
    """The figures, line by line."""
    mean, figures = macro_f1(judged)
    yield f"{len(judged)} pairs classified: macro-F1 {mean:.3f}"
    for name, (precision, recall, f1) in figures.items():
        yield f"  {name:12} P {precision:.3f} R {recall:.3f} F {f1:.3f}"
    told = [one for one in judged if one.same_speaker is not None]
    right = sum(one.same_speaker == one.label["same_speaker"] for one in told)
    # Where an article does not name the speaker, that the words are matched is what speaks for one speaker.
    guessed = sum((one.relation != "unrelated") == one.label["same_speaker"] for one in judged if one.same_speaker is None)
    yield f"same speaker: {(right + guessed) / len(judged):.3f} of all, {right / len(told):.3f} of {len(told)} whose articles name both"
    joined = [one for one in judged if one.label["relation"] in _JOINED]
    yield f"found from the store alone: {sum(bool(one.found) for one in joined) / len(joined):.3f} of {len(joined)}"


def _overlaps(quote: Quote, place: tuple[int, int]) -> bool:
    """Whether a quote and a place share half of the shorter one."""
    span = Span(*place)
    shared = sum(max(0, min(span.end, part.end) - max(span.start, part.start)) for part in quote.content)
    return 2 * shared >= min(len(span), sum(map(len, quote.content)))


def _passage(store: Store, quotes: list[Quote], side: dict[str, Any]) -> Passage:
    if not quotes:
        return passage_of_text(side["text"])
    article: Article = store.article_of(quotes[0])
    return passage_of_text(article.text, store.parse_of(article), Span(*side["span"]))


def _found(store: Store, quotes: list[list[Quote]]) -> bool | None:
    if not all(quotes):
        return None
    others = {quote.id for quote in quotes[1]}
    return any(match.other.id in others for match in find_matches(store, Criteria(quotes=[quote.id for quote in quotes[0]])))


if __name__ == "__main__":
    main()
