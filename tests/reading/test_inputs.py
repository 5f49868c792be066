from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from quotecheck.errors import InputError
from quotecheck.model import Article
from quotecheck.reading import Inputs, Reading, is_address, restores
from quotecheck.reading.web import Page

HTML = """<!doctype html><html lang="en"><head><title>Rome</title>{link}</head><body><nav><a href="/">Home</a></nav><article><h1>Rome</h1>
<p>“We will not close the hospital in Rome this year,” the mayor of the city said on Monday, and she said it to everybody who asked.</p>
<p>The council had met for three hours behind closed doors, and nobody was willing to say how the vote had gone in the end.</p>
</article></body></html>"""


def page(address: str, *, link: str = "", **changes) -> Page:
    made = Page(
        address=address,
        final=address,
        body=HTML.format(link=link).encode(),
        media_type="text/html",
        charset="utf-8",
        fetched="2024-02-27T10:30:00+00:00",
    )
    return replace(made, **changes)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def web(**pages: Page):
    """What takes pages from the web, with the addresses that were asked for."""
    known = {made.address: made for made in pages.values()}
    asked: list[str] = []

    def fetch(address: str) -> Page:
        asked.append(address)
        if address not in known:
            raise InputError(f"{address}: the site answered 404.")
        return known[address]

    fetch.asked = asked
    return fetch


def test_a_page_of_the_web_is_cited_by_the_address_asked_for_and_knows_its_own():
    link = '<link rel="canonical" href="https://a.example/rome">'
    (article,) = Inputs(paths=["https://a.example/rome?utm=1"], fetch=web(a=page("https://a.example/rome?utm=1", link=link)))
    assert (article.id, article.source.path) == ("https://a.example/rome?utm=1", None)
    assert (article.source.url, article.source.fetched) == ("https://a.example/rome", "2024-02-27T10:30:00+00:00")


def test_a_page_does_not_name_one_of_another_host_as_itself():
    link = '<link rel="canonical" href="https://b.example/rome">'
    (article,) = Inputs(paths=["https://a.example/x"], fetch=web(a=page("https://a.example/x", link=link, final="https://a.example/y")))
    assert article.source.url == "https://a.example/y"


def test_what_is_no_page_is_read_by_its_kind():
    lines = page(
        "https://a.example/news.jsonl", body=b'{"id": "1", "text": "He said no.", "url": "https://c.example/"}\n{"id": 2, "text": "No."}\n'
    )
    one, two = Inputs(paths=["https://a.example/news.jsonl"], fetch=web(a=lines))
    assert (one.id, one.source.url, one.source.fetched) == ("1", "https://c.example/", lines.fetched)
    assert (two.id, two.source.url) == ("2", "https://a.example/news.jsonl")


def test_an_address_that_fails_does_not_keep_the_others_out(here):
    (here / "a.txt").write_text("He said no.")
    failed, article = Inputs(paths=["https://a.example/gone", "a.txt"], fetch=web())
    assert str(failed) == "https://a.example/gone: the site answered 404."
    assert article.id == "a.txt"


def test_a_list_of_addresses_in_a_file_on_stdin_or_on_the_web(here):
    (here / "list.txt").write_text("# ours\nhttps://a.example/1\n\nhttps://a.example/2\n")
    listed = page("https://a.example/list", body=b"https://a.example/1\n")
    fetch = web(a=page("https://a.example/1"), b=page("https://a.example/2"), c=listed)
    found = Inputs(
        listed=[("list", "list.txt"), ("list", "https://a.example/list"), ("list", "-")],
        fetch=fetch,
        stdin=io.BytesIO(b"https://a.example/2\n"),
    )
    assert [article.id[-1] for article in found] == ["1", "2", "1", "2"]


def test_a_feed_and_a_sitemap_of_sitemaps():
    feed = b'<rss version="2.0"><channel><item><link>/2</link></item><item><link>https://a.example/1</link></item></channel></rss>'
    index = b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.example/s</loc></sitemap></sitemapindex>'
    below = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/1</loc></url></urlset>'
    fetch = web(
        a=page("https://a.example/1"),
        b=page("https://a.example/2"),
        c=page("https://a.example/feed", body=feed),
        d=page("https://a.example/index", body=index),
        e=page("https://a.example/s", body=below),
    )
    found = list(Inputs(listed=[("feed", "https://a.example/feed"), ("sitemap", "https://a.example/index")], fetch=fetch))
    assert [article.id for article in found] == ["https://a.example/2", "https://a.example/1", "https://a.example/1"]


def test_a_sitemap_in_a_file_is_followed_to_those_it_names(here):
    (here / "index.xml").write_bytes(b"<sitemapindex><sitemap><loc>https://a.example/s</loc></sitemap></sitemapindex>")
    below = page("https://a.example/s", body=b"<urlset><url><loc>https://a.example/1</loc></url></urlset>")
    (article,) = Inputs(listed=[("sitemap", "index.xml")], fetch=web(a=page("https://a.example/1"), b=below))
    assert article.id == "https://a.example/1"


@pytest.mark.parametrize("kind", ["list", "feed", "sitemap"])
def test_a_list_that_cannot_be_read_is_an_error_of_one_line(here, kind):
    (here / "empty").write_bytes(b"")
    for where in ("missing", "empty"):
        found = list(Inputs(listed=[(kind, where)]))
        assert [type(one) for one in found] == [InputError]
        assert str(found[0]).startswith(where)
        assert "\n" not in str(found[0])


def test_nothing_is_fetched_of_loopback():
    (refused,) = Inputs(paths=["http://127.0.0.1:1/"])
    assert isinstance(refused, InputError)
    assert "not on the public internet" in str(refused)


def test_a_pattern_chooses_files_by_name_and_by_path_in_folders_and_archives(here):
    for name in ("a.css", "b.txt", "deep/c.css"):
        (here / "news" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "news" / name).write_text("He said no.")
    with zipfile.ZipFile(here / "news.zip", "w") as archive:
        archive.writestr("x/d.css", "He said no.")
        archive.writestr("e.txt", "He said no.")

    def ids(pattern):
        return [found.id for found in Inputs(paths=["news", "news.zip"], reading=Reading(pattern=pattern)) if isinstance(found, Article)]

    assert ids("*.css") == ["news/a.css", "news/deep/c.css", "news.zip/x/d.css"]
    assert ids("deep/*") == ["news/deep/c.css"]
    assert ids(None) == ["news/b.txt", "news.zip/e.txt"]


def test_the_whole_page_on_request():
    fetch = web(a=page("https://a.example/1"))
    (article,) = Inputs(paths=["https://a.example/1"], reading=Reading(whole=True), fetch=fetch)
    assert article.text.startswith("Home\n")
    assert (article.furniture, article.source.reader) == ((), "raw-html")


def test_a_language_given_goes_before_what_is_stated_and_detected(here):
    (here / "a.jsonl").write_text('{"id": "1", "text": "Il a dit non.", "language": "fr"}\n')
    assert [one.source.language for one in Inputs(paths=["a.jsonl"])] == ["fr"]
    assert [one.source.language for one in Inputs(paths=["a.jsonl"], reading=Reading(language="en"))] == ["en"]


def test_how_far_it_has_come_in_bytes(here):
    (here / "a.txt").write_text("He said no.")
    (here / "b.txt").write_text("She said yes.")
    inputs = Inputs(paths=["a.txt", "b.txt"])
    assert (inputs.total, inputs.done) == (24, 0)
    steps = [inputs.done for _ in inputs]
    assert steps == [11, 24]
    assert Inputs(paths=["-"]).total is None
    assert Inputs(paths=["a.txt"], jsonl=(io.BytesIO(), "x")).total is None


def test_what_a_folder_holds_besides_is_counted(here):
    for name in ("a.txt", "b.jpg", "c.mp4", "README.md", ".hidden"):
        (here / name).write_text("He said no.")
    inputs = Inputs(paths=["."])
    assert [article.id for article in inputs] == ["a.txt"]
    assert inputs.left_out == 2


@pytest.mark.parametrize(
    ("path", "is_one"), [("http://a.example", True), ("HTTPS://a.example", True), ("httpx.txt", False), ("ftp://a", False)]
)
def test_addresses_are_told_from_paths(path, is_one):
    assert is_address(path) is is_one


def test_an_address_of_another_kind_is_refused_as_one():
    (refused,) = Inputs(paths=["ftp://a.example/1"])
    assert str(refused).startswith("ftp://a.example/1: of addresses, only http:// and https:// are read.")


def test_loopback_is_refused_as_such_even_where_there_is_no_such_network():
    (refused,) = Inputs(paths=["http://[::1]/"])
    assert "not on the public internet" in str(refused)


def test_a_pattern_that_nothing_is_like_is_told(here):
    (here / "a.txt").write_text("He said no.")
    (refused,) = Inputs(paths=["."], reading=Reading(pattern="nothing*"))
    assert "'nothing*'" in str(refused)


def test_a_list_with_a_bad_line_gives_its_good_ones(here):
    (here / "list.txt").write_text("nonsense\nhttps://a.example/1\n")
    refused, article = Inputs(listed=[("list", "list.txt")], fetch=web(a=page("https://a.example/1")))
    assert str(refused).startswith("list.txt:1: ")
    assert article.id == "https://a.example/1"


def test_what_nobody_sees_in_a_word_is_no_part_of_a_text_file(here):
    (here / "a.txt").write_text("The minis\u00adter said\u200b no.")
    (article,) = Inputs(paths=["a.txt"])
    assert article.text == "The minister said no."
    assert restores(article)
