"""Measure what `quotecheck.matching.differences` finds: contradictions and entailments of SICK, harmless and harmful edits of sentences.

    python -m benchmarks.differences --sick sick_train.tsv --lines lines.jsonl [--edits 3000] [--wrong N]

SICK (Marelli et al. 2014): of the contradictions only those that *negate or swap*, by a definition that knows nothing of the detector:
the words of the two sentences (lower case, *n't* apart) are the same but for their order, articles left out; or the sentences differ in
how many of them are of `NEGATIONS`. Counted is who has a difference of polarity or role.

Edits (fixed seed): sentences are drawn; each gets one edit of every sort that applies to it, and is compared with itself. Harmless: upper,
lower or title case; marks changed; spaces doubled; one word dropped; one word inflected otherwise (by lemminflect, another tense or
number). A word that is dropped or inflected is neither first nor capitalised nor of fewer than two letters, and none of `PROTECTED`.
Counted is who has any difference but of words. Harmful: a number replaced by another; a negation put in behind an auxiliary, or left
out; a name replaced by another; a modal verb by another; counted is who has a difference of that kind. Both sides are parsed; a second
column has the edited side as plain words, which is how a claim comes in. Sentences are compared as wholes, and a third column has them
compared between their first and last common words alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from lemminflect import getAllInflections, getAllLemmas

from quotecheck.matching.alignment import align
from quotecheck.matching.differences import differences
from quotecheck.matching.passages import Passage, passage_of_text
from quotecheck.model import Article, Difference, DifferenceKind, EntityType, Parse, Source, Span
from quotecheck.parsing import Parser

__all__ = ["edits", "negates_or_swaps", "passages"]

NEGATIONS = frozenset({"no", "not", "nobody", "none", "nothing", "nowhere", "never", "neither", "nor", "without", "cannot"})
"""Words by whose number a pair of sentences is said to negate."""
_LEFT_ALONE = (
    "hardly scarcely barely rarely seldom unlikely unable impossible longer refuse refused fail failed deny denied stop "
    "stopped lack lacks avoid prevent reject rejected oppose opposed doubt decline declined forbid ban banned quit dispute "
    "neglect against one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion trillion dozen half first second third once "
    "twice percent dollar dollars all every each some any many much few several most both always often sometimes usually "
    "frequently generally normally occasionally everyone everybody everything someone somebody entire whole more less fewer "
    "least over under about around above below nearly almost approximately roughly up only lot lots plenty majority number "
    "will would shall should can could may might must ought need needs needed have has had going able want wants wanted "
    "wish hope hopes try tries tried trying plan plans planned intend seek seeks attempt seem seems seemed appear appears "
    "apparently perhaps maybe possibly probably likely allegedly reportedly supposedly if whether unless expect expected "
    "like promise threaten agree consider ready willing supposed today tomorrow yesterday tonight day days week weeks month "
    "months year years last next ago now then i me my mine we us our ours you your yours he him his she her hers they them "
    "their theirs "
)
PROTECTED = NEGATIONS | frozenset(_LEFT_ALONE.split())
"""Words that are left alone where one word is dropped or inflected: of negation, number, quantity, modality, time and person."""

_SEED = 20240601
_AT_ONCE = 300
_TOKEN = re.compile(r"n't\b|\w+(?=n't\b)|\w+|[^\w\s]", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w'’.-])[A-Za-z]+(?![\w'’.-])")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|should|must|could|has been|have been)\b(?! (?:not|never|no|n't)\b)(?=[ ][a-z])")
_DENIED = re.compile(
    r"\b(?:is|are|was|were|will|would|should|could|do|does|did|has|have|had)(n['’]t| not) (?!only|just|merely|simply|necessarily)"
)
_NUMBER = re.compile(
    r"(?<![\w.,/:$€£'’-])(?:[2-9]\d{0,2}|[1-9]\d{1,2})(?![\w.,/:'’-]|\s*[-–])|\b(?:two|three|four|five|six|seven|eight|ten|twenty)\b"
)
_SPELT = ("two", "three", "four", "five", "six", "seven", "eight", "ten", "twenty")
_MODAL = re.compile(r"\b(will|can|may|must|should)\b(?! (?:not|be able)\b)")
_MODALS = {"will": ("may", "can"), "can": ("must", "should"), "may": ("will", "must"), "must": ("may", "can"), "should": ("can", "may")}
_NAMES = {
    EntityType.PERSON: ("Margaret Oyelaran", "Tobias Lindqvist", "Farouk Haddad"),
    EntityType.PLACE: ("Ruritania", "Lower Saxony", "Tasmania"),
    EntityType.ORGANISATION: ("Norwich Union", "Greenpeace", "Siemens"),
}

Edit = tuple[str, str, str, DifferenceKind | None]
"""The name of a recipe, the sentence, what became of it, and the kind of difference that must be found; None if none but words."""


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What differences finds on SICK and on edited sentences.")
    parser.add_argument("--sick", type=Path, help="sick_train.tsv")
    parser.add_argument("--lines", type=Path, help="lines.jsonl: sentences as {text}")
    parser.add_argument("--edits", type=int, default=3000, help="sentences drawn for edits")
    parser.add_argument("--wrong", type=int, default=0, help="so many errors of each sort are shown")
    given = parser.parse_args()
    if given.sick:
        print(_of_sick(given.sick, given.wrong))
    if given.lines:
        print(_of_edits(given.lines, given.edits, given.wrong))


def passages(texts: Iterable[str]) -> dict[str, Passage]:
    """Give each of many sentences parsed, as a passage of its own."""
    parser = Parser()
    wanted = sorted({text for text in texts if text.strip()})
    found: dict[str, Passage] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        parse = parser.parse(_article("\n\n".join(part)))
        if len(parse.blocks) != len(part):
            raise ValueError(f"{len(part)} sentences became {len(parse.blocks)} paragraphs")
        for number, text in enumerate(part):
            found[text] = passage_of_text(text, _cut(parse, number, text))
    return found


def negates_or_swaps(one: str, other: str) -> bool:
    """Tell whether two sentences differ in their number of negations, or in nothing but the order of their words."""
    words = [[word.casefold() for word in _TOKEN.findall(text)] for text in (one, other)]
    if sum(word in NEGATIONS or word == "n't" for word in words[0]) != sum(word in NEGATIONS or word == "n't" for word in words[1]):
        return True
    bare = [[word for word in side if word not in {"a", "an", "the"}] for side in words]
    return bare[0] != bare[1] and Counter(bare[0]) == Counter(bare[1])


def edits(text: str, passage: Passage, chance: random.Random) -> Iterator[Edit]:
    """Give one edit of each sort that applies to a sentence."""
    for name, edit in _HARMLESS.items():
        edited = edit(text, chance)
        if edited is not None and edited != text:
            yield name, text, edited, None
    for name, kind, change in _HARMFUL:
        edited = change(text, chance)
        if edited is not None and edited != text:
            yield name, text, edited, kind
    edited = _renamed(text, passage, chance)
    if edited is not None:
        yield "name replaced", text, edited, DifferenceKind.NAME


def _of_sick(path: Path, wrong: int) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["sentence_A"].strip(), row["sentence_B"].strip(), row["entailment_judgment"])
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    parsed = passages(text for one, other, _ in rows for text in (one, other))
    groups: dict[str, list[tuple[str, str]]] = {
        "contradiction, negates or swaps": [],
        "contradiction, other": [],
        "entailment": [],
        "neutral": [],
    }
    for one, other, judgment in rows:
        name = judgment.casefold()
        if name == "contradiction":
            name += ", negates or swaps" if negates_or_swaps(one, other) else ", other"
        groups[name].append((one, other))
    lines = []
    for name, pairs in groups.items():
        found = [(one, other, _turning(parsed[one], parsed[other])) for one, other in pairs]
        turned = sum(bool(turning) for _, _, turning in found)
        lines.append((name, str(len(pairs)), f"{turned / len(pairs):.3f}"))
        if name in {"contradiction, negates or swaps", "entailment"}:
            _show(name, [row for row in found if bool(row[2]) == (name == "entailment")], wrong)
    return _table(("SICK train", "pairs", "polarity or role"), lines)


def _turning(one: Passage, other: Passage) -> list[Difference]:
    found = differences(align(one, other), whole=True)
    return [difference for difference in found if difference.kind in {DifferenceKind.POLARITY, DifferenceKind.ROLE}]


def _of_edits(path: Path, count: int, wrong: int) -> str:
    chance = random.Random(_SEED)  # noqa: S311  (sentences are drawn, not keys)
    with path.open(encoding="utf-8") as file:
        texts = sorted({" ".join(json.loads(line)["text"].split()) for line in file})
    drawn = chance.sample([text for text in texts if 5 <= len(text.split()) <= 40], count)
    parsed = passages(drawn)
    made = [edit for text in drawn for edit in edits(text, parsed[text], chance)]
    parsed |= passages({edited for _, _, edited, _ in made} - set(drawn))
    lines = []
    for name in dict.fromkeys(edit[0] for edit in made):
        chosen = [edit for edit in made if edit[0] == name]
        kind = chosen[0][3]
        columns = []
        for plain, whole in ((False, True), (True, True), (False, False)):
            found = [
                (one, other, _flagged(parsed[one], passage_of_text(other) if plain else parsed[other], kind, whole=whole))
                for _, one, other, _ in chosen
            ]
            columns.append(f"{sum(bool(flagged) for _, _, flagged in found) / len(found):.3f}")
            if whole:
                _show(f"{name}{', plain words' if plain else ''}", [row for row in found if bool(row[2]) == (kind is None)], wrong)
        lines.append((name, "words" if kind is None else kind.value, str(len(chosen)), *columns))
    harmless = [line for line in lines if line[1] == "words"]
    total = sum(int(line[2]) for line in harmless)
    shares = [sum(int(line[2]) * float(line[column]) for line in harmless) / total for column in (3, 4, 5)]
    lines.append(("all harmless", "words", str(total), *(f"{share:.4f}" for share in shares)))
    return _table(("edit", "kind", "pairs", "flagged", "as plain words", "between common words"), lines)


def _flagged(one: Passage, other: Passage, kind: DifferenceKind | None, *, whole: bool) -> list[Difference]:
    found = differences(align(one, other), whole=whole)
    return [
        difference for difference in found if (difference.kind is not DifferenceKind.WORDS if kind is None else difference.kind is kind)
    ]


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _show(name: str, rows: Sequence[tuple[str, str, Sequence[Difference]]], wrong: int) -> None:
    for one, other, found in rows[:wrong]:
        told = "; ".join(f"{difference.kind}: {difference.one_text!r} {difference.other_text!r}" for difference in found)
        print(f"[{name}] {one} | {other} -> {told}", file=sys.stderr)


def _mark_changed(text: str, chance: random.Random) -> str | None:
    bare = text.rstrip(".!")
    if chance.random() < 0.5:
        return bare if bare != text else f"{text}."
    spaces = [found.start() for found in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
    if not spaces:
        return None
    at = chance.choice(spaces)
    return f"{text[:at]},{text[at:]}"


def _spaced(text: str, chance: random.Random) -> str:
    return text.replace(" ", "  ", chance.randint(1, 5))


def _free_words(text: str) -> list[re.Match[str]]:
    words = [found for found in _WORD.finditer(text) if found.start()]
    return [word for word in words if word[0].islower() and len(word[0]) > 1 and word[0] not in PROTECTED]


def _dropped(text: str, chance: random.Random) -> str | None:
    words = _free_words(text)
    if not words:
        return None
    word = chance.choice(words)
    return " ".join((text[: word.start()] + text[word.end() :]).split())


def _inflected(text: str, chance: random.Random) -> str | None:
    words = _free_words(text)
    chance.shuffle(words)
    for word in words:
        lemmas = getAllLemmas(word[0])
        kind = next((kind for kind in ("VERB", "NOUN") if kind in lemmas), None)
        if kind is None or len(word[0]) < 4:
            continue
        forms = {form for found in getAllInflections(lemmas[kind][0], upos=kind).values() for form in found} - {word[0]}
        if forms:
            form: str = chance.choice(sorted(forms))
            return text[: word.start()] + form + text[word.end() :]
    return None


_HARMLESS: dict[str, Callable[[str, random.Random], str | None]] = {
    "upper case": lambda text, _: text.upper(),
    "lower case": lambda text, _: text.lower(),
    "title case": lambda text, _: text.title().replace("'S", "'s").replace("'T", "'t"),
    "marks changed": _mark_changed,
    "spaces doubled": _spaced,
    "a word dropped": _dropped,
    "a word inflected": _inflected,
}


def _renumbered(text: str, chance: random.Random) -> str | None:
    found = next((match for match in _NUMBER.finditer(text)), None)
    if found is None:
        return None
    word = found[0]
    other = str(int(word) + chance.choice((1, 3, 10))) if word.isdigit() else chance.choice([spelt for spelt in _SPELT if spelt != word])
    return text[: found.start()] + other + text[found.end() :]


def _denied(text: str, _: random.Random) -> str | None:
    found = _AUXILIARY.search(text)
    return None if found is None else f"{text[: found.end()]} not{text[found.end() :]}".replace("has been not", "has not been")


def _affirmed(text: str, _: random.Random) -> str | None:
    found = _DENIED.search(text)
    return None if found is None else text[: found.start(1)] + text[found.end(1) :]


def _remodalled(text: str, chance: random.Random) -> str | None:
    found = _MODAL.search(text)
    return None if found is None else text[: found.start()] + chance.choice(_MODALS[found[0]]) + text[found.end() :]


def _renamed(text: str, passage: Passage, chance: random.Random) -> str | None:
    """The first whole name of the name tagger replaced by one of its class."""
    for place, type_ in enumerate(passage.names):
        if type_ not in _NAMES:
            continue
        last = place + 1
        while last < len(passage.names) and passage.names[last] is type_:
            last += 1
        words = passage.words
        start, end = words[place].span.start, words[last - 1].span.end
        return text[:start] + chance.choice(_NAMES[type_]) + text[end:]
    return None


_HARMFUL: tuple[tuple[str, DifferenceKind, Callable[[str, random.Random], str | None]], ...] = (
    ("number replaced", DifferenceKind.NUMBER, _renumbered),
    ("negation put in", DifferenceKind.POLARITY, _denied),
    ("negation left out", DifferenceKind.POLARITY, _affirmed),
    ("modal replaced", DifferenceKind.MODALITY, _remodalled),
)


def _article(text: str) -> Article:
    raw = text.encode()
    return Article(id="sentences", text=text, source=Source(raw=raw, digest=sha256(raw).hexdigest()))


def _cut(parse: Parse, block: int, text: str) -> Parse:
    """One paragraph of a parse as a parse of its own."""
    start = parse.blocks[block].start
    sentences = [sentence for sentence in parse.sentences if sentence.block == block]
    first, last = sentences[0].first, sentences[-1].last

    def moved(span: Span) -> Span:
        return Span(span.start - start, span.end - start)

    words = (
        replace(word, index=word.index - first, head=None if word.head is None else word.head - first, span=moved(word.span))
        for word in parse.words[first:last]
    )
    names = (
        replace(name, first=name.first - first, last=name.last - first, span=moved(name.span))
        for name in parse.names
        if first <= name.first < last
    )
    return Parse(
        article=_article(text),
        blocks=(Span(0, len(text)),),
        sentences=tuple(replace(s, first=s.first - first, last=s.last - first, span=moved(s.span), block=0) for s in sentences),
        words=tuple(words),
        names=tuple(names),
    )


if __name__ == "__main__":
    main()
