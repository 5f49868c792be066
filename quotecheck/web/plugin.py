"""What Datasette, of 0.65 as of 1.0, asks a plugin for: our addresses, who may ask for them, and what errors look like."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils.asgi import Response

from quotecheck.errors import QuotecheckError, StoreError
from quotecheck.store import Store
from quotecheck.store.browsing import open_reader
from quotecheck.web.answering import Answer, Page, answer, error_answer, status_of
from quotecheck.web.asking import Asked, asked_of, posted
from quotecheck.web.guarding import guarded, within
from quotecheck.web.pages.article import article, articles
from quotecheck.web.pages.checking import check, is_draft
from quotecheck.web.pages.cluster import cluster
from quotecheck.web.pages.conflicts import conflicts
from quotecheck.web.pages.person import people, person, why
from quotecheck.web.pages.quotation import quotation
from quotecheck.web.pages.search import search
from quotecheck.web.site import Site
from quotecheck.web.templating import static_file

__all__ = ["asgi_wrapper", "handle_exception", "register_routes", "show", "site_of", "skip_csrf"]

Function = TypeVar("Function", bound=Callable[..., Any])

PREFIX = "/-/quotecheck"
"""Where the pages are in a Datasette that somebody else started."""
_PAGES: dict[str, Callable[[Store, Asked, Site], Page]] = {
    r"(?:/|/search)": search,
    r"/people": people,
    r"/person/(?P<id>[0-9]{1,20})": person,
    r"/person/(?P<id>[0-9]{1,20})/why": why,
    r"/articles": articles,
    r"/article/(?P<digest>[0-9A-Fa-f]{1,64})": article,
    r"/quote/(?P<id>[0-9A-Fa-f]{1,64})": quotation,
    r"/cluster/(?P<id>[0-9A-Fa-f]{1,64})": cluster,
    r"/conflicts": conflicts,
    r"/check": check,
}
_sites: WeakKeyDictionary[Any, Site | None] = WeakKeyDictionary()


def _hook(function: Function) -> Function:
    """An implementation of a hook, which comes before others; not every version of Datasette need have the hook."""
    return cast("Function", hookimpl(function, optionalhook=True, tryfirst=True))


def show(datasette: Any, site: Site) -> None:
    """Have the pages of a store shown by a Datasette that has not started yet."""
    _sites[datasette] = site


def site_of(datasette: Any) -> Site | None:
    """The store that a Datasette shows: the one it was started for, else the first of its databases that is one; None if none is."""
    if datasette not in _sites:
        paths = [Path(database.path) for database in datasette.databases.values() if database.path]
        _sites[datasette] = next((Site(path=path, prefix=PREFIX) for path in paths if _is_store(path)), None)
    return _sites[datasette]


@_hook
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Our addresses, each page's as HTML, as JSON and as comma-separated values."""
    site = site_of(datasette)
    if site is None:
        return []
    routes = [(rf"^{site.prefix}{path}(?P<form>\.json|\.csv)?$", _view(site, page)) for path, page in _PAGES.items()]
    routes += [(rf"^{site.prefix}{path}/$", _without_slash) for path in (r"/search", *_PAGES) if not path.startswith("(")]
    routes.append((rf"^{site.prefix}/static/(?P<name>[a-z.]+)$", _static_view(site)))
    if site.tables is not None:  # Datasette's own addresses are these alone
        routes.append((rf"^/(?!{site.tables[1:]}(?:[/.?]|$)|-/static/|favicon\.ico$).*$", _missing_view(site)))
    return routes


@_hook
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """What every request to our addresses goes through."""
    site = site_of(datasette)
    return (lambda app: app) if site is None else partial(guarded, site=site)


@_hook
def skip_csrf(datasette: Any, scope: Any) -> bool:
    """A check stores nothing, so that no token of Datasette 0.65 is needed; where it comes from is looked at by ``guarded``."""
    site = site_of(datasette)
    return site is not None and within(site, scope["path"])


@_hook
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Any] | None:
    """Errors of our addresses, in our way."""
    site = site_of(datasette)
    if site is None or not within(site, request.scope["path"]):
        return None
    if isinstance(exception, QuotecheckError):
        status, message = status_of(exception), _told(exception, site)
    else:
        status = int(getattr(exception, "status", None) or 500)
        message = "There is no such page." if status == 404 else str(exception) if status < 500 else "Something went wrong here."
    form = "html" if not request.scope["path"].endswith((".json", ".csv")) else "json"

    async def inner() -> Response:
        return _response(error_answer(status, message, form=form, environment=site.environment))

    return inner


def _view(site: Site, page: Callable[[Store, Asked, Site], Page]) -> Callable[..., Any]:
    async def view(request: Any) -> Response:
        form = request.url_vars.get("form") or ".html"
        try:
            asked = asked_of(request, await posted(request) if request.method == "POST" else None)
            work = partial(_answered, asked=asked, site=site, page=page)
            return _response(await site.read(work, slow=is_draft(asked)))
        except QuotecheckError as error:
            return _response(error_answer(status_of(error), _told(error, site), form=form[1:], environment=site.environment))

    return view


def _told(error: QuotecheckError, site: Site) -> str:
    return str(error).removeprefix(f"{site.path}: ")


def _answered(store: Store, *, asked: Asked, site: Site, page: Callable[[Store, Asked, Site], Page]) -> Answer:
    return answer(page(store, asked, site), asked, site.environment)


async def _without_slash(request: Any) -> Response:
    """To the page whose address was given with a slash at its end."""
    arguments = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(request.scope["path"].rstrip("/") + arguments, status=301)


def _static_view(site: Site) -> Callable[..., Any]:
    async def view(request: Any) -> Response:
        found = static_file(request.url_vars["name"])
        if found is None:
            return _response(error_answer(404, "There is no such file.", form="json", environment=site.environment))
        body, kind, headers = found
        return Response(body, headers=dict(headers), content_type=kind)

    return view


def _missing_view(site: Site) -> Callable[..., Any]:
    async def view(request: Any) -> Response:
        form = "json" if request.scope["path"].endswith((".json", ".csv")) else "html"
        return _response(error_answer(404, "There is no such page.", form=form, environment=site.environment))

    return view


def _response(answered: Answer) -> Response:
    headers = dict(answered.headers) | {"content-length": str(len(answered.body))}
    return Response(answered.body, status=answered.status, headers=headers, content_type=answered.kind)


def _is_store(path: Path) -> bool:
    try:
        open_reader(path).close()
    except StoreError:
        return False
    return True
