"""What was changed is never called there or moved, whatever form it was cited in."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import md5

import pytest
from marking import as_quote, build

from quotecheck.citing.cited import Cited
from quotecheck.citing.following import Outcome, follow
from quotecheck.citing.forms import FORMS, render
from quotecheck.citing.reading import read_citations
from quotecheck.errors import InputError
from quotecheck.model import Span
from quotecheck.store.rows import quote_digits

OF_WORDS = ["text", "markdown", "html", "bibtex", "csl-json", "apa", "web-annotation", "tei", "prov", "schema-org"]


def cited(marked, **source):
    extraction = build(marked)
    article = replace(extraction.article, source=replace(extraction.article.source, **source))
    return Cited(quote=as_quote(article, extraction.attributions[0]), article=article)


def outcome(one, form, text, *, versions=True, edit=lambda written: written):
    (pointer,) = read_citations(edit("".join(render(form, [one]))))
    return follow(pointer, build(text).article, versions=[one.article] if versions else [])


@pytest.mark.parametrize("versions", [True, False])
@pytest.mark.parametrize(
    ("marked", "old", "new"),
    [
        ("Money.\n\n<s>Paul Green</s> <q>said</q> <c>that the tax would rise by 5</c>\n", "by 5", "by 50"),
        ("Money.\n\n<s>Paul Green</s> <q>said</q> <c>that the tax would rise by 5</c>, he hoped\n", "by 5", "by 5.5"),
        ("Talks.\n\n<s>Paul Green</s> <q>said</q> <c>the talks are dead</c>\n", "dead", "deadlocked"),
        ("Talks.\n\n<s>Paul Green</s> <q>said</q> <c>he is ready and can</c>, more or less\n", "can", "can’t"),
        ("Talks.\n\n<q>The word was</q> <c>patient and calm, always so</c> to the end.\n", "patient", "impatient"),
        ("<c>possible it is, and will be</c>, <s>Ann</s> <q>said</q>.\n", "possible", "impossible"),
    ],
)
@pytest.mark.parametrize("form", [*OF_WORDS, "url"])
def test_a_word_that_became_part_of_another_is_changed(marked, old, new, form, versions):
    for one in (cited(marked), cited(marked, url="https://e.org/a", reader="html")):
        text = one.article.text.replace(old, new)
        for now in (text, f"New.\n\n{text}"):
            assert outcome(one, form, now, versions=versions).outcome not in {Outcome.THERE, Outcome.MOVED}


@pytest.mark.parametrize("form", ["text", "web-annotation", "prov", "url"])
def test_what_was_cited_within_a_word_stands_within_one(form):
    one = cited("Rome.\n\nThe un<c>breakable bond of ours was ready</c>-made, <s>Ann</s> <q>said</q>.\n")
    one = replace(one, quote=replace(one.quote, id=quote_digits(one.article, one.quote.content, repeat=0)[:12]))
    assert outcome(one, form, one.article.text).outcome is Outcome.THERE
    assert outcome(one, form, f"New.\n{one.article.text}").outcome is Outcome.MOVED
    assert outcome(one, form, one.article.text.replace("unbreakable", "breakable")).outcome is Outcome.CHANGED


@pytest.mark.parametrize("form", OF_WORDS)
@pytest.mark.parametrize("behind", [" in Rome on Monday, and they met again.", "", "."])
def test_the_same_words_of_somebody_else_are_not_those_that_were_changed(form, behind):
    marked = f"Rome.\n\nIn the morning Ann Lee told them: <c>“It cannot last for very much longer”</c>{behind}\n"
    one = cited(marked)
    text = one.article.text.replace("cannot", "can")
    # A last line is known by what stands before it; where more follows, nothing tells that it was the last.
    now = f"“It cannot last for very much longer,” Bob Fox thought.\n\n{text}".replace("longer,”", "longer”,")
    assert outcome(one, form, now).outcome is Outcome.CHANGED


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize("form", ["schema-org", "prov", "web-annotation", "text"])
def test_words_that_were_changed_in_the_citation_are_changed(form, page):
    marked = "Rome.\n\n<c>“It cannot last,”</c> <s>Ann</s> <q>said</q>, <c>“no, never.”</c>\n"
    one = cited(marked, url="https://e.org/a", reader="html") if page else cited(marked)
    for old, new in (("cannot", "can"), ("never", "ever"), ("never.”", "never.” Never.")):
        assert outcome(one, form, one.article.text, edit=lambda written, old=old, new=new: written.replace(old, new)).outcome not in {
            Outcome.THERE,
            Outcome.MOVED,
        }


def test_a_replacement_character_is_a_letter_like_any_other():
    (pointer,) = read_citations("X: \ufffd\ufffd\ufffd\ufffd\ufffd — a.txt:1:1 [quote aaaaaaaaaaaa]")
    assert follow(pointer, build("Hello there\n").article).outcome is Outcome.GONE
    one = cited("<c>“No \x01 end,”</c> <s>Ann</s> <q>said</q>.\n")
    assert outcome(one, "tei", one.article.text).outcome is Outcome.THERE
    assert outcome(one, "tei", one.article.text.replace("\x01", "x")).outcome is Outcome.CHANGED


def annotation(**changes):
    quote = {"type": "TextQuoteSelector", "exact": "Rome"} | changes
    place = {"type": "TextPositionSelector", "start": changes.pop("start", 0), "end": 4}
    return json.dumps({"type": "Annotation", "target": {"source": "a.txt", "selector": [quote, place]}})


@pytest.mark.parametrize(
    "written",
    [
        "https://e.org#:~:text=%E2%80",
        *(annotation(exact=words) for words in ("", " \n", 5, None)),
        *(annotation(**{key: value}) for key in ("prefix", "suffix") for value in (None, 5)),
        annotation(start=0.0),
        annotation().replace("a.txt", "\\ud800"),
        '{"@type": "Claim", "identifier": "a", "url": "a.txt#char=0,4", "text": ""}',
        '{"@type": "Claim", "identifier": "a", "url": "https://e.org#:~:text=a", "text": " "}',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p><said/><ref>a.txt:1:1 [quote aaaaaaaaaaaa]</ref></p></TEI>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p><said>No</said></p></TEI>',
    ],
)
def test_a_citation_without_words_or_of_wrong_types_is_none(written):
    with pytest.raises(InputError):
        read_citations(written)


def test_all_forms_of_a_file_are_read():
    one = cited("Rome.\n\n<c>“It cannot last,”</c> <s>Ann</s> <q>said</q>, <c>“no.”</c>\n", title="T")
    written = ["".join(render(form, [one])) for form in FORMS]
    for several in ([*written, *written], [*reversed(written)]):
        pointers = read_citations("".join(several))
        assert len(pointers) == len(several)
        assert {follow(pointer, one.article).outcome for pointer in pointers} == {Outcome.THERE}
    assert len(read_citations("\r\n".join("".join(written).splitlines()))) == len(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_cut_off_is_not_passed_over(form):
    one = cited("Rome.\n\n<c>“It cannot last,”</c> <s>Ann</s> <q>said</q>, <c>“no.”</c>\n", title="T")
    written = "".join(render(form, [one]))
    whole = "".join(render("text", [one]))
    for cut in (len(written) // 2, len(written) - 12):
        with pytest.raises(InputError):
            read_citations(f"{whole}{written[:cut]}\n{whole}")
    with pytest.raises(InputError, match="line 2: What else"):
        read_citations(f"{whole}What else there is\n{whole}")
    with pytest.raises(InputError):
        read_citations(f"{whole}" + '{"a": 1}')


def test_an_address_is_escaped_and_leads_back():
    one = cited("<c>“It is a space,”</c> <s>Bob Fox</s> <q>said</q>.\n", url='HTTPS://e.org/a b?q="x"&y=%41<{|', reader="record")
    for form in FORMS:
        found = outcome(one, form, one.article.text)
        assert found.outcome is Outcome.THERE, form
    assert "".join(render("url", [one])).startswith("HTTPS://e.org/a%20b?q=%22x%22&y=%41%3C%7B%7C#:~:text=")


def test_names_of_files_are_told_apart():
    for name in ("a b.txt", "a%20b.txt", "a%2520b.txt"):
        one = cited("<c>“Yes,”</c> <s>Ann</s> <q>said</q>.\n", path=name)
        for form in ("url", "web-annotation", "schema-org"):
            (pointer,) = read_citations("".join(render(form, [one])))
            assert pointer.names[0] == name


def test_a_mark_of_a_fragment_in_a_title_is_none():
    one = cited("<c>“Yes,”</c> <s>Ann</s> <q>said</q>.\n", path="http://x.org/#char=1,2", title="#line=9")
    for form in ("apa", "chicago", "text"):
        assert outcome(one, form, one.article.text).outcome is Outcome.THERE


def test_one_long_piece_among_several_moves():
    words = " ".join(f"word{number}" for number in range(150))
    one = cited(f"A.\n<c>{words}</c>, <s>Ann</s> <q>said</q>, <c>“and so on.”</c>\n", url="https://e.org/a", reader="html")
    found = outcome(one, "url", f"New.\n{one.article.text}", versions=False)
    assert (found.outcome, len(found.spans)) == (Outcome.MOVED, 2)


def test_schema_org_has_words_that_are_found_again():
    one = cited("A.\n<c>“We are,”</c> <s>Ann</s> <q>said</q>, <c>“ready and able.”</c>\n")
    found = outcome(one, "schema-org", f"New.\n{one.article.text}", versions=False)
    assert (found.outcome, [span.of(f"New.\n{one.article.text}") for span in found.spans]) == (
        Outcome.MOVED,
        ["“We are,”", "“ready and able.”"],
    )
    assert outcome(one, "schema-org", f"{one.article.text}New.\n", versions=False).spans == (Span(3, 40),)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("char=7;md5={md5}", Outcome.THERE),
        ("line=2;md5={md5}", Outcome.THERE),
        ("char=99;md5={md5}", Outcome.GONE),
        ("char=0,4", Outcome.UNPROVEN),
        ("char=7", Outcome.UNPROVEN),
        ("char=0,4;length=12", Outcome.UNPROVEN),
        ("char=0,4;length=13", Outcome.CHANGED),
        ("char=0,4;length=13;md5={md5}", Outcome.UNPROVEN),
        ("char=0,4;length=12;md5={md5}", Outcome.THERE),
        ("char=0,4;md5=00000000000000000000000000000000", Outcome.CHANGED),
    ],
)
def test_fragments_of_others(fragment, expected):
    article = build("Rome\nParis\n\n").article
    (pointer,) = read_citations(f"a.txt#{fragment.format(md5=md5(article.source.raw).hexdigest())}")
    assert follow(pointer, article).outcome is expected


def test_an_unpaired_brace_leaves_bibtex_whole():
    one = cited("<c>“Yes {,”</c> <s>Ann</s> <q>said</q>.\n", title="A } title")
    text = "".join(render("bibtex", [one]))
    depth = 0
    for letter in text.replace("\\textbraceleft{}", "").replace("\\textbraceright{}", ""):
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    assert outcome(one, "bibtex", one.article.text).outcome is Outcome.THERE


def test_a_crafted_line_takes_no_time():
    (pointer,) = read_citations(f"X: {' … '.join(['a'] * 3000)} — a.txt:1:1{', 1:1' * 1500} [quote aaaaaaaaaaaa]")
    assert follow(pointer, build("b\n").article).outcome is Outcome.GONE
