"""From a quotation to the cue beside it: "…," X said; X said: "…"; and which quotations are speech at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.clauses import cue_words, is_behind_quotation, quoted_words
from quotecheck.attribution.cues import Frame, Lexicon
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.subjects import subject_of
from quotecheck.attribution.syntax import index_words, same_block, span_of, stripped
from quotecheck.model import Parse, Span, Word

__all__ = ["is_sentence", "propose_quoted"]

_STOPS = frozenset({".", "!", "?"})
_FAR_BEHIND = 14
_FAR_BEFORE = 9


def propose_quoted(parse: Parse, quotations: list[Quotation], lexicon: Lexicon) -> Iterator[Candidate]:
    """For every quotation, the best cue in the words right behind it and right before it, if there is one."""
    regions = [index_words(parse, quotation.span) for quotation in quotations]
    quoted = quoted_words(parse, quotations)
    for quotation, (first, last) in zip(quotations, regions, strict=True):
        if quotation.continues or first == last:
            continue
        behind = _behind(parse, last, quoted)
        before = _before(parse, first, quoted)
        text = parse.article.text
        pauses = quotation.inner.of(text).rstrip().endswith((",", "?", "!", "—", "–", "-", "…", "..."))
        spoken = is_sentence(parse, quotation)
        choices = [
            _Choice.of(parse, verb, distance, behind=True, pauses=pauses, spoken=spoken, quoted=quoted, lexicon=lexicon)
            for verb, distance in behind
        ]
        choices += [
            _Choice.of(parse, verb, distance, behind=False, pauses=pauses and bool(behind), spoken=spoken, quoted=quoted, lexicon=lexicon)
            for verb, distance in before
        ]
        if not choices:
            continue
        best = max(choices, key=lambda choice: (choice.rate, -choice.verb.index))
        beside = best.behind and is_behind_quotation(parse, best.verb, quoted)
        subject = subject_of(parse, best.verb, quoted=quoted, inverted=beside and best.tight)
        whole = quotation.span if best.tight or best.behind or spoken else _grown(parse, best.verb, quotation.span)
        yield Candidate(
            content=(whole,),
            cue=(span_of(cue_words(parse, best.verb)),),
            cue_word=best.verb,
            lemma=best.verb.lemma.lower(),
            frame=Frame.QUOTE if best.tight else Frame.NEAR,
            speaker=subject.words if subject else (),
            speaker_head=subject.head if subject else None,
            relative=subject.relative if subject else None,
            rule="quote-beside" if best.tight else "quote-near",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """A verb that may be a quotation's cue: how likely, and whether it stands right beside it."""

    verb: Word
    rate: float
    tight: bool
    behind: bool

    @classmethod
    def of(
        cls, parse: Parse, verb: Word, distance: int, *, behind: bool, pauses: bool, spoken: bool, quoted: Sequence[bool], lexicon: Lexicon
    ) -> _Choice:
        if behind:
            subject = subject_of(parse, verb, quoted=quoted)
            own = len(subject.words) if subject and subject.own else 0
            tight = pauses and distance <= own + 2
        else:
            between = parse.words[verb.index + 1 : verb.index + 1 + distance]
            tight = not pauses and ((distance <= 1 and spoken) or (bool(between) and between[-1].text in (",", ":")))
        far = _FAR_BEHIND if behind else _FAR_BEFORE
        frame = Frame.QUOTE if tight else Frame.NEAR
        rate = lexicon.probability(verb.lemma.lower(), frame) * (1.0 - 0.5 * distance / far)
        return cls(verb=verb, rate=rate * (0.5 if pauses and not behind else 1.0), tight=tight, behind=behind)


def _grown(parse: Parse, verb: Word, span: Span) -> Span:
    """A quoted fragment with the words around it that belong to the same report: from behind the cue to the next stop."""
    first, last = index_words(parse, span)
    start = verb.index + 1
    while start < first and parse.words[start].upos in ("PUNCT", "ADV"):
        start += 1
    end = last
    sentence = parse.sentences[parse.sentence_of[max(first, last - 1)]]
    while end < sentence.last and parse.words[end].text not in _STOPS:
        end += 1
    grown = Span(min(span.start, parse.words[start].span.start), max(span.end, parse.words[end - 1].span.end))
    return stripped(parse.article.text, grown)


def is_sentence(parse: Parse, quotation: Quotation) -> bool:
    """Whether a quotation reads as speech of its own: a finite clause of some length, not a title, a term or a scare quote."""
    first, last = index_words(parse, quotation.inner)
    words = parse.words[first:last]
    spoken = [w for w in words if w.upos != "PUNCT"]
    finite = any(w.feats.get("VerbForm") == "Fin" or w.xpos == "MD" for w in spoken)
    return len(spoken) >= 5 and finite and not _is_title(spoken)


def _is_title(words: list[Word]) -> bool:
    """Whether all words of some length are capitalised, as those of titles are; but words in nothing but capitals are shouted."""
    long = [word.text for word in words if len(word.text) > 3]
    return all(text[0].isupper() for text in long) and not all(text.isupper() for text in long)


def _behind(parse: Parse, start: int, quoted: Sequence[bool]) -> list[tuple[Word, int]]:
    """Verbs after the quotation, up to the next stop or quotation of its paragraph, and how many words away."""
    found = []
    for index in range(start, min(start + _FAR_BEHIND, len(parse.words))):
        word = parse.words[index]
        if quoted[index] or word.text in _STOPS or not same_block(parse, start - 1, index):
            break
        if word.upos == "VERB" and word.deprel != "amod" and word.text.lower() != "according":
            found.append((word, index - start))
            if subject_of(parse, word, quoted=quoted) is not None:
                break
    return found


def _before(parse: Parse, start: int, quoted: Sequence[bool]) -> list[tuple[Word, int]]:
    """Verbs before the quotation, back to the last stop or quotation of its paragraph, and how many words away."""
    found = []
    for index in range(start - 1, max(start - 1 - _FAR_BEFORE, -1), -1):
        word = parse.words[index]
        if quoted[index] or word.text in _STOPS or not same_block(parse, start, index):
            break
        if word.upos == "VERB" and word.deprel != "amod":  # *the so-called “smart” lamps*
            found.append((word, start - 1 - index))
    return found
