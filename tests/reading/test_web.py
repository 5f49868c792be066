"""Pages from a server of our own, that is kind to some paths and hostile on others."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from urllib.parse import unquote

import pytest

import quotecheck
from quotecheck.errors import InputError
from quotecheck.reading import web
from quotecheck.reading.addresses import is_public, parsed
from quotecheck.reading.web import Limits, fetch

QUICK = Limits(size=200_000, seconds=0.6)
real_getaddrinfo = socket.getaddrinfo


def anywhere(address):
    return True


class Handler(BaseHTTPRequestHandler):
    """Answers as the path says."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        try:
            getattr(self, self.path.split("?")[0].split("/")[1].replace("-", "_") or "page")()
        except OSError:
            self.close_connection = True

    def log_message(self, *arguments):
        pass

    def reply(self, body=b"He said no.", status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, content):
        self.wfile.write(content)
        self.close_connection = True

    def page(self):
        self.reply(Content_Type='Text/HTML; x=y; Charset="UTF-8"', Content_Length="11")

    def bare(self):
        self.reply()

    def odd_type(self):
        self.reply(Content_Type="; charset=")

    def wrong_length(self):
        self.reply(Content_Length="many")

    def empty(self):
        self.reply(b"")

    def status(self):
        self.reply(status=int(self.path.split("/")[2]))

    def to(self):
        self.reply(b"", status=302, Location=unquote(self.path.split("?", 1)[1]))

    def hop(self):
        self.reply(b"", status=301, Location=f"/hop/{int(self.path.split('/')[2]) + 1}")

    def hop_five(self):
        left = int(self.path.split("/")[2])
        self.reply(b"", status=308, Location=f"../hop-five/{left - 1}" if left > 1 else "/page#there")

    def loop(self):
        self.reply(b"", status=307, Location="/loop")

    def nowhere(self):
        self.reply(b"", status=302)

    def raw_location(self):
        self.raw("HTTP/1.1 302 Found\r\nLocation: /bare/ä b\r\n\r\n".encode())

    def folded_location(self):
        self.raw(b"HTTP/1.1 302 Found\r\nLocation: /ba\x0bre\r\n\r\n")

    def slow_hop(self):
        time.sleep(0.25)
        self.reply(b"", status=302, Location="/slow-hop")

    def gzip(self):
        self.reply(gzip.compress(b"He said no."), Content_Encoding="GZIP")

    def gzip_members(self):
        self.reply(gzip.compress(b"He said ") + gzip.compress(b"no."), Content_Encoding="x-gzip")

    def bomb(self):
        self.reply(gzip.compress(bytes(100_000_000), 1)[:190_000], Content_Encoding="gzip")

    def twice(self):
        self.reply(gzip.compress(gzip.compress(bytes(1000))), Content_Encoding="gzip, gzip")

    def brotli(self):
        self.reply(Content_Encoding="br\x1b[31m")

    def cut_gzip(self):
        self.reply(gzip.compress(b"He said no.")[:-9], Content_Encoding="gzip")

    def no_gzip(self):
        self.reply(Content_Encoding="gzip")

    def chunked(self):
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHe \r\n8\r\nsaid no.\r\n0\r\n\r\n")

    def cut_chunk(self):
        self.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHe \r\n8\r\nsai")

    def cut(self):
        self.reply(Content_Length="5000")

    def hang_up(self):
        self.close_connection = True

    def no_http(self):
        self.raw(b"SSH-2.0-OpenSSH_9.6\r\n")

    def bad_headers(self):
        self.raw(b"HTTP/1.1 200 OK\r\nno colon here\r\n: empty\r\n\0\r\nContent-Type: text/html\r\n\r\nHe said no.")

    def two_lengths(self):
        self.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3, 11\r\n\r\nHe said no.")

    def many_headers(self):
        self.raw(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(2000)) + b"\r\n")

    def long_header(self):
        self.raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n")

    def declared(self):
        self.reply(b"", Content_Length="300000000")

    def endless(self):
        self.reply(b"")
        self.pour(b"x" * 65_536)

    def endless_chunk(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;")
        self.pour(b"x" * 65_536)

    def negative_chunk(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")
        self.pour(b"x" * 65_536)

    def endless_headers(self):
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.pour(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    def drip(self):
        self.reply(b"", Content_Type="text/html")
        self.pour(b"x", pause=0.05)

    def drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        self.pour(b"x", pause=0.05)

    def silence(self):
        time.sleep(1.5)

    def pour(self, piece, pause=0.0):
        end = time.monotonic() + 5
        while time.monotonic() < end:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(pause)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.context = context
        self.at = f"http{'s' if context else ''}://127.0.0.1:{self.server_port}"

    def finish_request(self, request, client_address):
        if self.context is None:
            super().finish_request(request, client_address)
            return
        try:
            with self.context.wrap_socket(request, server_side=True) as secure:
                super().finish_request(secure, client_address)
        except OSError:
            pass


def running(server):
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def shared():
    yield from running(Server())


@pytest.fixture
def server(shared):
    shared.asked.clear()
    return shared


@pytest.fixture
def names(monkeypatch):
    """Answers for names that no name server knows; each is answered with its addresses in turn, the last for ever."""
    answers, asked = {}, []

    def answer(host, port, *rest, **options):
        asked.append(host)
        if host not in answers:
            return real_getaddrinfo(host, port, *rest, **options)
        addresses = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [found for address in addresses for found in real_getaddrinfo(address, port, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    answers["asked"] = asked
    return answers


def refusal(address, **options):
    with pytest.raises(InputError) as caught:
        fetch(address, **options)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert message.isprintable()
    assert re.search(r"[.;] [A-Z].*\.$", message), "what to do next"
    return message


def test_a_page(server):
    before = datetime.now(UTC) - timedelta(seconds=1)
    page = fetch(f"{server.at}/page?a=b#part", public=anywhere)
    assert (page.address, page.final) == (f"{server.at}/page?a=b",) * 2
    assert (page.body, page.media_type, page.charset) == (b"He said no.", "text/html", "utf-8")
    assert before <= datetime.fromisoformat(page.fetched) <= datetime.now(UTC)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", page.fetched)
    ((path, headers),) = server.asked
    assert path == "/page?a=b"
    assert headers["Host"] == server.at.removeprefix("http://")
    assert headers["User-Agent"] == f"quotecheck/{quotecheck.__version__}"
    assert headers["Accept"].startswith("text/html,")


@pytest.mark.parametrize("path", ["", "/", "/bare", "/gzip", "/gzip-members", "/chunked", "/wrong-length", "/bad-headers", "/bare/ä b"])
def test_pages_in_many_shapes(server, path):
    assert fetch(server.at + path, public=anywhere).body == b"He said no."


def test_what_is_not_said_is_none(server):
    for path in ("/bare", "/odd-type"):
        page = fetch(server.at + path, public=anywhere)
        assert (page.media_type, page.charset) == (None, None)
    assert fetch(f"{server.at}/empty", public=anywhere).body == b""


def test_redirects_are_followed(server):
    page = fetch(f"{server.at}/hop-five/5", public=anywhere)
    assert (page.address, page.final) == (f"{server.at}/hop-five/5", f"{server.at}/page")
    assert len(server.asked) == 6
    page = fetch(f"{server.at}/raw-location", public=anywhere)
    assert page.final == f"{server.at}/bare/%C3%A4%20b"


@pytest.mark.parametrize("path", ["/loop", "/hop/0"])
def test_redirects_come_to_an_end(server, path):
    assert "redirects more than 5 times" in refusal(server.at + path, public=anywhere)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("target", "complaint"),
    [
        ("file:///etc/passwd", "must begin with http"),
        ("ftp://example.org/", "must begin with http"),
        ("javascript:alert(1)", "must begin with http"),
        ("data:text/html,no", "must begin with http"),
        ("http://me:secret@127.0.0.1/", "holds a user name or a password"),
        ("http://[bad", "not an address of the web"),
    ],
)
def test_redirects_to_what_is_no_address_of_the_web(server, target, complaint):
    message = refusal(f"{server.at}/to?{target}", public=anywhere)
    assert complaint in message
    assert "/to?" in message
    assert "(redirected to " in message
    assert "secret" not in message.split("(redirected")[1]


def test_a_redirect_with_control_characters(server):
    assert "holds a control character" in refusal(f"{server.at}/folded-location", public=anywhere)


def test_a_redirect_without_a_target(server):
    assert "the site answered 302 (Found)" in refusal(f"{server.at}/nowhere", public=anywhere)


@pytest.mark.parametrize("target", ["//localhost:{port}/page", "http://[::1]:{port}/", "http://127.1:{port}/", "http://inner.test:{port}/"])
def test_a_redirect_does_not_lead_inside(server, names, target):
    """The server plays a public one: its own address is let pass once, by its name."""
    names["outer.test"] = [["127.0.0.1"]]
    names["inner.test"] = [["10.1.2.3"]]
    port = server.server_port
    passed = []

    def once(address):
        passed.append(address)
        return len(passed) == 1 or is_public(address)

    message = refusal(f"http://outer.test:{port}/to?{target.format(port=port)}", public=once)
    assert "is not on the public internet. Save the page" in message
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1"),
        *("0.0.0.0", "0", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"),
        *("169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "100.100.100.200", "224.0.0.1", "240.0.0.1"),
        *(
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "192.0.0.8",
            "192.88.99.1",
            "[fe80::1]",
            "[fe80::1%25lo]",
            "[fc00::1]",
            "[fec0::1]",
        ),
        *(
            "[fd00:ec2::254]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2002:7f00:1::]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::1]",
            "[3fff::1]",
            "[100::1]",
        ),
        *("%31%32%37.0.0.1", "127.0.0.1\\@example.org", "[2001::1]"),
    ],
)
def test_no_address_leads_inside(server, host):
    assert "is not on the public internet" in refusal(f"http://{host}:{server.server_port}/".replace("org:", "org/:"), limits=QUICK)
    assert server.asked == []


def test_public_addresses():
    public = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]
    assert [address for address in public if not is_public(ip_address(address))] == []


def test_one_private_address_among_many_is_too_many(server, names):
    names["mixed.test"] = [["8.8.8.8", "127.0.0.1"]]
    message = refusal(f"http://mixed.test:{server.server_port}/page")
    assert "mixed.test is at 127.0.0.1, which is not on the public internet" in message
    assert server.asked == []


def test_a_name_that_changes_its_answer_gains_nothing(server, names, monkeypatch):
    names["rebind.test"] = [["192.0.43.8"], ["127.0.0.1"]]
    places = []

    class Recording(socket.socket):
        def connect(self, place):
            places.append(place)
            raise ConnectionRefusedError

    monkeypatch.setattr(web.socket, "socket", Recording)
    assert "refuses the connection" in refusal(f"http://rebind.test:{server.server_port}/page")
    assert places == [("192.0.43.8", server.server_port)]
    assert names["asked"] == ["rebind.test"]
    assert "127.0.0.1, which is not on the public internet" in refusal(f"http://rebind.test:{server.server_port}/page")
    assert len(places) == 1
    assert server.asked == []


def test_the_next_address_is_tried_if_one_fails(server, names):
    names["two.test"] = [["127.0.0.2", "127.0.0.1"]]
    page = fetch(f"http://two.test:{server.server_port}/page", public=anywhere)
    assert page.body == b"He said no."
    assert server.asked[0][1]["Host"] == f"two.test:{server.server_port}"


def test_proxies_of_the_environment_are_not_used(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch(f"{server.at}/page", public=anywhere).body == b"He said no."


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("", "must begin with http"),
        ("example.org/a", "must begin with http"),
        ("file:///etc/passwd", "must begin with http"),
        ("ftp://example.org", "must begin with http"),
        ("http:example.org", "no host"),
        ("http:///a", "no host"),
        ("http://", "no host"),
        ("http://a b/", "not an address of the web"),
        ("http://example.org:99999/", "not an address of the web"),
        ("http://[::1/", "not an address of the web"),
        ("http://١٢٧.0.0.1/", "not an address of the web"),
        ("http://me:secret@example.org/", "holds a user name or a password"),
        ("http://me@example.org/", "holds a user name or a password"),
        ("http://example.org/\r\nHost: localhost", "holds a control character"),
        ("http://example.org/\0", "holds a control character"),
        ("http://example.org/\u2028", "holds a control character"),
        ("http://example.org/\ud800", "holds a control character"),
        ("http://example.org\t/", "holds a control character"),
        ("http://" + "a" * 70 + ".example/", "the host is not known"),
        ("http://a..example/", "the host is not known"),
        ("http://nobody.invalid/", "the host is not known"),
    ],
)
def test_what_is_no_address(address, complaint):
    message = refusal(address)
    assert complaint in message
    assert "secret" not in message


def test_hosts_in_other_letters(server, names):
    names["xn--bcher-kva.test"] = [["127.0.0.1"]]
    page = fetch(f"http://BÜCHER.test:{server.server_port}/page", public=anywhere)
    assert page.final == f"http://xn--bcher-kva.test:{server.server_port}/page"
    assert server.asked[0][1]["Host"].startswith("xn--bcher-kva.test:")
    assert parsed("http://straße.example").host == "xn--strae-oqa.example"


@pytest.mark.parametrize(
    ("status", "complaint"),
    [
        (404, "404 (Not Found). Check the address"),
        (403, "403 (Forbidden). The site does not give it to everyone"),
        (429, "429 (Too Many Requests). Try again later"),
        (503, "503 (Service Unavailable). Try again later"),
        (299, "299 (unknown)"),
        (202, "202 (Accepted). That is no page"),
        (304, "304 (Not Modified)"),
    ],
)
def test_other_answers_than_a_page(server, status, complaint):
    assert complaint in refusal(f"{server.at}/status/{status}", public=anywhere)


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/cut", "the reply broke off"),
        ("/cut-chunk", "the reply broke off"),
        ("/hang-up", "the reply broke off"),
        ("/cut-gzip", "cut short or broken (gzip)"),
        ("/no-gzip", "cut short or broken (gzip)"),
        ("/no-http", "not proper HTTP"),
        ("/two-lengths", "not proper HTTP"),
        ("/many-headers", "not proper HTTP"),
        ("/long-header", "not proper HTTP"),
        ("/brotli", "comes packed as"),
        ("/twice", "comes packed as gzip, gzip, which was not asked for"),
        ("/declared", "larger than 0.2 MB"),
        ("/bomb", "larger than 0.2 MB"),
        ("/endless", "larger than 0.2 MB"),
        ("/endless-headers", "larger than 0.2 MB"),
        ("/negative-chunk", "larger than 0.2 MB"),
        ("/endless-chunk", "not proper HTTP"),
    ],
)
def test_broken_and_boundless_replies(server, path, complaint):
    started = time.monotonic()
    assert complaint in refusal(server.at + path, public=anywhere, limits=Limits(size=200_000, seconds=10))
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("path", ["/drip", "/drip-headers", "/silence", "/slow-hop"])
def test_slow_replies_are_cut(server, path):
    started = time.monotonic()
    assert "takes too long (the limit is 0.6 seconds)" in refusal(server.at + path, public=anywhere, limits=QUICK)
    assert 0.5 < time.monotonic() - started < 3


def test_a_slow_name_server_is_not_waited_for(monkeypatch):
    over = threading.Event()

    def answer(*arguments, **options):
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    try:
        assert "takes too long" in refusal("http://slow.test/", limits=Limits(seconds=0.2))
    finally:
        over.set()


def test_a_port_where_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "refuses the connection" in refusal(f"http://127.0.0.1:{taken.getsockname()[1]}/", public=anywhere)


def test_no_thread_and_no_connection_is_left(server):
    fetch(f"{server.at}/page", public=anywhere)
    refusal(f"{server.at}/drip", public=anywhere, limits=Limits(seconds=0.2))
    assert [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)] == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for secure.test that signs itself, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=secure.test", "-addext", "subjectAltName=DNS:secure.test"]
    subprocess.run([*command, *names, "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


@pytest.fixture(scope="module")
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    yield from running(Server(context))


def test_the_certificate_is_for_the_name_of_the_host(secure, certificate, names, monkeypatch):
    names["secure.test"] = names["other.test"] = [["127.0.0.1"]]
    at = f"https://secure.test:{secure.server_port}"
    assert "the certificate does not hold (self-signed certificate)" in refusal(f"{at}/page", public=anywhere)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert fetch(f"{at}/page", public=anywhere).body == b"He said no."
    assert "does not hold (Hostname mismatch" in refusal(f"https://other.test:{secure.server_port}/page", public=anywhere)
    assert "does not hold (IP address mismatch" in refusal(f"{secure.at}/page", public=anywhere)
    assert "not on the public internet" in refusal(f"{at}/page")
    assert "takes too long" in refusal(f"{at}/drip", public=anywhere, limits=QUICK)
    assert "larger than 0.2 MB" in refusal(f"{at}/endless", public=anywhere, limits=Limits(size=200_000))


def test_a_server_without_tls(server):
    assert "no secure connection" in refusal(f"{server.at}/page".replace("http:", "https:"), public=anywhere)


def test_a_handshake_that_never_ends_is_cut():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"https://127.0.0.1:{listening.getsockname()[1]}/"
        assert "takes too long" in refusal(address, public=anywhere, limits=Limits(seconds=0.3))
