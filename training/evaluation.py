"""Figures of a models folder by Stanza's own evaluation: raw text, gold words, names.

python -m training.evaluation --ud FOLDER --ner FOLDER [--models FOLDER] [--part test | --write]
"""

from __future__ import annotations

import argparse
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import conllu
import torch

from quotecheck.parsing import models
from quotecheck.parsing.annotator import Annotator, Sentence, Window
from quotecheck.parsing.folding import fold
from quotecheck.parsing.tokens import mended
from training.corpora import conllu_files, name_sentences
from training.tokenizing import Paragraph, paragraphs, written

__all__ = ["evaluate", "write_figures"]

_FIGURES = Path(__file__).with_name("figures.json")
_ON_TEXT = ("Tokens", "Sentences", "Words")
_ON_WORDS = ("UPOS", "XPOS", "UFeats", "AllTags", "Lemmas", "UAS", "LAS")


def evaluate(folder: Path, *, ud: Path, ner: Path, part: str) -> dict[str, float]:
    """F1 of everything, each 0 to 100, on one part of the treebanks and of the names corpus."""
    annotator = Annotator(folder / "network")
    figures = {f"{name} (text)": value for name, value in _on_text(folder, list(paragraphs(conllu_files(ud, part)))).items()}
    figures |= _on_words(annotator, conllu_files(ud, part))
    return {name: round(value, 2) for name, value in (figures | _names(annotator, ner, part)).items()}


def _scores(gold: str, ours: str, names: Sequence[str]) -> dict[str, float]:
    from stanza.models.common.utils import ud_scores  # noqa: PLC0415 - slow to import

    found = ud_scores(io.StringIO(gold), io.StringIO(ours))
    return {name: 100 * found[name].f1 for name in names}


def _on_text(folder: Path, gold: Sequence[Paragraph]) -> dict[str, float]:
    """Tokens, sentences and words found in raw text, as the parser finds them."""
    texts = [written(paragraph)[0] for paragraph in gold]
    pipeline = models.load(folder)
    lines: list[str] = []
    with torch.inference_mode():
        for text in texts:
            (document,) = pipeline.stanza.bulk_process([text], processors=pipeline.first)
            (document,) = pipeline.stanza.bulk_process([mended(document)], processors=pipeline.then)
            lines += _token_lines(document, text)
    return _scores("".join(_gold_token_lines(gold)), "".join(lines), _ON_TEXT)


def _token_lines(document: Any, text: str) -> Iterator[str]:
    for sentence in document.sentences:
        number = 0
        for token in sentence.tokens:
            form = text[token.start_char : token.end_char]  # Stanza writes long links as unknown
            words = [word.text for word in token.words] if len(token.words) > 1 else [form]
            yield from _lines_of(form, words, number)
            number += len(words)
        yield "\n"


def _gold_token_lines(gold: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in gold:
        for sentence in paragraph:
            number = 0
            for token in sentence:
                yield from _lines_of(token.text, token.words, number)
                number += len(token.words)
            yield "\n"


def _lines_of(form: str, words: Sequence[str], number: int) -> Iterator[str]:
    """CoNLL-U of one token with a chain for a tree, which nothing here looks at."""
    if len(words) > 1:
        yield f"{number + 1}-{number + len(words)}\t{form}" + "\t_" * 8 + "\n"
    for k, word in enumerate(words, number):
        yield f"{k + 1}\t{word}" + "\t_" * 4 + f"\t{k}\t{'dep' if k else 'root'}\t_\t_\n"


def _on_words(annotator: Annotator, files: Iterable[Path]) -> dict[str, float]:
    """Tags, lemmas and dependencies on gold words in gold sentences."""
    trees = []
    for file in files:
        with file.open(encoding="utf-8") as lines:
            trees += [[token for token in tree if isinstance(token["id"], int)] for tree in conllu.parse_incr(lines)]
    sentences = _sentences(annotator, [[fold(token["form"]) for token in tree] for tree in trees])
    gold = "".join("".join(_gold_line(token) for token in tree) + "\n" for tree in trees)
    ours = "".join(
        "".join(_line(tree, sentence, k) for k in range(len(tree))) + "\n" for tree, sentence in zip(trees, sentences, strict=True)
    )
    return _scores(gold, ours, _ON_WORDS)


def _gold_line(token: conllu.Token) -> str:
    feats = "|".join(f"{name}={value}" for name, value in (token["feats"] or {}).items()) or "_"
    lemma, form = fold(token["lemma"]), fold(token["form"])
    return f"{token['id']}\t{form}\t{lemma}\t{token['upos']}\t{token['xpos']}\t{feats}\t{token['head']}\t{token['deprel']}\t_\t_\n"


def _line(tree: Sequence[conllu.Token], sentence: Sentence, k: int) -> str:
    tags = f"{sentence.lemmas[k]}\t{sentence.upos[k]}\t{sentence.xpos[k]}\t{sentence.feats[k]}"
    return f"{k + 1}\t{fold(tree[k]['form'])}\t{tags}\t{sentence.heads[k]}\t{sentence.deprels[k]}\t_\t_\n"


def _names(annotator: Annotator, folder: Path, part: str) -> dict[str, float]:
    """F1 of names, of all classes and of each."""
    from stanza.models.ner.scorer import score_by_entity  # noqa: PLC0415

    gold = name_sentences(folder, part)
    ours = _sentences(annotator, [sentence.words for sentence in gold])
    _, _, f1, by_type = score_by_entity([sentence.names for sentence in ours], [list(sentence.labels) for sentence in gold])
    return {"names": 100 * f1} | {
        f"names, {type_}": 100 * scores["f1"] if isinstance(scores, dict) else 100 * scores for type_, scores in by_type.items()
    }


def write_figures(folder: Path, *, ud: Path, ner: Path) -> str:
    """Measure the models of ``folder`` on both parts and keep the figures for the model card; they are given as JSON."""
    found = {part: evaluate(folder, ud=ud, ner=ner, part=part) for part in ("dev", "test")}
    text = json.dumps(found, indent=1) + "\n"
    _FIGURES.write_text(text, encoding="utf-8")
    return text


def _sentences(annotator: Annotator, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
    """Every sentence by itself, never parted."""
    windows = [Window(words=words, leaning=[-math.inf] * len(words)) for words in sentences]
    return [sentence for annotation in annotator.annotate(windows) for sentence in annotation.sentences]


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ud", type=Path, required=True)
    options.add_argument("--ner", type=Path, required=True)
    options.add_argument("--models", type=Path, default=models.shipped())
    options.add_argument("--part", choices=("dev", "test"), default="test")
    options.add_argument("--write", action="store_true", help="measure both parts, for the model card")
    arguments = options.parse_args()
    torch.set_num_threads(1)
    if arguments.write:
        print(write_figures(arguments.models, ud=arguments.ud, ner=arguments.ner))
        return
    print(json.dumps(evaluate(arguments.models, ud=arguments.ud, ner=arguments.ner, part=arguments.part), indent=1))


if __name__ == "__main__":
    main()
