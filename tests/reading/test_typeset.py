from __future__ import annotations

from quotecheck.reading.typeset import Line, joined


def column(*lines: str, left: float = 50.0, top: float = 700.0, gaps: tuple[int, ...] = ()) -> list[Line]:
    """Lines of five points a letter, twelve apart, and ten more below those of the given numbers."""
    made = []
    for number, text in enumerate(lines):
        right = left + 5 * len(text)
        made.append(Line(text=text, left=left, right=right, top=top, first=5.0 * len(text.split()[0])))
        top -= 12 + 10 * (number in gaps)
    return made


FULL = "The harbour of Northport will be closed for three weeks from"
NEXT = "Monday, and nobody in the town knows what will become of its"


def test_a_line_goes_on_where_the_next_word_would_not_have_fitted():
    assert joined(column(FULL, NEXT, "ferries.", "Nobody said so.", "Not yet.")) == f"{FULL} {NEXT} ferries.\nNobody said so.\nNot yet."


def test_more_space_parts_paragraphs_even_behind_a_full_line():
    assert joined(column(FULL, NEXT, FULL, NEXT, gaps=(1,))) == f"{FULL} {NEXT}\n{FULL} {NEXT}"


def test_a_sentence_that_begins_further_in_is_a_new_paragraph():
    ended = f"{FULL[:-1]}."
    indented = [
        Line(text=line.text, left=line.left + 12, right=line.right, top=line.top, first=line.first) for line in column(NEXT, top=688)
    ]
    assert joined([*column(ended), *indented, *column("ferries.", top=676)]) == f"{ended}\n{NEXT} ferries."


def test_lines_of_a_poem_stay_lines_and_nothing_is_nothing():
    assert joined(column("I had a goat", "it had no coat", "that is all")) == "I had a goat\nit had no coat\nthat is all"
    assert joined([]) == ""
