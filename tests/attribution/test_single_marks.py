"""Speech between single marks, and the apostrophes that are none."""

import pytest

from quotecheck.attribution.marks import quotations
from quotecheck.model import Span

BRITISH = "'We have been led up the path,' said Moira Kettle. 'They told us to wait, and we wait.'\n"


def quoted(text):
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Span(at, at + len(line)))
        at += len(line) + 1
    found, _ = quotations(text, tuple(blocks))
    return [quotation.span.of(text) for quotation in found]


def test_speech_between_single_marks():
    assert quoted(BRITISH) == ["'We have been led up the path,'", "'They told us to wait, and we wait.'"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("‘We only asked,’ said Pym.", ["‘We only asked,’"]),
        ("'My members don't trust the farmers' union.'", ["'My members don't trust the farmers' union.'"]),
        ("'What am I meant to do with 'em?' she said.", ["'What am I meant to do with 'em?'"]),
        ("The plan was 'paused, not cancelled', he said.", ["'paused, not cancelled'"]),
        ("Then 'twas the home of dogs in the '90s.", []),
        ("'He said \"no\" to me,' she said.", ["'He said \"no\" to me,'"]),
    ],
)
def test_one_line_of_an_article_with_single_marks(line, expected):
    assert quoted(BRITISH + line)[2:] == expected


def test_where_double_marks_are_used_single_ones_are_within_them():
    assert quoted("\"He said 'no,' and 'never,' and left.\" \"So,\" she said.") == ["\"He said 'no,' and 'never,' and left.\"", '"So,"']


def test_a_paragraph_that_opens_and_does_not_close_goes_on_in_the_next():
    text = BRITISH + "'We waited\n'and waited.'"
    assert quoted(text)[2:] == ["'We waited", "'and waited.'"]
