"""Whether somebody said these very words, as far as a store knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quotecheck.checking.archive import Archive, Candidates
from quotecheck.checking.claimed import Claimed, claimed_words
from quotecheck.checking.finding import Finding
from quotecheck.checking.findings import find_exact, find_near
from quotecheck.checking.splicing import Piece, find_splice
from quotecheck.errors import NothingFound, UsageError
from quotecheck.matching import place_words
from quotecheck.matching.vectors import likeness_of_meaning, vector_of
from quotecheck.model import FINE, Article, EntityType, Evidence, Quote, Span, Speaker, Verdict, VerdictKind
from quotecheck.store import Store

__all__ = ["Checker"]

# Anybody says them in any quotation.
_FUNCTION_WORD = re.compile(
    r"an?|the|and|or|but|nor|if|than|that|this|these|those|there|here|whom?|whose|which|what|when|where|how|why|as|at|by|for|from|into?|"
    r"off?|on|onto|out|over|to|under|up|upon|with|about|after|before|between|through|during|i|me|my|we|us|ours?|yours?|you|he|him|his|"
    r"she|hers?|its?|they|them|theirs?|am|is|are|was|were|be|been|being|do|does|did|have|has|had|will|would|shall|should|can|could|may|"
    r"might|must|not|so"
)
_LIKELY, _NEAR = 0.44, 0.15
"""How near meanings are, from which on one may be the other in other words; or is shown as what comes nearest."""
_CLOSE = 0.1
"""By how much less of a claim the second best may have to be shown, too."""
_NAMED = 5
"""People that a name may mean of whom the names are told."""
_SURELY = 0.85
"""The share of a claim's information that its speaker must have said for others not to be looked at."""
_RATHER = 0.2
"""By how much more of a claim somebody else must have said to be taken for its speaker."""
_ALONE = 0.8
"""The share of a claim's information that one quote may have of a claim that is spliced from two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speakers:
    """Who is said to have said it: the ids that the name may mean, the last words of their names, and what is unclear about it."""

    ids: frozenset[int]
    families: frozenset[str]
    remarks: tuple[str, ...] = ()


class Checker:
    """Checks claims against one store or several.

    Args:
        stores: to be read; they must not change meanwhile.
    """

    def __init__(self, *stores: Store) -> None:
        self._checkers = [_Checker(store) for store in stores]

    def check(self, quote: str, by: str | None = None, *, told: bool = False, apart_from: Article | None = None) -> Verdict:
        """How a claimed quotation stands to the stores: the best of what each says.

        Args:
            quote: the words that somebody is said to have said; case, punctuation, marks and spaces do not count.
            by: a name, surname or office of who is said to have said them; None for anybody.
            told: whether they are not quoted but told: *she would not leave* for *I will not leave*. Then it is ``verbatim`` if she
                said or is reported to have said nothing else, but for what changes in the telling.
            apart_from: an article that bears nothing out: the draft itself, if somebody has added it.

        Raises:
            UsageError: ``quote`` holds no word, or ``by`` is blank.
            StoreError: a database is locked or damaged.
        """
        claimed = claimed_words(quote, told=told)
        if not claimed.words and claimed.breaks:
            return Verdict(quote=quote, by=by, kind=VerdictKind.NOT_FOUND, reasons=("nothing but an editor's words in brackets",))
        if not claimed.words:
            raise UsageError(f"{quote!r} holds no word that could have been said. Give the words of the quotation.")
        if by is not None and not by.strip():
            raise UsageError("No name of who is said to have said it. Give one, or leave it out for anybody.")
        if len(claimed.words) == 1 and _FUNCTION_WORD.fullmatch(claimed.words[0].key):
            return Verdict(quote=quote, by=by, kind=VerdictKind.NOT_FOUND, reasons=("too short to tell",))
        verdicts = [checker.check(claimed, by, apart_from) for checker in self._checkers]
        return min(verdicts, key=lambda verdict: (list(VerdictKind).index(verdict.kind), -verdict.score))


class _Checker:
    """Checks claims against one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._archive = Archive(store)
        self._speakers = lru_cache(maxsize=1 << 12)(self._read_speakers)

    def check(self, claimed: Claimed, by: str | None, apart_from: Article | None) -> Verdict:
        speakers = None if by is None else self._speakers(by)
        found = self._archive.candidates(claimed, None if speakers is None else speakers.ids, apart_from)
        verdict = self._verdict(claimed, found, speakers.families if speakers else frozenset())
        return replace(verdict, by=by, reasons=(*(speakers.remarks if speakers else ()), *verdict.reasons))

    def _read_speakers(self, by: str) -> _Speakers:
        """Whom a name may mean; where nobody is called so, the part of it before or behind a comma."""
        asked = list(dict.fromkeys((by, by.partition(",")[0].strip(), by.rpartition(",")[2].strip())))
        remark = ""
        for name in asked:
            try:
                found = self._store.find_speakers(name)
            except NothingFound as error:
                remark = remark or str(error).partition(": ")[2]
                continue
            found = [speaker for speaker in found if _bears(speaker, name)]
            if not found:
                continue
            ids = frozenset(speaker.id for speaker in found)
            distinct = list(dict.fromkeys(speaker.name for speaker in found))
            names = ", ".join(distinct[:_NAMED]) + (f" and {len(distinct) - _NAMED} others" if len(distinct) > _NAMED else "")
            remarks = (f"“{by}” may be {names}",) if len(distinct) > 1 else (f"“{by}” was taken for {names}",) if name != by else ()
            families = frozenset(speaker.name.split()[-1] for speaker in found)
            return _Speakers(ids=ids, families=families, remarks=remarks)
        return _Speakers(ids=frozenset(), families=frozenset({by.rsplit(maxsplit=1)[-1]}), remarks=(remark or f"nobody called {by!r}",))

    def _verdict(self, claimed: Claimed, candidates: Candidates, families: frozenset[str]) -> Verdict:
        own = candidates.own
        exact = [] if claimed.told else self._exact(claimed, own)
        if exact and exact[0].kind in FINE:
            return self._resting_on(claimed, exact)
        others = candidates.others()
        exact_others = [] if claimed.told else self._exact(claimed, others)
        if exact_others and exact_others[0].kind in FINE:
            return self._of_others(claimed, exact_others)
        if exact:
            return self._resting_on(claimed, exact)
        # Who said it decides on a certificate, and not on what is none.
        may_be = [quote for quote in others if self._archive.leaves_open(quote, families)]
        left_open = [finding for finding in exact_others if finding.quote in may_be]
        if left_open:
            return self._resting_on(claimed, left_open)
        changed = self._changed(claimed, [*own, *may_be], [quote for quote in others if quote not in may_be])
        if changed is not None:
            return changed
        return self._of_others(claimed, exact_others) if exact_others else self._reworded(claimed, own)

    def _changed(self, claimed: Claimed, own: Sequence[Quote], others: Sequence[Quote]) -> Verdict | None:
        """The verdict on words of which some are changed, or that are those of two quotations; None if nobody says most of them."""
        near = self._near(claimed, own)
        if near and near[0].score >= _SURELY:
            return self._resting_on(claimed, near)
        near_others = self._near(claimed, others)
        alone = max((finding.score for finding in (*near, *near_others)), default=0.0)
        pieces = find_splice(claimed, [*own, *others], self._archive) if alone <= _ALONE else []
        if len({piece.quote.id for piece in pieces}) > 1:
            return self._spliced(claimed, pieces)
        if near and (not near_others or near[0].score >= near_others[0].score - _RATHER):
            return self._resting_on(claimed, near)
        return self._of_others(claimed, near_others) if near_others else None

    def _exact(self, claimed: Claimed, quotes: Iterable[Quote]) -> list[Finding]:
        found = [finding for quote in quotes if (finding := find_exact(claimed, quote, self._archive)) is not None]
        return sorted(found, key=lambda finding: list(VerdictKind).index(finding.kind))

    def _near(self, claimed: Claimed, quotes: Iterable[Quote]) -> list[Finding]:
        found = [finding for quote in quotes if (finding := find_near(claimed, quote, self._archive)) is not None]
        return sorted(found, key=lambda finding: -finding.score)

    def _resting_on(self, claimed: Claimed, found: Sequence[Finding]) -> Verdict:
        best, *others = found
        if best.kind not in FINE:  # else all of them have the very words
            found, others = found[:1], [other for other in others if other.score >= best.score - _CLOSE]
        else:
            others = []
        return Verdict(
            quote=claimed.text,
            by=None,
            kind=best.kind,
            said_by=best.quote.speaker,
            score=best.score,
            differences=best.differences,
            reasons=best.reasons,
            evidence=tuple(self._evidence(finding.quote, finding.span) for finding in found),
            second=self._resting_on(claimed, others[:1]) if others else None,
        )

    def _of_others(self, claimed: Claimed, found: Sequence[Finding]) -> Verdict:
        return replace(self._resting_on(claimed, found), kind=VerdictKind.MISATTRIBUTED)

    def _spliced(self, claimed: Claimed, pieces: Sequence[Piece]) -> Verdict:
        return Verdict(
            quote=claimed.text,
            by=None,
            kind=VerdictKind.SPLICED,
            said_by=pieces[0].quote.speaker,
            score=1.0,
            evidence=tuple(self._evidence(piece.quote, piece.span) for piece in pieces),
        )

    def _reworded(self, claimed: Claimed, own: Sequence[Quote]) -> Verdict:
        meant = vector_of(word.key for word in claimed.words)
        likenesses = [max((likeness_of_meaning(meant, vector) for vector in self._archive.vectors(quote)), default=0.0) for quote in own]
        best = max(range(len(own)), key=likenesses.__getitem__, default=None)
        if best is None or likenesses[best] < _NEAR:
            return Verdict(quote=claimed.text, by=None, kind=VerdictKind.NOT_FOUND)
        quote = own[best]
        span = Span(quote.content[0].start, quote.content[-1].end)
        return Verdict(
            quote=claimed.text,
            by=None,
            kind=VerdictKind.PARAPHRASED if likenesses[best] >= _LIKELY else VerdictKind.NOT_FOUND,
            said_by=quote.speaker,
            score=round(likenesses[best], 4),
            evidence=(self._evidence(quote, span),),
        )

    def _evidence(self, quote: Quote, span: Span) -> Evidence:
        article = self._archive.article(quote)
        return Evidence(
            article=quote.article,
            path=quote.path,
            line=article.line_of(span.start),
            span=span,
            text=span.of(article.text),
            quote=quote.id,
            speaker=quote.speaker,
            published=quote.published,
            outlet=quote.outlet,
        )


def _bears(speaker: Speaker, by: str) -> bool:
    """Whether a name is more than a part of a body's: the "Biden administration" is not Biden."""
    if speaker.type is EntityType.PERSON:
        return True
    asked = {word.key for word in place_words(by)}
    names = [{word.key for word in place_words(name)} for name in (speaker.name, *speaker.aliases, *speaker.offices)]
    return asked in names or not any(asked < name for name in names)
