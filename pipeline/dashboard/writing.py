"""Decisions that come from the browser: who may write, how a form is read, and where it goes then."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from phaen.pipeline.review.corrections import WHOLE
from phaen.pipeline.review.desk import Desk
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES = 64_000
"""Of a form; what people type is far shorter."""
MOST_FIELDS = 40


class Guard:
    """Lets only forms of this dashboard's own pages through: same origin, and a token that only they hold."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)

    async def form(self, request: Request) -> dict[str, str]:
        """The fields of a form; raises ``HTTPException`` (403 or 413) for anything else."""
        host, origin = request.headers.get("host", ""), request.headers.get("origin", "")
        if urlsplit(origin).netloc != host or not host:
            raise HTTPException(403, "only pages of this dashboard can write")
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise HTTPException(403, "only pages of this dashboard can write")
        if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            raise HTTPException(415, "a form is expected")
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > MOST_BYTES:
                raise HTTPException(413, "the form is too long")
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            raise HTTPException(400, "the form cannot be read") from None
        fields = dict(pairs)
        if not hmac.compare_digest(fields.get("token", "").encode(), self.token.encode()):
            raise HTTPException(403, "the page is of an earlier start of the dashboard: load it again")
        return fields


def local(path: str, otherwise: str) -> str:
    """``path`` if it leads to a page of this dashboard."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return path if inside else otherwise


def decide_value(desk: Desk, key: str, fields: Mapping[str, str]) -> None:
    """A value set, or a whole row found right; ``key`` is dataset, doc_id and row_key with slashes between.

    Raises :class:`~phaen.pipeline.review.decisions.DecisionError`.
    """
    dataset, doc_id, row_key = (*key.split("/", 2), "", "")[:3]
    action = fields.get("action")
    column = WHOLE if action == "accept" else fields.get("column", "")
    right = fields.get("right", "").replace("\r\n", "\n") if action == "correct" else None
    desk.correct(
        (doc_id, dataset, row_key, column), right, fields.get("by", ""), fields.get("why", ""), fields.get("seen", "")
    )


def decide_finding(desk: Desk, key: str, fields: Mapping[str, str]) -> None:
    """A verdict on a finding; raises as :func:`decide_value`."""
    desk.judge(key, fields.get("status", ""), fields.get("by", ""), fields.get("note", ""), fields.get("seen", ""))


def decide_question(desk: Desk, key: str, fields: Mapping[str, str]) -> None:
    """The answer of a question; raises as :func:`decide_value`."""
    chosen = fields.get("other", "").strip() or fields.get("decision", "")
    desk.answer(key, chosen, fields.get("by", ""), fields.get("note", ""), fields.get("seen", ""))


DECIDE: dict[str, Callable[[Desk, str, Mapping[str, str]], None]] = {
    "/value": decide_value,
    "/finding": decide_finding,
    "/question": decide_question,
}
"""Path of a page with a form → what its form decides."""
