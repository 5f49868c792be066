"""The speaker of every attribution, in the order of the article; floating quotations take theirs from around."""

from __future__ import annotations

from dataclasses import dataclass

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.coreference import Cast, Chain
from quotecheck.attribution.cues import Frame
from quotecheck.attribution.marks import Quotation
from quotecheck.attribution.syntax import span_of
from quotecheck.model import Entity, EntityType, Mention, Parse, Span

__all__ = ["Spoken", "assign"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A candidate or a floating quotation with the mention of its speaker and who that is."""

    candidate: Candidate | None
    content: tuple[Span, ...]
    mention: Mention | None
    who: Chain | Entity | None

    def entity(self) -> Entity | None:
        """Who spoke, as a value; to be asked when the whole article has been read, for a name may grow fuller."""
        return self.who.entity() if isinstance(self.who, Chain) else self.who


def assign(parse: Parse, chosen: list[Candidate], floats: list[Quotation], cast: Cast) -> list[Spoken]:
    """Who spoke each attribution and each floating quotation, in the order of the text."""
    items: list[tuple[tuple[Span, ...], Candidate | None]] = [(c.content, c) for c in chosen]
    items += [((q.span,), None) for q in floats]
    result: list[Spoken] = []
    for content, candidate in sorted(items, key=lambda item: item[0]):
        offset = content[0].start
        sentence = _sentence_at(parse, offset)
        mention, who = None, None
        if candidate is None or not candidate.speaker:
            if candidate is None or candidate.frame is Frame.QUOTE:
                who = _carried(parse, result, cast, offset, sentence)
        elif candidate.frame is Frame.LABEL:
            span = span_of(candidate.speaker)
            mention = Mention(spans=(span,), form="name")
            who = cast.label(span.of(parse.article.text), candidate.speaker)
        else:
            assert candidate.speaker_head is not None
            head = candidate.speaker_head
            form = "pronoun" if head.upos == "PRON" else "name" if head.upos == "PROPN" else "nominal"
            mention = Mention(spans=(span_of(candidate.speaker),), form=form)
            who = cast.resolve(candidate.speaker, head)
        if isinstance(who, Chain):
            at = mention.spans[0].start if mention else offset
            cast.spoke(who, at, _sentence_at(parse, at))
        result.append(Spoken(candidate=candidate, content=content, mention=mention, who=who))
    return result


def _carried(parse: Parse, before: list[Spoken], cast: Cast, offset: int, sentence: int) -> Chain | Entity | None:
    """The speaker of the same paragraph so far; else the person the sentences before are about; else the last to speak."""
    block = parse.sentences[sentence].block
    here = [s for s in before if s.who is not None and parse.sentences[_sentence_at(parse, s.content[0].start)].block == block]
    if here:
        return here[-1].who
    near = [s for s in before if s.who is not None and block - parse.sentences[_sentence_at(parse, s.content[-1].start)].block <= 1]
    person = cast.salient(offset, sentence, (EntityType.PERSON,))
    return near[-1].who if near else person


def _sentence_at(parse: Parse, offset: int) -> int:
    """The index of the last sentence that starts at or before ``offset``."""
    low, high = 0, len(parse.sentences)
    while low < high:
        middle = (low + high) // 2
        if parse.sentences[middle].span.start <= offset:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)
