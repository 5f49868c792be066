from __future__ import annotations

import zlib

import pytest

from quotecheck.errors import NothingFound, StoreError
from quotecheck.store.revisions import article_at, choose, find_revisions, named, proven, quotes_at, revised_articles

ADDRESS = "https://example.org/rome"


@pytest.fixture
def several(store, make, run):
    """rome.txt in two versions; one page saved as p1.html and p2.html, the latter in two; and an article in one."""
    for id_, words, metadata in (
        ("news/rome.txt", "“No,”", {}),
        ("p1.html", "“Yes,”", {"url": ADDRESS}),
        ("alone.txt", "“Well,”", {"published": "2024-02-27"}),
        ("news/rome.txt", "“No, no,”", {}),
        ("p2.html", "“Yes, yes,”", {"url": ADDRESS}),
        ("p2.html", "“Yes, yes, yes,”", {"url": None}),
    ):
        assert store.add(make(id_, (words, "Ann Lee"), **metadata), run=run)
    return store


def numbered(found):
    return [(revision.number, revision.article) for revision in found]


def test_versions_share_an_id_or_an_address(several):
    assert numbered(find_revisions(several, "news/rome.txt")) == [(1, "news/rome.txt"), (2, "news/rome.txt")]
    pages = [(1, "p1.html"), (2, "p2.html"), (3, "p2.html")]
    for given in ("p1.html", "p2.html", ADDRESS):
        assert numbered(find_revisions(several, given)) == pages
    (alone,) = find_revisions(several, "alone.txt")
    assert (alone.number, alone.published, alone.added) == (1, "2024-02-27", "2024-02-27T10:30:00+00:00")


def test_every_article_of_several_versions_comes_once(several):
    assert [[revision.article for revision in found] for found in revised_articles(several)] == [
        ["news/rome.txt", "news/rome.txt"],
        ["p1.html", "p2.html", "p2.html"],
    ]


def test_each_version_has_its_own_quotes_and_text(several):
    for revision, words in zip(find_revisions(several, ADDRESS), ("“Yes,”", "“Yes, yes,”", "“Yes, yes, yes,”"), strict=True):
        assert [quote.text for quote in quotes_at(several, revision)] == [words]
        article = article_at(several, revision)
        assert words in article.text
        assert article.source.digest == revision.digest
        assert proven(several, revision) == article


def test_what_is_given_is_an_id_an_address_a_path_or_a_digest(several, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert choose(several, "news/rome.txt").number == 2
    assert choose(several, f"{tmp_path}/./news/../news/rome.txt").number == 2
    assert choose(several, ADDRESS).number == 2
    assert choose(several, "p1.html").number == 1
    assert choose(several, "p2.html").number == 3
    assert choose(several, "p1.html", number=3).article == "p2.html"
    first = find_revisions(several, "news/rome.txt")[0]
    assert choose(several, first.digest[:12].upper()) == first
    assert choose(several, first.digest) == first


def test_a_beginning_that_two_digests_share_is_refused(several, monkeypatch):
    several.database.execute("UPDATE articles SET digest = 'abcdef' || substr(digest, 7) WHERE id = 'news/rome.txt'")
    with pytest.raises(NothingFound, match=r"begins the digests of several articles: abcdef\w+, abcdef\w+\. Give more digits"):
        named(several, "abcdef")
    with pytest.raises(NothingFound, match="no article 'abc'"):
        named(several, "abc")


@pytest.mark.parametrize("given", ["news/roma.txt", "rome.txt", "rome"])
def test_the_nearest_ids_are_offered(several, given):
    with pytest.raises(NothingFound, match=r"no article '.*'\. Nearest: news/rome\.txt"):
        named(several, given)


def test_an_empty_store_says_so(store):
    with pytest.raises(NothingFound, match="There are none"):
        named(store, "a.txt")


def test_a_version_that_is_not_there(several):
    with pytest.raises(NothingFound, match="has one revision, not 2"):
        choose(several, "alone.txt", number=2)
    with pytest.raises(NothingFound, match=r"has 2 revisions, not 3\. Run quotecheck revisions"):
        choose(several, "news/rome.txt", number=3)


def test_bytes_that_are_not_those_that_came_in_are_refused(several):
    revision = choose(several, "alone.txt")
    several.database.execute("UPDATE articles SET raw = ? WHERE id = 'alone.txt'", [zlib.compress(b"Forged.")])
    assert article_at(several, revision).text.startswith("A headline")
    with pytest.raises(StoreError, match=r"SHA-256 differs"):
        proven(several, revision)


def test_finding_versions_uses_indexes(several):
    from quotecheck.store.queries import query

    parameters = {"key": 1, "given": "a", "first": "", "last": ""}
    for name in ("revisions", "articles_named", "quotes_of_article"):
        plan = several.database.execute(f"EXPLAIN QUERY PLAN {query(name)}", parameters).fetchall()
        assert [step for *_, step in plan if step.startswith(("SCAN articles", "SCAN quotes"))] == [], name
