"""Paragraphs."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotecheck.parsing import blocks

LAYOUT = st.text(alphabet=st.sampled_from("ab .,\n\t\u00a0\u2028”é😀"), max_size=300)


def paragraphs(text):
    return [span.of(text) for span in blocks(text)]


@given(LAYOUT)
def test_blocks_are_ordered_trimmed_and_hold_every_character_that_shows(text):
    found = blocks(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(words and words == words.strip() for words in paragraphs(text))
    covered = {offset for span in found for offset in range(span.start, span.end)}
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= covered


@given(LAYOUT)
def test_a_blank_line_always_parts(text):
    assert not any("\n\n" in words for words in paragraphs(text))


def test_nothing_has_no_paragraph():
    assert blocks("") == []
    assert blocks(" \n\t\n ") == []


def test_a_line_feed_ends_a_paragraph():
    assert paragraphs("The pier opened.\n  Crowds came. \n\nNobody left.") == ["The pier opened.", "Crowds came.", "Nobody left."]


def test_lines_wrapped_at_a_width_run_on():
    wrapped = (
        "The harbour of Ostrand will open again in the spring, the mayor said on\n"
        "Monday, after the last of the cranes had been brought back from the yard\n"
        "where they were mended.\n"
        "The ferry will sail on the first day of the month, and it will carry only\n"
        "those who have booked.\n"
    )
    assert [words.split()[-1] for words in paragraphs(wrapped)] == ["mended.", "booked."]
    assert len(paragraphs(wrapped)) == 2


def test_long_lines_are_paragraphs_and_not_wrapped():
    line = "The ferry will sail on the first day of the month and it will carry only those who have booked a place " * 2
    assert len(paragraphs(f"{line}\n{line}\n{line}")) == 3


def test_an_endless_paragraph_is_cut_between_words():
    pieces = paragraphs("harbour " * 6000)
    assert len(pieces) == 3
    assert all(len(piece) <= 20_000 and piece.split() == ["harbour"] * len(piece.split()) for piece in pieces)
    assert sum(len(piece.split()) for piece in pieces) == 6000


def test_an_endless_word_is_cut_all_the_same():
    assert "".join(paragraphs("x" * 45_000)) == "x" * 45_000
    assert [len(piece) for piece in paragraphs("x" * 45_000)] == [20_000, 20_000, 5_000]


def test_paragraphs_of_two_lines_are_whole_where_the_whole_text_was_wrapped():
    paragraphs = [
        "“It will not fail. The dam has stood here for ninety years, and it\nwill stand for another ninety,” she told reporters.",
        "Engineers of the council looked at it on Monday, and they found no\ncracks in the wall.",
        "A report of their visit is to be sent to the ministry in May, said\na spokesman.",
    ]
    text = "\n\n".join(paragraphs)
    assert [span.of(text) for span in blocks(text)] == paragraphs


def test_short_lines_are_paragraphs_even_so():
    lines = ["Dam will not fail", "Council looked at it on Monday", "By Ada Brandt", "A report is to follow"]
    text = "\n".join(lines)
    assert [span.of(text) for span in blocks(text)] == lines


def test_a_line_ends_at_whatever_ends_one():
    for end in ("\u2028", "\u2029", "\x85", "\f", "\v", "\r", "\r\n", "\n"):
        assert paragraphs(f"He said no.{end}She said yes.") == ["He said no.", "She said yes."]
