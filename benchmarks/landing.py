"""Whether text fragments land: pages are served on this machine, opened in headless Chromium, and what it highlights is looked at.

    python -m benchmarks.landing

A link lands if the browser has scrolled to the words, has highlighted all of them that are in view, and nothing else.
"""

from __future__ import annotations

import base64
import json
import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from quotecheck.citing.addresses import address
from quotecheck.citing.cited import Cited
from quotecheck.model import Article, Kind, Quote, Source, Span

__all__ = ["BROWSER", "cases", "land"]

BROWSER = Path("/usr/bin/chromium")
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
_WAIT = 5000  # milliseconds, at most, until the browser has scrolled
_STYLE = "body{width:600px;font:16px/1.5 serif} ::target-text{background:rgb(255,0,255);color:rgb(255,0,255)}"
# Between « and » stand the words of the quote, between ‹ and › what is marked up.
_CASES = (
    "In Rome. «“We are,”» the minister said, «“ready-made, & so on.”» They met.",
    "Ann said:«“Straight after a colon, without a space.”»(and so on)",
    "«“Café déjà vu — naïve 👩‍👩‍👧 résumé,”» said Ann.",
    "«“قال الرئيس نعم اليوم”» said Ann.",
    "Ann said «No» and then she left.",
    "“No,” said Bob. «“No,”» said Ann, who knew.",
    "(«“brackets”») said Ann.",
    "He said «it’s 3,000,000 – or so -- and 'quoted'…» and left.",
    "She said «we’ll go to x.y/z?a=b#c&d=e, 50% off», and left.",
    "Words ‹with markup›, then «“it ‹simply cannot› persist in‹definite›ly,”» he said.",
    "«No»",
    "Ann: «“שלום לכולם”» and more.",
    "«“A question? Yes! And, well … an ellipsis.”» she asked.",
    "Prices: «“$5 * 3 = £15 (roughly)”» he told them.",
    "He called it «“well-known, state-of-the-art — really”».",
    "She said she «would “never, ever” do it again», the Post wrote.",
    "«“One.”» She paused. «“Two.”» She paused. «“Three.”» She left.",
    "It was «“in”» not out.",
    "The spokeswoman of the office said that «the office is open», and no more.",
    "«{long}» he said at last.",
    "He said: «{long}¶{long}» And left.",
    "«“First paragraph.¶“Second one, to the end.”» she said.",
)


@dataclass(frozen=True, slots=True)
class _Page:
    cited: Cited
    html: str


def cases(host: str, count: int = 50) -> list[_Page]:
    """Pages with a quote each; the same words stand before and behind it, too, wherever they are few."""
    chance = random.Random(5)  # noqa: S311 -- not for secrets
    return [_page(f"{host}/{number}", _CASES[number % len(_CASES)], chance, decoys=number % 3) for number in range(count)]


def _page(url: str, case: str, chance: random.Random, *, decoys: int) -> _Page:
    long = " ".join(f"and point {chance.randrange(10_000)} of the plan" for _ in range(30))
    lines = case.replace("{long}", long).split("¶")
    plain = "\n".join(lines).translate(str.maketrans("", "", "«»‹›"))
    quoted = re.findall("«([^»]*)»", "\n".join(lines).translate(str.maketrans("", "", "‹›")))
    filler = [f"Paragraph {number} tells of nothing, and says no more than that in {chance.randrange(1000)} words." for number in range(80)]
    # What reads like the quote, but stands elsewhere.
    likeness = [f"Somebody else used {words} in a book." for words in " and ".join(quoted).split("\n")] * decoys
    above = [*filler[:20], *likeness, *filler[20:40]]
    text = "\n".join([*above, plain, *filler[40:]]) + "\n"
    offset = len("\n".join(above)) + 1
    content, at, start = [], offset, 0
    for letter in "\n".join(lines):
        if letter == "«":
            start = at
        elif letter == "»":
            content.append(Span(start, at))
        elif letter not in "‹›":
            at += 1
    marked = [escape(line.translate(str.maketrans("", "", "«»"))).replace("‹", "<b>").replace("›", "</b>") for line in lines]
    paragraphs = [*map(escape, above), *marked, *map(escape, filler[40:])]
    html = "".join(f'<p id="line{number}">{line}</p>\n' for number, line in enumerate(paragraphs, start=1))
    raw = text.encode()
    article = Article(id=url, text=text, source=Source(raw=raw, digest="0" * 64, url=url, reader="html"))
    quote = Quote(
        id="0123456789ab",
        article=url,
        path=None,
        line=article.line_of(content[0].start),
        column=article.column_of(content[0].start),
        content=tuple(content),
        text=" … ".join(span.of(text) for span in content),
        kind=Kind.DIRECT,
        cue=(),
        cue_text=None,
        mention=(),
        speaker_mention=None,
        speaker=None,
        speaker_id=None,
        confidence=1.0,
        rule="by hand",
    )
    return _Page(Cited(quote=quote, article=article), f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><body>{html}")


@contextmanager
def _served(pages: dict[str, str]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = pages.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((content or "").encode())

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# The rectangles of words, each given as the number of its paragraph and offsets in that.
_RECTANGLES = """places => places.flatMap(([line, start, end]) => {
  const walker = document.createTreeWalker(document.getElementById('line' + line), NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  let at = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.data.length
    if (start >= at && start <= at + length) range.setStart(node, start - at)
    if (end >= at && end <= at + length) { range.setEnd(node, end - at); break }
    at += length
  }
  return [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom])
})"""
# Of a picture: how many rectangles within it have the colour of the highlight, and how much of that colour is outside all of them.
_LOOK = """async ([picture, rectangles]) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob())
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const data = context.getImageData(0, 0, image.width, image.height).data
  const counts = rectangles.map(() => 0)
  let outside = 0
  for (let y = 0; y < image.height; y++) for (let x = 0; x < image.width; x++) {
    const at = 4 * (y * image.width + x)
    if (data[at] < 200 || data[at + 1] > 60 || data[at + 2] < 200) continue
    const where = [...rectangles.keys()].filter(k => {
      const [l, t, r, b] = rectangles[k]
      return x >= l - 2 && x <= r + 2 && y >= t - 2 && y <= b + 2
    })
    if (!where.length) outside++
    for (const k of where) counts[k]++
  }
  const visible = rectangles.filter(([l, t, r, b]) => t >= 0 && b <= image.height && r - l > 2)
  const lit = rectangles.filter(([l, t, r, b], k) => t >= 0 && b <= image.height && r - l > 2 && counts[k] > 0.5 * (r - l) * 10)
  return {visible: visible.length, lit: lit.length, outside}
}"""


def land(count: int = 50) -> dict[str, Any]:
    """Open so many links: how many landed, and the addresses of those that did not."""
    from playwright.sync_api import sync_playwright

    pages: dict[str, str] = {}
    missed = []
    with _served(pages) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(BROWSER), args=list(_FLAGS))
        try:
            page, looking = browser.new_page(viewport={"width": 800, "height": 700}), browser.new_page()
            for number, case in enumerate(cases(host, count)):
                pages[f"/{number}"] = case.html
                page.goto("about:blank")
                page.goto(address(case.cited))
                seen = _look(page, looking, case)
                if not (seen["scrolled"] and seen["visible"] and seen["lit"] == seen["visible"] and not seen["outside"]):
                    missed.append({"case": number, "address": address(case.cited), **seen})
        finally:
            browser.close()
    return {"links": count, "landed": count - len(missed), "missed": missed}


def _look(page: Any, looking: Any, case: _Page) -> dict[str, Any]:
    article = case.cited.article
    places = []
    for span in case.cited.quote.content:
        for line in range(article.line_of(span.start), article.line_of(span.end - 1) + 1):
            first = article.line_starts[line - 1]
            start, end = max(span.start, first), min(span.end, first + len(article.text[first:].split("\n", 1)[0]))
            # The browser counts in UTF-16.
            places.append([line, *(len(article.text[first:at].encode("utf-16-le")) // 2 for at in (start, end))])
    try:
        page.wait_for_function("scrollY > 0", timeout=_WAIT)
        scrolled = True
    except Exception:  # noqa: BLE001 -- of a library that is loaded only here
        scrolled = False
    rectangles = page.evaluate(_RECTANGLES, places)
    picture = base64.b64encode(page.screenshot()).decode("ascii")
    return {"scrolled": scrolled, **looking.evaluate(_LOOK, [picture, rectangles])}


if __name__ == "__main__":
    print(json.dumps(land(), indent=1, ensure_ascii=False))
