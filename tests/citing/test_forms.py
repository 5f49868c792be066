from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree
from marking import as_quote, build

from quotecheck.citing.bibliography import csl_item
from quotecheck.citing.cited import Cited
from quotecheck.citing.forms import FORMS, render
from quotecheck.model import EntityType
from quotecheck.store import Run

ORIGIN = Run(version="0.1.0", models="a" * 64, command="add seeds", started="2024-02-27T10:30:00+00:00")
MARKED = 'Rome\n\n<c>“We are,”</c> <s name="Ann Lee">the minister</s> <q>said</q>, <c>“ready & able <now>.”</c>\n'
METADATA = {
    "title": "Ministers meet in Rome & part",
    "outlet": "The Harbour Post",
    "author": "Maria Rossi and Ann Other",
    "published": "2024-02-27",
    "url": "https://example.org/a_1",
}


def made(marked=MARKED, *, reader="html", **metadata):
    extraction = build(marked)
    article = replace(extraction.article, source=replace(extraction.article.source, reader=reader, **metadata))
    return [
        Cited(quote=as_quote(article, found), article=article, origin=ORIGIN, who=EntityType.PERSON) for found in extraction.attributions
    ]


def written(form, several):
    return "".join(render(form, several))


@pytest.mark.parametrize("form", FORMS)
def test_every_piece_is_whole_lines(form):
    assert all(piece.endswith("\n") for several in (made(), made() + made("<c>No</c>\n")) for piece in render(form, several))


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form not in {"url", "line-url", "schema-org", "web-annotation", "csl-json", "prov"}]
)
def test_every_form_names_speaker_cue_place_outlet_and_date(form):
    text = written(form, made(**METADATA))
    for known in ("Ann Lee", "said", "a.txt:3:1, 3:30", "The Harbour Post", "2024"):
        assert known in text


def test_styles_are_set_by_a_processor():
    several = made(**METADATA)
    assert written("apa", several).startswith(
        "Rossi, M., & Other, A. (2024, February 27). Ministers meet in Rome & part. The Harbour Post. https://example.org/a_1\n"
    )
    assert written("chicago", several).startswith(
        "Rossi, Maria, and Ann Other. 2024. “Ministers Meet in Rome & Part”. The Harbour Post, February 27. https://example.org/a_1.\n"
    )


def test_an_article_without_author_or_outlet_is_unsigned():
    assert written("apa", made(reader="text")).startswith("Unsigned article. (n.d.). a.txt.\n")
    assert csl_item(made(reader="text", outlet="The Post")[0])["author"] == [{"literal": "The Post"}]


def test_bibtex_is_escaped():
    text = written("bibtex", made(**METADATA))
    assert "title = {{Ministers meet in Rome \\& part}}" in text
    assert "author = {{Rossi, Maria} and {Other, Ann}}" not in text
    assert "url = {https://example.org/a_1#:~:text=" in text


def test_markdown_and_html_are_escaped():
    assert "\\<now\\>" in written("markdown", made())
    html = written("html", made())
    assert "&lt;now&gt;" in html
    etree.fromstring(html)


def test_annotations_are_what_the_standard_says():
    jsonld = pytest.importorskip("pyld").jsonld
    context = json.loads(Path(__file__).with_name("anno.jsonld").read_text(encoding="utf-8"))

    def load(address, _options=None):
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": context}

    def values(node, key):
        return [value.get("@value", value.get("@id")) for value in node.get(f"http://www.w3.org/ns/oa#{key}", [])]

    for several in (made(**METADATA), made(**METADATA) + made("<c>No</c> said <s>Ann</s>\n")):
        document = json.loads(written("web-annotation", several))
        (expanded,) = jsonld.expand(document, {"documentLoader": load})
        # No key of ours is unknown to the standard's context: none is lost in expanding.
        compacted = jsonld.compact(expanded, context["@context"], {"documentLoader": load})
        assert set(compacted) - {"@context"} == set(document) - {"@context"}
        items = expanded.get("https://www.w3.org/ns/activitystreams#items") or expanded.get("http://www.w3.org/ns/activitystreams#items")
        annotations = items[0]["@list"] if items else [expanded]
        assert len(annotations) == len(several)
        for node, cited in zip(annotations, several, strict=True):
            assert node["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
            targets = node["http://www.w3.org/ns/oa#hasTarget"]
            assert len(targets) == len(cited.quote.content)
            for target, span in zip(targets, cited.quote.content, strict=True):
                quote, position = target["http://www.w3.org/ns/oa#hasSelector"]
                assert quote["@type"] == ["http://www.w3.org/ns/oa#TextQuoteSelector"]
                assert values(quote, "exact") == [span.of(cited.article.text)]
                assert position["@type"] == ["http://www.w3.org/ns/oa#TextPositionSelector"]
                assert values(position, "start") + values(position, "end") == [span.start, span.end]
                (state,) = target["http://www.w3.org/ns/oa#hasState"]
                assert state["@type"] == ["http://www.w3.org/ns/oa#TimeState"]
                assert values(state, "sourceDate") == ["2024-02-27T10:30:00Z"]


def test_hypothesis_can_import_an_annotation():
    # What its API demands of a new annotation: an address, and selectors of these types with strings and numbers.
    document = json.loads(written("web-annotation", made("<c>“Yes,”</c> said <s>Ann</s>\n", **METADATA)))
    target = document["target"]
    assert target["source"].startswith("https://")
    kinds = {selector["type"]: selector for selector in target["selector"]}
    assert all(isinstance(kinds["TextQuoteSelector"][key], str) for key in ("exact", "prefix", "suffix"))
    assert all(isinstance(kinds["TextPositionSelector"][key], int) for key in ("start", "end"))


def test_tei_is_well_formed_and_its_references_lead_somewhere():
    root = etree.fromstring(written("tei", made(**METADATA) * 1 + made("<c>\x01No</c> said <s>Bob</s>\n")).encode())
    tei, xml = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
    names = {node.get(xml) for node in root.iter() if node.get(xml)}
    said = list(root.iter(f"{tei}said"))
    assert [one.text for one in said] == ["“We are,”", "“ready & able <now>.”", "\N{REPLACEMENT CHARACTER}No"]
    assert [one.get("direct") for one in said] == ["true", "true", "false"]
    references = [one.get(key) for one in said for key in ("who", "prev", "next") if one.get(key)]
    assert references
    assert all(reference[1:] in names for reference in references)


def test_schema_org_reviews_nothing():
    direct, told = made() + made("<c>that it is so</c> said <s>Ann</s>\n")
    document = json.loads(written("schema-org", [direct, told]))
    assert [thing["@type"] for thing in document["@graph"]] == ["Quotation", "Claim"]
    assert document["@graph"][0]["creator"] == {"@type": "Person", "name": "Ann Lee"}
    assert "Review" not in json.dumps(document)


def test_provenance_is_read_by_the_prov_package():
    model = pytest.importorskip("prov.model")
    for several in (made(**METADATA), made(**METADATA) + made("<c>No</c> said <s>Ann</s>\n")):
        read = model.ProvDocument.deserialize(StringIO(written("prov", several)), format="json")
        bundles = list(read.bundles) or [read]
        assert len(bundles) == len(several)
        for bundle, cited in zip(bundles, several, strict=True):
            (quote,) = [one for one in bundle.get_records(model.ProvEntity) if "quote-" in str(one.identifier)]
            assert cited.quote.text in {str(value) for _, value in quote.attributes}
            (agent,) = bundle.get_records(model.ProvAgent)
            assert str(agent.identifier) == "quotecheck:version-0.1.0"
            derived = [tuple(str(value) for _, value in one.formal_attributes[:2]) for one in bundle.get_records(model.ProvDerivation)]
            sources = dict(derived)
            assert sources[sources[str(quote.identifier)]] == f"quotecheck:bytes-{cited.article.source.digest}"
