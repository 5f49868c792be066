from __future__ import annotations

from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from marking import build
from pages_asked import HOSTILE, OSLO, PARIS, ROME, asking

from quotecheck.matching.matcher import Matcher
from quotecheck.model import Furniture, FurnitureKind
from quotecheck.store import Store

collect_ignore_glob = [] if find_spec("datasette") else ["test_*.py"]


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A store with four articles, matched."""
    path = tmp_path_factory.mktemp("web") / "quotes.db"
    with Store.open(path, create=True) as store:
        run = store.begin_run(version="0", models="m", command="test")
        rome = build(
            ROME, id="rome.txt", published="2021-06-28", outlet="The Post", title="Coalition meets", url="https://example.org/rome"
        )
        object.__setattr__(rome.article, "furniture", (Furniture(line=2, kind=FurnitureKind.CAPTION),))
        store.add(rome, run=run)
        store.add(build(PARIS, id="paris.txt", published="2021-08-01", outlet="Le Journal"), run=run)
        store.add(build(OSLO, id="oslo.txt"), run=run)
        title, url = "<script>alert('title')</script>", "javascript:alert(4)"
        store.add(build(HOSTILE, id="../<i>x</i>.txt", title=title, outlet="<u>", url=url), run=run)
        for _ in Matcher(store).run():
            pass
    return path


@pytest.fixture(scope="session")
def ids(filled):
    """The ids of quotes by the first words of their text (the earliest of those that begin so), and of speakers by their name."""
    with Store.open(filled, read_only=True) as store:
        quotes = list(store.quotes())
        return {quote.text.strip("“")[:12]: quote.id for quote in reversed(quotes)} | {one.name: one.id for one in store.speakers()}


@pytest.fixture
def ask(filled):
    """Ask the application for some addresses at once; the responses, or the only one."""
    from quotecheck.web.serving import make_datasette

    return asking(make_datasette(filled))


@pytest.fixture
def addresses(ids, filled):
    """An address of each page."""
    from quotecheck.store.browsing import places_of

    with Store.open(filled, read_only=True) as store:
        quotes = [quote.id for quote in store.quotes()]
        digests = {quote: place.digest[:16] for quote, place in places_of(store, quotes).items()}
    situation = ids["This situati"]
    blinken = ids["Antony Blinken"]
    return SimpleNamespace(
        front="/",
        search="/search?q=blinken",
        people="/people",
        person=f"/person/{blinken}",
        why=f"/person/{blinken}/why",
        articles="/articles",
        article=f"/article/{digests[ids['We strongly ']]}",
        rome=f"/article/{digests[situation]}",
        hostile=f"/article/{digests[ids['</script><sc']]}",
        quotation=f"/quote/{situation}",
        cluster=f"/cluster/{situation}",
        conflicts="/conflicts",
        check="/check",
    )
