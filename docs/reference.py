"""The reference of the library, from its docstrings: the body of docs/api.md."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from enum import Enum

import quotecheck

__all__ = ["reference"]

_SHOWN = ("load", "add", "check", "cite", "read", "Store", "QuoteFilter", "Extractor")
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields|Attributes):$", re.MULTILINE)


def reference() -> str:
    """All that ``import quotecheck`` offers: what one calls first, then the values that come back, by the alphabet."""
    values = sorted(set(quotecheck.__all__) - set(_SHOWN) - {"__version__", "FORMS"})
    return "\n".join(line for name in (*_SHOWN, *values) for line in _entry(name, getattr(quotecheck, name)))


def _entry(name: str, item: object) -> Iterator[str]:
    yield f"## `{name}`\n"
    if isinstance(item, type) and issubclass(item, Enum):
        yield _text(item)
        yield f"\n{', '.join(f'`{member.name}`' for member in item)}\n"
    elif isinstance(item, type):
        if not issubclass(item, BaseException):
            yield f"```python\n{name}{_signature(item)}\n```\n"
        yield _text(item) + "\n"
        for below, member in vars(item).items():
            if not below.startswith("_") and (inspect.isfunction(member) or isinstance(member, classmethod)):
                function = member.__func__ if isinstance(member, classmethod) else member
                yield f"### `{name}.{below}`\n\n```python\n{below}{_signature(function)}\n```\n\n{_text(function)}\n"
    else:
        yield f"```python\n{name}{_signature(item)}\n```\n\n{_text(item)}\n"


def _signature(item: object) -> str:
    """As one would write the call: without ``self``, modules before names, or quotation marks round annotations."""
    shown = str(inspect.signature(item))  # type: ignore[arg-type]
    shown = re.sub(r"\((?:self|cls)(?:, )?", "(", shown, count=1)
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", shown)


def _text(item: object) -> str:
    text = inspect.getdoc(item) or ""
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    lines = []
    for line in _SECTION.sub(r"**\1**\n", text).split("\n"):
        entry = re.match(r"^    (\*?\w[\w.]*): (.*)$", line)
        lines.append(
            f"- `{entry[1]}`: {entry[2]}" if entry else f"  {line.strip()}" if line.startswith("        ") else line.removeprefix("    ")
        )
    return "\n".join(lines)
