from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from marking import build, quotes

from quotecheck.citing import Piece, Role, cite, passage, place
from quotecheck.model import Span

TEXT = 'Rome meets\n\nIn Rome. <c>“We are,”</c> <s name="Ann Lee">the minister</s> <q>said</q>, <c>“ready.”</c> They met.\n\nThe end.\n'


def test_a_citation_says_who_what_and_where():
    (quote,) = quotes(TEXT, title="Rome meets", outlet="The Post", published="2024-02-27", url="https://example.org/a")
    assert cite(quote) == (
        f"Ann Lee (said): “We are,” … “ready.” — Rome meets, The Post, 2024-02-27, https://example.org/a, a.txt:3:10 [quote {quote.id}]"
    )


def test_what_is_not_known_is_left_out():
    (quote,) = quotes("<c>“Ready\nor not.”</c>".replace("\n", " "), id="7")
    assert cite(quote) == f"no speaker named: “Ready or not.” — 7:1:1 [quote {quote.id}]"


def test_when_and_where_it_was_said_is_told():
    (quote,) = quotes(TEXT)
    assert cite(replace(quote, when="Monday", where="in Rome")).startswith("Ann Lee (said, Monday, in Rome): “We are,”")
    assert cite(replace(quote, cue_text=None, when="Monday")).startswith("Ann Lee (Monday): “We are,”")


def test_a_colon_is_no_cue_to_show():
    (quote,) = quotes('<s name="Ann Lee">Lee</s><q>:</q> <c>We are ready</c>')
    assert cite(quote).startswith("Ann Lee: We are ready")


def test_a_citation_is_one_line():
    (quote,) = quotes(TEXT)
    assert "\n" not in cite(replace(quote, text="a\nb\n\nc", title="d\ne"))


def test_a_record_of_json_lines_is_cited_by_its_id():
    (quote,) = quotes(TEXT)
    assert place(replace(quote, path=None, article="wire-7")) == "wire-7:3:10"


def test_a_passage_is_the_paragraph_in_pieces():
    (quote,) = quotes(TEXT)
    assert passage(quote, build(TEXT).article).pieces == (
        Piece(text="In Rome. ", role=Role.AROUND),
        Piece(text="“We are,”", role=Role.CONTENT),
        Piece(text=" ", role=Role.AROUND),
        Piece(text="the minister", role=Role.SPEAKER),
        Piece(text=" ", role=Role.AROUND),
        Piece(text="said", role=Role.CUE),
        Piece(text=", ", role=Role.AROUND),
        Piece(text="“ready.”", role=Role.CONTENT),
        Piece(text=" They met.", role=Role.AROUND),
    )


@given(st.text(st.sampled_from("ab .\n"), max_size=40), st.data())
def test_a_passage_loses_no_character(text, data):
    text = f"x{text}y"
    bounds = st.integers(0, len(text) - 1)
    spans = [Span(start, data.draw(st.integers(start + 1, len(text)))) for start in data.draw(st.lists(bounds, min_size=1, max_size=3))]
    article = replace(build("x").article, text=text)
    (quote,) = quotes("<c>x</c>")
    shown = passage(replace(quote, content=tuple(sorted(spans))), article)
    assert "".join(piece.text for piece in shown.pieces) == shown.span.of(text)
    assert all(shown.span.contains(span) for span in spans)
    assert all(one.role != other.role for one, other in zip(shown.pieces, shown.pieces[1:], strict=False))
