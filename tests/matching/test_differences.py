from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parses import article

from quotecheck.matching.alignment import Alignment, Stretch, align
from quotecheck.matching.differences import differences
from quotecheck.matching.passages import Passage, passage_of_text
from quotecheck.model import DifferenceKind, EntityType, Name, Parse, Sentence, Span, Word


def parsed(marked: str, *, name: str = "") -> Passage:
    """A passage of ``form|UPOS|deprel|head`` words, heads counted from 1; ``name`` is tagged as a person's."""
    rows = [word.split("|") for word in marked.split()]
    text = " ".join(row[0] for row in rows)
    words, at = [], 0
    for index, (form, upos, deprel, head) in enumerate(rows):
        span = Span(at, at + len(form))
        words.append(
            Word(
                index=index,
                span=span,
                text=form,
                lemma=form.lower(),
                upos=upos,
                xpos="",
                head=int(head) - 1 if head != "0" else None,
                deprel=deprel,
            )
        )
        at += len(form) + 1
    first = next((word.index for word in words if name and word.text == name.split(maxsplit=1)[0]), 0)
    last = first + len(name.split())
    names = (
        (Name(span=Span(words[first].span.start, words[last - 1].span.end), first=first, last=last, type=EntityType.PERSON),)
        if name
        else ()
    )
    whole = Span(0, len(text))
    parse = Parse(
        article=article(text),
        blocks=(whole,),
        sentences=(Sentence(span=whole, first=0, last=len(words), block=0),),
        words=tuple(words),
        names=names,
    )
    return passage_of_text(text, parse)


def passage(text: str | Passage) -> Passage:
    return text if isinstance(text, Passage) else passage_of_text(text)


def told(one: str | Passage, other: str | Passage, *, reported: bool = False) -> list[tuple[str, str, str]]:
    """What differs of two whole passages but for words: kind and both texts."""
    alignment = align(passage(one), replace(passage(other), reported=reported))
    found = differences(alignment, whole=True)
    return [(d.kind.value, d.one_text, d.other_text) for d in found if d.kind is not DifferenceKind.WORDS]


def kinds(one: str | Passage, other: str | Passage, *, reported: bool = False) -> set[str]:
    return {kind for kind, _, _ in told(one, other, reported=reported)}


NOT = "We|PRON|nsubj|4 did|AUX|aux|4 not|PART|advmod|4 leave|VERB|root|0 the|DET|det|6 city|NOUN|obj|4"
LEFT = "We|PRON|nsubj|2 left|VERB|root|0 the|DET|det|4 city|NOUN|obj|2"
REFUSED = "We|PRON|nsubj|2 refused|VERB|root|0 to|PART|mark|4 leave|VERB|xcomp|2 the|DET|det|6 city|NOUN|obj|4"


def test_each_side_says_its_words_and_where_they_stand():
    one, other = (
        passage_of_text("The tax will rise to 20 percent in May."),
        passage_of_text("“The tax will rise to thirty percent in May.”"),
    )
    (found,) = differences(align(one, other))
    assert (found.kind, found.one_text, found.other_text) == (DifferenceKind.NUMBER, "20 percent", "thirty percent")
    assert found.one.of("The tax will rise to 20 percent in May.") == "20 percent"
    assert found.other.of("“The tax will rise to thirty percent in May.”") == "thirty percent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor will attend the opening", "The mayor will not attend the opening"),
        ("The mayor attended the opening", "The mayor never attended the opening"),
        ("The guests arrived with their luggage", "The guests arrived without their luggage"),
        ("The guards opened the gate at noon", "The guards refused to open the gate at noon"),
        ("The plan is likely to pass", "The plan is unlikely to pass"),
        ("It was a happy ending for the farmers", "It was an unhappy ending for the farmers"),
        ("Prices rose sharply in the spring", "Prices fell sharply in the spring"),
        ("We want more, not less, of their help", "We want less, not more, of their help"),
        ("It is just a game to these people", "It is not just a game to these people"),
        ("The bridge was safe for lorries", "The bridge can't be called safe for lorries"),
        (parsed(NOT), parsed(LEFT)),
        (parsed(NOT), "We left the city"),
        (parsed(REFUSED), parsed(LEFT)),
    ],
)
def test_what_one_side_denies(one, other):
    assert "polarity" in kinds(one, other)
    assert "polarity" in kinds(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will not leave the city", "We won't leave the city"),
        ("We cannot pay for the bridge", "We can’t pay for the bridge"),
        ("There is no doubt that the bridge is safe", "The bridge is safe"),
        ("It is impossible to cross the river", "It is not possible to cross the river"),
        ("The farmers were not happy with the law", "The farmers were unhappy with the law"),
        ("We met neither the king nor the queen", "We met neither the king, nor the queen"),
        (parsed(NOT), parsed(REFUSED)),
        (parsed(NOT), "We refused to leave the city"),
    ],
)
def test_what_both_deny_in_other_words(one, other):
    assert not kinds(one, other)


def test_a_negation_that_another_undoes():
    assert "polarity" in kinds("It was impossible to cross the river", "It was not impossible to cross the river")
    assert not kinds("He never failed to answer his letters", "He answered his letters")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost $5.5 million to mend", "It cost 5.5 million dollars to mend"),
        ("It cost 5500000 dollars to mend", "It cost $5.5 million to mend"),
        ("Some 20 percent of them voted", "Some twenty per cent of them voted"),
        ("He sold a dozen eggs", "He sold 12 eggs"),
        ("Two hundred and one ships sailed", "201 ships sailed"),
        ("She came in 21st in the race", "She came in 21st, in the race"),
        ("They won half a million votes", "They won 500,000 votes"),
    ],
)
def test_one_number_in_two_spellings(one, other):
    assert not kinds(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It cost $5.5 million to mend", "It cost 5.5 billion dollars to mend"),
        ("Five ships sailed and ten sank", "Ten ships sailed and five sank"),
        ("It grew by 5 percent last summer", "It grew by 5 last summer"),
        ("They won half a million votes", "They won a quarter of a million votes"),
        ("The second ship sank", "The third ship sank"),
    ],
)
def test_another_number(one, other):
    assert "number" in kinds(one, other)
    assert "number" in kinds(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("All farmers voted for the law", "Some farmers voted for the law"),
        ("Most farmers voted for the law", "Few farmers voted for the law"),
        ("It cost more than 300 dollars", "It cost less than 300 dollars"),
        ("At least 300 people came", "At most 300 people came"),
        ("Every shop was closed by then", "Nearly every shop was closed by then"),
    ],
)
def test_another_quantity(one, other):
    assert "quantity" in kinds(one, other)


def test_a_word_of_quantity_that_counts_nothing():
    assert not kinds("It was the most important day", "It was the most, important day")
    assert not kinds("Every shop was closed", "Each shop was closed")


def test_dates():
    assert kinds("They met on Monday in Rome", "They met on Friday in Rome") == {"date"}
    assert kinds("They met in May 2015 in Rome", "They met in June 2015 in Rome") == {"date"}
    assert kinds("They met in 2015 in Rome", "They met in 2016 in Rome") == {"date"}
    assert not kinds("They met on Sept. 5 in Rome", "They met on September 5 in Rome")


def test_days_that_depend_on_who_tells_are_folded():
    assert not kinds("We meet tomorrow in the old town hall", "they met the next day in the old town hall", reported=True)
    assert not kinds("We meet tomorrow in the old town hall", "they met on Tuesday in the old town hall", reported=True)
    assert kinds("We meet tomorrow in the old town hall", "they met the day before in the old town hall", reported=True) == {"date"}


def test_names():
    assert kinds("I met Hillary Clinton in the garden", "I met Chelsea Clinton in the garden") == {"name"}
    assert kinds("I met Gregor Brandt in the garden", "I met Tobias Klein in the garden") == {"name"}
    assert not kinds("I met Hillary Clinton in the garden", "I met Clinton in the garden")
    assert not kinds("I met Mr. Brandt in the garden", "I met Gregor Brandt in the garden")
    assert not kinds("Troops of the U.S. arrived in spring", "Troops of the United States arrived in spring")
    assert not kinds("I met Brandt in the garden", "I met him in the garden")


def test_a_name_that_only_the_parse_knows():
    one = parsed("I|PRON|nsubj|2 met|VERB|root|0 brandt|PROPN|obj|2 in|ADP|case|6 the|DET|det|6 garden|NOUN|obl|2", name="brandt")
    assert kinds(one, "I met Klein in the garden") == {"name"}
    assert not kinds(one, "I met the gardener in the garden")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will close the mine", "We may close the mine"),
        ("We must close the mine", "We can close the mine"),
        ("We closed the mine", "We wanted to close the mine"),
        ("He stole the money from the bank", "He allegedly stole the money from the bank"),
        ("We close the mine if they agree", "We close the mine unless they agree"),
        ("We should close the mine", "We will close the mine"),
    ],
)
def test_another_modality(one, other):
    assert "modality" in kinds(one, other)
    assert "modality" in kinds(other, one)


def test_the_tense_of_reported_speech_is_folded():
    assert not kinds("I will close the mine by winter", "he would close the mine by winter", reported=True)
    assert not kinds("We can close the mine by winter", "they could close the mine by winter", reported=True)
    assert kinds("We will close the mine by winter", "We would close the mine by winter") == {"modality"}
    assert not kinds("We're going to close the mine", "We are gonna close the mine")
    assert not kinds("In May the mine was closed", "IN MAY THE MINE WAS CLOSED")


BIT = "Brandt|PROPN|nsubj|2 accused|VERB|root|0 Klein|PROPN|obj|2 of|ADP|case|5 theft|NOUN|obl|2"
BITTEN = (
    "Klein|PROPN|nsubj:pass|3 was|AUX|aux:pass|3 accused|VERB|root|0 of|ADP|case|5 theft|NOUN|obl|3 by|ADP|case|7 Brandt|PROPN|obl:agent|3"
)


def test_roles():
    turned = parsed(BIT.replace("Brandt", "X").replace("Klein", "Brandt").replace("X", "Klein"))
    assert "role" in kinds(parsed(BIT), turned)
    assert "role" in kinds(turned, parsed(BITTEN))
    assert not kinds(parsed(BIT), parsed(BITTEN))
    assert "role" in kinds(parsed(BIT), "Klein accused Brandt of theft")
    assert "role" in kinds("We protect Europe with our ships", "Europe protects us with our ships")
    assert not kinds("On Monday Brandt accused Klein of theft", "Brandt accused Klein of theft on Monday")


def test_one_noun_of_another():
    one = parsed("He|PRON|nsubj|2 saw|VERB|root|0 the|DET|det|4 son|NOUN|obj|2 of|ADP|case|7 the|DET|det|7 king|NOUN|nmod|4")
    other = parsed("He|PRON|nsubj|2 saw|VERB|root|0 the|DET|det|4 king|NOUN|obj|2 of|ADP|case|7 the|DET|det|7 son|NOUN|nmod|4")
    assert kinds(one, other) == {"role"}


def test_persons_change_only_where_words_are_retold():
    assert kinds("I sold the house last", "They sold the house last") == {"role"}
    assert not kinds("I sold the house last", "she sold the house last", reported=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We're sure they'll come", "We are sure they will come"),
        ("The labour law was a catalogue of favours", "The labor law was a catalog of favors"),
        ("An anti-war speech about non-profits", "An antiwar speech about nonprofits"),
        ("He said it was [sic] a honour", "He said it was a honour"),
        ("THE LAW IS GOOD", "the law is good"),
    ],
)
def test_what_is_no_difference(one, other):
    assert differences(align(passage(one), passage(other)), whole=True) == ()


def test_all_else_is_words():
    found = differences(align(passage("The soldiers left the old town"), passage("The troops leave that town")), whole=True)
    assert found
    assert {difference.kind for difference in found} == {DifferenceKind.WORDS}


def test_a_cut_is_no_difference():
    long, short = passage("I do not say that the bridge over the river is safe"), passage("the bridge over the river is safe")
    assert differences(align(long, short)) == ()
    assert "polarity" in {difference.kind.value for difference in differences(align(long, short), whole=True)}


def test_what_stands_instead_at_the_edge_is_a_difference():
    one, other = passage("The bridge over the river was built in 1950"), passage("The bridge over the river was built in 1960 by convicts")
    assert [difference.kind for difference in differences(align(one, other))] == [DifferenceKind.DATE]


def test_a_clause_left_out_takes_its_negation_along():
    kept = "She|PRON|nsubj|2 sang|VERB|root|0 {}and|CCONJ|cc|{} they|PRON|nsubj|{} cheered|VERB|conj|2"
    one = parsed(kept.format("who|PRON|nsubj|6 had|AUX|aux|6 never|ADV|advmod|6 rehearsed|VERB|acl:relcl|1 ", 9, 9))
    other = parsed(kept.format("", 5, 5))
    assert not kinds(one, other)


VOCABULARY = (
    "we they I he the a not never no will would may can must if all some three 3 20 percent % $ million Monday May Rome Clinton left "
    "leaves refused to without doubt safe unsafe by was don't we're said and of , ."
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)


@given(WORDS)
def test_nothing_differs_from_itself(text):
    same = passage_of_text(text)
    assert differences(align(same, same)) == ()
    assert differences(align(same, same), whole=True) == ()


def exchanged(found):
    return {(d.kind, d.other, d.one, d.other_text, d.one_text) for d in found}


@settings(max_examples=200)
@given(WORDS, WORDS, st.booleans())
def test_sides_can_be_exchanged(one, other, reported):
    a, b = passage_of_text(one), replace(passage_of_text(other), reported=reported)
    alignment = align(a, b)
    stretches = tuple(Stretch(same=stretch.same, one=stretch.other, other=stretch.one) for stretch in alignment.stretches)
    mirrored = Alignment(one=b, other=a, stretches=stretches)
    for whole in (False, True):
        found = differences(alignment, whole=whole)
        assert exchanged(found) == {(d.kind, d.one, d.other, d.one_text, d.other_text) for d in differences(mirrored, whole=whole)}


def test_empty_passages():
    assert differences(align(passage(""), passage(""))) == ()
    assert differences(align(passage(""), passage("no")), whole=True)[0].kind is DifferenceKind.POLARITY


def test_two_who_do_what_the_other_did():
    rows = "{}|PROPN|nsubj|2 sang|VERB|root|0 and|CCONJ|cc|5 {}|PROPN|nsubj|5 danced|VERB|conj|2"
    assert "role" in kinds(parsed(rows.format("Brandt", "Klein")), parsed(rows.format("Klein", "Brandt")))


def test_the_same_words_parsed_otherwise_have_no_other_roles():
    misread = "Brandt|PROPN|obj|2 accused|VERB|root|0 Klein|PROPN|nsubj|2 of|ADP|case|5 theft|NOUN|obl|2"
    assert differences(align(parsed(BIT), parsed(misread)), whole=True) == ()
