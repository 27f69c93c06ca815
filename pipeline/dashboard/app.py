"""The web application: addresses to views, views to pages and downloads, forms to decisions. For this machine only."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from phaen.pipeline.dashboard import views, views_detail, views_documents, views_questions, views_review, writing
from phaen.pipeline.dashboard.data import Data, Folder
from phaen.pipeline.dashboard.download import download
from phaen.pipeline.dashboard.page import NotFound, Query, View
from phaen.pipeline.dashboard.pictures import Pictures
from phaen.pipeline.dashboard.render import Sheet, error_page, page
from phaen.pipeline.review.decisions import DecisionError
from phaen.pipeline.review.desk import Changed, Desk
from phaen.pipeline.run.heap import give_back
from phaen.pipeline.schema.values import LANGUAGES
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LISTS: dict[str, Callable[[Data, Query], View]] = {
    "/": views.overview,
    "/indicators": views.indicators,
    "/targets": views_questions.targets,
    "/results": views_questions.results,
    "/budgets": views_detail.budgets,
    "/policies": views_questions.policies,
    "/projects": views.projects,
    "/rubrics": views_detail.rubrics,
    "/findings": views.findings,
    "/documents": views_documents.documents,
    "/decisions": views_review.decisions,
    "/dictionary": views.dictionary,
    "/sql": views_questions.sql,
}
DETAILS: dict[str, Callable[[Data, Query, str], View]] = {
    "/indicator": views_detail.indicator,
    "/rubric": views_detail.rubric,
    "/document": views_documents.document,
    "/agency": views_questions.agency,
    "/row": views_detail.printed_row,
}
WORK: dict[str, Callable[[Data, Query, Desk], View]] = {
    "/review": views_review.work,
    "/doubted": views_review.doubted,
}
WORK_DETAILS: dict[str, Callable[[Data, Query, str, Desk], View]] = {
    "/value": views_review.value,
    "/question": views_review.question,
    "/finding": views_review.finding,
}
FILTERS = ("q", "agency", "year", "base", "type", "by", "programme", "output", "policy", "section", "rows")
FILTERS_OF_CHECKS = ("severity", "rule", "status", "dataset")
FILTERS_OF_REVIEW = ("file", "flag", "column")
FILTERS_OF_RESULTS = ("from", "to", "met", "weight", "sort")
LONGEST, LONGEST_SQL = 300, 4000
"""Characters of a filter, and of a statement of the SQL box."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def read_query(request: Request) -> Query:
    """The filters, language and page of an address; what no view knows is left out."""
    given = request.query_params
    page_text = given.get("page", "1")
    number = int(page_text) if page_text.isascii() and page_text.isdigit() and len(page_text) < 6 else 1
    known = (*FILTERS, *FILTERS_OF_CHECKS, *FILTERS_OF_REVIEW, *FILTERS_OF_RESULTS)
    values = {name: given[name][:LONGEST] for name in known if given.get(name)}
    if given.get("sql"):
        values["sql"] = given["sql"][:LONGEST_SQL]
    return Query(request.url.path, values, _language(request), max(number, 1))


def _language(request: Request) -> str:
    """The language that the address names, else what the browser asks for first, else Thai."""
    named = request.query_params.get("lang")
    if named in LANGUAGES:
        return named
    for part in request.headers.get("accept-language", "").split(","):
        wanted = part.partition(";")[0].strip().lower()[:2]
        if wanted in LANGUAGES:
            return wanted
    return "th"


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


def create_app(
    output: Path,
    inputs: Path | None = None,
    hosts: list[str] | None = None,
    review: Path | None = None,
    read_only: bool = False,
) -> Starlette:
    """The application over an output folder; ``inputs`` is the folder of the source files, for evidence crops.

    Decisions go to ``review``, the review folder beside the output unless another is given; ``read_only`` takes none.
    """
    folder, pictures, guard = Folder(output), Pictures(inputs), writing.Guard()
    desk = Desk(output, review) if review else Desk.beside(output)

    def answer(request: Request, make: Callable[[Data, Query], View], problem: str = "", status: int = 200) -> Response:
        query, data = read_query(request), folder.data
        try:
            view = make(data, query)
        except NotFound:
            raise HTTPException(404) from None
        kind = request.query_params.get("format")
        if kind:
            return download(view, data, kind, query.get("sort"))
        sheet = Sheet(
            lambda place: pictures.show(data, place),
            token="" if read_only else guard.token,
            problem=problem,
            done=request.query_params.get("done") == "1",
        )
        return HTMLResponse(page(view, query, data, sheet), status_code=status, headers={"Vary": "Accept-Language"})

    def list_route(path: str, make: Callable[[Data, Query], View]) -> Route:
        def listed(request: Request) -> Response:
            return answer(request, make)

        return Route(path, listed)

    def detail_route(path: str, make: Callable[[Data, Query, str], View]) -> Route:
        def detailed(request: Request) -> Response:
            return answer(request, lambda data, query: make(data, query, request.path_params["key"]))

        return Route(path + "/{key:path}", detailed)

    def with_desk(make: Callable[[Data, Query, str, Desk], View]) -> Callable[[Data, Query, str], View]:
        return lambda data, query, key: make(data, query, key, desk)

    def of_desk(make: Callable[[Data, Query, Desk], View]) -> Callable[[Data, Query], View]:
        return lambda data, query: make(data, query, desk)

    def form_route(path: str, decide: Callable[[Desk, str, Mapping[str, str]], None]) -> Route:
        make = with_desk(WORK_DETAILS[path])

        async def posted(request: Request) -> Response:
            if read_only:
                raise HTTPException(403, "the dashboard was started with --read-only")
            fields = await guard.form(request)
            return await run_in_threadpool(decided, request, fields)

        def decided(request: Request, fields: Mapping[str, str]) -> Response:
            key = request.path_params["key"]
            try:
                decide(desk, key, fields)
            except DecisionError as error:
                status = 409 if isinstance(error, Changed) else 400
                return answer(request, lambda data, query: make(data, query, key), str(error), status)
            target = writing.local(fields.get("next", ""), "/review")
            return RedirectResponse(target + ("&" if "?" in target else "?") + "done=1", status_code=303)

        return Route(path + "/{key:path}", posted, methods=["POST"])

    def look(request: Request) -> Response:
        return RedirectResponse(views_review.first_of(folder.data, read_query(request)), status_code=303)

    def crop(request: Request) -> Response:
        found = pictures.picture(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    routes: list[BaseRoute] = [list_route(path, make) for path, make in LISTS.items()]
    routes += [detail_route(path, make) for path, make in DETAILS.items()]
    routes += [list_route(path, of_desk(make)) for path, make in WORK.items()]
    routes += [form_route(path, decide) for path, decide in writing.DECIDE.items()]
    routes += [detail_route(path, with_desk(make)) for path, make in WORK_DETAILS.items()]
    routes += [Route("/look", look), Route("/crop/{name}", crop)]
    for path, package in (("/static", "phaen.pipeline.dashboard"), ("/shared", "phaen.pipeline.report")):
        routes.append(Mount(path, StaticFiles(directory=str(files(package).joinpath("static")))))
    middleware = [
        Middleware(SafeHeaders),
        # another site must not reach the data by a name of its own that it points at this machine
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts or HOSTS),
        Middleware(GZipMiddleware, minimum_size=2000),
    ]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: _failed})


def serve(
    output: Path,
    inputs: Path | None,
    host: str,
    port: int,
    ready: Callable[[], Any],
    review: Path | None = None,
    read_only: bool = False,
) -> None:
    """Serve until Ctrl-C. ``ready`` is called when requests are answered. Other machines can only read."""
    import uvicorn
    from phaen.pipeline.dashboard.server import CONNECTIONS, ImpatientProtocol

    give_back()
    here = host in HOSTS
    app = create_app(output, inputs, None if here else [*HOSTS, host], review, read_only or not here)

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
