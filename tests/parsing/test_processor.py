"""The annotator in Stanza's pipeline: it may move the ends of sentences, and never a token."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsing.networks import tiny
from stanza.models.common.doc import Document

from quotecheck.parsing.network import WINDOW
from quotecheck.parsing.processor import AnnotatorProcessor

SENTENCES = st.lists(st.lists(st.sampled_from(["Rain", "fell", "on", "Rome's", "."]), min_size=1, max_size=8), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def processor(tmp_path_factory):
    folder = tiny(tmp_path_factory.mktemp("network"))
    return AnnotatorProcessor({"folder": str(folder), "check_requirements": False}, pipeline=None, device="cpu")


def document(sentences):
    """A tokenized document, a genitive as a multi-word token."""
    entries, text = [], ""
    for words in sentences:
        entries.append([])
        number = 0
        for word in words:
            start, end = len(text), len(text) + len(word)
            text += word + " "
            place = {"start_char": start, "end_char": end}
            if word == "Rome's":
                entries[-1].append({"id": (number + 1, number + 2), "text": word, **place})
                entries[-1].append({"id": (number + 1,), "text": "Rome", "start_char": start, "end_char": end - 2})
                entries[-1].append({"id": (number + 2,), "text": "'s", "start_char": end - 2, "end_char": end})
                number += 2
            else:
                entries[-1].append({"id": (number + 1,), "text": word, **place})
                number += 1
    return Document(entries, text=text)


def tokens(document):
    return [
        (token.text, token.start_char, token.end_char, len(token.words)) for sentence in document.sentences for token in sentence.tokens
    ]


@given(SENTENCES)
@settings(deadline=None, max_examples=30)
def test_tokens_stay_and_every_word_is_annotated(processor, sentences):
    before = document(sentences)
    expected = tokens(before)
    after = processor.process(before)
    assert tokens(after) == expected
    for sentence in after.sentences:
        assert [word.head for word in sentence.words].count(0) == 1
        assert all(word.upos and word.xpos and word.lemma and word.deprel for word in sentence.words)
        assert all(token.ner for token in sentence.tokens)


@given(SENTENCES)
@settings(deadline=None, max_examples=30)
def test_annotating_again_keeps_every_token(processor, sentences):
    once = processor.process(document(sentences))
    again = processor.process(once)
    assert tokens(again) == tokens(once)


def test_long_paragraphs_are_read_window_by_window(processor):
    long = document([["Rain", "fell", "."]] * WINDOW)
    asked = []
    annotate = processor._annotator.annotate
    processor._annotator.annotate = lambda windows: asked.extend(windows) or annotate(windows)
    try:
        assert tokens(processor.process(long)) == tokens(document([["Rain", "fell", "."]] * WINDOW))
    finally:
        processor._annotator.annotate = annotate
    assert max(len(window.words) for window in asked) <= WINDOW
    assert sum(len(window.words) for window in asked) == 3 * WINDOW
