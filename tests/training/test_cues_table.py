"""Counting which cues report."""

import json
import sys

import pytest
from attribution.cases import parse_of
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.cues import Frame, Lexicon
from quotecheck.model import Span
from training import cues

COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["*", *Frame]), st.sampled_from(["say", "so-call", "8th", "add", "eat"]), st.booleans()), st.integers(1, 9)
)


def record(parse, *said):
    """A record of the corpus with the words ``said`` as gold content, and no cue."""
    text = parse.article.text
    spans = [[text.index(words), text.index(words) + len(words)] for words in said]
    return {"id": parse.article.id, "text": text, "quotes": [{"content": [span], "cue": None} for span in spans]}


def test_a_candidate_that_is_in_the_gold_counts_as_one():
    parse = parse_of("clauses", "said that")
    counts = cues.count([(record(parse, "the harbour will reopen in March"), parse)], Lexicon({}))
    assert counts["that", "say", True] == 1
    assert counts["*", "say", True] == 1
    assert counts["that", "say", False] == 0


def test_a_candidate_that_is_not_counts_against_its_cue():
    parse = parse_of("clauses", "said that")
    counts = cues.count([(record(parse), parse)], Lexicon({}))
    assert (counts["that", "say", True], counts["that", "say", False]) == (0, 1)
    assert counts["*", "say", False] == 1


def test_half_is_enough_and_less_is_not():
    parse = parse_of("clauses", "said that")
    enough = cues.count([(record(parse, "harbour will reopen"), parse)], Lexicon({}))
    too_little = cues.count([(record(parse, "in March"), parse)], Lexicon({}))
    assert (enough["that", "say", True], too_little["that", "say", True]) == (1, 0)


def test_the_first_piece_of_a_longer_attribution_counts_if_the_cue_is_the_same():
    parse = parse_of("quoted", "carried on behind he said")
    text = parse.article.text
    whole = {"id": "x", "text": text, "quotes": [{"content": [[0, len(text)]], "cue": [[text.index("said"), text.index("said") + 4]]}]}
    assert cues.count([(whole, parse)], Lexicon({}))["*", "say", True] == 1
    whole["quotes"][0]["cue"] = None
    whole["quotes"][0]["content"] = [[0, len(text)]]
    assert cues.count([(whole, parse)], Lexicon({}))["*", "say", False] >= 1


def test_labels_are_not_counted():
    parse = parse_of("labels", "rank and name before a colon")
    counts = cues.count([(record(parse, parse.article.text), parse)], Lexicon({}))
    assert not [key for key in counts if key[0] == "label"]


@given(COUNTS)
def test_the_table_is_one_the_lexicon_reads(counts):
    lines = list(cues.table(cues.Counter(counts)))
    assert lines[0].startswith("#")
    read = Lexicon.parse(lines).counts
    assert all(0 <= hits <= total for hits, total in read.values())
    assert len(read) == len(lines) - 1
    assert all(lemma == "*" or lemma.replace("-", "").isalpha() for _, lemma in read)


def test_rare_lemmas_stand_together():
    counts = cues.Counter({("to", "vow", True): 1, ("to", "hem", False): 2, ("to", "promise", True): 5, ("to", "promise", False): 1})
    assert list(cues.table(counts))[1:] == ["to\t*\t1\t3", "to\tpromise\t5\t6"]


def test_letters_and_overlap():
    assert cues.letters("a, b", [Span(0, 4)]) == {0, 3}
    assert cues.overlap({1, 2, 3}, {2, 3, 4}) == pytest.approx(0.5)
    assert cues.overlap(set(), set()) == 0.0


def test_the_command_writes_a_table_and_keeps_the_parses(tmp_path, monkeypatch, capsys):
    parse = parse_of("clauses", "said that")
    asked = []

    class Parser:
        def parse(self, article):
            asked.append(article.id)
            return parse

    monkeypatch.setattr(cues, "Parser", Parser)
    corpus, output, kept = tmp_path / "corpus.jsonl", tmp_path / "cues.tsv", tmp_path / "kept"
    lines = [json.dumps(record(parse, "that the harbour will reopen in March"))]
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["cues", str(corpus), "--parses", str(kept), "--output", str(output)])
    cues.main()
    first = output.read_text(encoding="utf-8")
    cues.main()
    assert output.read_text(encoding="utf-8") == first
    assert asked == ["said that"]
    assert len(list(kept.iterdir())) == 1
    assert "that\t*\t1\t1" in first.splitlines()
    assert str(output) in capsys.readouterr().out
