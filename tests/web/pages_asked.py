"""Articles for the pages, and a way to ask for these in process."""

from __future__ import annotations

import asyncio

__all__ = ["HOSTILE", "NAMES", "OSLO", "PARIS", "ROME", "asking", "twin"]

NAMES = ["front", "search", "people", "person", "why", "articles", "article", "quotation", "cluster", "conflicts", "check"]
"""Of pages, as the fixture ``addresses`` has them."""
ROME = """Coalition meets in Rome
Photo: a meeting room
<c>“We strongly support Italy’s initiative to fight on,”</c> <s name="Antony Blinken">Blinken</s> <q>said</q>, adding more.

<s name="Luigi Di Maio">Di Maio</s> <q>said</q> <c>that Daesh “can still be a threat”</c>.
<c>“This situation is simply unsustainable.</c> <c>It simply cannot persist indefinitely,”</c> <s name="Antony Blinken">Blinken</s> <q>said</q>.
"""  # noqa: E501
PARIS = """<c>“This situation is simply unsustainable. It simply can persist indefinitely,”</c> <s name="Antony Blinken">Antony Blinken</s> <q>said</q>.
<s name="Ann Lee">Ann Lee</s> <q>denied</q> <c>a new contribution</c>.
"""  # noqa: E501
OSLO = """<c>“We strongly support Italy’s initiative to fight on,”</c> <s name="Luigi Di Maio">Luigi Di Maio</s> <q>said</q>.
"""
HOSTILE = (
    "<c>“</script><script>alert('ran')</script> <img src=x onerror=alert(1)> javascript:alert(2) \u202etfel ot thgir\u202c {{ 7*7 }},”</c> "
    '<s name="<b>Eve</b> \u202eLiar">Eve</s> <q>said</q>.\n'
    "Https://evil.example/<iframe src=javascript:alert(3)></iframe> & more\n"
)


def asking(datasette, **defaults):
    import httpx

    def ask(*paths, method="GET", host="127.0.0.1:8001", **options):
        async def all_of_them():
            transport = httpx.ASGITransport(app=datasette.app())
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return [await client.request(method, path, **(defaults | options)) for path in paths]

        found = asyncio.run(all_of_them())
        return found[0] if len(found) == 1 else found

    return ask


def twin(address, form="json"):
    path, mark, arguments = address.partition("?")
    return f"{'/search' if path == '/' else path}.{form}{mark}{arguments}"
