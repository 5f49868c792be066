"""Stage two: Stanza's tokenizer and multi-word-token expander, trained by Stanza's own trainers on paragraphs made to look like news."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import conllu

from quotecheck.parsing.folding import fold
from training.corpora import conllu_files, starts_paragraph

__all__ = ["Paragraph", "Token", "as_news", "paragraphs", "train", "write", "write_conllu", "written"]

_TITLES = (
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Gen.",
    "Lt.",
    "Col.",
    "Maj.",
    "Sgt.",
    "Capt.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Prof.",
    "Rev.",
    "St.",
    "Adm.",
)
_NEWS = 0.25
_VERBS = ("said", "says", "told reporters", "added", "wrote", "asked", "explained", "argued", "warned", "insisted")
_PRONOUNS = ("he", "she", "they", "the official", "the spokesman", "the minister")
_DATELINES = ("{} (AP) -", "{} (Reuters) -", "{} -", "{}, Jan. 6 (Reuters) -", "{} ({}) -")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it is written.

    Attributes:
        text: its characters, folded as articles are.
        words: the syntactic words it stands for; one, unless it is a multi-word token.
        spaced: whether a space follows.
        name: whether its word is a proper noun.
    """

    text: str
    words: tuple[str, ...]
    spaced: bool = True
    name: bool = False


Sentence = tuple[Token, ...]
Paragraph = tuple[Sentence, ...]


def paragraphs(files: Iterable[Path]) -> Iterator[Paragraph]:
    """The paragraphs of treebank files, as ``# newpar`` and ``# newdoc`` part them."""
    sentences: list[Sentence] = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for tree in conllu.parse_incr(lines):
                if sentences and starts_paragraph(tree):
                    yield tuple(sentences)
                    sentences = []
                sentences.append(_sentence(tree))
    if sentences:
        yield tuple(sentences)


def _sentence(tree: conllu.TokenList) -> Sentence:
    tokens = []
    covered = 0
    for token in tree:
        number = token["id"]
        if isinstance(number, tuple):
            first, dash, last = number
            if dash != "-":  # an empty node
                continue
            words = tuple(fold(word["form"]) for word in tree if isinstance(word["id"], int) and first <= word["id"] <= last)
            covered = last
        elif number <= covered:
            continue
        else:
            words = (fold(token["form"]),)
        spaced = (token["misc"] or {}).get("SpaceAfter") != "No"
        tokens.append(Token(text=fold(token["form"]), words=words, spaced=spaced, name=token["upos"] == "PROPN"))
    return tuple(tokens)


def written(paragraph: Paragraph) -> tuple[str, str]:
    """A paragraph as Stanza's tokenizer reads it: the text, and a label a character.

    0 is inside a token, 1 its last character, 2 the last of a sentence, 3 and 4 the same of multi-word tokens.
    """
    text, labels = [], []
    for sentence in paragraph:
        for k, token in enumerate(sentence):
            ending = (2 if k == len(sentence) - 1 else 1) + (2 if len(token.words) > 1 else 0)
            text.append(token.text + (" " if token.spaced else ""))
            labels.append("0" * (len(token.text) - 1) + str(ending) + ("0" if token.spaced else ""))
    whole = "".join(text).rstrip(" ")
    return whole, "".join(labels)[: len(whole)]


def write(texts: Iterable[Paragraph], text_file: Path, label_file: Path) -> None:
    """Write the texts and the labels of paragraphs, an empty line between them."""
    pairs = [written(paragraph) for paragraph in texts]
    text_file.write_text("".join(text + "\n\n" for text, _ in pairs), encoding="utf-8")
    label_file.write_text("".join(labels + "\n\n" for _, labels in pairs), encoding="utf-8")


def write_conllu(texts: Iterable[Paragraph], file: Path) -> None:
    """Write the tokens and words of paragraphs as CoNLL-U with empty trees, which is what the tokenizer is scored against."""
    with file.open("w", encoding="utf-8") as out:
        for paragraph in texts:
            for sentence in paragraph:
                number = 0
                for token in sentence:
                    misc = "_" if token.spaced else "SpaceAfter=No"
                    if len(token.words) > 1:
                        out.write(f"{number + 1}-{number + len(token.words)}\t{token.text}" + "\t_" * 7 + f"\t{misc}\n")
                        misc = "_"
                    for word in token.words:
                        number += 1
                        out.write(f"{number}\t{word}" + "\t_" * 4 + f"\t{number - 1}\t{'root' if number == 1 else 'dep'}\t_\t{misc}\n")
                out.write("\n")


def as_news(paragraph: Paragraph, chance: random.Random, places: Sequence[str]) -> Paragraph:
    """``paragraph`` as a newspaper might have it: quoted and credited, datelined, with titled names, left open, run on in small letters."""
    sentences = [_titled(sentence, chance) for sentence in paragraph]
    kind = chance.choice(("said", "said", "said", "open", "dateline", "small", "headline"))
    if kind == "said":
        k = chance.randrange(len(sentences))
        sentences[k : k + 1] = _credited(sentences[k], chance)
        if k + 2 < len(sentences) and chance.random() < 0.5 and '"' not in {token.text for token in sentences[k + 1]}:
            sentences[k + 1] = _closed(_opened(sentences[k + 1]))
    elif kind == "open":  # a quotation that closes in a later paragraph
        sentences[0] = _opened(sentences[0])
    elif kind == "dateline":
        place = chance.choice(places).upper()
        line = chance.choice(_DATELINES).format(place, chance.choice(places))
        sentences[0] = (*_plain(line), *sentences[0])
    elif kind == "small" and len(sentences) > 1:
        k = chance.randrange(1, len(sentences))
        first = sentences[k][0]
        if len(first.words) == 1:
            low = first.text[:1].lower() + first.text[1:]
            sentences[k] = (replace(first, text=low, words=(low,)), *sentences[k][1:])
    elif kind == "headline" and len(sentences) == 1 and sentences[0][-1].text in ".!" and len(sentences[0]) > 1:
        sentences[0] = (*sentences[0][:-2], replace(sentences[0][-2], spaced=True))
    return tuple(sentences)


def _plain(text: str) -> Sentence:
    """Tokens of a text in which a comma or a bracket stands alone and a stop belongs to its word."""
    tokens: list[Token] = []
    for chunk in text.split():
        spaced = True
        tail: list[Token] = []
        if chunk[0] == "(":
            tokens.append(Token(text="(", words=("(",), spaced=False))
            chunk = chunk[1:]  # noqa: PLW2901
        while len(chunk) > 1 and chunk[-1] in "),":
            tail.insert(0, Token(text=chunk[-1], words=(chunk[-1],), spaced=spaced))
            spaced, chunk = False, chunk[:-1]  # noqa: PLW2901
        tokens += [Token(text=chunk, words=(chunk,), spaced=spaced), *tail]
    return tuple(tokens)


def _titled(sentence: Sentence, chance: random.Random) -> Sentence:
    """Now and then a title before a name."""
    tokens: list[Token] = []
    for k, token in enumerate(sentence):
        fresh = token.name and token.text[:1].isupper() and not (k and sentence[k - 1].name)
        if fresh and chance.random() < 0.15:
            tokens.append(Token(text=(title := chance.choice(_TITLES)), words=(title,)))
        tokens.append(token)
    return tuple(tokens)


def _opened(sentence: Sentence) -> Sentence:
    return (Token(text='"', words=('"',), spaced=False), *sentence)


def _closed(sentence: Sentence) -> Sentence:
    return (*sentence[:-1], replace(sentence[-1], spaced=False), Token(text='"', words=('"',)))


def _credited(sentence: Sentence, chance: random.Random) -> list[Sentence]:
    """A sentence between marks, and who said it before or behind."""
    if sentence[-1].text not in (".", "!", "?") or len(sentence) < 3 or '"' in {token.text for token in sentence}:
        return [sentence]
    names = [token.text for token in sentence if token.name] or ["Smith"]
    speaker, verb = chance.choice((*_PRONOUNS, chance.choice(names))), chance.choice(_VERBS)
    credit = f"{verb} {speaker}" if chance.random() < 0.2 and " " not in verb else f"{speaker} {verb}"
    stop = (Token(text=".", words=(".",)),)
    before = list(_plain(credit))
    before[-1] = replace(before[-1], spaced=False)
    if chance.random() < 0.25:
        opening = list(_plain(credit[0].upper() + credit[1:]))
        opening[-1] = replace(opening[-1], spaced=False)
        return [(*opening, Token(text=",", words=(",",)), *_closed(_opened(sentence)))]
    mark = sentence[-1].text
    quoted = sentence if mark != "." else (*sentence[:-1], replace(sentence[-1], text=",", words=(",",)))
    return [(*_closed(_opened(quoted)), *before, *stop)]


def train(ud: Path, folder: Path, *, steps: int, seed: int = 1234) -> None:
    """Train tokenizer and expander on the treebanks of ``ud``; ``folder`` gets ``tokenize.pt`` and ``mwt.pt``."""
    from stanza.models import mwt_expander, tokenizer  # noqa: PLC0415 - slow to import

    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - data, no secret
    parts = {part: list(paragraphs(conllu_files(ud, part))) for part in ("train", "dev")}
    plain = parts["train"]
    tokens = (token for paragraph in plain for sentence in paragraph for token in sentence)
    places = sorted({token.text for token in tokens if token.name and token.text.isalpha()})
    parts["train"] = plain + [as_news(paragraph, chance, places) for paragraph in plain if chance.random() < _NEWS]
    for part, texts in parts.items():
        write(texts, folder / f"{part}.txt", folder / f"{part}.toklabels")
        write_conllu(texts, folder / f"{part}.conllu")
    tokens = (token for paragraph in parts["dev"] for sentence in paragraph for token in sentence)
    expansions = [[[token.text, list(token.words)], 1] for token in tokens if len(token.words) > 1]
    (folder / "dev-mwt.json").write_text(json.dumps(expansions), encoding="utf-8")
    common = {"lang": "en", "shorthand": "en_quotecheck", "save_dir": folder}
    texts_and_labels = {
        "txt_file": folder / "train.txt",
        "label_file": folder / "train.toklabels",
        "mwt_json_file": folder / "dev-mwt.json",
        "dev_txt_file": folder / "dev.txt",
        "dev_label_file": folder / "dev.toklabels",
        "dev_conll_gold": folder / "dev.conllu",
        "conll_file": folder / "dev.predicted.conllu",
    }
    tokenizer.main(
        [*_options(texts_and_labels | common), *_options({"save_name": "tokenize.pt", "seed": seed, "steps": steps}), "--use_mwt", "--cpu"]
    )
    trees = {"train_file": folder / "train.conllu", "eval_file": folder / "dev.conllu", "gold_file": folder / "dev.conllu"}
    mwt_expander.main([*_options(trees | common), *_options({"save_name": "mwt.pt"}), "--dict_only", "--cpu"])


def _options(values: dict[str, object]) -> list[str]:
    return [item for name, value in values.items() for item in (f"--{name}", str(value))]
