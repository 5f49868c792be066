"""The pages in a real browser; left out where there is no Chromium or no playwright."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from pages_asked import NAMES

playwright_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROGRAM = "import sys; from quotecheck.cli.serve import serve; serve(sys.argv[1:])"
PAGES = [*NAMES, "hostile"]


@pytest.fixture(scope="module")
def server(filled):
    """The address of a server."""
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(filled), "--port", "0"], stderr=subprocess.PIPE, text=True)
    yield re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())[0]
    process.terminate()
    process.wait()
    process.stderr.close()


@pytest.fixture(scope="module")
def browser():
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser, server):
    """Open an address; whatever goes wrong there fails the test."""
    contexts, wrong = [], []

    def open_(path, *, width=1000, **options):
        context = browser.new_context(viewport={"width": width, "height": 700}, base_url=server, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith(server) else wrong.append(request.url))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def scrolls_sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(visit, addresses, scheme):
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    page = visit("/", color_scheme=scheme)
    found = {}
    for name in PAGES:
        page.goto(getattr(addresses, name))
        found[name] = [
            (one["id"], one["nodes"][0]["html"]) for one in axe.run(page)["violations"] if one["impact"] in {"serious", "critical"}
        ]
    page.goto(addresses.article)
    page.locator(".tag").first.focus()
    found["a reason"] = [one["id"] for one in axe.run(page)["violations"] if one["impact"] in {"serious", "critical"}]
    page.goto("/check")
    page.get_by_label("The words").fill("It simply can persist for ever")
    page.get_by_role("button", name="Check", exact=True).click()
    found["verdict"] = [one["id"] for one in axe.run(page)["violations"] if one["impact"] in {"serious", "critical"}]
    assert {name: violations for name, violations in found.items() if violations} == {}


def test_a_narrow_window_is_wide_enough(visit, addresses):
    page = visit("/", width=360)
    for name in PAGES:
        page.goto(getattr(addresses, name))
        assert not scrolls_sideways(page), name
    page.goto(addresses.article)
    page.locator(".tag").first.click()
    reason = page.locator(".why").first.bounding_box()
    assert reason["x"] >= 0
    assert reason["x"] + reason["width"] <= 360


def test_a_table_hides_nothing(visit, addresses):
    inside = """[...document.querySelectorAll('.table')].every(one => one.scrollWidth <= one.clientWidth)
        && [...document.querySelectorAll('td.date')].every(one => one.getClientRects().length === 0 || one.clientHeight < 40)"""
    for width in (360, 640, 1000):
        page = visit("/people", width=width)
        for name in ("people", "why", "articles"):
            page.goto(getattr(addresses, name))
            assert page.evaluate(inside), (name, width)


def test_a_long_title_is_cut(browser, tmp_path):
    from marking import build

    from quotecheck.store import Store

    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        extraction = build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n", title="x" * 3000, outlet="The Post", published="2021-06-28")
        store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(path), "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())[0]
        for width in (360, 1000):
            page = browser.new_page(viewport={"width": width, "height": 700})
            page.goto(f"{address}/articles")
            assert not scrolls_sideways(page)
            table = page.locator(".table")
            assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
            assert table.bounding_box()["height"] < 400
            page.locator("td a").click()
            assert not scrolls_sideways(page)
            assert page.locator("h1").bounding_box()["height"] < 700
            page.close()
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def test_dark_is_dark(visit, addresses):
    for scheme, least, most in (("light", 200, 255), ("dark", 0, 60)):
        page = visit(addresses.article, color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert all(least <= int(part) <= most for part in re.findall(r"\d+", colour)[:3])


def test_without_script_all_works(visit, addresses):
    page = visit("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("blinken")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Antony Blinken").first.click()
    assert page.get_by_role("heading", name="Antony Blinken").is_visible()
    page.goto(addresses.article)
    reason = page.locator("#why-0")
    assert not reason.is_visible()
    page.locator(".tag").first.click()
    assert reason.is_visible()
    assert "rule" in reason.inner_text()
    page.goto("/check")
    page.get_by_label("The words").fill("It simply cannot persist indefinitely")
    page.get_by_label("Who is said to have said them").fill("Blinken")
    page.get_by_role("button", name="Check", exact=True).click()
    assert "verbatim" in page.get_by_role("status").inner_text()
    for name in PAGES:
        page.goto(getattr(addresses, name))
        assert page.locator("h1").count() == 1


def test_with_the_keyboard_alone(visit, addresses):
    page = visit(addresses.article)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "tag":
            break
    reason = page.locator("#why-0")
    assert reason.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.why') !== null")
    page.keyboard.press("Escape")
    assert not reason.is_visible()
    page.keyboard.press("/")
    page.keyboard.type("blinken")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=blinken")
    page.goto("/check")
    page.get_by_label("The words").focus()
    page.keyboard.type("It simply cannot persist indefinitely")
    page.keyboard.press("Tab")
    page.keyboard.type("Blinken")
    page.keyboard.press("Enter")
    assert "verbatim" in page.get_by_role("status").inner_text()


def test_results_come_as_one_types(visit):
    page = visit("/")
    page.get_by_role("searchbox").press_sequentially("unsustain")
    page.locator(".quotes blockquote").first.wait_for()
    assert page.url.endswith("/?q=unsustain")
    for part in (".bottom a[href]", "link[rel=alternate]"):
        addresses = page.locator(part).evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert "/search.csv?q=unsustain" in addresses
        assert "/search.csv" not in addresses
    page.get_by_role("searchbox").fill("")
    page.get_by_role("heading", name="Most quoted").wait_for()


def test_the_pager_is_that_of_the_results(visit):
    page = visit("/?q=blinken&page=2")
    assert page.locator(".pager").count() == 1
    page.get_by_role("searchbox").fill("unsustain")
    page.locator(".quotes blockquote").first.wait_for()
    assert page.locator(".pager, link[rel=prev]").count() == 0


def test_words_are_pointed_at_by_their_place(visit, addresses):
    page = visit(f"{addresses.rome}#c20-60")
    shown = "[...CSS.highlights.get('chosen')].map(range => range.toString()).join('\\n')"
    text = page.request.get(f"{addresses.rome}.json").json()["article"]["text"]
    assert page.evaluate(shown) == text[20:60].strip("\n")
    page.evaluate("location.hash = '#c50-99'")
    page.wait_for_function("[...CSS.highlights.get('chosen')].length > 0 && location.hash === '#c50-99'")
    page.wait_for_timeout(50)
    assert page.evaluate(shown) == text[50:99].strip("\n")
    page.goto(f"{addresses.rome}#L6")
    assert page.locator("#L6").is_visible()


def test_pointing_at_any_piece_shows_the_reason(visit, addresses):
    page = visit(addresses.rome)
    pieces = page.locator(".content[data-quote='2']")
    assert pieces.count() == 2
    pieces.first.hover()
    assert page.locator("#why-2").is_visible()
    page.locator("h1").hover()
    assert not page.locator("#why-2").is_visible()


def test_a_citation_is_copied(visit, addresses):
    page = visit(addresses.quotation, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-1").text_content()


def test_a_hostile_article_is_inert(visit, addresses):
    page = visit(addresses.hostile)
    for address in ("/?q=script", "/articles", "/people", addresses.hostile):
        page.goto(address)
        page.wait_for_timeout(100)
    assert page.locator("main script, main img, main iframe").count() == 0
    assert "<script>alert('ran')</script>" in page.locator(".text").inner_text()
    page.locator(".content").first.click()
    page.locator(".why a").last.click()
    assert page.locator("main script, main img").count() == 0


def test_the_first_paint_needs_little(visit, addresses):
    page = visit("about:blank")
    for name in PAGES:
        sizes = []
        page.on("response", lambda response, sizes=sizes: sizes.append(len(response.body())))
        page.goto(getattr(addresses, name), wait_until="networkidle")
        assert sum(sizes) < 100_000, name
