"""Where reported words end."""

from __future__ import annotations

from quotecheck.attribution.context import is_occasion, is_time
from quotecheck.attribution.syntax import base, child, children, span_of, stripped, under
from quotecheck.model import Parse, Span, Word

__all__ = ["shares_tense", "to_the_end", "trimmed"]

_JOINTS = frozenset({"PUNCT", "CCONJ"})
_RESUMING = frozenset({",", "-", "while", "as", "when", "after"})
_PAST = frozenset({"VBD", "VBN"})
_FINITE = _PAST | {"VBZ", "VBP"}


def to_the_end(parse: Parse, verb: Word, words: list[Word]) -> list[Word]:
    """``words`` and what follows in the sentence, up to the first word that goes on about the telling.

    Parsers attach the end of a long clause anywhere; readers take it to be reported until something says otherwise: a verb
    coordinated with the cue, a participle or a clause that hangs on the cue behind a comma, a parenthesis, *according to*.

    Args:
        parse: the article's syntax.
        verb: the cue.
        words: what the parser takes for the cue's complement, in order, none before the cue.
    """
    if verb.deprel == "acl:relcl":  # what follows belongs to the clause above: *X, who said it was a copy, left*
        return words
    first, reported = words[0].index, words[-1].index
    end = parse.sentences[parse.sentence_of[verb.index]].last
    for word in parse.words[first + 1 : end]:
        behind = word.index > reported
        if word.text in ("(", "[") and (behind or _is_aside(parse, word, reported)):
            end = word.index
            break
        if _resumes(parse, verb, word, behind=behind):
            end = word.index
            while end - 1 > first and _leads_over(parse, parse.words[end - 1], word):
                end -= 1
            break
    return list(parse.words[first:end])


def _is_aside(parse: Parse, opening: Word, reported: int) -> bool:
    """Whether a bracket opens a remark that ends what the parser takes for reported: *had sunk (see page 3)*."""
    inside = parse.words[opening.index + 1 : reported + 1]
    closing = next((word.index for word in inside if word.text in (")", "]")), reported)
    remark = any(base(word) == "parataxis" for word in inside if word.index < closing)
    return remark and all(word.upos == "PUNCT" for word in inside if word.index > closing)


def _leads_over(parse: Parse, before: Word, word: Word) -> bool:
    """Whether ``before`` belongs to ``word`` behind it, and not to what was told: the *and* of *… was safe and added that …*."""
    return before.upos in _JOINTS or (before.upos != "VERB" and under(parse, before, word))


def trimmed(parse: Parse, words: list[Word]) -> Span | None:
    """The span of ``words`` without commas, colons, dashes and spaces at its ends, and without the stop that ends the sentence."""
    text = parse.article.text
    span = stripped(text, span_of(words))
    if words[-1].text == "." and span.of(text).endswith("."):
        span = Span(span.start, span.end - 1)
    return span if len(span) else None


def _resumes(parse: Parse, verb: Word, word: Word, *, behind: bool) -> bool:
    """Whether at ``word`` the sentence goes on about the telling instead of what was told."""
    if word.upos == "VERB" and base(word) == "conj" and word.xpos in _FINITE:
        return _is_next_report(parse, verb, word) or shares_tense(parse, verb, word)
    if not behind:
        return False
    if word.head == verb.index and base(word) in ("obl", "iobj", "obj"):
        return is_time(word) or is_occasion(parse, word)
    if word.head == verb.index and base(word) in ("advcl", "parataxis"):
        return parse.words[word.index - 1].text in _RESUMING
    return word.text.lower() == "according"


def _is_next_report(parse: Parse, verb: Word, joined: Word) -> bool:
    """Whether a verb beside the cue reports something else by somebody else: *X said it sank, but Y denied it was late*."""
    return joined.head == verb.index and child(parse, joined, "nsubj") is not None and child(parse, joined, "ccomp") is not None


def shares_tense(parse: Parse, verb: Word, joined: Word) -> bool:
    """Whether a coordinated verb without a subject goes with the cue: *said there are signs and called for help*."""
    if joined.head is None or child(parse, joined, "nsubj", "aux", "aux:pass") is not None:
        return False
    tense = "Past" if joined.xpos in _PAST else "Pres"
    if tense != _tense(parse, verb):
        return False
    head = parse.words[joined.head]
    return head.index == verb.index or (head.index > verb.index and (tense != _tense(parse, head) or _is_done_to_things(parse, head)))


def _is_done_to_things(parse: Parse, told: Word) -> bool:
    """Whether a clause has a thing for its subject and a passive or a copula: *the pool was closed and [called]* is no thing's call."""
    subject = child(parse, told, "nsubj")
    return subject is not None and subject.upos == "NOUN" and child(parse, told, "cop", "aux:pass") is not None


def _tense(parse: Parse, verb: Word) -> str | None:
    finite_word = next(children(parse, verb, "aux", "cop"), verb)
    return finite_word.feats.get("Tense")
