from __future__ import annotations

import pytest
from marking import build

from quotecheck.checking import Checker
from quotecheck.errors import UsageError
from quotecheck.model import FINE, Verdict, VerdictKind
from quotecheck.store import Store

LEE = '<s name="Ann Lee">Ann Lee</s>'


@pytest.fixture
def checked(tmp_path):
    """Check a claim against an article of marked text."""

    def verdict(text: str, claimed: str, by: str | None = "Ann Lee") -> Verdict:
        with Store.open(tmp_path / "quotes.db", create=True) as store:
            run = store.begin_run(version="0", models="none", command="test")
            store.add(build(text), run=run)
            return Checker(store).check(claimed, by)

    return verdict


CERTIFIED = {
    "all of it": (f"<c>“We will not leave.”</c> {LEE} <q>said</q>.", "We will not leave"),
    "other case, marks and spaces": (f"<c>“We’re ready — now,”</c> {LEE} <q>said</q>.", '"we\'re  READY, now."'),
    "cut at both ends": (f"<c>“For years we have fought Daesh in Iraq with partners,”</c> {LEE} <q>said</q>.", "we have fought Daesh"),
    "another sentence's negation": (f"<c>“I do not know. We will win.”</c> {LEE} <q>said</q>.", "We will win"),
    "a negation that a but ends": (
        f"<c>“They have not asked us, but we are happy to help,”</c> {LEE} <q>said</q>.",
        "we are happy to help",
    ),
    "a few": (f"<c>“In the last few days, a few of us met and we won,”</c> {LEE} <q>said</q>.", "we won"),
    "no doubt": (f"<c>“There is no doubt that we will win,”</c> {LEE} <q>said</q>.", "we will win"),
    "I say": (f"<c>“I tell you we will win,”</c> {LEE} <q>said</q>.", "we will win"),
    "inside the marks of a mixed one": (f"{LEE} <q>said</q> <c>that they “are ready to help” the brothers</c>.", "ready to help"),
    "across the cue of one sentence": (f"<c>“We are,”</c> {LEE} <q>said</q>, <c>“ready to help.”</c>", "We are ready to help"),
    "a signed tweet": (f'<c kind="direct">It was my honor to meet you today.</c> – {LEE}', "It was my honor to meet you"),
    "a question asked": (f"<c>“Do we want war?”</c> {LEE} <q>asked</q>.", "Do we want war?"),
    "a but that follows": (f"<c>“We are ready to help, but nobody asks us,”</c> {LEE} <q>said</q>.", "We are ready to help"),
    "a closing mark typed as an opening one": (f"{LEE} <q>added</q> <c>“our action remains crucial. “</c>", "our action remains crucial"),
    "who will travel": ('<s name="Ann Lee">Ann Lee</s>, who will go to Rome, <q>said</q> <c>“we are ready.”</c>', "we are ready"),
    "said in May": (f"{LEE} in May <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "was quoted as": (f"{LEE} was quoted as <q>saying</q> <c>“we are ready.”</c>", "we are ready"),
    "told and said": (f"{LEE} told reporters in Rome and <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "another clause's report": (f"Roe said goodbye, but {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "what the speaker learned": (f"<c>“We learned that they fled,”</c> {LEE} <q>said</q>.", "they fled"),
    "said it to others": (f"<c>“We are ready,”</c> {LEE} <q>said</q>, and told them to go.", "We are ready"),
    "across the cue between two sentences": (f"<c>“We won.”</c> {LEE} <q>said</q>. <c>“They lost.”</c>", "We won. They lost"),
    "a quotation that floats": ('<c name="Ann Lee">“We are ready.”</c>', "We are ready"),
    "an abbreviation in it": (f"<c>“We met Gen. Roe in Rome,”</c> {LEE} <q>said</q>.", "We met Gen. Roe"),
}


@pytest.mark.parametrize(("text", "claimed"), CERTIFIED.values(), ids=CERTIFIED)
def test_verbatim(checked, text, claimed):
    verdict = checked(text, claimed)
    assert (verdict.kind, verdict.differences, verdict.said_by, verdict.score) == (VerdictKind.VERBATIM, (), "Ann Lee", 1.0)


REFUSED = {
    "not": (f"<c>“We do not leave,”</c> {LEE} <q>said</q>.", "leave"),
    "n't": (f"<c>“I don’t think they lie,”</c> {LEE} <q>said</q>.", "they lie"),
    "nor": (f"<c>“Neither they nor we will make excursions,”</c> {LEE} <q>said</q>.", "we will make excursions"),
    "refuse": (f"<c>“We refuse to negotiate with them,”</c> {LEE} <q>said</q>.", "negotiate with them"),
    "if before": (f"<c>“If they attack us, we will strike back,”</c> {LEE} <q>said</q>.", "we will strike back"),
    "in case": (f"<c>“In case they attack, we will strike back,”</c> {LEE} <q>said</q>.", "we will strike back"),
    "as long as, after": (f"<c>“We will strike as long as they attack,”</c> {LEE} <q>said</q>.", "We will strike"),
    "an if without the word": (f"<c>“Had we stayed, we would have won,”</c> {LEE} <q>said</q>.", "we would have won"),
    "in the event, in the article": (f"In the event of war, {LEE} <q>said</q>, <c>“we will strike back.”</c>", "we will strike back"),
    "far from": (f"<c>“It is far from true that we lost,”</c> {LEE} <q>said</q>.", "we lost"),
    "few": (f"<c>“Few of us believe in war,”</c> {LEE} <q>said</q>.", "believe in war"),
    "zero": (f"<c>“There is zero chance that they win,”</c> {LEE} <q>said</q>.", "they win"),
    "insane": (f"<c>“It is insane to bomb them,”</c> {LEE} <q>said</q>.", "bomb them"),
    "used to": (f"<c>“We used to believe in them,”</c> {LEE} <q>said</q>.", "believe in them"),
    "if after": (f"<c>“We will strike if they attack us,”</c> {LEE} <q>said</q>.", "We will strike"),
    "only after": (f"<c>“We will strike only as a last resort,”</c> {LEE} <q>said</q>.", "We will strike"),
    "they say": (f"<c>“They say that we are criminals,”</c> {LEE} <q>said</q>.", "we are criminals"),
    "they say, after": (f"<c>“We are criminals, they claim,”</c> {LEE} <q>said</q>.", "We are criminals"),
    "is a lie": (f"<c>“That we are criminals is a lie,”</c> {LEE} <q>said</q>.", "we are criminals"),
    "might": (f"<c>“We might withdraw our troops,”</c> {LEE} <q>said</q>.", "withdraw our troops"),
    "more than": (f"<c>“More than 300 people died,”</c> {LEE} <q>said</q>.", "300 people died"),
    "breaks off": (f"<c>“We will resist them,”</c> {LEE} <q>said</q>.", "We will"),
    "breaks off behind not": (f"<c>“We will not leave them,”</c> {LEE} <q>said</q>.", "We will not"),
    "breaks off behind cannot": (f"<c>“It simply cannot persist,”</c> {LEE} <q>said</q>.", "It simply cannot"),
    "breaks off before not": (f"<c>“We will not resist,”</c> {LEE} <q>said</q>.", "We will"),
    "not behind an abbreviation": (f"<c>“I do not want Gen. Roe to leave,”</c> {LEE} <q>said</q>.", "Roe to leave"),
    "if in the piece before": (f"<c>“If they attack,”</c> {LEE} <q>said</q>, <c>“we will strike.”</c>", "we will strike"),
    "a question cut to a statement": (f"<c>“Do we want war?”</c> {LEE} <q>asked</q>.", "we want war"),
    "a question without its mark": (f"<c>“We want war?”</c> {LEE} <q>asked</q>.", "We want war."),
    "a statement with a mark": (f"<c>“We want war,”</c> {LEE} <q>said</q>.", "We want war?"),
    "a nested quotation": (f"<c>“He told me: ‘We will not fight’ and left,”</c> {LEE} <q>said</q>.", "We will not fight"),
    "a nested quotation without a verb": (f"<c>“From the crowd, ‘we are hungry’ in chorus,”</c> {LEE} <q>said</q>.", "we are hungry"),
    "indirect": (f"{LEE} <q>said</q> <c>they are ready to help</c>.", "they are ready to help"),
    "outside the marks": (f"{LEE} <q>said</q> <c>they are “ready to help” now</c>.", "they are ready to help"),
    "negated outside the marks": (f"{LEE} <q>said</q> <c>there was no “violation of law”</c>.", "violation of law"),
    "never said": (f"{LEE} has never <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "denied": (f"{LEE} <q>denied</q> <c>“we were paid.”</c>", "we were paid"),
    "denied saying": (f"{LEE} denied <q>saying</q> <c>“we were paid.”</c>", "we were paid"),
    "said it was not true": (f"{LEE} <q>said</q> it was not true that <c>“we were paid.”</c>", "we were paid"),
    "would say": (f"{LEE} would <q>say</q> <c>“we are ready.”</c>", "we are ready"),
    "if in the article": (f"If attacked, {LEE} <q>said</q>, <c>“we will strike back.”</c>", "we will strike back"),
    "across words of the article": (f"<c>“We won”</c> on Monday, {LEE} <q>said</q>, and <c>“they lost.”</c>", "We won they lost"),
    "quoting another": (f"<c>“We are ready,”</c> {LEE} <q>said</q>, quoting Bob Roe.", "We are ready"),
    "quoting another, before": (f"Quoting Bob Roe, {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "reading from a letter": (f"{LEE} <q>said</q> <c>“we are ready,”</c> reading from a letter.", "we are ready"),
    "citing, inverted": (f"<c>“We are ready,”</c> <q>said</q> {LEE}, citing Bob Roe.", "We are ready"),
    "critics wrote": (f"Critics wrote that {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "critics wrote, without that": (f"Critics claim {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "critics wrote, from afar": (f"Critics wrote, in a letter, that {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "according to another": (f"According to Roe, {LEE} <q>said</q> <c>“we are ready.”</c>", "we are ready"),
    "according to another, behind": (f"<c>“We are ready,”</c> {LEE} <q>said</q>, according to Roe.", "We are ready"),
    "critics claim, behind": (f"{LEE} <q>said</q> <c>“we are ready,”</c> critics claim.", "we are ready"),
    "joked that": (f"<c>“I joked that it’s over,”</c> {LEE} <q>said</q>.", "it's over"),
    "agreed that": (f"<c>“They agreed that in the end it’s over,”</c> {LEE} <q>said</q>.", "it's over"),
    "rumours": (f"<c>“There were rumours of war and ruin,”</c> {LEE} <q>said</q>.", "war and ruin"),
    "when before": (f"<c>“When they attack, we will fire,”</c> {LEE} <q>said</q>.", "we will fire"),
    "once after": (f"<c>“We will fire once they attack,”</c> {LEE} <q>said</q>.", "We will fire"),
    "less than, after": (f"<c>“We have lost less than 300,”</c> {LEE} <q>said</q>.", "We have lost"),
    "than, after": (f"<c>“There are more than us,”</c> {LEE} <q>said</q>.", "There are more"),
    "a function word": (f"<c>“We are of the people,”</c> {LEE} <q>said</q>.", "of"),
    "a mark that never closes": (f"{LEE} <q>said</q> <c>they were “ready to help the brothers</c>.", "ready to help"),
    "a changed number": (f"<c>“We lost 130 men,”</c> {LEE} <q>said</q>.", "We lost 150 men"),
    "a dropped not": (f"<c>“We will not leave Syria,”</c> {LEE} <q>said</q>.", "We will leave Syria"),
}


@pytest.mark.parametrize(("text", "claimed"), REFUSED.values(), ids=REFUSED)
def test_no_false_certificate(checked, text, claimed):
    verdict = checked(text, claimed)
    assert verdict.kind not in FINE
    assert verdict.differences or verdict.reasons
    assert checked(text, claimed, by=None).kind not in FINE


def test_the_cut_is_told(checked):
    verdict = checked(f"<c>“We do not leave,”</c> {LEE} <q>said</q>.", "leave")
    assert verdict.kind is VerdictKind.DISTORTED
    assert verdict.reasons == ("the cut leaves out “not”, which turns these words",)


def test_the_evidence_is_the_line_and_the_words(checked):
    text = f"A headline\n\n<c>“We will win,”</c> {LEE} <q>said</q>.\n"
    (evidence,) = checked(text, "WE WILL WIN").evidence
    assert (evidence.article, evidence.path, evidence.line, evidence.text) == ("a.txt", "a.txt", 3, "We will win")
    assert evidence.span.of(build(text).article.text) == "We will win"


TWO = f"<c>“We will win,”</c> {LEE} <q>said</q>.\n<c>“Never,”</c> <s>Bob Roe</s> <q>said</q>.\n"


def test_another_persons_words(checked):
    verdict = checked(TWO, "We will win", by="Bob Roe")
    assert (verdict.kind, verdict.said_by) == (VerdictKind.MISATTRIBUTED, "Ann Lee")


def test_anybodys_words(checked):
    verdict = checked(TWO, "We will win", by=None)
    assert (verdict.kind, verdict.said_by) == (VerdictKind.VERBATIM, "Ann Lee")


def test_a_name_nobody_bears(checked):
    verdict = checked(TWO, "We will win", by="Zoltan Quux")
    assert verdict.kind is VerdictKind.MISATTRIBUTED
    assert "nobody called 'Zoltan Quux'" in verdict.reasons[0]


def test_a_surname_of_two_says_who_it_was(checked):
    text = f"<c>“We will win,”</c> {LEE} <q>said</q>.\n<c>“Never,”</c> <s>Bob Lee</s> <q>said</q>.\n"
    verdict = checked(text, "We will win", by="Lee")
    assert (verdict.kind, verdict.said_by) == (VerdictKind.VERBATIM, "Ann Lee")
    assert verdict.reasons == ("“Lee” may be Ann Lee, Bob Lee",)
    assert checked(text, "We will win", by="Bob Lee").kind is VerdictKind.MISATTRIBUTED


def test_part_of_a_bodys_name_is_not_the_body(checked):
    text = '<c>“We will win,”</c> <s name="Lee Administration" type="organisation">the Lee Administration</s> <q>said</q>.\n'
    assert checked(text, "We will win", by="Lee").kind is VerdictKind.MISATTRIBUTED
    assert checked(text, "We will win", by="Lee administration").kind is VerdictKind.VERBATIM


def test_nothing_like_it(checked):
    verdict = checked(TWO, "The price of bread has doubled")
    assert (verdict.kind, verdict.said_by, verdict.differences, verdict.evidence) == (VerdictKind.NOT_FOUND, None, (), ())


def test_a_single_word_paraphrases_nothing(checked):
    """By its vector alone, *no* is near to whatever is denied."""
    assert checked(f"<c>“No.”</c> {LEE} <q>replied</q>.", "would never close the terminal").kind is VerdictKind.NOT_FOUND


@pytest.mark.parametrize("claimed", ["", "  ", "“…”", "—"])
def test_no_word_is_a_mistake_of_the_user(checked, claimed):
    with pytest.raises(UsageError, match="no word"):
        checked(TWO, claimed)


def test_a_blank_name_is_a_mistake_of_the_user(checked):
    with pytest.raises(UsageError, match="No name"):
        checked(f"<c>“No,”</c> {LEE} <q>said</q>.", "No", by=" ")


@pytest.mark.parametrize(
    ("text", "claimed", "reason"),
    [
        (f"<c>“We are of the people,”</c> {LEE} <q>said</q>.", "The", "too short to tell"),
        (
            f"<c>“We are ready,”</c> {LEE} <q>said</q>, quoting Bob Roe.",
            "We are ready",
            "the article does not say that this was said: “quoting”",
        ),
    ],
)
def test_the_reason_is_told(checked, text, claimed, reason):
    assert checked(text, claimed).reasons == (reason,)
