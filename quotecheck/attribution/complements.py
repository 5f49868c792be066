"""What a verb governs that could be what was said: a clause, an infinitive, a noun phrase; and in which frame."""

from __future__ import annotations

from quotecheck.attribution.context import is_time
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.syntax import base, child, children, descendants, finite
from quotecheck.model import Parse, Word

__all__ = ["complement"]

_QUESTIONS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_TOPIC = ("of", "about", "on", "against", "with", "over", "in", "to")
_REACH = 9
"""How many words a complement may begin behind its verb."""


def complement(parse: Parse, verb: Word) -> tuple[Frame, list[Word]] | None:
    """The frame of ``verb`` and the words of its content behind it."""
    clause = next((w for w in children(parse, verb, "ccomp", "xcomp") if w.index > verb.index), None)
    if clause is None or not _is_clause(parse, clause):
        clause = _stranded(parse, verb) or clause
    if clause is not None and _is_clause(parse, clause):
        words = _undated(parse, verb, clause, [w for w in descendants(parse, clause) if w.index > verb.index])
        first = next(w for w in words if w.upos != "PUNCT" or w is words[-1])
        if first.text.lower() == "that" and first.deprel == "mark":
            return Frame.THAT, words
        if first.text.lower() in _QUESTIONS:
            return Frame.WHETHER, words
        if finite(parse, clause):
            words = _with_lost_subject(parse, verb, clause, words)
            return (Frame.BARE, words) if base(clause) == "ccomp" or words[0].deprel != "xcomp" else _object(parse, verb)
        if child(parse, clause, "mark") is not None and first.text.lower() == "to":
            return Frame.TO, words
        if clause.xpos == "VBG":
            return Frame.GERUND, words
    return _object(parse, verb)


def _undated(parse: Parse, verb: Word, clause: Word, words: list[Word]) -> list[Word]:
    """``words`` of a clause without a time before it, which dates the telling: *said last week that it was over*, *said Friday it was*."""
    opening = child(parse, clause, "mark")
    if opening is None or opening.text.lower() != "that":
        subject = child(parse, clause, "nsubj")
        opening = descendants(parse, subject)[0] if subject is not None else None
    if opening is None or opening.index < verb.index:
        return words
    before = [w for w in words if w.index < opening.index]
    dated = any(map(is_time, before)) and all(is_time(w) or w.upos in ("ADJ", "DET", "NUM") for w in before)
    return [w for w in words if w.index >= opening.index] if dated else words


def _is_clause(parse: Parse, word: Word) -> bool:
    return finite(parse, word) or word.upos == "VERB" or child(parse, word, "cop", "mark") is not None


def _stranded(parse: Parse, verb: Word) -> Word | None:
    """The head of a *that* clause that follows ``verb`` but hangs elsewhere in the tree."""
    last = parse.sentences[parse.sentence_of[verb.index]].last
    for word in parse.words[verb.index + 1 : min(verb.index + 1 + _REACH, last)]:
        if word.upos in ("VERB", "AUX"):
            return None
        if word.text.lower() == "that" and word.deprel == "mark" and word.head is not None:
            head = parse.words[word.head]
            owned = base(head) == "acl" and head.head is not None and parse.words[head.head].upos == "NOUN"
            return None if owned else head
    return None


def _with_lost_subject(parse: Parse, verb: Word, clause: Word, words: list[Word]) -> list[Word]:
    """A bare clause whose subject the parser took for the object of ``verb``: *concluded [ISIS] downed a jet*."""
    if child(parse, clause, "nsubj", "expl", "csubj") is not None:
        return words
    lost = [w for w in children(parse, verb, "obj") if verb.index < w.index < words[0].index]
    return sorted({w.index: w for head in lost for w in [*descendants(parse, head), *words]}.values(), key=lambda w: w.index) or words


def _object(parse: Parse, verb: Word) -> tuple[Frame, list[Word]] | None:
    """A noun phrase that stands for what was said."""
    objects = [w for w in children(parse, verb, "obj") if w.index > verb.index]
    obliques = [w for w in children(parse, verb, "obl", "nmod") if w.index > verb.index]

    def introduced(*prepositions: str) -> Word | None:
        return next((w for w in obliques if (c := child(parse, w, "case", "mark")) is not None and c.text.lower() in prepositions), None)

    described, wanted, topic = introduced("as"), introduced("for"), introduced(*_TOPIC)
    if described is not None:
        return Frame.AS, [w for head in [*objects[:1], described] for w in descendants(parse, head)]
    if objects:
        return Frame.OBJECT, descendants(parse, objects[0])
    if wanted is not None and wanted.index - verb.index < _REACH:
        return Frame.FOR, descendants(parse, wanted)
    if topic is not None and topic.index - verb.index < _REACH:
        return Frame.OF, descendants(parse, topic)
    return None
