"""Models of Stanza's own making, as ``stanza.download`` leaves them, in place of ours."""

import json
import shutil

import pytest
from parses import article

from quotecheck.parsing import Parser, models

pytestmark = pytest.mark.model

WORDS = [
    ("Officials", "official", "NOUN", "NNS", "Number=Plur", 2, "nsubj"),
    ("say", "say", "VERB", "VBP", "Tense=Pres", 0, "root"),
    ("that", "that", "SCONJ", "IN", "_", 5, "mark"),
    ("rain", "rain", "NOUN", "NN", "Number=Sing", 5, "nsubj"),
    ("fell", "fall", "VERB", "VBD", "Tense=Past", 2, "ccomp"),
    ("in", "in", "ADP", "IN", "_", 7, "case"),
    ("Rome", "Rome", "PROPN", "NNP", "Number=Sing", 5, "obl"),
    (".", ".", "PUNCT", ".", "_", 2, "punct"),
]
TEXT = "Officials say that rain fell in Rome."


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A resource folder whose tagger, lemmatizer, parser and name tagger are Stanza's, each trained on one sentence for seconds."""
    from stanza.models import lemmatizer, ner_tagger, parser, tagger

    folder = tmp_path_factory.mktemp("package")
    rows = [
        f"{k}\t{form}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{head}\t{rel}\t_\t_"
        for k, (form, lemma, upos, xpos, feats, head, rel) in enumerate(WORDS, 1)
    ]
    (folder / "trees.conllu").write_text(("\n".join(rows) + "\n\n") * 30, encoding="utf-8")
    names = [{"text": word[0], "ner": "B-GPE" if word[0] == "Rome" else "O"} for word in WORDS]
    (folder / "names.json").write_text(json.dumps([names] * 30), encoding="utf-8")
    trees = ["--train_file", str(folder / "trees.conllu"), "--eval_file", str(folder / "trees.conllu")]
    english = ["--lang", "en", "--shorthand", "en_tiny"]
    small = ["--no_pretrain", "--hidden_dim", "16", "--max_steps", "40", "--eval_interval", "20"]
    resources = {}
    for name, trainer, options in (
        ("pos", tagger, [*trees, *english, *small]),
        ("depparse", parser, [*trees, *english, *small, "--deep_biaff_hidden_dim", "16"]),
        ("lemma", lemmatizer, [*trees, "--shorthand", "en_tiny", "--dict_only"]),
        ("ner", ner_tagger, ["--train_file", str(folder / "names.json"), "--eval_file", str(folder / "names.json"), *english[2:], *small]),
    ):
        trainer.main([*options, "--save_dir", str(folder / "en" / name), "--save_name", "tiny.pt", "--cpu"])
        resources[name] = {"tiny": {}}
    for name in ("tokenize", "mwt"):
        (folder / "en" / name).mkdir()
        shutil.copyfile(models.shipped() / "en" / name / "quotecheck.pt", folder / "en" / name / "tiny.pt")
        resources[name] = {"tiny": {}}
    default = dict.fromkeys(resources, "tiny")
    resources = {
        "lang_name": "English",
        **resources,
        "default_processors": default,
        "packages": {"default": default},
        "default_dependencies": {},
    }
    (folder / "resources.json").write_text(json.dumps({"en": resources}), encoding="utf-8")
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_package_of_stanzas_parses(package):
    parse = Parser(package).parse(article(TEXT))
    assert [word.text for word in parse.words] == [word[0] for word in WORDS]
    assert [word.lemma for word in parse.words] == [word[1] for word in WORDS]
    assert [word.upos for word in parse.words] == [word[2] for word in WORDS]
    assert [word.text for word in parse.words if word.head is None] == ["say"]
    assert all(word.span.of(TEXT) == word.text for word in parse.words)
