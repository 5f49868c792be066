"""Direct, indirect or mixed."""

import pytest

from quotecheck.attribution.assembly import kind_of
from quotecheck.attribution.marks import quotations
from quotecheck.model import Kind, Span


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We go,” he said.", ["“We go,”"], Kind.DIRECT),
        ("“We go,” he said, “and soon.”", ["“We go,”", "“and soon.”"], Kind.DIRECT),
        ("He said that they go.", ["that they go"], Kind.INDIRECT),
        ("He said they are “in a hurry”.", ["they are “in a hurry”"], Kind.MIXED),
        ("“We go,” he said, and that they run.", ["“We go,”", "that they run"], Kind.MIXED),
        ("He said: “We go” …", ["“We go” …"], Kind.DIRECT),
        ("He said (“quietly”) that they go.", ["that they go"], Kind.INDIRECT),
        ("He sent “…”.", ["“…”"], Kind.INDIRECT),
    ],
)
def test_kind(text, content, kind):
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in content)
    quoted, _ = quotations(text, (Span(0, len(text)),))
    assert kind_of(text, spans, quoted) is kind
