"""The rows of a view as a file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from phaen.pipeline.dashboard.data import Data
from phaen.pipeline.dashboard.page import View
from phaen.pipeline.schema.as_text import csv_text, json_row
from phaen.pipeline.views.workbook import Sheet, write_workbook
from starlette.exceptions import HTTPException
from starlette.responses import Response

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(view: View, data: Data, kind: str, sort: str = "") -> Response:
    """The table of a view, all its rows; ``HTTPException`` 404 without one, or for a kind that is none."""
    if view.table is None or kind not in MEDIA:
        raise HTTPException(404)
    names, rows = view.table.download(data, sort)
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
