from __future__ import annotations

import io
from email.message import EmailMessage

import pytest

from quotecheck.errors import InputError
from quotecheck.reading import restores
from quotecheck.reading.mail import read_mail
from quotecheck.reading.sources import Place, Reading, read_stream

HEAD = (
    b"From: =?utf-8?q?Ren=C3=A9e_Fox?= <r@example.org>\r\nSubject: =?utf-8?b?4oCcTm/igJ0=?=\r\n he said\r\n"
    b"Date: Mon, 4 Jul 2016 08:30:00 +0200\r\n"
)
PARAGRAPHS = "<p>He said no, and that there was nothing to be done about it at all.</p>" * 4


def refusal(raw: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read_mail(raw, name="a.eml")
    assert "\n" not in str(refused.value)
    return str(refused.value)


def mail(*parts: tuple[str, str], attached: str | None = None) -> bytes:
    message = EmailMessage()
    message["Subject"] = "No"
    for content, subtype in parts:
        (message.add_alternative if message.get_content_maintype() == "multipart" or message.get_payload() else message.set_content)(
            content, subtype=subtype
        )
    if attached is not None:
        message.add_attachment(b"x", maintype="image", subtype="png", filename=attached)
    return message.as_bytes()


def test_plain_text_with_all_that_its_header_says():
    found = read_mail(HEAD + b"Content-Type: text/plain; charset=windows-1252\r\n\r\n\x93No,\x94 he said.\r\n", name="a.eml")
    assert found.text == "“No,” he said.\n"
    assert (found.encoding, found.reader) == ("cp1252", "mail")
    assert found.metadata == {"title": "“No” he said", "author": "Renée Fox", "published": "2016-07-04T08:30:00+02:00"}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("quoted-printable", b"=E2=80=9CNo,=E2=80=9D he=\r\n said."),
        ("base64", b"4oCcTm8s4oCdIGhlIHNhaWQu"),
        ("8bit", "“No,” he said.".encode()),
    ],
)
def test_the_encoding_of_its_transfer_is_undone(encoding, body):
    head = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n"
    assert read_mail(HEAD + head + body, name="a.eml").text.strip() == "“No,” he said."


def test_plain_text_goes_before_html_and_html_before_nothing():
    assert read_mail(mail(("He said no.\n", "plain"), (PARAGRAPHS, "html")), name="a").text == "He said no.\n"
    found = read_mail(mail((PARAGRAPHS, "html")), name="a")
    assert found.text.startswith("He said no, and that there was nothing")
    assert found.metadata["title"] == "No"


def test_what_is_attached_is_said():
    found = read_mail(mail(("He said no.\n", "plain"), attached="p\x07.png"), name="a")
    assert [odd.message for odd in found.diagnostics] == ["attached, and not read: p .png"]


def test_a_broken_field_says_nothing():
    found = read_mail(b"From: \xff\xfe <\r\nSubject: \x07\r\nDate: yesterday\r\nMessage-ID: <1>\r\n\r\nHe said no.\r\n", name="a")
    assert found.text == "He said no.\n"
    assert found.metadata.get("title") is None
    assert found.metadata.get("published") is None


def test_a_field_that_goes_on_for_ever_is_read_to_some_length():
    found = read_mail(b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\nMessage-ID: <1>\r\n\r\nHe said no.\r\n", name="a")
    assert 0 < len(found.metadata["title"]) < 10_000


def test_a_mail_without_text_is_refused():
    assert refusal(HEAD + b"\r\n") == "a.eml: an e-mail without text. Save what is attached to it, and add that."
    assert refusal(HEAD + b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n") == refusal(HEAD + b"\r\n")


def test_a_damaged_mail_is_refused():
    assert refusal(HEAD + b"Content-Type: text/plain\r\n\r\n\x00\x01\x02").startswith("a.eml: not a text file")


def test_every_message_of_a_mailbox_is_read():
    one, other = (b"From: a@b.example\nMessage-ID: <%d@x>\nSubject: %d\n\nHe said no.\n\n" % (n, n) for n in range(2))
    raw = b"From a@b Mon Mar 11 00:00:00 2024\n" + one + b"From c@d Mon Mar 11 00:00:00 2024\n" + other
    found = list(read_stream(io.BytesIO(raw), Place(id="in.mbox", path="in.mbox", name="in.mbox"), Reading()))
    assert [(each.id, each.source.title) for each in found] == [("in.mbox/1", "0"), ("in.mbox/2", "1")]
    assert all(restores(each) for each in found)


def test_a_page_saved_as_mail_has_its_own_date_and_author_and_knows_where_it_was():
    page = (
        f"<html><head><title>Pier</title><meta name=author content='Ada Winters'></head><body><article>{PARAGRAPHS}</article></body></html>"
    )
    raw = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/7\nSubject: Pier\nDate: Tue, 12 Mar 2024 08:00:00 -0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n\n' + page + "\n--b--\n"
    )
    found = read_mail(raw.encode(), name="a.mhtml").metadata
    assert (found["url"], found["published"], found["author"]) == ("https://a.example/7", None, "Ada Winters")
    assert found["fetched"].startswith("2024-03-12T08:00:00")


def test_lines_that_are_broken_for_show_alone_are_joined():
    head = HEAD + b"Content-Type: text/plain; charset=utf-8; format=flowed"
    assert read_mail(head + b"\n\nHe \nsaid no.\n From here.\n> She \n> did.\n", name="a").text == "He said no.\nFrom here.\n> She did.\n"
    assert read_mail(head + b"; delsp=yes\n\nunsus \ntainable\n", name="a").text == "unsustainable\n"
