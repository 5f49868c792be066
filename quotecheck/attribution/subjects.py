"""Who a verb's subject is: its own, its antecedent, the one it shares with the verb above it, or the phrase beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotecheck.attribution.context import is_time
from quotecheck.attribution.extent import shares_tense
from quotecheck.attribution.syntax import base, child, children, phrase
from quotecheck.model import Parse, Word

__all__ = ["Subject", "is_passive", "subject_of", "teller_of"]

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
_DEEPEST = 5
_FARTHEST_CONJUNCT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The words of a subject and their head; ``own`` if the verb governs it itself; ``relative``, the pronoun that stands for it."""

    words: tuple[Word, ...]
    head: Word
    own: bool
    relative: Word | None = None


def subject_of(parse: Parse, verb: Word, *, quoted: Sequence[bool] = (), inverted: bool = False) -> Subject | None:
    """The speaker that ``verb`` would have if it reports; None if there is none.

    Args:
        parse: the article's syntax.
        verb: the cue.
        quoted: for each word of the article, whether it stands between quotation marks; a subject from within them is none.
        inverted: whether a noun right behind the verb is its subject whatever the parser says (*“…,” confirmed Caggins*).
    """
    behind = _behind(parse, verb, quoted) if inverted else None
    if behind is not None:
        return _subject(parse, [behind], own=True)
    return _governed(parse, verb, quoted) or _shared(parse, verb, quoted, _DEEPEST)


def _governed(parse: Parse, verb: Word, quoted: Sequence[bool]) -> Subject | None:
    """The agent of a passive, the subject, the antecedent of a relative pronoun, or the name that stands beside the verb."""
    if is_passive(parse, verb):
        agent = next((w for w in children(parse, verb, "obl") if _is_agent(parse, w)), None)
        return None if agent is None else _subject(parse, [agent], own=True)
    own = [w for w in children(parse, verb, "nsubj") if w.deprel != "nsubj:pass" and not (quoted and quoted[w.index])]
    if own and own[0].text.lower() in _RELATIVE:
        antecedent = _antecedent(parse, verb, own[0])
        subject = None if antecedent is None else _subject(parse, [antecedent], own=False)
        return subject and replace(subject, relative=own[0])
    if own:
        side = own[-1].index < verb.index
        return _subject(parse, [w for w in own if (w.index < verb.index) == side], own=True)
    beside = _beside(parse, verb, quoted)
    return _subject(parse, [beside], own=True) if beside is not None and beside.upos in ("PROPN", "PRON") else None


def is_passive(parse: Parse, verb: Word) -> bool:
    """Whether ``verb`` is a passive, of a finite verb or of a lone participle: *she was told*, *[asked] if he knew, he said no*."""
    if child(parse, verb, "aux:pass") is not None:
        return True
    if child(parse, verb, "aux", "nsubj", "mark") is not None:
        return False
    # Taggers take such a participle for a past tense now and then; but a finite clause has a subject.
    return verb.xpos in ("VBN", "VBD") and verb.deprel in ("acl", "advcl")


def _is_agent(parse: Parse, word: Word) -> bool:
    case = child(parse, word, "case")
    return word.deprel == "obl:agent" or (case is not None and case.text.lower() == "by" and not is_time(word))


def _antecedent(parse: Parse, verb: Word, pronoun: Word) -> Word | None:
    """The noun that a relative pronoun stands for: the one its clause hangs on, else the one right before it."""
    if verb.head is not None and base(verb) == "acl":
        return parse.words[verb.head]
    first = parse.sentences[parse.sentence_of[verb.index]].first
    before = pronoun.index - 1
    while before > first and parse.words[before].upos == "PUNCT":
        before -= 1
    word = parse.words[before]
    while word.head is not None and base(word) in ("flat", "compound", "appos"):
        word = parse.words[word.head]
    return word if before >= first and word.upos in ("NOUN", "PROPN") else None


def _shared(parse: Parse, verb: Word, quoted: Sequence[bool], depth: int) -> Subject | None:
    """The noun that a participle describes, or the subject of the verb that a participle, infinitive or conjunct depends on."""
    if verb.head is None or depth == 0 or is_passive(parse, verb):
        return None
    governor = parse.words[verb.head]
    above = teller_of(parse, verb) or _tag(parse, verb) or _outside(parse, governor, quoted)
    if base(verb) == "acl" and above is governor:
        free = above.index < verb.index and child(parse, verb, "nsubj") is None
        return _before(_subject(parse, [above], own=False), verb) if free else None
    if base(verb) not in _SHARING | {"acl"} or above.upos not in _PREDICATES:
        return None
    if base(verb) == "ccomp" and verb.feats.get("VerbForm") == "Fin":
        return None
    found = _raised(parse, verb, above, quoted) or _governed(parse, above, quoted) or _shared(parse, above, quoted, depth - 1)
    return _before(found, verb)


def _raised(parse: Parse, verb: Word, above: Word, quoted: Sequence[bool]) -> Subject | None:
    """The subject of a passive that ``verb`` completes: *[the mayor] is expected to announce*, *[she] was quoted by AP as saying*."""
    mark = child(parse, verb, "mark", "case")
    completes = base(verb) == "xcomp" or (base(verb) == "advcl" and mark is not None and mark.text.lower() == "as")
    subject = child(parse, above, "nsubj:pass") if completes else None
    return None if subject is None or (quoted and quoted[subject.index]) else _subject(parse, [subject], own=False)


def _tag(parse: Parse, verb: Word) -> Word | None:
    """The cue that a participle stands right behind, though the parser joined it to what was told: *…, she said, adding that …*."""
    if verb.feats.get("VerbForm") not in ("Ger", "Part") or verb.index - 2 < parse.sentences[parse.sentence_of[verb.index]].first:
        return None
    comma, tag = parse.words[verb.index - 1], parse.words[verb.index - 2]
    told = comma.text == "," and tag.feats.get("VerbForm") == "Fin" and child(parse, tag, "nsubj") is not None
    return tag if told else None


def _outside(parse: Parse, word: Word, quoted: Sequence[bool]) -> Word:
    """``word``, or the first above it outside quotation marks: *“We will stay,” she said in Rome, adding that …* adds to the telling."""
    while quoted and quoted[word.index] and word.head is not None:
        word = parse.words[word.head]
    return word


def teller_of(parse: Parse, verb: Word) -> Word | None:
    """The cue that ``verb`` goes with, though the parser joined it to what was told: *said there are signs and called for help*."""
    if base(verb) != "conj" or verb.head is None or verb.xpos not in ("VBD", "VBN"):
        return None
    above = parse.words[verb.head]
    while above.head is not None:
        above = parse.words[above.head]
        if above.upos == "VERB" and shares_tense(parse, above, verb):
            return above
    return None


def _subject(parse: Parse, heads: list[Word], *, own: bool) -> Subject | None:
    """The phrase of one head, or of several that stand side by side ("Foreign Minister" + "Paolo Gentiloni")."""
    words = {w.index: w for head in heads for w in phrase(parse, head)}
    head = heads[-1]
    for other in children(parse, head, "conj"):  # *Karl Brandt and Tim Farrow*
        if other.upos in _NOMINAL and child(parse, other, "cop", "nsubj") is None and other.index - max(words) <= _FARTHEST_CONJUNCT:
            last = phrase(parse, other)[-1].index
            words |= {k: parse.words[k] for k in range(max(words) + 1, last + 1)}
    low, high = head.index, head.index
    while low - 1 in words:
        low -= 1
    while high + 1 in words:
        high += 1
    while low < head.index and parse.words[low].upos in ("ADP", "PUNCT", "CCONJ", "SCONJ"):
        low += 1
    return Subject(words=parse.words[low : high + 1], head=head, own=own) if head.upos in _NOMINAL else None


def _before(subject: Subject | None, verb: Word) -> Subject | None:
    """A subject that ``verb`` shares, cut where the phrase runs on to the verb itself."""
    if subject is None:
        return None
    words = subject.words
    if subject.head.index < verb.index:
        words = tuple(w for w in words if w.index < verb.index)
        while words and words[-1].index > subject.head.index and words[-1].upos in ("PUNCT", "SCONJ", "CCONJ", "ADV", "ADP"):
            words = words[:-1]
    return replace(subject, words=words, own=False)


def _beside(parse: Parse, verb: Word, quoted: Sequence[bool]) -> Word | None:
    """The noun right before or right behind the verb, where the parser saw no subject."""
    sentence = parse.sentences[parse.sentence_of[verb.index]]
    before = verb.index - 1
    if before >= sentence.first and parse.words[before].upos in ("PROPN", "NOUN", "PRON") and not (quoted and quoted[before]):
        word = parse.words[before]
        return parse.words[word.head] if base(word) == "flat" and word.head is not None else word
    behind = _behind(parse, verb, quoted)
    if behind is None or base(behind) in ("obl", "obj"):
        return None
    return None if base(behind) == "nsubj" and behind.head != verb.index else behind  # of the clause that follows: *then said she was late*


def _behind(parse: Parse, verb: Word, quoted: Sequence[bool]) -> Word | None:
    """The head of the noun phrase that starts right behind the verb."""
    sentence = parse.sentences[parse.sentence_of[verb.index]]
    index = verb.index + 1
    if index >= sentence.last or (quoted and quoted[index]) or parse.words[index].upos not in ("PROPN", "NOUN", "PRON", "DET", "ADJ"):
        return None
    word = parse.words[index]
    while word.head is not None and word.head > index and base(word) in ("compound", "flat", "amod", "nmod", "det", "nummod"):
        word = parse.words[word.head]
    return word if word.upos in ("PROPN", "NOUN", "PRON") and not is_time(word) and word.feats.get("Case") != "Acc" else None
