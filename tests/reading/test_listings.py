"""Lists, feeds and sitemaps, honest and hostile."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import pytest

from quotecheck.errors import InputError
from quotecheck.reading import listings, web
from quotecheck.reading.listings import addresses_in_feed, addresses_in_list, addresses_in_sitemap, pages_of_sitemap
from quotecheck.reading.web import Page

BASE = "https://news.example/feeds/all.xml"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@pytest.fixture(autouse=True)
def no_opening(monkeypatch):
    """No parser opens a path or looks up a host."""

    def refuse(*arguments, **options):
        raise AssertionError(arguments)

    monkeypatch.setattr(feedparser.http, "get", refuse)
    monkeypatch.setattr("builtins.open", refuse)


def refusal(function, raw, **options):
    started = time.monotonic()
    with pytest.raises(InputError) as caught:
        function(raw, name="it", **options)
    assert time.monotonic() - started < 4
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert message.startswith("it:")
    assert ". Give " in message or ". Get " in message or ". Save " in message or ". It " in message or ". Copy " in message
    return message


def page(address, body):
    return Page(address=address, final=address, body=body, media_type=None, charset=None, fetched="2024-01-01T00:00:00+00:00")


def test_a_list():
    raw = (
        "\ufeff# news\r\nhttps://a.example/1\r\n\r\n  HTTP://bücher.example/ä \r\nhttps://a.example/2#top\nhttps://a.example/2\n # x\n\t\n"
    )
    assert addresses_in_list(raw.encode(), name="it") == ["https://a.example/1", "HTTP://bücher.example/ä", "https://a.example/2"]
    assert addresses_in_list(raw.encode("utf-16"), name="it")[0] == "https://a.example/1"
    assert addresses_in_list(b"", name="it") == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"news.html", "it:3: not an address of the web"),
        (b"file:///etc/passwd", "it:3: not an address of the web"),
        (b"https://a.example/ https://b.example/", "it:3: not an address of the web. Give one address a line"),
        (b"https://me:secret@a.example/", "it:3: holds a user name"),
        (b"https://a.example/\x0bb", "it:3: holds a control character"),
    ],
)
def test_a_list_with_a_bad_line(line, complaint):
    first, error, last = addresses_in_list(b"https://a.example/1\n#\n" + line + b"\nhttps://a.example/2\n", name="it")
    assert (first, last) == ("https://a.example/1", "https://a.example/2")
    message = str(error)
    assert len(message.splitlines()) == 1
    assert message.startswith(complaint)
    assert "secret" not in message


def test_a_list_that_is_no_text():
    assert "not a text file" in refusal(addresses_in_list, b"\0\1\2")


RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>https://news.example/</link>
<item><title>One</title><link>https://news.example/1</link></item>
<item><title>Two</title><link>/2?a=b&amp;c=d</link></item>
<item><title>None</title></item>
<item><title>By its id</title><guid>https://news.example/3</guid></item>
<item><title>No id</title><guid isPermaLink="false">tag:4</guid></item>
<item><title>Again</title><link>https://news.example/1#comments</link></item>
<item><title>Trap</title><link>javascript:alert(1)</link></item>
<item><title>Trap</title><link>file:///etc/passwd</link></item>
<item><link><![CDATA[ https://news.example/5 ]]></link></item>
</channel></rss>"""
RSS_GIVES = [f"https://news.example/{path}" for path in ("1", "2?a=b&c=d", "3", "5")]

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/blog/"><title>News</title><link href="https://news.example/"/>
<entry><link rel="self" href="self.xml"/><link rel="alternate" type="text/html" href="1"/><link rel="enclosure" href="1.mp3"/></entry>
<entry><link href="https://other.example/2"/></entry>
<entry><id>urn:3</id></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://news.example/"><title>News</title><link>https://news.example/</link></channel>
<item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link></item>
<item rdf:about="https://news.example/2"><title>Two</title><link>../2</link></item></rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        (RSS, RSS_GIVES),
        (RSS.replace('version="2.0"', ""), RSS_GIVES),
        ("\n  " + RSS, RSS_GIVES),
        (RSS.replace('<?xml version="1.0"?>', '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "file:///etc/passwd">'), RSS_GIVES),
        (RSS.replace("One", "O & <b>ne"), RSS_GIVES),
        (ATOM, ["https://news.example/blog/1", "https://other.example/2"]),
        (RDF, ["https://news.example/1", "https://news.example/2"]),
    ],
)
def test_feeds_of_xml(text, gives):
    assert addresses_in_feed(text.encode(), name="it", base=BASE) == gives


def test_a_feed_of_nowhere_has_no_relative_links():
    assert addresses_in_feed(RSS.encode(), name="it", base=None) == [address for address in RSS_GIVES if "/2" not in address]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("declared", ["", "iso-8859-1", "utf-16", "punycode", "nonsense"])
def test_encodings_of_feeds(encoding, declared):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = f"{declaration}<rss version='2.0'><channel><title>é “No”</title><item><link>https://news.example/1</link></item></channel></rss>"
    assert addresses_in_feed(text.encode(encoding, "ignore"), name="it", base=None) == ["https://news.example/1"]


def test_a_declared_encoding_is_kept_to():
    text = '<?xml version="1.0" encoding="koi8-r"?><rss><channel><item><link>https://news.example/да</link></item></channel></rss>'
    assert addresses_in_feed(text.encode("koi8-r"), name="it", base=None) == ["https://news.example/да"]


def test_json_feed():
    items = [
        {"id": "1", "url": "https://news.example/1"},
        {"id": "2", "external_url": "2"},
        *(
            {"id": "3"},
            "x",
            None,
            {"url": 5},
            {"url": "\ud800"},
            {"url": "https://news.example/1", "external_url": "https://other.example/"},
        ),
    ]
    raw = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    for content in (raw, b"\xef\xbb\xbf \n" + raw):
        assert addresses_in_feed(content, name="it", base=BASE) == ["https://news.example/1", "https://news.example/feeds/2"]


@pytest.mark.parametrize(
    "raw",
    [
        *(
            b"",
            b"He said no.",
            b"<html><body><a href='https://a.example/'>a</a></body></html>",
            b"<urlset/>",
            b"/etc/passwd",
            b"file:///etc/passwd",
        ),
        *(b"https://news.example/feed", b"{", b"{}", b'{"version": 1, "items": []}', b'{"version": "2", "items": []}', b"[" * 100_000),
        *(b'{"version": "https://jsonfeed.org/version/1", "items": {}}', b'{"a":' * 100_000, b"{\xff", b'{"a": ' + b"9" * 5000 + b"}"),
    ],
)
def test_what_is_no_feed(raw):
    assert "not a feed" in refusal(addresses_in_feed, raw, base=BASE)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#99999999999;"])
def test_a_feed_that_breaks_the_parser(reference):
    raw = RSS.replace("https://news.example/5", f"<b>{reference}").encode().replace(b"<![CDATA[", b"").replace(b"]]>", b"")
    assert "a broken feed" in refusal(addresses_in_feed, raw, base=BASE)


def laughs(root, inner):
    entities = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{entities}]><{root}>{inner}</{root}>'


OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        laughs("rss", "<channel><title>&l11;</title><item><link>https://a.example/&l11;</link></item></channel>"),
        laughs("urlset", "<url><loc>https://a.example/&l11;</loc></url>"),
        "<!-- <a --><?x <a ?>" + laughs("urlset", "<url><loc>&l11;</loc></url>").partition("?>")[2],
        OUTSIDE + "<urlset><url><loc>https://a.example/&e;</loc></url></urlset>",
        OUTSIDE + "<rss><channel><item><link>https://a.example/&e;</link></item></channel></rss>",
        '<!DOCTYPE urlset [<!ENTITY % e SYSTEM "http://127.0.0.1/x.dtd"> %e;]><urlset/>',
        f'<!DOCTYPE urlset [<!ENTITY e "{"x" * 100_000}">]><urlset>' + "<url><loc>&e;</loc></url>" * 10_000 + "</urlset>",
    ],
)
def test_entities_are_refused(text, encoding):
    assert "declares entities of its own" in refusal(addresses_in_feed, text.encode(encoding), base=BASE)
    assert "declares entities of its own" in refusal(addresses_in_sitemap, text.encode(encoding))


def test_entities_are_refused_in_whatever_letters():
    """UTF-7 hides the declaration from a search of the bytes, and no parser is told to read it."""
    raw = b"<?xml version='1.0' encoding='utf-7'?>" + laughs("urlset", "<url><loc>&l11;</loc></url>").partition("?>")[2].encode().replace(
        b"<!ENTITY", b"+ADwAIQ-ENTITY"
    )
    assert "not a sitemap" in refusal(addresses_in_sitemap, raw)
    assert "not a feed" in refusal(addresses_in_feed, raw, base=BASE)


def urlset(*addresses, namespace=f' xmlns="{SITEMAP}"', root="urlset", entry="url"):
    return f"<{root}{namespace}>{''.join(f'<{entry}><loc>{address}</loc></{entry}>' for address in addresses)}</{root}>".encode()


def index(*addresses):
    return urlset(*addresses, root="sitemapindex", entry="sitemap")


@pytest.mark.parametrize("namespace", [f' xmlns="{SITEMAP}"', "", ' xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_sitemaps(namespace):
    raw = urlset(
        "https://a.example/1?a&amp;b", "\n https://a.example/2 <!-- x -->", "/3", "", "https://a.example/1?a&amp;b#c", namespace=namespace
    )
    gives = ([], ["https://a.example/1?a&b", "https://a.example/2"])
    for content in (raw, b"\n" + raw, b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + raw, gzip.compress(raw)):
        assert addresses_in_sitemap(content, name="it") == gives
    assert addresses_in_sitemap(index("https://a.example/s.xml.gz"), name="it") == (["https://a.example/s.xml.gz"], [])


def test_pictures_in_a_sitemap_are_no_pages():
    raw = f"""<s:urlset xmlns:s="{SITEMAP}" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><!-- x --><?y z?>
        <s:url><image:image><image:loc>https://a.example/1.jpg</image:loc></image:image><s:loc>https://a.example/1</s:loc></s:url></s:urlset>"""
    assert addresses_in_sitemap(raw.encode(), name="it") == ([], ["https://a.example/1"])


def test_a_sitemap_of_plain_text():
    raw = b"https://a.example/1\r\nhttps://a.example/2\r\n"
    for content in (raw, gzip.compress(raw)):
        assert addresses_in_sitemap(content, name="it") == ([], ["https://a.example/1", "https://a.example/2"])


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"<html><body>Not found</body></html>", "not a sitemap (it begins with <html>)"),
        (b"<!doctype html><html><br></html>", "not a sitemap (broken XML)"),
        (RSS.encode(), "not a sitemap (it begins with <rss>)"),
        (b"<urlset><url>", "it:1: not a sitemap (broken XML)"),
        (b"<urlset>\n<url><loc>https://a.example/?a&b</loc></url></urlset>", "it:2: not a sitemap (broken XML)"),
        (b"<a>" * 100_000, "not a sitemap (broken XML)"),
        (b"<" + b"a" * 100 + b"/>", "not a sitemap (it begins with <" + b"a".decode() * 40 + ">)"),
        (b"He said no.", "it:1: not an address of the web"),
        (gzip.compress(urlset())[:-5], "cut short or broken (gzip)"),
        (b"\x1f\x8bno", "cut short or broken (gzip)"),
        (gzip.compress(bytes(60_000_000), 1), "larger than 50 MB"),
        (b"\0", "not a text file"),
    ],
)
def test_what_is_no_sitemap(raw, complaint):
    assert complaint in refusal(addresses_in_sitemap, raw)


def followed(documents):
    asked = []

    def fetch(address):
        asked.append(address)
        if address not in documents:
            raise InputError(f"{address}: the site answered 404 (Not Found). Check the address in a browser.")
        return page(address, documents[address])

    first = next(iter(documents))
    return [str(found) if isinstance(found, InputError) else found for found in pages_of_sitemap(first, fetch=fetch)], asked


def at(*paths):
    return [f"https://a.example/{path}" for path in paths]


def test_nested_sitemaps_are_followed_once_in_their_order():
    root, first, second, third, lost = at("root", "s1", "s2", "s3", "lost")
    documents = {
        root: index(first, lost, second, root),
        first: index(third, second),
        second: urlset(*at("1", "2")),
        third: gzip.compress(urlset(*at("3", "1"))),
    }
    found, asked = followed(documents)
    assert found == [*at("3", "1", "2"), f"{lost}: the site answered 404 (Not Found). Check the address in a browser."]
    assert asked == [root, first, third, second, lost]


def test_a_sitemap_that_cannot_be_had():
    (found,), _ = followed({"https://a.example/": b"<html/>"})
    assert found.startswith("https://a.example/: not a sitemap")


def test_nested_sitemaps_have_a_depth():
    places = at(*(f"s{number}" for number in range(6)))
    found, asked = followed(dict(zip(places, map(index, places[1:]), strict=False)))
    assert asked == places[:4]
    assert found == [f"{places[3]}: names sitemaps more than 3 deep. They were left out; give this one by itself."]


def test_sitemaps_and_pages_have_a_number(monkeypatch):
    monkeypatch.setattr(listings, "MOST_SITEMAPS", 3)
    monkeypatch.setattr(listings, "MOST_PAGES", 4)
    places = at(*(f"s{number}" for number in range(4)))
    found, asked = followed({"https://a.example/": index(*places), places[0]: urlset(*at("1", "2"))})
    assert len(asked) == 3
    assert found[-1].startswith("https://a.example/: names more than 3 sitemaps. ")
    found, _ = followed({"https://a.example/": urlset(*at(*"123456"))})
    assert found[:-1] == at(*"1234")
    assert found[-1].startswith("https://a.example/: names more than 4 pages. ")


def test_a_sitemap_of_most_pages_is_read_quickly():
    started = time.monotonic()
    found, _ = followed({"https://a.example/": urlset(*at(*range(50_000)))})
    assert len(found) == 50_000
    assert time.monotonic() - started < 8


def test_sitemaps_of_a_server():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            here = f"http://127.0.0.1:{self.server.server_port}"
            nested = index(f"{here}/a.xml.gz", f"http://localhost:{self.server.server_port}/inside")
            body = nested if self.path == "/sitemap.xml" else gzip.compress(urlset(f"{here}/1"))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        asked = []

        def fetch(address):
            asked.append(address)
            return web.fetch(address, public=(lambda _: True) if address.startswith(here) else web.is_public)

        found = list(pages_of_sitemap(f"{here}/sitemap.xml", fetch=fetch))
        server.shutdown()
    assert found[0] == f"{here}/1"
    assert "not on the public internet" in str(found[1])
    assert len(found) == 2


def test_no_name_is_looked_up(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", None)
    raw = f'<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd">{urlset(*at("1")).decode()}'.encode()
    assert addresses_in_sitemap(raw, name="it") == ([], at("1"))
    assert (
        addresses_in_feed(f'<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">{RSS.partition("?>")[2]}'.encode(), name="it", base=BASE)
        == RSS_GIVES
    )
