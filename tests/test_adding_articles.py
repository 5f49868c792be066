from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from marking import build

from quotecheck.adding import Added, add
from quotecheck.errors import InputError, ModelsError
from quotecheck.store import Store

ONE = build('<c>“No,”</c> <s name="Ann Lee">Lee</s> <q>said</q>.\n', id="one.txt")
TWO = build('<c>“Yes,”</c> <s name="Bob Roe">Roe</s> <q>said</q>.\nAnd <s>Kim</s> <q>said</q> <c>so</c>.\n', id="two.txt")


class Extractor:
    """Gives what was prepared, and counts."""

    models_digest = "m" * 64

    def __init__(self, *extractions, fail: Exception | None = None):
        self.prepared = {extraction.article.id: extraction for extraction in extractions}
        self.fail = fail
        self.asked: list[str] = []

    def extract(self, article):
        self.asked.append(article.id)
        if self.fail is not None and article.id == "two.txt":
            raise self.fail
        return self.prepared[article.id]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "quotes.db", create=True) as store:
        yield store


def test_a_bad_input_loses_nothing_of_the_others(store):
    bad = InputError("bad.txt: is empty.")
    outcomes = list(add([ONE.article, bad, TWO.article], store, Extractor(ONE, TWO), command="test"))
    assert outcomes == [Added(article="one.txt", extraction=ONE), Added(error=bad), Added(article="two.txt", extraction=TWO)]
    assert len(list(store.quotes())) == 3


def test_what_is_held_is_not_parsed_again(store):
    list(add([ONE.article], store, Extractor(ONE), command="test"))
    again = Extractor(ONE, TWO)
    first, second = add([ONE.article, TWO.article], store, again, command="test")
    assert (first, second) == (Added(article="one.txt", already="one.txt"), Added(article="two.txt", extraction=TWO))
    assert again.asked == ["two.txt"]


def test_a_changed_article_is_held_beside_its_former_version(store):
    changed = build("<c>“Never,”</c> <s>Lee</s> <q>said</q>.\n", id="one.txt")
    (first,) = add([ONE.article], store, Extractor(ONE), command="test")
    (second,) = add([changed.article], store, Extractor(changed), command="test")
    assert (first.changed, second) == (False, Added(article="one.txt", extraction=changed, changed=True))
    assert len(list(store.quotes())) == 2


def test_each_article_is_stored_when_it_is_told(store):
    outcomes = add([ONE.article, TWO.article], store, Extractor(ONE, TWO), command="test")
    next(outcomes)
    assert [quote.article for quote in store.quotes()] == ["one.txt"]


def test_what_was_added_before_the_models_broke_stays(store):
    with pytest.raises(ModelsError):
        list(add([ONE.article, TWO.article], store, Extractor(ONE, fail=ModelsError("broken")), command="test"))
    assert [quote.article for quote in store.quotes()] == ["one.txt"]


def test_another_process_was_quicker(store):
    class Slow(Extractor):
        def extract(self, article):
            store.add(ONE, run=store.begin_run(version="0", models="m", command="other"))
            return super().extract(article)

    assert list(add([ONE.article], store, Slow(ONE), command="test")) == [Added(article="one.txt", already="one.txt")]


@pytest.fixture
def other(tmp_path):
    with Store.open(tmp_path / "other.db", create=True) as store:
        yield store


def test_several_jobs_come_to_the_same_in_the_same_order(store, other):
    changed = build("<c>“Never,”</c> <s>Lee</s> <q>said</q>.\n", id="two.txt")
    bad = InputError("bad.txt: is empty.")
    inputs = [ONE.article, bad, TWO.article, ONE.article, bad, TWO.article]
    outcomes = list(add(inputs, store, Extractor(ONE, TWO), command="test", jobs=3))
    assert outcomes == list(add(inputs, other, Extractor(ONE, TWO), command="test"))
    assert [outcome.already for outcome in outcomes] == [None, None, None, "one.txt", None, "two.txt"]
    (revision,) = add([changed.article], store, Extractor(changed), command="test", jobs=3)
    assert revision == Added(article="two.txt", extraction=changed, changed=True)
    list(add([changed.article], other, Extractor(changed), command="test"))
    assert list(store.quotes()) == list(other.quotes())


def test_with_several_jobs_what_was_added_before_the_models_broke_stays(store):
    with pytest.raises(ModelsError, match="broken"):
        list(add([ONE.article, TWO.article], store, Extractor(ONE, fail=ModelsError("broken")), command="test", jobs=2))
    assert [quote.article for quote in store.quotes()] == ["one.txt"]


def test_two_add_at_once(tmp_path, store):
    extractions = [build(f"<c>“No {number},”</c> <s>Lee</s> <q>said</q>.\n", id=f"{number}.txt") for number in range(30)]

    def added():
        with Store.open(tmp_path / "quotes.db") as mine:
            articles = [extraction.article for extraction in extractions]
            return list(add(articles, mine, Extractor(*extractions), command="test"))

    with ThreadPoolExecutor(2) as pool:
        one, other = (future.result() for future in [pool.submit(added), pool.submit(added)])
    assert [(a.extraction is None) != (b.extraction is None) for a, b in zip(one, other, strict=True)] == [True] * 30
    assert store.count_quotes() == 30
