"""Makes the pictures of the pages in docs/images, in a browser, from the articles of seeds/: ``make screenshots``.

    python docs/screenshots.py [--chromium /usr/bin/chromium]

Three articles, made up for this, stand beside them, so that there are variants and a conflict.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

_IMAGES = Path(__file__).parent / "images"
_SEEDS = Path(__file__).parent.parent / "seeds"
_WIDE, _NARROW = (1120, 760), (360, 720)
_LARGEST = 150_000
"""Bytes of a picture."""
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_OTHERS = (
    {
        "id": "harbour-1",
        "title": "Ministers meet in Rome",
        "outlet": "The Harbour Post",
        "published": "2021-06-28",
        "text": "“This situation is simply unsustainable. It simply cannot persist indefinitely,” Antony Blinken said on Monday.\n",
    },
    {
        "id": "wire-7",
        "title": "Coalition promises aid",
        "outlet": "Northern Wire",
        "published": "2021-06-29",
        "text": "“This situation is simply unsustainable. It simply can persist indefinitely,” Antony Blinken said.\n",
    },
    {
        "id": "herald-3",
        "title": "After the meeting",
        "outlet": "The Valley Herald",
        "published": "2021-07-04",
        "text": "“This situation is simply unsustainable. It simply cannot persist indefinitely,” Luigi Di Maio said last week.\n",
    },
)
"""Made up for the pictures: the second has lost a *not*, and the third credits the words to somebody else."""
_DRAFT = """“This situation is … unsustainable,” Antony Blinken said in Rome.

“It simply cannot persist for ever,” Blinken said.

“It simply cannot persist indefinitely,” Caggins agreed.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its name, what it shows, and how wide and how light it is."""

    name: str
    path: str
    dark: bool = False
    narrow: bool = False
    draft: str | None = None
    quote: int | None = None


_PICTURES = (
    Picture(name="search", path="/?q=situation"),
    Picture(name="person", path="/person/BLINKEN"),
    Picture(name="article", path="/article/ROME", quote=2),
    Picture(name="article-dark", path="/article/ROME", quote=2, dark=True),
    Picture(name="article-narrow", path="/article/ROME", quote=2, narrow=True),
    Picture(name="quotation", path="/quote/a464f0f651dc"),
    Picture(name="cluster", path="/cluster/a464f0f651dc"),
    Picture(name="cluster-dark", path="/cluster/a464f0f651dc", dark=True),
    Picture(name="conflicts", path="/conflicts"),
    Picture(name="check", path="/check", draft=_DRAFT),
    Picture(name="check-narrow", path="/check", draft=_DRAFT, narrow=True),
)


def main() -> None:
    """Fill a store, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    _IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=_FLAGS)
        names = known(browser, address)
        for picture in _PICTURES:
            path = _IMAGES / f"{picture.name}.png"
            path.write_bytes(smaller(taken(browser, address, picture, names)))
            size = path.stat().st_size
            sys.stdout.write(f"{path.relative_to(_IMAGES.parent.parent)} {size:,}\n")
            if size > _LARGEST:
                raise SystemExit(f"{path}: {size:,} bytes are too many.")
        browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server of a store with the articles."""
    shutil.copytree(_SEEDS, folder / "seeds")
    (folder / "others.jsonl").write_text("".join(f"{json.dumps(other)}\n" for other in _OTHERS), "utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QUOTECHECK")}
    command = [sys.executable, "-m", "quotecheck"]
    for arguments in (["add", "seeds", "others.jsonl"], ["match"]):
        subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True)
    server = subprocess.Popen([*command, "serve", "--port", "0"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield server.stderr.readline().split(" is at ")[1].split("/ ")[0]
    finally:
        server.terminate()
        server.wait()


def known(browser: Browser, address: str) -> dict[str, str]:
    """What stands for ids in the paths of the pictures."""
    page = browser.new_page()
    asked = page.request.get(f"{address}/quote/a464f0f651dc.json").json()
    page.close()
    links = asked["links"]
    return {"ROME": links["article"].partition("#")[0].rpartition("/")[2], "BLINKEN": links["speaker"].rpartition("/")[2]}


def taken(browser: Browser, address: str, picture: Picture, names: dict[str, str]) -> bytes:
    """A picture."""
    width, height = _NARROW if picture.narrow else _WIDE
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if picture.dark else "light")
    page = context.new_page()
    path = picture.path
    for name, value in names.items():
        path = path.replace(name, value)
    page.goto(f"{address}{path}")
    if picture.draft is not None:
        check(page, picture.draft)
    if picture.quote is not None:
        page.locator(f"[data-quote='{picture.quote}'].content").first.click()
    shot = page.screenshot()
    context.close()
    return shot


def check(page: Page, draft: str) -> None:
    """Have a draft checked; the first one waits for the models."""
    page.get_by_label("Its text").fill(draft)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_role("status").wait_for(timeout=120_000)


def smaller(picture: bytes) -> bytes:
    """The picture in as many colours as such pages have, which is a third of the bytes; as it is, where Pillow is not installed."""
    try:
        from PIL import Image  # noqa: PLC0415
    except ModuleNotFoundError:
        return picture
    made = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return min(picture, made.getvalue(), key=len)


if __name__ == "__main__":
    main()
