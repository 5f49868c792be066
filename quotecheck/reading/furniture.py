"""Lines that stand in an article and are none of what it tells, known by their words alone.

To lose a quotation is worse than to attribute one from a caption. So a pattern covers the whole of a line, or the line must not
report what somebody says: what begins as a byline or a call to subscribe does may go on as a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quotecheck.model import Furniture, FurnitureKind
from quotecheck.reading.reported import is_report, says

__all__ = ["find_furniture", "is_heading", "kind_of_line"]

_LONGEST = 400
"""Characters; nothing that is longer is furniture, whatever it begins or ends with."""
_LONGEST_HEADLINE = 150

_NAME = r"(?:[A-Z][\w’'.-]*|d[aeiu]|del|della|van|von|der|den|bin|ibn|al|la|le)"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{1,4}}"
_AGENCY = r"(?:Getty(?: Images)?|AP|Reuters|REUTERS|AFP|EPA|Shutterstock)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Thanksgiving|Labou?r|Memorial|Independence|Election|New Year)"


def _never(_line: str) -> bool:
    return False


def _is_sentence(line: str) -> bool:
    return says(line) or _FINITE.search(line) is not None or (line.endswith(".") and len(line.split()) > 14)


_FINITE = re.compile(r"\b(?:will|would|had|has|have|is|was|were|are|can|could|might|shall|should|must|did|does|do)\b")
_QUOTED = re.compile(r"[,!?.…]['’”»\"]")
_DATED = re.compile(rf"\d|\b{_MONTH}(?!\w)")

_PATTERNS: tuple[tuple[FurnitureKind, re.Pattern[str], Callable[[str], bool]], ...] = (
    # What a line is; what its words are like; and what would show that it is a part of the story for all that.
    (
        FurnitureKind.COPYRIGHT,
        re.compile(
            r"(?i:^(?:copyright\W{0,3})?(?:©|\(c\)\s*(?:19|20)\d\d)|^copyright,? (?:by )?(?:19|20)\d\d)"
            r"|^(?i:copyright)(?:[\s:]+(?:[A-Z](?:[\w’'.&-]*[\w’'&-])?|&|(?:19|20)\d\d|by|of|and|for)[,.;]?)+$"
            r"|(?i:(?:^|[.,;|©·–—-]\s*|\d\s+)all rights reserved\W*$|©\s*(?:19|20)\d\d"
            r"|^(?:this|these|no part of)\b.{0,80}\bmay not be (?:published|reproduced|copied|broadcast|redistributed)\b)"
        ),
        is_report,
    ),
    (
        FurnitureKind.CAPTION,
        re.compile(
            r"^FILE\s*[-–—:]\s|^(?i:(?:open|view) (?:this )?(?:photo|image|picture) in\b)"
            r"|^(?i:(?:image|media|video|photo|picture) (?:caption|source|copyright)\s*[,:|])"
        ),
        _never,
    ),
    (
        FurnitureKind.CAPTION,
        re.compile(
            rf"(?:^|[.!?”\"]\s+|[(\[]){_NAME}(?:[\s/]+{_NAME}){{0,5}}(?:/|\s+via\s+){_AGENCY}\W*$"
            r"|[(\[](?:AP Photo\b|Reuters/|REUTERS/|Getty\b|AFP/|EPA/)[^()\[\]]*[)\]]\W*$"
        ),
        lambda line: is_report(re.sub(r"\s*[(\[][^()\[\]]*[)\]]\W*$", "", line)) and _QUOTED.search(line) is not None,
    ),
    (
        FurnitureKind.CAPTION,
        re.compile(
            r"^(?i:photos?|images?|pictures?|captions?|photograph|photo credit|image credit)"
            r"\s*(?:[:/|]|\b(?i:by|courtesy(?: of)?)\b:?(?= +(?:[Tt]he )?[A-Z]))"
            r"|[(\[](?:Photo|Photograph|Picture|Image)s?\s*(?::|\bby\b|\bcourtesy\b|[–—/-])[^()\[\]]*[)\]]\W*$"
            rf"|(?:/{_AGENCY}|\bvia Getty Images)[)\]]?\W*$"
        ),
        says,
    ),
    (
        FurnitureKind.BYLINE,
        re.compile(
            rf"^(?:(?i:(?:written |reported |edited |story |posted |published )?by):?|BY)\s+(?!{_DAY}\b){_NAMES}"
            rf"(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_NAMES})*(?:\s*[,|/•·–—-]\s*[^“”\"]{{1,80}})?$"
        ),
        _is_sentence,
    ),
    (
        FurnitureKind.BYLINE,
        # A stamp has nothing but names, dates and what joins them.
        re.compile(
            r"^(?:(?:First|Last|Originally) )?(?i:published|updated|posted|modified)\b:?"
            r"(?:[\s,|/•·–—()-]+(?:[A-Z\d][^\s,|/•·–—()“”\"-]*|(?:on|at|by|in|of|and|the|to|ago|am|pm|[ap]\.m|noon|minutes?|hours?"
            r"|days?|weeks?|min|hrs?|updated|modified|published|posted|last)[:.]?))+[)\s]*$"
        ),
        lambda line: says(line) or _DATED.search(line) is None,
    ),
    (
        FurnitureKind.RELATED,
        re.compile(
            r"^(?i:(?:also (?:read|see|on)|read (?:more|also|next)|see also|don['’]t miss|related(?: (?:stories|articles|content|coverage"
            r"|news|topics|links|posts))?|recommended(?: for you)?|more (?:on this(?: story)?|stories|from|news)|most (?:read|popular"
            r"|viewed|watched)|trending(?: now)?|up next|you (?:may|might) also (?:like|be interested in)|top stories|latest news"
            r"|what to read next|continue reading|editor['’]s picks?)\s*(?:[:|»>]|$))"
            r"|^(?i:advertisement|sponsored(?: content)?|story continues below(?: advertisement)?|skip to (?:main )?content"
            r"|(?:\d+ )?comments?(?:\s*\(?\d+\)?)?|share)\W*$"
        ),
        _never,
    ),
    (FurnitureKind.RELATED, re.compile(r"^(?i:read|see|watch|listen|more)\s*(?:[:|»>]|$)"), is_report),
    (
        FurnitureKind.RELATED,
        re.compile(
            r"^(?i:click here|(?:sign up|subscribe|follow us|like us|join us|share this|download (?:our|the) app"
            r"|get (?:our|the) newsletter)\b)(?:(?:[^\w,]*[\w’'-]+){0,3}\W*"
            r"|[^“”\"]*\b(?i:newsletters?|e-?mails?|inbox|alerts?|podcasts?|apps?"
            r"|twitter|facebook|instagram|youtube|tiktok|telegram|whatsapp|linkedin|channel|updates|here|today|now|free|account|stories"
            r"|story|article|read|more|online)\b[^“”\"]*)$"
        ),
        says,
    ),
)
_HEADING = re.compile(
    r"(?i:related(?: (?:stories|articles|content|coverage|news|topics|links|posts))?|recommended(?: for you)?|read (?:more|also|next)"
    r"|see also|also read|more (?:on this(?: story)?|stories|news|from [^.“”\"]{1,40})|most (?:read|popular|viewed|watched)"
    r"|trending(?: now)?|up next|you (?:may|might) also (?:like|be interested in)|top stories|latest news|what to read next|don['’]t miss"
    r"|editor['’]s picks?)\s*:?"
)
_COMMENTS = re.compile(r"(?i:(?:\d+ )?comments?(?:\s*\(?\d+\)?)?|(?:reader|join the|leave a|post a) (?:comments?|conversation|reply))\W*")


def find_furniture(text: str) -> Iterator[Furniture]:
    r"""The furniture among the lines of a text, in order.

    Headlines below *Related stories* and the like are furniture up to the first line that is a sentence, and all below *Comments (2)*.

    >>> [(found.line, str(found.kind)) for found in find_furniture("Rome\nBy Ann Lee\n\nHe said no.\n© 2024 The Post")]
    [(2, 'byline'), (5, 'copyright')]
    """
    below = comments = False
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        kind = kind_of_line(line)
        if kind is None and words and (comments or (below and _is_headline(words))):
            kind = FurnitureKind.RELATED
        elif words:
            below = is_heading(words)
            comments = comments or (kind is not None and _is_count(words))
        if kind is not None:
            yield Furniture(line=number, kind=kind)


def kind_of_line(line: str) -> FurnitureKind | None:
    """What a line is if its words tell that it is furniture; None if they do not.

    >>> str(kind_of_line("Read more: What the mayor said")), kind_of_line("Read more, he said.")
    ('related', None)
    """
    words = line.strip()
    if not words or len(words) > _LONGEST:
        return None
    return next((kind for kind, pattern, is_told in _PATTERNS if pattern.search(words) and not is_told(words)), None)


def is_heading(words: str, *, comments: bool = False) -> bool:
    """Whether what stands below these words is another article's, or what readers say.

    Args:
        words: a line.
        comments: whether a heading of comments counts, too.

    >>> is_heading("Related stories"), is_heading("Comments (2)"), is_heading("Comments (2)", comments=True), is_heading("Trending upwards")
    (True, False, True, False)
    """
    return _HEADING.fullmatch(words.strip()) is not None or (comments and _COMMENTS.fullmatch(words.strip()) is not None)


def _is_count(words: str) -> bool:
    return _COMMENTS.fullmatch(words) is not None and any(map(str.isdigit, words))


def _is_headline(words: str) -> bool:
    return len(words) <= _LONGEST_HEADLINE and not words.rstrip("'’”»\")]").endswith((".", "…"))
