from __future__ import annotations

from itertools import pairwise

import pytest

from benchmarks.pages import LAYOUTS, Story
from quotecheck.errors import InputError
from quotecheck.model import FurnitureKind
from quotecheck.reading.page import read_page
from quotecheck.reading.stated import one_line

STORY = Story(
    title="Harbour master refuses to leave the pier",
    author="Ada Winters",
    published="2016-07-04",
    outlet="The Harbour Post",
    url="https://www.example.org/news/7",
    paragraphs=(
        "The harbour master refused on Monday to leave the pier on which he has lived for years with his dog and two goats.",
        "“I have said it before, and I will say it again: nobody moves me,” he told the council – café and all.",
        "“They were here before the council,” said Mayor Tessa Lund, who added that she would not call the police.",
        "The council will meet again on Thursday, and people of the town expect that it will not decide anything at all.",
    ),
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.paragraphs)


def page(body: str, *, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>A</title>{head}</head><body>{body}</body></html>".encode()


def refusal(raw: bytes, **options) -> str:
    with pytest.raises(InputError) as refused:
        read_page(raw, name="a.html", **options)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def own_lines(rendering) -> list[str]:
    passed = {found.line for found in rendering.furniture}
    return [line for number, line in enumerate(rendering.text.split("\n"), start=1) if number not in passed and line]


def kind_of(rendering, words: str) -> FurnitureKind | None:
    (number,) = (number for number, line in enumerate(rendering.text.split("\n"), start=1) if words in line)
    return next((found.kind for found in rendering.furniture if found.line == number), None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_is_told_from_what_surrounds_it_in_any_layout(layout):
    made = LAYOUTS[layout](STORY)
    found = read_page(made.raw, name="a.html")
    lines = [line.replace("\xa0", " ") for line in own_lines(found)]
    assert [line for line in lines if line in STORY.paragraphs] == list(STORY.paragraphs)
    assert STORY.title in lines
    assert not [line for line in made.furniture if any(line in one for one in lines)]
    said = {key: found.metadata[key] for key in ("title", "author", "published", "outlet", "url")}
    assert said == {key: getattr(STORY, key) for key in said}


def test_nothing_is_thrown_away_but_what_no_browser_shows():
    found = read_page(
        page(
            f"<nav><a href='/'>Home</a></nav><article>{BODY}</article><footer>Imprint</footer><p hidden>alpha</p>"
            '<p style="display:none">beta</p><script>gamma</script><template><p>delta</p></template><p>Seen <del>epsilon</del></p>'
        ),
        name="a.html",
    )
    words = found.text.split()
    assert all(word in words for word in ("Home", "Imprint", "Seen"))
    assert not any(word in words for word in ("alpha", "beta", "gamma", "delta", "epsilon"))


def test_a_caption_is_one_and_a_line_of_a_paragraph_may_be_furniture():
    body = f"{BODY}<figure><figcaption>Lund said “no”.</figcaption></figure><p>By Ada Winters<br>He said so.</p>{BODY.replace('H', 'T')}"
    found = read_page(page(f"<article>{body}</article>"), name="a.html")
    assert kind_of(found, "Lund said “no”") is FurnitureKind.CAPTION
    assert kind_of(found, "By Ada Winters") is FurnitureKind.BYLINE
    assert kind_of(found, "He said so.") is None


def test_the_columns_of_an_old_page_are_told_apart_but_not_the_rows_of_its_article():
    column = "<br><br>".join(STORY.paragraphs)
    beside = "<td>“My goats are innocent,” says a reader of this page</td>"
    found = read_page(page(f"<table><tr>{beside}<td>{column}</td></tr></table>"), name="a.html")
    assert kind_of(found, "My goats are innocent") is FurnitureKind.NAVIGATION
    assert own_lines(found) == list(STORY.paragraphs)
    rows = "".join(f"<tr><td>{number}</td><td>{paragraph}</td></tr>" for number, paragraph in enumerate(STORY.paragraphs))
    found = read_page(page(f"<h1>Four points</h1><table>{rows}</table>"), name="a.html")
    assert set(STORY.paragraphs) <= set(own_lines(found))


def test_a_link_by_itself_leads_elsewhere_unless_it_stands_among_the_paragraphs():
    link = "<a href='/1'>“It was the cheese,” says Falk</a>"
    short = "<p>He said no.</p><p>She told the reporters of the town that she would not call the police.</p>"
    found = read_page(page(f"<div>{short}</div><div class=more>{link}</div>"), name="a")
    assert kind_of(found, "It was the cheese") is FurnitureKind.NAVIGATION
    assert kind_of(read_page(page(f"<div>{short}<p>{link}</p></div>"), name="a"), "It was the cheese") is None


def test_blocks_are_paragraphs_breaks_are_lines_and_q_has_marks():
    found = read_page(
        page("<div>One<p>Two<br>three <b>four</b></p>five<br><br>six <q>no</q> un&shy;sus&#8203;tainable</div>"), name="a", whole=True
    )
    assert found.text == "One\n\nTwo\nthree four\n\nfive\n\nsix “no” unsustainable\n"
    assert (found.reader, found.furniture) == ("raw-html", ())


def test_preformatted_text_keeps_its_lines():
    assert read_page(page("<pre>a\n  b</pre><p>c\nd</p>"), name="a", whole=True).text == "a\nb\n\nc d\n"


@pytest.mark.parametrize(
    ("raw", "charset", "encoding"),
    [
        ("<meta charset=iso-8859-1>".encode("cp1252"), None, "cp1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', None, "cp1252"),
        (b"", "windows-1252", "cp1252"),
        (b"<meta charset=utf-8>", "cp1252", "cp1252"),
        (b"<meta charset=rot13>", None, "cp1252"),
        (b"<meta charset=nonsense>", None, "cp1252"),
    ],
)
def test_the_encoding_is_that_of_the_server_or_of_the_page_as_browsers_read_it(raw, charset, encoding):
    body = f"<article>{BODY}</article>".encode("cp1252")
    found = read_page(b"<html><head>" + raw + b"</head><body>" + body, name="a.html", charset=charset)
    assert found.encoding == encoding
    assert STORY.paragraphs[1] in own_lines(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_page_that_is_unicode_is_read_as_that_whatever_it_says(encoding):
    raw = f"<html><head><meta charset=iso-8859-1></head><body><article>{BODY}</article>".encode(encoding)
    found = read_page(raw, name="a.html", charset="iso-8859-1")
    assert (found.encoding, STORY.paragraphs[1] in own_lines(found)) == (encoding, True)


def test_what_a_wrong_decoding_garbled_is_mended_and_said():
    found = read_page(page(f"<article>{BODY}</article>".encode().decode("cp1252", "replace")), name="a.html")
    assert "nobody moves me" in found.text
    assert [odd.message for odd in found.diagnostics] == [
        "letters that a wrong decoding had garbled were mended; places count in the mended text"
    ]


def test_a_page_without_an_article_is_refused_but_raw_keeps_it():
    menu = page("<nav><ul>" + "<li><a href='/'>Home</a></li>" * 9 + "</ul></nav>")
    assert refusal(menu) == "a.html: no article text found (only navigation?). Pass --raw to keep the whole page."
    assert read_page(menu, name="a.html", whole=True).text.startswith("Home\n\nHome\n\n")


def test_a_page_that_is_none_or_too_much_is_refused():
    assert "no HTML page" in refusal(b"<!-- -->")
    assert refusal(b"<html>" + b"a" * 10_000_001).startswith("a.html: a page of 10,000,007 characters")
    assert "nested too deep" in refusal(b"<html>" + b"<div>" * 100_000 + b"no")
    assert "more than 2,000 attributes" in refusal(b"<html><p " + b" ".join(b"a%d=''" % number for number in range(5_000)) + b">no")
    assert "more than 100,000 elements" in refusal(b"<html><body>" + b"<br>" * 100_001 + b"no")


def test_data_in_an_attribute_is_no_crowd_of_attributes():
    data = '{"a": "b"} ' * 5_000
    assert read_page(page(f"<p data-all='{data}'>He said no.</p>"), name="a", whole=True).text == "He said no.\n"


def test_the_address_is_what_the_page_says_or_where_it_was_found():
    head, where = "<link rel=canonical href='https://www.example.org/news/7'>", "https://www.example.org/x"
    for said, url in ((head, "https://www.example.org/news/7"), ("", where)):
        assert read_page(page(f"<article>{BODY}</article>", head=said), name="a", address=where).metadata["url"] == url


def test_said_of_an_article_is_one_line_or_nothing():
    assert [one_line(said) for said in ("a\nb\x00c\ud800", "\x07 ", 7, None, "cafe\u0301")] == ["a b c", None, None, None, "café"]


def test_lines_of_furniture_are_in_order():
    for make in LAYOUTS.values():
        lines = [found.line for found in read_page(make(STORY).raw, name="a").furniture]
        assert all(one < other for one, other in pairwise(lines))


def test_an_element_of_comments_or_related_headlines_is_beside_the_story():
    said = "“It was the cheese that did it, and nobody but the cheese,” said my uncle Odo Brandt, who should know."
    for heading in ("Comments", "Comments (3)", "Trending", "Related stories"):
        found = read_page(page(f"<div><h1>A</h1>{BODY}<div><h3>{heading}</h3><p>{said}</p></div></div>"), name="a")
        assert kind_of(found, "It was the cheese") is FurnitureKind.RELATED
        assert list(STORY.paragraphs) == [line for line in own_lines(found) if line in STORY.paragraphs]
    found = read_page(
        page(f"<div><h1>A</h1>{BODY}<h3>Related stories</h3><ul><li>{said}</li></ul><p>{said.replace('Odo', 'Ugo')}</p></div>"), name="a"
    )
    assert kind_of(found, "Odo") is FurnitureKind.RELATED
    assert kind_of(found, "Ugo") is None


@pytest.mark.parametrize("name", ["bio", "promo", "newsletter-box", "cookie_notice", "consentBanner", "trending", "paywall"])
def test_a_box_is_beside_the_story_by_its_class_unless_it_holds_the_story(name):
    said = "“Worth every penny,” said subscriber Piet Hollis of the Post."
    found = read_page(page(f"<article><h1>A</h1>{BODY}<div class='{name}'><p>{said}</p></div></article>"), name="a")
    assert kind_of(found, "Piet Hollis") is not None
    whole = read_page(page(f"<div class='{name}'><h1>A</h1>{BODY}</div>"), name="a")
    assert list(STORY.paragraphs) == [line for line in own_lines(whole) if line in STORY.paragraphs]


@pytest.mark.parametrize("tag", ["<p class=imageCaption>", "<div class=image-caption__text>", "<span class=figcaption>"])
def test_a_caption_is_told_by_its_class(tag):
    body = f"<article><h1>A</h1>{BODY}{tag}Lund said “no”.</{tag[1:].split()[0]}></article>"
    assert kind_of(read_page(page(body), name="a"), "Lund said “no”") is FurnitureKind.CAPTION
    whole = read_page(page(f"<div class='post caption-below'><h1>A</h1>{BODY * 3}</div>"), name="a")
    assert kind_of(whole, "It is so") is None if "It is so" in whole.text else whole.furniture == ()


def test_a_quotation_in_a_figure_is_the_story_s():
    figure = "<figure class=quote><blockquote>“The goats stay.”</blockquote><figcaption>Tessa Lund, mayor</figcaption></figure>"
    middle = BODY.replace("</p>", f"</p>{figure}", 1)
    found = read_page(page(f"<article><h1>A</h1>{middle}</article>"), name="a")
    assert (kind_of(found, "The goats stay"), kind_of(found, "Tessa Lund, mayor")) == (None, None)


def test_what_stands_above_the_headline_is_none_of_the_story():
    said = "“We value your privacy more than anything in the world,” said our chief executive Cara Venn."
    assert kind_of(read_page(page(f"<div><p>{said}</p><h1>A</h1>{BODY}</div>"), name="a"), "privacy") is FurnitureKind.RELATED


def test_data_on_other_articles_do_not_date_this_one():
    other = '{"@type": "NewsArticle", "headline": "Something else", "datePublished": "2001-01-01", "url": "https://a.example/o"}'
    own = '{"@type": "NewsArticle", "headline": "A", "datePublished": "2024-03-12"}'
    head = f'<script type="application/ld+json">[{other}, {own}]</script>'
    assert read_page(page(f"<article><h1>A</h1>{BODY}</article>", head=head), name="a").metadata["published"] == "2024-03-12"


def test_a_day_of_change_is_none_of_publication():
    changed = '<meta property="article:modified_time" content="2024-04-05T10:00:00Z">'
    both = changed + '<meta property="article:published_time" content="2024-04-05T09:00:00Z">'
    for head, published in ((changed, None), (both, "2024-04-05")):
        assert read_page(page(f"<article>{BODY}</article>", head=head), name="a").metadata["published"] == published


def test_a_first_page_is_no_address_of_an_article():
    head = "<link rel=canonical href='https://www.example.org/'>"
    for address in (None, "https://www.example.org/news/7"):
        assert read_page(page(f"<article>{BODY}</article>", head=head), name="a", address=address).metadata["url"] == address


def test_a_page_that_a_script_shows_is_read_and_raw_does_not_heed_styles():
    raw = page(f"<article>{BODY}</article>").replace(b"<body>", b"<body style='visibility:hidden'>")
    assert STORY.paragraphs[0] in own_lines(read_page(raw, name="a"))
    hidden = page(f"<div style='visibility:hidden'>{BODY}</div>")
    assert STORY.paragraphs[0] in read_page(hidden, name="a", whole=True).text
    assert "--raw" not in refusal(page("<script>1</script>"), whole=True)
