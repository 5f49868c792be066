"""Genitives become two words, overlong sentences several."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from quotecheck.parsing.tokens import mended


@dataclass
class Token:
    """As much of Stanza's token as matters here."""

    text: str
    start_char: int
    words: list = field(default_factory=lambda: [None])

    @property
    def end_char(self):
        return self.start_char + len(self.text)

    def to_dict(self):
        return [{"id": (1,), "text": self.text, "start_char": self.start_char, "end_char": self.end_char}]


class Document:
    """As much of Stanza's document as matters here: it keeps the dictionaries that it is made of."""

    def __init__(self, sentences, text):
        self.made_of, self.text = sentences, text
        self.sentences = []


def document(*sentences):
    made = Document([], "")
    made.sentences = [SimpleNamespace(tokens=tokens) for tokens in sentences]
    return made


def tokens(*texts):
    found, at = [], 0
    for text in texts:
        found.append(Token(text, at))
        at += len(text) + 1
    return found


@pytest.mark.parametrize(("whole", "stem", "ending"), [("Ada's", "Ada", "'s"), ("miners'", "miners", "'"), ("BBC'S", "BBC", "'S")])
def test_a_genitive_is_two_words_at_their_places(whole, stem, ending):
    (sentence,) = mended(document(tokens("See", whole, "plan"))).made_of
    assert [entry["id"] for entry in sentence] == [(1,), (2, 3), (2,), (3,), (4,)]
    assert [(entry["text"], entry["start_char"], entry["end_char"]) for entry in sentence[1:4]] == [
        (whole, 4, 4 + len(whole)),
        (stem, 4, 4 + len(stem)),
        (ending, 4 + len(stem), 4 + len(whole)),
    ]


@pytest.mark.parametrize("text", ["'s", "''", "'", "rock'n'roll", "system'", "o'clock"])
def test_what_is_no_genitive_stays(text):
    whole = document(tokens("See", text))
    assert mended(whole) is whole


def test_an_overlong_sentence_is_cut_after_its_last_stop_else_at_the_limit():
    words = tokens(*["word"] * 150, ";", *["word"] * 300)
    assert [len(sentence) for sentence in mended(document(words)).made_of] == [151, 200, 100]


def test_words_of_several_each_make_a_sentence_shorter():
    many = tokens(*["dunno"] * 300)
    for token in many:
        token.words = [None] * 3
        token.to_dict = lambda token=token: [{"id": (1,), "text": token.text, "start_char": 0, "end_char": 1}] * 4
    sizes = [len(sentence) // 4 for sentence in mended(document(many)).made_of]
    assert sum(sizes) == 300
    assert max(sizes) * 3 <= 400


class Link(Token):
    """A token that Stanza has written as unknown: its text is shorter than its place."""

    @property
    def end_char(self):
        return self.start_char + len(LINK)


LINK = "https://example.org/" + "a" * 600


def test_a_link_that_stanza_takes_for_unknown_is_what_stands_in_the_text():
    unknown = Link("<UNK>", 4, [SimpleNamespace(text="<UNK>")])
    whole = document([Token("See", 0), unknown])
    whole.text = f"See {LINK}"
    mended(whole)
    assert (unknown.text, unknown.words[0].text) == (LINK, LINK)
