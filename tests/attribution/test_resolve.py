"""Choosing among overlapping candidates."""

from hypothesis import given
from hypothesis import strategies as st

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.resolve import choose, merge_by_cue
from quotecheck.model import Span, Word


def word(index):
    span = Span(10 * index, 10 * index + 4)
    return Word(index=index, span=span, text="said", lemma="say", upos="VERB", xpos="VBD", head=None, deprel="root")


def candidate(*content, cue=90, frame=Frame.THAT, probability=0.9):
    verb = word(cue // 10)
    return Candidate(
        content=tuple(Span(*pair) for pair in content),
        cue=(verb.span,),
        cue_word=verb,
        lemma="say",
        frame=frame,
        speaker=(),
        speaker_head=None,
        rule="by hand",
        probability=probability,
    )


SPANS = st.tuples(st.integers(0, 95), st.integers(1, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))
CANDIDATES = st.builds(
    lambda content, cue, frame, probability: candidate(content, cue=10 * cue, frame=frame, probability=probability),
    SPANS,
    st.integers(0, 12),
    st.sampled_from(Frame),
    st.floats(0, 1),
)


@given(st.lists(CANDIDATES, max_size=8), st.floats(0, 1))
def test_the_chosen_are_likely_ordered_and_do_not_share_their_words(candidates, least):
    chosen = choose(candidates, least)
    assert all(found in candidates and found.probability >= least for found in chosen)
    assert [found.content for found in chosen] == sorted(found.content for found in chosen)
    for k, one in enumerate(chosen):
        for other in chosen[k + 1 :]:
            (a,), (b,) = one.content, other.content
            shared = max(0, min(a.end, b.end) - max(a.start, b.start))
            assert shared < 0.5 * min(len(a), len(b))


@given(st.lists(CANDIDATES, min_size=1, max_size=8))
def test_something_is_chosen_wherever_something_is_likely(candidates):
    assert choose(candidates, 0.0)


def test_the_unlikely_are_left_out():
    sure, unsure = candidate((0, 20), probability=0.5), candidate((30, 50), probability=0.49)
    assert choose([sure, unsure], 0.5) == [sure]


def test_a_report_within_a_report_is_left_out():
    outer = candidate((0, 60), cue=90, probability=0.6)
    inner = candidate((30, 60), cue=20, probability=0.9)
    assert choose([outer, inner], 0.5) == [outer]


def test_what_only_a_swallowed_report_would_swallow_stays():
    outer = candidate((0, 40), cue=90)
    swallowed = candidate((20, 80), cue=10)
    further = candidate((60, 80), cue=50)
    assert choose([outer, swallowed, further], 0.5) == [outer, further]


def test_of_two_that_hold_each_others_cue_the_insertion_is_the_outer_one():
    insertion = candidate((0, 40), cue=50, frame=Frame.AFTER, probability=0.6)
    clause = candidate((42, 60), cue=20, frame=Frame.BARE, probability=0.9)
    assert choose([insertion, clause], 0.5) == [insertion]


def test_of_two_with_the_same_words_the_likelier_is_chosen():
    one, other = candidate((0, 40), cue=50, probability=0.6), candidate((5, 40), cue=70, probability=0.7)
    assert choose([one, other], 0.5) == [other]


def test_a_cue_has_one_candidate_a_clause_before_a_quotation():
    clause = candidate((40, 60), cue=30, frame=Frame.THAT)
    near = candidate((45, 50), cue=30, frame=Frame.NEAR)
    assert merge_by_cue([near, clause]) == [clause]


def test_the_quotations_on_both_sides_of_a_cue_are_one():
    before, behind = candidate((0, 25), cue=30, frame=Frame.QUOTE), candidate((50, 70), cue=30, frame=Frame.QUOTE)
    assert [merged.content for merged in merge_by_cue([behind, before])] == [(Span(0, 25), Span(50, 70))]


def test_candidates_of_other_cues_stay_apart():
    candidates = [candidate((0, 10), cue=20), candidate((0, 10), cue=30)]
    assert merge_by_cue(candidates) == candidates
