"""What the tokenizer learns from: the text and its labels agree, also where it was made to look like news."""

import random

from hypothesis import given
from hypothesis import strategies as st
from test_corpora import TREEBANK

from training.tokenizing import Token, as_news, paragraphs, written


def token(text, *, spaced=True, name=False):
    return Token(text=text, words=(text,), spaced=spaced, name=name)


PARAGRAPH = (
    (token("Smith", name=True), token("met"), token("Jones", name=True), token("in"), token("Rome", name=True, spaced=False), token(".")),
    (token("Why"), token("not", spaced=False), token("?")),
    (token("It"), Token(text="isn't", words=("is", "n't")), token("far", spaced=False), token(".")),
)


def read_back(text, labels):
    """The sentences that text and labels stand for, by Stanza's code."""
    sentences, token_, sentence = [], "", []
    for character, label in zip(text, labels, strict=True):
        token_ += character
        if label in "1234":
            sentence.append((token_.strip(), label in "34"))
            token_ = ""
        if label in "24":
            sentences.append(sentence)
            sentence = []
    return sentences


@given(st.integers(0, 2**32))
def test_text_and_labels_agree(seed):
    news = as_news(PARAGRAPH, random.Random(seed), ["Rome", "Paris"])
    assert read_back(*written(news)) == [[(token.text, len(token.words) > 1) for token in sentence] for sentence in news]


def test_in_time_every_kind_of_news_is_made():
    texts = {written(as_news(PARAGRAPH, random.Random(seed), ["Rome"]))[0] for seed in range(500)}
    assert any('"Smith met Jones in Rome," ' in text for text in texts)
    assert any('"Why not?" she ' in text or '"Why not?" he ' in text for text in texts)
    assert any(text.startswith("ROME (AP) - ") for text in texts)
    assert any(text.startswith('"Smith') and text.count('"') == 1 for text in texts)
    assert any(". why not?" in text for text in texts)
    assert any("Sen. Smith" in text for text in texts)


def test_treebanks_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "en_small-ud-train.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    first, second = paragraphs([file])
    assert written(first)[0] == "It's rain. She says so"
    assert read_back(*written(first)) == [[("It's", True), ("rain", False), (".", False)], [("She", False), ("says", False), ("so", False)]]
    assert read_back(*written(second)) == [[("Rome", False)]]
