"""Measure citations: are they followed back to the very words, are these found again after edits, do links land in a browser?

    python -m benchmarks.citing [--texts 500] [--edits 100] [--write]

Texts are the seeds and generated ones, with accents, emoji, combining marks, line ends of Windows and writing from right to left. Every
form is cited and followed; then so many random edits are made elsewhere in the article, then the words themselves are changed. Text
fragments are opened in headless Chromium; they land if the browser highlights just the words and shows them. `--write` keeps the figures
in `benchmarks/citing.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.landing import land
from quotecheck.citing.cited import Cited, whole
from quotecheck.citing.following import Outcome, follow
from quotecheck.citing.forms import FORMS, render
from quotecheck.citing.fragments import lines_of
from quotecheck.citing.reading import read_citations
from quotecheck.model import Article, Kind, Quote, Source, Span
from quotecheck.reading import read_bytes

__all__ = ["changed", "edited", "expected", "generated", "measure", "seeds"]

_KEPT = Path(__file__).with_name("citing.json")
_SEEDS = Path(__file__).parents[1] / "seeds"
_WORDS = (
    *("the minister", "said", "no", "No", "Rome", "we", "are", "not", "ready", "café", "cafe\u0301", "naïve", "résumé", "über", "Zoë"),
    *(
        "x\u0323\u0307",
        "👍",
        "👩\u200d👩\u200d👧",
        "🇮🇹",
        "القاهرة",
        "نعم",
        "שלום",
        "\u202bכן\u202c",
        "3,000",
        "it’s",
        "so-called",
        "—",
        "…",
    ),
    *("A & B", "<b>", "50%", "a_b", "*so*", "[sic]", "#1", "x=y", "C:\\x", "{so}", "of", "and", "that", "he", "she", "they", "will", "go"),
)
_SYLLABLES = (
    *("ba", "co", "di", "fen", "gar", "hol", "in", "jum", "ke", "lor"),
    *("mi", "nat", "os", "pre", "qua", "ri", "sta", "tu", "ver", "wi"),
)
_ENDS = ("\n", "\r\n", "\n\n", "\r\n\r\n", "\r")


def generated(count: int, *, seed: int = 7) -> Iterator[Cited]:
    """A quote in each of so many texts; the bytes are as odd as files are, the offsets count in what is read from them."""
    chance = random.Random(seed)  # noqa: S311 -- not for secrets
    for number in range(count):
        end = chance.choice(_ENDS)
        paragraphs = [" ".join(_word(chance) for _ in range(chance.randint(3, 50))) for _ in range(chance.randint(5, 30))]
        raw = (end.join(paragraphs) + end).encode("utf-8-sig" if number % 5 == 0 else "utf-8")
        name = f"news/text {number}, café.txt"
        article = read_bytes(raw, id=name, path=name, title="A, B — C: d", outlet="The Post")
        if number % 3 == 0:
            article = replace(article, source=replace(article.source, url=f"https://example.org/{number}?a=b", reader="html"))
        yield Cited(quote=_quote(article, chance), article=article)


def _word(chance: random.Random) -> str:
    """One of the odd words, or one that hardly comes twice."""
    return chance.choice(_WORDS) if chance.random() < 0.3 else "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))


def seeds() -> Iterator[Cited]:
    """Each sentence of the seed articles, and pairs of them, as quotes."""
    chance = random.Random(3)  # noqa: S311
    for path in sorted(_SEEDS.glob("*.txt")):
        article = read_bytes(path.read_bytes(), id=f"seeds/{path.name}", path=f"seeds/{path.name}")
        for _ in range(30):
            yield Cited(quote=_quote(article, chance), article=article)


def _quote(article: Article, chance: random.Random) -> Quote:
    """A quote of one to three stretches of words."""
    text = article.text
    bounds = sorted(at for at in range(len(text)) if not text[at].isspace() and (at == 0 or text[at - 1].isspace()))
    pieces = min(chance.choice((1, 1, 1, 2, 3)), len(bounds))
    starts = sorted(chance.sample(bounds, pieces))
    content = []
    for number, start in enumerate(starts):
        limit = starts[number + 1] if number + 1 < len(starts) else len(text)
        last = min(limit, start + chance.choice((20, 60, 200, 700)))
        while last < limit and not text[last].isspace():
            last += 1
        content.append(Span(start, start + len(text[start:last].rstrip())))
    first = content[0]
    digits = sha256(f"{article.id}{content}".encode()).hexdigest()[:12]
    return Quote(
        id=digits,
        article=article.id,
        path=article.source.path,
        line=article.line_of(first.start),
        column=article.column_of(first.start),
        content=tuple(content),
        text=" … ".join(span.of(text) for span in content),
        kind=chance.choice(list(Kind)),
        cue=(),
        cue_text=chance.choice(("said", "told: me", None)),
        mention=(),
        speaker_mention="the minister",
        speaker=chance.choice(("Ann Lee", "Dr: Who — the, Second", None)),
        speaker_id=1,
        confidence=0.9,
        rule="by chance",
        title=article.source.title,
        outlet=article.source.outlet,
        url=article.source.url,
    )


def expected(form: str, cited: Cited) -> tuple[Span, ...]:
    """What following a citation must give: the pieces, or, of what can name but one stretch, that or its lines."""
    page = cited.article.source.url is not None
    if form in {"url", "schema-org"} and not page:
        return (whole(cited.quote),)
    if form == "line-url" and not page:
        lines = lines_of(cited.article, whole(cited.quote))
        starts = (*cited.article.line_starts, len(cited.article.text) + 1)
        return (Span(starts[lines.start], starts[lines.end] - 1),)
    return cited.quote.content


@dataclass(frozen=True, slots=True)
class _Edited:
    article: Article
    content: tuple[Span, ...]


def edited(cited: Cited, edits: int, chance: random.Random) -> _Edited:
    """The article after so many edits outside the quote's words: words and paragraphs that come, go and change."""
    text, content = cited.article.text, cited.quote.content
    bounds = [0, *(offset for span in content for offset in (span.start, span.end)), len(text)]
    segments = [text[start:end] for start, end in pairwise(bounds)]
    vocabulary = text.split()
    for _ in range(edits):
        at = chance.randrange(0, len(segments), 2)
        segments[at] = _edit(segments[at], vocabulary, chance, first=at == 0, last=at == len(segments) - 1)
    spans, offset = [], 0
    for number, segment in enumerate(segments):
        if number % 2:
            spans.append(Span(offset, offset + len(segment)))
        offset += len(segment)
    return _Edited(_with_text(cited.article, "".join(segments)), tuple(spans))


def _edit(segment: str, vocabulary: Sequence[str], chance: random.Random, *, first: bool, last: bool) -> str:
    """One edit within a stretch; what touches the quote is left alone, lest its own words change."""
    spaces = [at for at, letter in enumerate(segment) if letter.isspace()]
    word = chance.choice(vocabulary)
    if len(spaces) < 2:
        return f"{word} {segment}" if first else f"{segment} {word}" if last else segment
    start, end = sorted(chance.sample(range(len(spaces)), 2))
    kind = chance.randrange(4)
    if kind == 0:
        return f"{segment[: spaces[start]]} {word}{segment[spaces[start] :]}"
    if kind == 1:
        return f"{segment[: spaces[start]]}\n\n{' '.join(chance.choices(vocabulary, k=20))}\n\n{segment[spaces[start] + 1 :]}"
    end = min(end, start + 1 + chance.randrange(3))
    middle = f" {word}" if kind == 2 else ""
    return segment[: spaces[start]] + middle + segment[spaces[end] :]


def changed(cited: Cited, chance: random.Random) -> Article | None:
    """The article with one word of the quote replaced, dropped or added; None if the same words still stand there."""
    text = cited.article.text
    span = chance.choice(cited.quote.content)
    words = list(enumerate(span.of(text).split(" ")))
    number, word = chance.choice(words)
    parts = [part for _, part in words]
    kind = chance.randrange(3)
    if kind == 0 and len(parts) > 1:
        parts.pop(number)
    else:
        # Before the first word it would be no change of the words.
        parts[number] = f"not {word}" if kind == 2 and number else "otherwise"
    now = " ".join(parts)
    whole_text = text[: span.start] + now + text[span.end :]
    # What follows may make the same words of it again: "no no no" without one "no".
    if " ".join(whole_text[span.start :].split()).startswith(" ".join(span.of(text).split())):
        return None
    return _with_text(cited.article, whole_text)


def _with_text(article: Article, text: str) -> Article:
    raw = text.encode()
    kept = {name: getattr(article.source, name) for name in ("path", "title", "url", "outlet", "reader")}
    return replace(article, text=text, source=Source(**kept, raw=raw, digest=sha256(raw).hexdigest()))


def measure(several: Iterable[Cited], *, edits: int) -> dict[str, Any]:
    """For each form: how many came back to the same place, how many were found after edits, how often changed words were called there."""
    chance = random.Random(11)  # noqa: S311
    counts: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    for cited in several:
        moved, other = edited(cited, edits, chance), changed(cited, chance)
        for form, count in counts.items():
            (pointer,) = read_citations("".join(render(form, [cited])))
            back = follow(pointer, cited.article)
            count["cited"] += 1
            count["same place"] += back.outcome is Outcome.THERE and back.spans == expected(form, cited)
            known = follow(pointer, moved.article, versions=[cited.article])
            # A whole line, or the cue between two pieces, is edited, too: then it must not be called there.
            if expected(form, cited) == cited.quote.content:
                count["edited"] += 1
                fine = known.outcome in {Outcome.THERE, Outcome.MOVED} and known.spans == moved.content
                count["found, with the version cited"] += fine
                alone = follow(pointer, moved.article)
                count["found, by the citation alone"] += alone.outcome in {Outcome.THERE, Outcome.MOVED} and alone.spans == moved.content
            if other is not None:
                count["changed"] += 1
                outcomes = {follow(pointer, other, versions=versions).outcome for versions in ([], [cited.article])}
                count["changed, called there"] += Outcome.THERE in outcomes
                count["changed, called moved"] += Outcome.MOVED in outcomes
    return {form: dict(count) for form, count in counts.items()}


def main() -> int:
    """Print the figures, keep them if asked; exit 1 if a quote did not come back, or changed words were called there."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=int, default=500)
    options.add_argument("--edits", type=int, default=100)
    options.add_argument("--write", action="store_true")
    arguments = options.parse_args()
    found = {
        "seeds": measure(seeds(), edits=arguments.edits),
        "generated": measure(generated(arguments.texts), edits=arguments.edits),
        "landings": land(),
    }
    text = json.dumps(found, indent=1, ensure_ascii=False)
    print(text)
    if arguments.write:
        _KEPT.write_text(text + "\n", encoding="utf-8")
    figures = [figure for name in ("seeds", "generated") for figure in found[name].values()]
    return int(any(figure["same place"] != figure["cited"] or figure["changed, called there"] for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
