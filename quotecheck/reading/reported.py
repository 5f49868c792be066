"""Whether a line reports what somebody says, by its words alone; no parser has read it yet."""

from __future__ import annotations

import re

__all__ = ["is_report", "says"]

_SAYS = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|add(?:ed|s)|ask(?:ed|s)|answer(?:ed|s)|repl(?:ied|ies)|insist(?:ed|s)|warn(?:ed|s)"
    r"|claim(?:ed|s)|argue[ds]|announce[ds]|declare[ds]|wr(?:ote|ites)|den(?:ied|ies)|admit(?:ted|s)|stat(?:ed|es)|explain(?:ed|s)"
    r"|promise[ds]|vow(?:ed|s)|pledge[ds]|beg(?:ged|s)|shout(?:ed|s)|cr(?:ied|ies)|call(?:ed|s) on|urge[ds]|tweet(?:ed|s)|thinks?|thought"
    r"|believe[ds]?|quip(?:ped|s)|joke[ds]|confess(?:ed|es)|concede[ds]|complain(?:ed|s)|suggest(?:ed|s)|predict(?:ed|s)|recall(?:ed|s)"
    r"|remark(?:ed|s)|respond(?:ed|s)|testif(?:ied|ies)|assert(?:ed|s)|stress(?:ed|es)|conclude[ds]|maintain(?:ed|s)|according to)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"""[.!?…]["'”’»)\]]*$""")


def says(line: str) -> bool:
    """Whether a line holds a verb of saying.

    >>> says("By Labor Day, prices will fall, she said."), says("By Ann Lee, The Post")
    (True, False)
    """
    return _SAYS.search(line) is not None


def is_report(line: str) -> bool:
    """Whether a line is a whole sentence, as headlines are not, with a verb of saying.

    >>> is_report("See: it works, she said."), is_report("See: Mayor says it works")
    (True, False)
    """
    return says(line) and _ENDS.search(line.rstrip()) is not None
