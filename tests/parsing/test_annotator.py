"""What the annotator says has the right shape, whatever the weights are."""

from math import inf

import pytest
import torch
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from parsing.networks import LABELS, tiny

from quotecheck.errors import ModelsError
from quotecheck.parsing import annotator as module
from quotecheck.parsing.annotator import Annotator, Window, precision
from quotecheck.parsing.network import batched, places, rows_of
from quotecheck.parsing.packed import encode
from quotecheck.parsing.trees import is_tree

WINDOWS = st.lists(
    st.lists(st.tuples(st.sampled_from(["Rain", "fell", "on", "ROME", ".", "abbb"]), st.booleans()), min_size=1, max_size=12), max_size=6
)


@pytest.fixture(scope="module")
def annotator(tmp_path_factory):
    return Annotator(tiny(tmp_path_factory.mktemp("network")))


def window(pairs):
    return Window(words=[word for word, _ in pairs], leaning=[0.0 if breakable else -inf for _, breakable in pairs])


@given(WINDOWS)
@hypothesis_settings(deadline=None, max_examples=50)
def test_every_word_is_told_of_and_every_sentence_is_a_tree(annotator, pairs):
    windows = [window(words) for words in pairs]
    answers = annotator.annotate(windows)
    assert len(answers) == len(windows)
    for asked, (sentences, reports) in zip(windows, answers, strict=True):
        assert reports == []  # this network knows nothing of cues
        ends = []
        for sentence in sentences:
            size = len(sentence.upos)
            assert {
                len(column) for column in (sentence.xpos, sentence.feats, sentence.lemmas, sentence.heads, sentence.deprels, sentence.names)
            } == {size}
            assert is_tree(sentence.heads)
            assert [deprel == "root" for deprel in sentence.deprels] == [head == 0 for head in sentence.heads]
            assert all(sentence.lemmas)
            assert set(sentence.names) <= set(LABELS["names"])
            ends.append(size + (ends[-1] if ends else 0))
        assert ends[-1] == len(asked.words)
        assert all(asked.leaning[end - 1] == 0 for end in ends[:-1])
    assert annotator.annotate(windows) == answers


def test_what_does_not_fit_in_one_batch_is_read_in_several(annotator, monkeypatch):
    windows = [Window(words=["rain", "fell"] * size, leaning=[-inf] * 2 * size) for size in range(1, 9)]
    batches = []
    read = annotator._read
    monkeypatch.setattr(annotator, "_read", lambda windows, encoded: batches.append(len(windows)) or read(windows, encoded))
    assert [len(sentence.upos) for ((sentence,), _) in annotator.annotate(windows)] == [2 * size for size in range(1, 9)]
    assert batches == [8]
    monkeypatch.setattr(module, "_PIECES_AT_ONCE", 20)
    annotator.annotate(windows)
    assert batches[0] == 8
    assert sum(batches[1:]) == 8
    assert len(batches) > 4


def test_reading_without_padding_gives_what_training_reads(annotator):
    sentences = [annotator._pieces.encode(words) for words in (["Rain", "fell", "."], ["ROME"], ["abbb", "on", "Rome"])]
    with torch.inference_mode():
        network = annotator._network.float()
        padded = places(*rows_of(network.encoder(batched(sentences))), sentences)
        packed = places(*encode(network.encoder, sentences), sentences)
        network.to(module.precision()).pairs_in_single_precision()
    assert torch.allclose(padded[0], packed[0], atol=1e-4)


BROKEN = {
    "no weights": ("weights.safetensors", None),
    "cut weights": ("weights.safetensors", lambda content: content[: len(content) // 2]),
    "no configuration": ("config.json", None),
    "no JSON": ("config.json", lambda _: b"{"),
    "another size": ("weights.safetensors", "arc"),
    "a label list missing": ("config.json", lambda content: content.replace(b'"upos"', b'"pos"')),
    "no rule": ("config.json", lambda content: content.replace(b"lower 1 ", b"lower one")),
    "other ends": ("config.json", lambda content: content.replace(b'"inside"', b'"outside"')),
    "no vocabulary": ("tokenizer.json", None),
    "a vocabulary without marks": ("tokenizer.json", lambda content: content.replace(b"[CLS]", b"[XYZ]")),
    "a vocabulary too large": ("tokenizer.json", lambda content: content.replace(b'"said": 15', b'"said": 15, "more": 16')),
    "no lemmas": ("lemmas.tsv", None),
    "an empty table": ("lemmas.tsv", lambda _: b""),
    "a bad row": ("lemmas.tsv", lambda content: content + b"rubbish\n"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_named_in_one_line(tmp_path, kind):
    folder = tiny(tmp_path / "network")
    name, change = BROKEN[kind]
    if change is None:
        (folder / name).unlink()
    elif change == "arc":
        config = folder / "config.json"
        config.write_bytes(config.read_bytes().replace(b'"arc": 8', b'"arc": 9'))
    else:
        before = (folder / name).read_bytes()
        (folder / name).write_bytes(change(before))
        assert (folder / name).read_bytes() != before
    with pytest.raises(ModelsError) as caught:
        Annotator(folder)
    assert str(folder / name) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("onednn", [True, False])
def test_every_processor_has_a_precision(monkeypatch, onednn):
    monkeypatch.setattr(torch.backends.mkldnn, "is_available", lambda: onednn)
    assert precision() in ({torch.bfloat16, torch.float32} if onednn else {torch.float32})


def test_nothing_asked_nothing_answered(annotator):
    assert annotator.annotate([]) == []
