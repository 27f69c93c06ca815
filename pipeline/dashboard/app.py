"""The web application: addresses to views, views to pages and downloads. Serves this machine only, writes nothing."""

from __future__ import annotations

import json
import socket
import tempfile
import threading
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from phaen.pipeline.dashboard import views, views_detail
from phaen.pipeline.dashboard.data import Data, Folder, Row
from phaen.pipeline.dashboard.page import NotFound, Query, View
from phaen.pipeline.dashboard.render import error_page, page
from phaen.pipeline.report.crops import Evidence, Shown
from phaen.pipeline.schema.as_text import csv_text, json_row
from phaen.pipeline.views.workbook import Sheet, write_workbook
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LISTS: dict[str, Callable[[Data, Query], View]] = {
    "/": views.overview,
    "/indicators": views.indicators,
    "/budgets": views_detail.budgets,
    "/projects": views.projects,
    "/rubrics": views_detail.rubrics,
    "/findings": views.findings,
    "/quality": views.quality,
    "/dictionary": views.dictionary,
}
DETAILS: dict[str, Callable[[Data, Query, str], View]] = {
    "/indicator": views_detail.indicator,
    "/rubric": views_detail.rubric,
    "/finding": views_detail.finding,
    "/row": views_detail.printed_row,
}
FILTERS = ("q", "agency", "year", "base", "type", "by", "programme", "output", "policy", "section", "rows")
FILTERS_OF_CHECKS = ("severity", "rule", "status", "dataset")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def read_query(request: Request) -> Query:
    """The filters, language and page of an address; what no view knows is left out."""
    given = request.query_params
    page_text = given.get("page", "1")
    number = int(page_text) if page_text.isascii() and page_text.isdigit() and len(page_text) < 6 else 1
    values = {name: given[name][:300] for name in (*FILTERS, *FILTERS_OF_CHECKS) if given.get(name)}
    return Query(request.url.path, values, "en" if given.get("lang") == "en" else "th", max(number, 1))


class Pictures:
    """Crops of the source pages, made when they are asked for. One at a time: the PDF library has no threads."""

    def __init__(self, inputs: Path | None) -> None:
        self._inputs = inputs
        self._lock = threading.Lock()
        self._evidence: tuple[Data, Evidence] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="phaen-dashboard-")

    def show(self, data: Data, place: Row) -> Shown | None:
        """What can be shown of a place; ``None`` without a folder of source files."""
        if self._inputs is None:
            return None
        with self._lock:
            if self._evidence is None or self._evidence[0] is not data:
                documents = {row["doc_id"]: row for row in data.rows("SELECT doc_id, source_file FROM label")}
                self._evidence = data, Evidence(documents, self._inputs, Path(self._folder.name))
            return self._evidence[1].show(place)

    def picture(self, name: str) -> bytes | None:
        """A crop that :meth:`show` made."""
        path = Path(self._folder.name) / name
        return path.read_bytes() if path.parent == Path(self._folder.name) and path.is_file() else None


def _download(view: View, data: Data, kind: str) -> Response:
    if view.table is None or kind not in MEDIA:
        raise HTTPException(404)
    names, rows = view.table.download(data)
    stem = view.tab.strip("/") or "overview"
    if kind == "csv":
        body = csv_text(names, rows).encode("utf-8-sig")
    elif kind == "json":
        made = [json_row(dict(zip(names, row, strict=True))) for row in rows]
        body = json.dumps(made, ensure_ascii=False, indent=1).encode()
    else:
        with tempfile.TemporaryDirectory() as folder:
            body = write_workbook(Path(folder) / "rows.xlsx", [Sheet(stem, names, rows)]).read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="phaen-{stem}.{kind}"'}
    return Response(body, media_type=MEDIA[kind], headers=headers)


class SafeHeaders:
    """Puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)


def _failed(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(error_page(read_query(request)), status_code=status)


def create_app(output: Path, inputs: Path | None = None, hosts: list[str] | None = None) -> Starlette:
    """The application over an output folder; ``inputs`` is the folder of the source files, for evidence crops."""
    folder = Folder(output)
    pictures = Pictures(inputs)

    def answer(request: Request, make: Callable[[Data, Query], View]) -> Response:
        query, data = read_query(request), folder.data
        try:
            view = make(data, query)
        except NotFound:
            raise HTTPException(404) from None
        kind = request.query_params.get("format")
        if kind:
            return _download(view, data, kind)
        return HTMLResponse(page(view, query, data, lambda place: pictures.show(data, place)))

    def list_route(path: str, make: Callable[[Data, Query], View]) -> Route:
        def listed(request: Request) -> Response:
            return answer(request, make)

        return Route(path, listed)

    def detail_route(path: str, make: Callable[[Data, Query, str], View]) -> Route:
        def detailed(request: Request) -> Response:
            return answer(request, lambda data, query: make(data, query, request.path_params["key"]))

        return Route(path + "/{key:path}", detailed)

    def crop(request: Request) -> Response:
        found = pictures.picture(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    static = files("phaen.pipeline.dashboard").joinpath("static")
    routes: list[BaseRoute] = [list_route(path, make) for path, make in LISTS.items()]
    routes += [detail_route(path, make) for path, make in DETAILS.items()]
    routes += [Route("/crop/{name}", crop), Mount("/static", StaticFiles(directory=str(static)))]
    middleware = [
        Middleware(SafeHeaders),
        # another site must not reach the data by a name of its own that it points at this machine
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or HOSTS),
        Middleware(GZipMiddleware, minimum_size=2000),
    ]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: _failed})


def serve(output: Path, inputs: Path | None, host: str, port: int, ready: Callable[[], Any]) -> None:
    """Serve until Ctrl-C. ``ready`` is called when requests are answered."""
    import uvicorn
    from phaen.pipeline.dashboard.server import CONNECTIONS, ImpatientProtocol

    app = create_app(output, inputs, [*HOSTS, host] if host not in HOSTS else None)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        http=ImpatientProtocol,
        limit_concurrency=CONNECTIONS,
    )
    Server(config).run()
