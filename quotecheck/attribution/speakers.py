"""The speaker of every attribution, in the order of the article; floating quotations take theirs from around."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quotecheck.attribution.candidates import Candidate
from quotecheck.attribution.chains import Chain
from quotecheck.attribution.coreference import Cast
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


def assign(parse: Parse, chosen: list[Candidate], floats: list[tuple[Quotation, ...]], cast: Cast) -> list[Spoken]:
    """Who spoke each attribution and each floating quotation, in the order of the text."""
    items: list[tuple[tuple[Span, ...], Candidate | None]] = [(c.content, c) for c in chosen]
    items += [(tuple(quotation.span for quotation in group), None) for group in floats]
    result: list[Spoken] = []
    for content, candidate in sorted(items, key=lambda item: item[0]):
        offset = content[0].start
        sentence = _sentence_at(parse, offset)
        mention, who = None, None
        cast.hear(content)
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
            beside = (candidate.relative.span,) if candidate.relative else ()
            mention = Mention(spans=tuple(sorted({span_of(candidate.speaker), *beside})), form=form)
            who = cast.resolve(candidate.speaker, head)
        if isinstance(who, Chain):
            at = mention.spans[0].start if mention else offset
            cast.spoke(who, at, _sentence_at(parse, at))
        result.append(Spoken(candidate=candidate, content=content, mention=mention, who=who))
    return result


def _carried(parse: Parse, before: list[Spoken], cast: Cast, offset: int, sentence: int) -> Chain | Entity | None:
    """The last speaker of the same paragraph or the one before; else, if it opens a paragraph, the person that a reader has in mind."""
    block = parse.sentences[sentence].block
    for spoken in reversed(before):
        if block - parse.sentences[_sentence_at(parse, spoken.content[-1].start)].block > 1:
            break
        if spoken.who is not None:
            return spoken.who
    opens = offset == parse.blocks[block].start
    return cast.salient(offset, sentence, (EntityType.PERSON,)) if opens else None


def _sentence_at(parse: Parse, offset: int) -> int:
    """The index of the last sentence that starts at or before ``offset``."""
    return max(0, bisect_right(parse.sentences, offset, key=lambda sentence: sentence.span.start) - 1)
