"""Cues that are not verbs: *the claim that …*, *according to …*."""

from __future__ import annotations

from bisect import bisect_left

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.extent import trimmed
from quotecheck.attribution.subjects import subject_of
from quotecheck.attribution.syntax import base, child, children, descendants, phrase, sentence_words
from quotecheck.model import EntityType, Parse, Span, Word

__all__ = ["according_to", "noun_with_clause"]

_OWNERS = ("of", "by", "from")
_MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "flat", "nummod", "case", "punct"})
_OPENING = frozenset({"PUNCT", "CCONJ", "ADV"})
_LONGEST_SOURCE = 12


def noun_with_clause(parse: Parse, noun: Word) -> Candidate | None:
    """*the claim that …*, with the speaker in a genitive, an *of* or *by* phrase, or as the subject of its verb."""
    clause = next((w for w in children(parse, noun, "acl", "ccomp") if w.index > noun.index and w.deprel != "acl:relcl"), None)
    mark = child(parse, clause, "mark") if clause else None
    if clause is None or mark is None or mark.text.lower() != "that":
        return None
    content = trimmed(parse, descendants(parse, clause))
    if content is None:
        return None
    speaker, head = _owner(parse, noun)
    return Candidate(
        content=(content,),
        cue=(noun.span,),
        cue_word=noun,
        lemma=noun.lemma.lower(),
        frame=Frame.NOUN,
        speaker=speaker,
        speaker_head=head,
        rule="noun-that",
    )


def _owner(parse: Parse, noun: Word) -> tuple[tuple[Word, ...], Word | None]:
    owner = child(parse, noun, "nmod:poss")
    for word in children(parse, noun, "nmod"):
        case = child(parse, word, "case")
        if owner is None and case is not None and case.text.lower() in _OWNERS:
            owner = word
    if owner is not None:
        return tuple(w for w in phrase(parse, owner) if w.deprel != "case"), owner
    named = _named_before(parse, noun)
    if named:
        return named, named[-1]
    if base(noun) in ("obj", "obl") and noun.head is not None:
        subject = subject_of(parse, parse.words[noun.head])
        if subject is not None:
            return subject.words, subject.head
    return (), None


def _named_before(parse: Parse, noun: Word) -> tuple[Word, ...]:
    """The person or body whose name stands right before the noun: *a [Harbour Post] report that …*."""
    k = bisect_left(parse.names, noun.index, key=lambda name: name.last)
    name = parse.names[k] if k < len(parse.names) else None
    if name is None or name.last != noun.index or name.type not in (EntityType.PERSON, EntityType.ORGANISATION):
        return ()
    last = parse.words[name.last - 1]
    return parse.words[name.first : name.last] if base(last) in ("compound", "flat") else ()


def _with_name(parse: Parse, source: tuple[Word, ...], last: int) -> tuple[Word, ...]:
    """``source`` with the person's name that stands between commas behind it: *a survivor, [Marek Dolny], …*."""
    comma = source[-1].index + 1
    k = bisect_left(parse.names, comma + 1, key=lambda name: name.first)
    name = parse.names[k] if k < len(parse.names) else None
    if name is None or name.first != comma + 1 or name.last > last or name.type is not EntityType.PERSON:
        return source
    between_commas = parse.words[comma].text == "," == parse.words[name.last].text
    return (*source, *parse.words[comma : name.last]) if between_commas else source


def according_to(parse: Parse, word: Word) -> Candidate | None:
    """*According to X, …* and *…, according to X*, where ``word`` is *according*."""
    sentence = sentence_words(parse, word)
    first, last = sentence[0].index, sentence[-1].index
    if word.index + 2 > last or parse.words[word.index + 1].text.lower() != "to":
        return None
    head = parse.words[word.index + 2]
    while head.head is not None and head.head > word.index + 1 and base(head) in _MODIFIERS:
        head = parse.words[head.head]
    source = tuple(w for w in phrase(parse, head) if w.index > word.index + 1)
    if not source:
        return None
    source = _with_name(parse, source, last)
    if all(w.upos in _OPENING for w in parse.words[first : word.index]):
        start = source[-1].index + 1
        comma = next((w.index for w in parse.words[start : min(start + _LONGEST_SOURCE, last + 1)] if w.text == ","), start)
        words = list(parse.words[comma : last + 1])
    else:
        words = list(parse.words[first : word.index])
    content = trimmed(parse, words) if len(words) > 1 else None
    if content is None:
        return None
    return Candidate(
        content=(content,),
        cue=(Span(word.span.start, parse.words[word.index + 1].span.end),),
        cue_word=word,
        lemma="according",
        frame=Frame.ACCORDING,
        speaker=source,
        speaker_head=head,
        rule="according",
    )
