from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.model import Span
from quotecheck.web.segments import Stretch, cut

TEXT = st.text(alphabet="ab \n", max_size=40)


@st.composite
def cases(draw):
    text = draw(TEXT)
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    return text, [Stretch(span=Span(*sorted(pair)), number=n, role="content") for n, pair in enumerate(pairs)]


@settings(deadline=None)
@given(cases())
def test_the_text_is_whole_and_every_character_is_in_its_stretches(case):
    text, stretches = case
    shown, at = [], 0
    for line in cut(text, stretches):
        assert line.start == at
        opened: list[Stretch] = []
        words = ""
        for token in line.tokens:
            if token.text is not None:
                for offset in range(at, at + len(token.text)):
                    expected = {one.number for one in stretches if one.span.start <= offset < one.span.end}
                    assert {one.number for one in opened} == expected
                at += len(token.text)
                words += token.text
            elif token.opens:
                assert token.outermost == (token.stretch.span.start == at)
                opened.append(token.stretch)
            else:
                assert opened.pop() is token.stretch
                assert token.outermost == (token.stretch.span.end == at)
        assert opened == []
        shown.append(words)
        at += 1
    assert "\n".join(shown) == text


@settings(deadline=None)
@given(cases())
def test_every_stretch_with_words_begins_once_and_ends_once(case):
    text, stretches = case
    tokens = [token for line in cut(text, stretches) for token in line.tokens if token.outermost]
    for one in stretches:
        if len(one.span) and not one.span.of(text).startswith("\n"):
            assert sum(token.opens for token in tokens if token.stretch is one) == 1
        if len(one.span) and not one.span.of(text).endswith("\n"):
            assert sum(not token.opens for token in tokens if token.stretch is one) == 1
