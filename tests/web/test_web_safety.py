from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pages_asked import NAMES, asking, twin

SAFE = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "button",
    "circle",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
}
SAFE |= {
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "i",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "path",
}
SAFE |= {
    "pre",
    "rect",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
}
SAFE |= {"details", "summary", "time", "title", "tr", "ul"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, *attribute) for attribute in attrs]


@pytest.mark.parametrize("name", [*NAMES, "hostile"])
def test_no_page_has_anything_of_an_article_as_markup(ask, addresses, name):
    page = ask(getattr(addresses, name))
    reader = Reader()
    reader.feed(page.text)
    assert reader.tags <= SAFE
    assert not [attribute for attribute in reader.attributes if attribute[1].startswith("on") or attribute[1] == "style"]
    addresses_of = [value for _, key, value in reader.attributes if key in {"href", "src", "action"}]
    assert all(value.startswith(("/", "#", "https://example.org/")) and not value.startswith("//") for value in addresses_of)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", page.text)
    assert re.findall(r"<script[^>]*>[^<]*", page.text) == re.findall(r'<script src="/static/page\.js\?\w+" defer>', page.text)


@pytest.mark.parametrize("name", [*NAMES, "hostile"])
def test_every_answer_forbids_what_is_not_needed(ask, addresses, name):
    for address in (getattr(addresses, name), twin(getattr(addresses, name)), "/nowhere", "/data/quotes"):
        headers = ask(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_hostile_words_are_shown_as_they_are(ask, addresses):
    page = ask(addresses.hostile).text
    assert "&lt;script&gt;alert(&#39;ran&#39;)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "\N{REPLACEMENT CHARACTER}tfel ot thgir" in page
    assert "the original" not in page


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/people", "/data", "/data/quotes", "/-/static/app.css"])
def test_nothing_is_changed(ask, method, path):
    found = ask(path, method=method)
    assert (found.status_code, found.json()["ok"], found.json()["status"]) == (405, False, 405)


@pytest.mark.parametrize(
    "path", ["/data?sql=select+1", "/data.json?sql=select+1", "/data/quotes?_where=1=1", "/data/-/query.json?sql=select+1"]
)
def test_nobody_sends_sql(ask, path):
    assert ask(path, follow_redirects=True).status_code >= 400


@pytest.mark.parametrize(
    "path",
    ["/nowhere.json", "/quote/ffffffffffff.json", "/person/1.json", "/article/ffffffffff.json", "/article/0.json", "/cluster/00.csv"],
)
def test_errors_have_one_shape(ask, path):
    found = ask(path)
    assert found.status_code == 404
    assert found.json() == {"ok": False, "error": found.json()["error"], "status": 404}
    assert "/tmp" not in found.json()["error"]


def test_an_error_of_ours_tells_nothing_of_the_inside(ask, monkeypatch):
    monkeypatch.setattr("quotecheck.web.pages.search.list_speakers", lambda *_, **__: 1 / 0)
    found = ask("/search.json")
    assert (found.status_code, found.json()) == (500, {"ok": False, "error": "Something went wrong here.", "status": 500})


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8001", "[::1].evil.example"])
def test_another_name_of_the_server_is_refused(ask, host):
    assert ask("/search.json", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost:8001", "[::1]:8001", "localhost", "LOCALHOST:1"])
def test_its_own_names_are_taken(ask, host):
    assert ask("/search.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"}, {"origin": "null"}]
)
def test_a_check_from_another_page_is_refused(ask, headers):
    assert ask("/check.json", method="POST", data={"quote": "No way"}, headers=headers).status_code == 403


def test_a_check_needs_no_cookie_and_heeds_none(ask):
    headers = {"cookie": "ds_csrftoken=x; other=y", "origin": "http://127.0.0.1:8001", "sec-fetch-site": "same-origin"}
    assert ask("/check.json", method="POST", data={"quote": "We strongly support"}, headers=headers).status_code == 200


def test_too_much_is_not_even_read(ask):
    found = ask(
        "/check.json", method="POST", content=b"draft=" + b"x" * 3_000_000, headers={"content-type": "application/x-www-form-urlencoded"}
    )
    assert (found.status_code, found.json()["status"]) == (413, 413)


def test_nothing_is_written(ask, addresses, filled):
    before = filled.read_bytes()
    for name in NAMES:
        ask(getattr(addresses, name))
    ask("/check", method="POST", data={"quote": "We strongly support", "by": "Blinken"})
    assert filled.read_bytes() == before


def test_it_is_a_guest_in_another_datasette(filled, tmp_path):
    import sqlite3

    from datasette.app import Datasette
    from datasette.plugins import pm

    from quotecheck.web import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, "quotecheck")
    foreign = tmp_path / "foreign.db"
    sqlite3.connect(foreign).close()
    ask = asking(Datasette([str(foreign), str(filled)]))
    page = ask("/-/quotecheck/")
    assert page.status_code == 200
    assert 'href="/-/quotecheck/people"' in page.text
    assert ask("/-/quotecheck/search.json?q=blinken").json()["people"]
    assert "content-security-policy" not in ask("/").headers
    assert ask("/quotes/quotes.json").status_code == 200
    alone = asking(Datasette([str(foreign)]))
    assert alone("/-/quotecheck/people").status_code == 404


def test_templates_escape_all(filled):
    from quotecheck.web import templating

    templates = sorted((Path(templating.__file__).parent / "templates").glob("*.j2"))
    assert len(templates) > 10
    for template in templates:
        text = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe|autoescape|Markup", text), template
        assert " style=" not in text, template
        assert not re.search(r"\son[a-z]+=", text), template
        assert not re.search(r'=\{\{|="[^"]*\{\{[^"]*\}\}[^">]*$', text), template


@pytest.mark.parametrize(("field", "most"), [("quote", 5_000), ("by", 300)])
def test_a_quotation_is_no_draft(ask, field, most):
    fields = {"quote": "We strongly support", "by": "Blinken"}
    long = ask("/check.json", method="POST", json=fields | {field: "bridge " * (most // 7 + 1)})
    assert (long.status_code, long.json()["ok"], long.json()["status"]) == (413, False, 413)
    assert f"More than {most:,}" in long.json()["error"]
    assert ask("/check.json", method="POST", json=fields | {field: "a bridge"}).status_code == 200


@pytest.mark.parametrize(
    "body", [b'{"quote": "\\ud800 no"}', b'{"quote": "no", "by": "\\udfff"}', b'{"draft": "\\ud800"}', b'{"\\ud800": "no"}']
)
def test_half_a_character_is_none(ask, body):
    found = ask("/check.json", method="POST", content=body, headers={"content-type": "application/json"})
    assert (found.status_code, found.json()["status"]) == (400, 400)


@pytest.mark.parametrize("origin", ["http://[", "http://[bad]", "//[", "http://\N{NUMBER SIGN}["])
def test_an_origin_that_is_no_address_is_another(ask, origin):
    found = ask("/check.json", method="POST", data={"quote": "No way"}, headers={"origin": origin})
    assert (found.status_code, found.json()["status"]) == (403, 403)


@pytest.mark.parametrize(("path", "methods"), [("/check", "GET, HEAD, POST"), ("/check.csv", "GET, HEAD, POST"), ("/people", "GET, HEAD")])
def test_what_an_address_takes_is_told(ask, path, methods):
    assert ask(path, method="PUT").headers["allow"] == methods


def test_a_kind_that_is_not_read_is_named(ask):
    found = ask("/check.json", method="POST", files={"quote": (None, "No way")})
    assert found.status_code == 400
    assert "multipart/form-data is not read" in found.json()["error"]


def test_a_byte_order_mark_is_nothing(ask):
    body = b'\xef\xbb\xbf{"quote": "We strongly support"}'
    assert ask("/check.json", method="POST", content=body, headers={"content-type": "application/json"}).status_code == 200


def test_an_address_that_is_none_is_no_link(tmp_path):
    from marking import build

    from quotecheck.store import Store
    from quotecheck.store.browsing import list_articles
    from quotecheck.web.serving import make_datasette

    path = tmp_path / "quotes.db"
    with Store.open(path, create=True) as store:
        extraction = build("<c>“No,”</c> <s>Ann Lee</s> <q>said</q>.\n", url="https://[bad")
        store.add(extraction, run=store.begin_run(version="0", models="m", command="test"))
        (article,) = list_articles(store, limit=1, offset=0)
    page = asking(make_datasette(path))(f"/article/{article.digest[:16]}")
    assert page.status_code == 200
    assert "the original" not in page.text
