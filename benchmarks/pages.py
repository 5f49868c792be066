"""Documents made for measurements and tests.

Pages of the web in five layouts as sites have them, with made-up furniture in which people are quoted, too; and the same story as
NITF, NewsML-G2, WARC, e-mail, PDF, DOCX and in archives.
"""

from __future__ import annotations

import io
import json
import random
import tarfile
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

__all__ = [
    "LAYOUTS",
    "Page",
    "Story",
    "docx_of",
    "mail_of",
    "newsml_of",
    "nitf_of",
    "pdf_of",
    "pdf_of_story",
    "tar_of",
    "warc_of",
    "zip_of",
]

_PEOPLE = ("Odo Brandt", "Mira Falk", "Jonas Weld", "Ines Carrow", "Piet Hollis", "Tara Venn", "Ugo Marsh", "Lena Stroud")
_SAYINGS = (
    "We lied about the bridge",
    "Nobody asked the gardeners",
    "It was never about the cheese",
    "I would sell the ferry again",
    "The lighthouse is not for rent",
    "My goats are innocent",
    "This harbour has had enough of poets",
    "You cannot eat a railway timetable",
    "Our choir will not be silenced",
    "The marmalade speaks for itself",
    "They counted the swans twice",
    "I blame the orchestra",
)
_MARKS = {"“": "&ldquo;", "”": "&rdquo;", "‘": "&lsquo;", "’": "&rsquo;", "—": "&mdash;", "–": "&ndash;", "\xa0": "&nbsp;"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What a page tells. ``published`` is an ISO 8601 date; ``paragraphs`` do not repeat the title."""

    title: str
    author: str
    published: str
    outlet: str
    url: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of a page, and the lines planted in it that are none of its story."""

    raw: bytes
    furniture: tuple[str, ...]


class _Planting:
    """Makes lines that are none of the story, and remembers them."""

    def __init__(self, story: Story) -> None:
        self.chance = random.Random(story.title)  # noqa: S311 -- nothing secret
        self.sayings = self.chance.sample(_SAYINGS, len(_SAYINGS))
        self.planted: list[str] = []

    def headline(self) -> str:
        """A headline of another article, which quotes somebody."""
        person = self.chance.choice(_PEOPLE)
        said = self._said()
        return self._kept(self.chance.choice([f"“{said},” says {person}", f"{person}: ‘{said}’"]))

    def caption(self) -> str:
        """What stands below a picture."""
        person, other = self.chance.sample(_PEOPLE, 2)
        return self._kept(f"{person}, seen here on the pier, said “{self._said().lower()}” to {other}.")

    def comment(self) -> str:
        """What a reader has written below the article."""
        person = self.chance.choice(_PEOPLE)
        return self._kept(f"My uncle {person} always said “{self._said().lower()}”, and he told me that this would come to no good.")

    def letter(self) -> str:
        """What a box between paragraphs says for a newsletter."""
        return self._kept(f"“{self._said()}” Get the words that matter in your inbox every morning.")

    def _said(self) -> str:
        return self.sayings.pop()

    def _kept(self, line: str) -> str:
        self.planted.append(line)
        return escape(line)


def _semantic(story: Story) -> Page:
    """HTML5 as it is meant: article, figure, aside, nav, footer."""
    made = _Planting(story)
    body = [f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs]
    body.insert(min(2, len(body)), f'<figure><img src="/a.jpg" alt=""><figcaption>{made.caption()}</figcaption></figure>')
    body.insert(len(body) // 2 + 1, f'<aside><h2>Related</h2><ul><li><a href="/r1">{made.headline()}</a></li></ul></aside>')
    related = "\n".join(f'<li><a href="/m{number}"><h3>{made.headline()}</h3></a></li>' for number in range(3))
    comments = "\n".join(f"<li><p>{made.comment()}</p></li>" for _ in range(2))
    return _page(
        made,
        f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(story.title)} | {escape(story.outlet)}</title>
<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" content="{escape(story.outlet)}">
<meta property="og:type" content="article"><meta property="article:published_time" content="{story.published}T08:30:00Z">
<meta name="author" content="{escape(story.author)}"><link rel="canonical" href="{escape(story.url)}"></head>
<body>
<header><a href="/">{escape(story.outlet)}</a><nav><ul><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
<main><article>
<header><h1>{escape(story.title)}</h1><p>By <a rel="author" href="/j">{escape(story.author)}</a></p>
<time datetime="{story.published}T08:30:00Z">{story.published}</time></header>
{chr(10).join(body)}
</article>
<section class="comments"><h2>Comments</h2><ol>{comments}</ol></section>
</main>
<aside><h2>Most read</h2><ol>{related}</ol></aside>
<footer><p>© 2016 {escape(story.outlet)}. All rights reserved.</p><a href="/i">Imprint</a></footer>
</body></html>
""",
    )


def _wordpress(story: Story) -> Page:
    """Nested divs with classes, buttons to share it, a caption of two paragraphs, related posts and comments."""
    made = _Planting(story)
    body = [f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs]
    picture = '<div id="attachment_7" class="wp-caption alignright"><a href="/p"><img src="/p.jpg"></a>'
    body.insert(0, f'{picture}<p class="wp-caption-text">{made.caption()}</p></div>')
    related = "".join(
        f'<div class="jp-relatedposts-post"><h4 class="jp-relatedposts-post-title"><a href="/{n}">{made.headline()}</a></h4></div>'
        for n in range(3)
    )
    comments = "".join(
        f"""<li class="comment even depth-1" id="comment-{number}"><div class="comment-body"><div class="comment-author vcard">
<cite class="fn">reader{number}</cite> <span class="says">says:</span></div><div class="comment-content"><p>{made.comment()}</p></div>
<div class="reply"><a href="#r">Reply</a></div></div></li>"""
        for number in range(3)
    )
    share = "".join(f'<li><a class="share-{name.lower()}" href="#">{name}</a></li>' for name in ("Facebook", "Twitter", "Email"))
    return _page(
        made,
        f"""<!DOCTYPE html>
<html lang="en-US"><head><meta charset="UTF-8" />
<title>{escape(story.title)} &#8211; {escape(story.outlet)}</title>
<link rel="canonical" href="{escape(story.url)}" /><meta property="og:locale" content="en_US" />
<meta property="og:title" content="{escape(story.title)}" /><meta property="og:url" content="{escape(story.url)}" />
<meta property="og:site_name" content="{escape(story.outlet)}" />
<meta property="article:published_time" content="{story.published}T12:00:00+00:00" /></head>
<body class="post-template-default single single-post">
<div id="page" class="site"><div id="masthead" class="site-header"><div class="menu-main-container"><ul id="menu-main" class="menu">
<li class="menu-item"><a href="/">Home</a></li><li class="menu-item"><a href="/about">About</a></li></ul></div></div>
<div id="content" class="site-content"><div id="primary" class="content-area"><div id="main" class="site-main">
<div id="post-7" class="post type-post status-publish hentry">
<div class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1><div class="entry-meta">
<span class="posted-on">Posted on
<a href="#"><time class="entry-date published" datetime="{story.published}T12:00:00+00:00">{story.published}</time></a></span>
<span class="byline"> by
<span class="author vcard"><a class="url fn n" href="/author/7">{escape(story.author)}</a></span></span></div></div>
<div class="entry-content">
{chr(10).join(body)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><div class="sd-content"><ul>{share}</ul></div></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>{related}</div>
</div></div>
<div id="comments" class="comments-area"><h2 class="comments-title">3 thoughts</h2><ol class="comment-list">{comments}</ol></div>
</div></div>
<div id="secondary" class="widget-area"><div class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>
<li><a href="/x">{made.headline()}</a></li><li><a href="/y">{made.headline()}</a></li></ul></div></div>
</div><div id="colophon" class="site-footer"><div class="site-info">Proudly powered by WordPress</div></div></div>
</body></html>
""",
    )


def _tables(story: Story) -> Page:
    """Tables for columns, paragraphs parted by two breaks, in Windows-1252 that calls itself Latin-1."""
    made = _Planting(story)
    body = "<BR><BR>\n".join(escape(paragraph, quote=False) for paragraph in story.paragraphs)
    links = "<BR>\n".join(f'<A HREF="old{number}.htm"><FONT SIZE="-1">{made.headline()}</FONT></A>' for number in range(4))
    return _page(
        made,
        f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">
<TITLE>{escape(story.title)}</TITLE>
<META NAME="author" CONTENT="{escape(story.author)}"><META NAME="DC.date.issued" CONTENT="{story.published}">
<META NAME="DC.publisher" CONTENT="{escape(story.outlet)}"><LINK REL="canonical" HREF="{escape(story.url)}"></HEAD>
<BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="3">
<A HREF="/">Home</A> | <A HREF="/news.htm">News</A> | <A HREF="/arts.htm">Arts</A></TD></TR>
<TR><TD WIDTH="140" VALIGN="top"><B>Other stories</B><BR>
{links}</TD>
<TD WIDTH="480" VALIGN="top"><H1><FONT FACE="Times">{escape(story.title)}</FONT></H1>
<FONT SIZE="-1">By {escape(story.author)}</FONT><BR><FONT SIZE="-1">{story.published}</FONT><BR><BR>
<TABLE ALIGN="right" WIDTH="180"><TR><TD CLASS="caption"><IMG SRC="a.gif"><BR><I>{made.caption()}</I></TD></TR></TABLE>
<FONT FACE="Times">{body}</FONT></TD>
<TD WIDTH="140" VALIGN="top"><B>From our readers</B><P>{made.comment()}</P></TD></TR>
<TR><TD COLSPAN="3"><FONT SIZE="-2">Copyright 2002 {escape(story.outlet)}</FONT></TD></TR></TABLE>
</BODY></HTML>
""",
        encoding="cp1252",
    )


def _inline(text: str, chance: random.Random) -> str:
    """The same words with named characters, links, spans, hyphens that are not shown, and spaces that do not break."""
    words = text.split(" ")
    for at, word in enumerate(words):
        plain = escape(word)
        kind = chance.random()
        if kind < 0.05:
            plain = f'<a href="/t/{at}">{plain}</a>'
        elif kind < 0.1:
            plain = f'<span class="c{at}">{plain}</span>'
        elif kind < 0.13:
            plain = f"<em><b>{plain}</b></em>"
        elif kind < 0.16 and len(word) > 8 and word.isalpha():
            plain = f"{escape(word[:4])}&shy;{escape(word[4:])}"
        words[at] = plain
    joined = "".join(word + ("&nbsp;" if chance.random() < 0.03 else " ") for word in words[:-1]) + words[-1]
    for mark, named in _MARKS.items():
        joined = joined.replace(mark, named)
    return joined


def _amp(story: Story) -> Page:
    """AMP with heavy markup within paragraphs, its metadata in JSON-LD, and words that no browser shows."""
    made = _Planting(story)
    body = [f'<p class="p{n}">{_inline(paragraph, made.chance)}</p>' for n, paragraph in enumerate(story.paragraphs)]
    body.insert(1, f'<amp-img src="/a.jpg"></amp-img><div class="image-caption"><span>{made.caption()}</span></div>')
    body.insert(len(body) // 2 + 1, f'<div class="read-more"><a href="/m">{made.headline()}</a></div>')
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "author": {"@type": "Person", "name": story.author},
        "datePublished": f"{story.published}T06:00:00Z",
        "publisher": {"@type": "Organization", "name": story.outlet},
        "mainEntityOfPage": story.url,
    }
    cards = "".join(f'<div class="card"><a href="/c{number}"><h3>{made.headline()}</h3></a></div>' for number in range(3))
    return _page(
        made,
        f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{escape(story.title)}</title>
<link rel="canonical" href="{escape(story.url)}"><script async src="https://cdn.ampproject.org/v0.js"></script>
<script type="application/ld+json">{json.dumps(data)}</script></head><body>
<amp-sidebar id="side" hidden><ul><li><a href="/">{made.headline()}</a></li></ul></amp-sidebar>
<div class="top"><a href="/">{escape(story.outlet)}</a></div>
<div class="story"><h1 class="headline">{_inline(story.title, random.Random(0))}</h1>
<div class="byline">By <span>{escape(story.author)}</span></div>
<div style="display: none">{made.comment()}</div>
<div class="story-body">{"".join(body)}</div></div>
<div class="recommended"><h2>Recommended</h2>{cards}</div>
<div class="foot"><p>Copyright 2016 {escape(story.outlet)}</p></div></body></html>
""",  # noqa: S311 -- nothing secret
    )


def _blog(story: Story) -> Page:
    """A side column before the post, and boxes for a newsletter between its paragraphs."""
    made = _Planting(story)
    body = [f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs]
    for place in (len(body) * 2 // 3, len(body) // 3):
        form = '<form><input name="e"><button>Go</button></form>'
        body.insert(place + 1, f'<div class="newsletter-signup"><h4>Newsletter</h4><p>{made.letter()}</p>{form}</div>')
    recent = "".join(f'<li><a href="/{number}">{made.headline()}</a></li>' for number in range(4))
    said = "".join(f'<div class="widget-comment"><p>{made.comment()}</p></div>' for _ in range(2))
    return _page(
        made,
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(story.outlet)}: {escape(story.title)}</title>
<meta property="og:title" content="{escape(story.title)}"><meta property="og:url" content="{escape(story.url)}">
<meta property="og:site_name" content="{escape(story.outlet)}"><meta name="author" content="{escape(story.author)}">
<meta name="date" content="{story.published}"></head><body>
<div class="wrapper"><div class="sidebar">
<div class="widget"><h3>About me</h3><p>I write about the county and what its people say.</p></div>
<div class="widget"><h3>Recent posts</h3><ul>{recent}</ul></div><div class="widget"><h3>Recent comments</h3>{said}</div></div>
<div class="content"><div class="post"><h2 class="post-title"><a href="{escape(story.url)}">{escape(story.title)}</a></h2>
<div class="post-meta">{story.published} by {escape(story.author)}</div>
<div class="post-body">
{chr(10).join(body)}
</div><div class="post-footer">Filed under: <a href="/k">County</a> · <a href="#c">2 comments</a></div></div></div></div>
<div class="footer">Powered by nothing but tea</div></body></html>
""",
    )


def _page(made: _Planting, page: str, *, encoding: str = "utf-8") -> Page:
    return Page(raw=page.encode(encoding, "xmlcharrefreplace"), furniture=tuple(made.planted))


LAYOUTS: dict[str, Callable[[Story], Page]] = {
    "HTML5": _semantic,
    "WordPress": _wordpress,
    "tables, cp1252": _tables,
    "AMP, inline markup": _amp,
    "blog, boxes": _blog,
}


def nitf_of(story: Story) -> bytes:
    """NITF, as agencies send it."""
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>{escape(story.title)}</title><docdata><date.issue norm="{story.published.replace("-", "")}T083000Z"/></docdata></head>
<body><body.head><hedline><hl1>{escape(story.title)}</hl1></hedline><byline>By {escape(story.author)}</byline>
<distributor>{escape(story.outlet)}</distributor></body.head>
<body.content>{body}</body.content></body></nitf>
""".encode()


def newsml_of(story: Story) -> bytes:
    """NewsML-G2 that holds XHTML."""
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:example.org:7" version="1">
<itemMeta><versionCreated>{story.published}T08:30:00Z</versionCreated></itemMeta>
<contentMeta><by>By {escape(story.author)}</by><headline>{escape(story.title)}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body>{body}</body></html></inlineXML></contentSet></newsItem>
""".encode()


def mail_of(story: Story, *, plain: bool = True, page: bool = False) -> bytes:
    """An e-mail of plain text, of HTML or of both."""
    message = EmailMessage()
    message["From"] = f"{story.author} <news@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = story.title
    message["Date"] = f"{story.published[8:]} Jul {story.published[:4]} 08:30:00 +0200"
    message["Message-ID"] = "<7@example.org>"
    if plain:
        message.set_content("\n\n".join(story.paragraphs) + "\n", cte="quoted-printable")
    if page:
        html = "<html><body>" + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs) + "</body></html>"
        (message.add_alternative if plain else message.set_content)(html, subtype="html", cte="base64")
    return message.as_bytes()


def warc_of(pages: Mapping[str, bytes], *, header: str = "200 OK\r\nContent-Type: text/html; charset=utf-8") -> list[bytes]:
    """The records of a web archive; together, or each zipped by itself, they are one."""
    records: list[bytes] = []
    for address, page in pages.items():
        block = f"HTTP/1.1 {header}\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2016-07-04T08:30:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(records):012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return records


_OF_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_of(story: Story, *, body: str | None = None, document: bytes | None = None) -> bytes:
    """A document of Word with nothing in it that it can do without.

    Args:
        story: its title and author, and its paragraphs if nothing else is given.
        body: the XML of its paragraphs.
        document: all of its ``word/document.xml``.
    """
    if body is None:
        body = "".join(f"<w:p><w:r><w:t>{escape(paragraph)}</w:t></w:r></w:p>" for paragraph in (story.title, *story.paragraphs))
    if document is None:
        document = f'<?xml version="1.0"?><w:document xmlns:w="{_OF_WORD}"><w:body>{body}</w:body></w:document>'.encode()
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zip_of(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
            f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{types}"/>'
            f"</Types>".encode(),
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            f'Target="word/document.xml"/></Relationships>'.encode(),
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/'
            f'elements/1.1/"><dc:title>{escape(story.title)}</dc:title><dc:creator>{escape(story.author)}</dc:creator>'
            f"</cp:coreProperties>".encode(),
            "word/document.xml": document,
        }
    )


def pdf_of(pages: Iterable[Sequence[str]], *, title: str = "", trailer: str = "") -> bytes:
    """A PDF file: the lines of its pages in Helvetica.

    Args:
        pages: the lines of each.
        title: of the file.
        trailer: further entries of its trailer, such as ``/Encrypt``.
    """
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    objects.append(b"<</Title" + _string(title) + b">>")
    kids = []
    for lines in pages:
        drawn = b"BT /F1 10 Tf 14 TL 40 800 Td " + b" T* ".join(_string(line) + b" Tj" for line in lines) + b" ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 595 842]"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    ending = f"<</Size {len(objects) + 1}/Root 1 0 R/Info 4 0 R{trailer}>>".encode("latin-1")
    return bytes(written + b"trailer" + ending + b"\nstartxref\n%d\n%%%%EOF\n" % start)


def pdf_of_story(story: Story) -> bytes:
    """A PDF file of a story, 50 lines a page."""
    lines = [line for paragraph in (story.title, *story.paragraphs) for line in [*textwrap.wrap(paragraph, 90), ""]]
    return pdf_of((lines[at : at + 50] for at in range(0, len(lines), 50)), title=story.title)


def _string(text: str) -> bytes:
    plain = text.encode("cp1252", "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tar_of(files: Mapping[str, bytes], *, others: Iterable[tarfile.TarInfo] = ()) -> bytes:
    """A tar archive, in which other things may follow the files: links, devices."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member in others:
            archive.addfile(member)
    return stream.getvalue()
