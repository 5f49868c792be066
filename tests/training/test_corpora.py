"""What training reads of treebanks and of names."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpora import bioes, conllu_files, joined, name_sentences, tree_paragraphs
from training.figures import entities
from training.joint import label_sets, sentence_numbers

TREEBANK = """\
# newdoc id = a
# newpar id = a-1
1-2\tIt’s\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\tCase=Nom\t3\tnsubj\t_\t_
2\t’s\tbe\tAUX\tVBZ\tVerbForm=Fin\t3\tcop\t_\t_
2.1\tquite\tquite\tADV\tRB\t_\t_\t_\t_\t_
3\train\train\tNOUN\tNN\tNumber=Sing\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\tCase=Nom\t2\tnsubj\t_\t_
2\tsays\tsay\tVERB\tVBZ\tVerbForm=Fin\t0\troot\t_\t_
3\tso\tso\tADV\tRB\t_\t2\tadvmod\t_\t_

# newpar id = a-2
1\tRome\tRome\tPROPN\tNNP\tNumber=Sing\t0\troot\t_\t_

"""


@pytest.fixture
def treebanks(tmp_path):
    (tmp_path / "UD_English-Small").mkdir()
    (tmp_path / "UD_English-Small" / "en_small-ud-train.conllu").write_text(TREEBANK, encoding="utf-8")
    return tmp_path


def test_paragraphs_of_trees_their_forms_folded(treebanks):
    first, second = tree_paragraphs(treebanks, "train")
    assert [sentence.words for sentence in first] == [("It", "'s", "rain", "."), ("She", "says", "so")]
    assert [sentence.words for sentence in second] == [("Rome",)]
    assert first[0].heads == (3, 3, 0, 3)
    assert first[0].labels["lemma"] == ("lower 0 ", "lower 2 be", "lower 0 ", "lower 0 ")
    assert first[0].labels["ends"] == ("inside", "inside", "inside", "last")


def test_sentences_read_together_keep_their_roots(treebanks):
    window = joined(tree_paragraphs(treebanks, "train")[0])
    assert window.heads == (3, 3, 0, 3, 6, 0, 6)
    assert sentence_numbers(window.labels["ends"]) == [0, 0, 0, 0, 1, 1, 1]


def test_rare_lemma_rules_are_no_labels(treebanks):
    trees = [tree for paragraph in tree_paragraphs(treebanks, "train") for tree in paragraph]
    labels = label_sets(trees, [])
    assert labels["lemma"] == ["lower 0 "]
    assert labels["deprel"] == ["advmod", "cop", "nsubj", "punct", "root"]


def test_no_treebank_ends_the_run(tmp_path):
    with pytest.raises(SystemExit, match="conllu here"):
        conllu_files(tmp_path, "train")


@given(st.lists(st.tuples(st.sampled_from(["P", "D"]), st.integers(0, 3), st.integers(0, 2)), max_size=6))
def test_names_survive_the_change_of_labels(runs):
    labels, expected = [], set()
    for type_, size, gap in runs:
        if size:
            expected.add((len(labels), len(labels) + size - 1, type_))
            labels += [f"B-{type_}", *[f"I-{type_}"] * (size - 1)]
        labels += ["O"] * gap
    assert entities(bioes(labels)) == expected


def test_names_of_the_corpus(tmp_path):
    words = [{"text": "“Rome", "ner": "B-Location"}, {"text": "fell", "ner": "O"}]
    (tmp_path / "en_worldwide.dev.json").write_text(json.dumps([words, []]), encoding="utf-8")
    (sentence,) = name_sentences(tmp_path, "dev")
    assert (sentence.words, sentence.labels) == (('"Rome', "fell"), ("S-Location", "O"))
