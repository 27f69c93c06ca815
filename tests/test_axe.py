"""No page has a serious or critical fault for people who use assistive technology, light and dark, wide and narrow.

axe-core is not part of the project: PHAEN_AXE names its `axe.min.js` (from the npm package axe-core).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.dashboard.app import LISTS, WORK
from phaen.pipeline.report.build import build
from phaen.pipeline.review.files import folder_beside
from phaen.pipeline.review.queue import asked as queue_of
from phaen.pipeline.run.store import read_rows

from tests.browsers import patient
from tests.people import SAMPLES, output_of
from tests.test_dashboard import serving
from tests.test_dashboard_browser import CHROMIUM, browser  # noqa: F401

AXE = os.environ.get("PHAEN_AXE")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium"),
    pytest.mark.skipif(not AXE, reason="give axe.min.js of axe-core with PHAEN_AXE"),
]
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)]


def faults(page: Any, address: str) -> list[str]:
    """What axe calls serious or critical on a page."""
    page.goto(address)
    page.evaluate(Path(str(AXE)).read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{address}: {one['id']}" for one in found if one["impact"] in ("serious", "critical")]


def details(output: Path) -> list[str]:
    """A page of every kind that shows one thing."""
    rows = {name: read_rows(output, name) for name in ("kpis", "plans", "findings", "rubrics", "documents")}
    kpi = next(row for row in rows["kpis"] if row["page"])
    measured = next(row for row in rows["kpis"] if row["kpi_id"] == rows["rubrics"][0]["kpi_id"])
    plan = next((row for row in rows["plans"] if row["flags"]), rows["plans"][0])
    group = f"file={plan['source_file']}&dataset=plans&flag={next(iter(plan['flags']), 'x')}"
    queue = next(iter(queue_of(folder_beside(output))), None)
    return [
        f"/indicator/{kpi['indicator_id']}",
        f"/rubric/{measured['indicator_id']}",
        f"/row/{kpi['kpi_id']}",
        f"/finding/{rows['findings'][0]['finding_id']}",
        f"/agency/{kpi['agency_code']}",
        *(f"/document/{row['source_file']}" for row in rows["documents"]),
        f"/doubted?{group}",
        f"/value/plans/{plan['doc_id']}/{plan['row_key']}?{group}",
        *([f"/question/{queue[1]['fingerprint']}"] if queue else []),
    ]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_can_be_used_by_everybody(browser: Any, tmp_path: Path, scheme: Any, width: int) -> None:  # noqa: F811
    viewport = {"width": width, "height": 900}
    page = patient(browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)).new_page()
    build(output_of(SAMPLES), tmp_path / "report")
    with serving(output_of(SAMPLES), SAMPLES) as port:
        paths = [*LISTS, *WORK, "/indicators?q=ร้องเรียน", "/budgets?by=policy", *details(output_of(SAMPLES))]
        found = [fault for path in paths for fault in faults(page, f"http://localhost:{port}{path}")]
    kinds = ("", "agency", "finding", "indicator", "signoff")
    pages = [*(tmp_path / "report").glob("*.html")]
    pages += [next((tmp_path / "report" / kind).glob("*.html")) for kind in kinds if kind]
    found += [fault for path in pages for fault in faults(page, path.as_uri())]
    assert found == []
