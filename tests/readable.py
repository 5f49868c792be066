"""Attributions as lines that a person can read and compare."""

from __future__ import annotations

from quotecheck.model import Article, Attribution, Polarity, Span

__all__ = ["line"]


def line(article: Article, attribution: Attribution) -> str:
    """Kind, content, cue, speaker and entity, with ``-`` where there is none; then what else is said of the telling."""

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(" ".join(span.of(article.text).split()) for span in spans) or "-"

    columns = [
        attribution.kind.value,
        words(attribution.content),
        words(attribution.cue),
        words(attribution.speaker.spans if attribution.speaker else ()),
        attribution.entity.name if attribution.entity else "-",
    ]
    if attribution.polarity is not Polarity.SAID:
        columns.append(attribution.polarity.value)
    columns += [f"{name}: {span.of(article.text)}" for name, span in _circumstances(attribution) if span]
    return " | ".join(columns)


def _circumstances(attribution: Attribution) -> list[tuple[str, Span | None]]:
    return [("hedge", attribution.hedge), ("when", attribution.when), ("where", attribution.where)]
