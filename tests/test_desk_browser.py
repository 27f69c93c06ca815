"""Deciding in the browser: a value, a finding and a question; the decisions hold in the next run, everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from phaen.pipeline.report.build import build
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.export import export

from tests.kpi_table import write_plan
from tests.test_corrections import extract
from tests.test_dashboard import Site, serving
from tests.test_dashboard_browser import CHROMIUM, Session, browser  # noqa: F401
from tests.test_review import DOUBTFUL

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: apt-get install chromium")
WHO = "สมหญิง"


def document(folder: Path, target: str = "ร้อยละ 80", name: str = DOUBTFUL) -> None:
    write_plan(
        folder,
        f"1\t\t{name}\t{target}\tR\tฝ่ายบริหารงานทั่วไป",
        "2\t9999\tจำนวนครั้งที่ตรวจเยี่ยมชุมชนริมคลอง\t12 ครั้ง\tH : สปล. R : สกต.\tฝ่ายบริหารงานทั่วไป",
    )


def all_cells(path: Path) -> str:
    book = openpyxl.load_workbook(path, read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


@pytest.fixture
def session(browser: Any, tmp_path: Path) -> Any:  # noqa: F811
    document(tmp_path / "raw")
    extract(tmp_path / "raw", tmp_path / "out")
    with serving(tmp_path / "out", tmp_path / "raw") as port:
        yield Session(browser, port, 1280)


def test_round_trip(session: Any, tmp_path: Path) -> None:
    raw, output, page = tmp_path / "raw", tmp_path / "out", session.page
    row = next(one for one in read_rows(output, "kpis") if one["kr_code_printed"] is None)
    key = next(one["finding_id"] for one in read_rows(output, "findings"))

    session.open(f"/value/kpis/{row['doc_id']}/{row['row_key']}?column=target_value&lang=en")
    page.keyboard.press("c")
    page.keyboard.type("85")
    page.fill("input.by", WHO)
    session.timed(lambda: page.click("button[value=correct]"))
    assert page.locator("p.done, .work").count() >= 1

    session.open(f"/finding/{key}?lang=en")
    assert page.input_value("input.by") == WHO, "the name is remembered"
    page.fill("input[name=note]", "ตรวจกับต้นฉบับแล้ว")
    session.timed(lambda: page.click("button[value=dismissed]"))

    session.open("/review?lang=en")
    session.timed(lambda: page.locator("ul.work a", has_text=DOUBTFUL).first.click())
    page.check("input[value='3101']")
    session.timed(lambda: page.click("form.decision button[type=submit]"))
    assert session.problems == []

    extract(raw, output)
    row = next(one for one in read_rows(output, "kpis") if one["kr_code_printed"] is None)
    assert (row["target_value"], row["corrected"], row["kr_code"]) == (85.0, ["target_value"], "3101")
    assert (row["kr_code_source"], row["decided_by"]) == ("person", WHO) and row["decided_on"]
    finding = next(one for one in read_rows(output, "findings") if one["finding_id"] == key)
    assert (finding["status"], finding["decided_by"]) == ("dismissed", WHO) and finding["decided_on"]
    day = finding["decided_on"]

    build(output, tmp_path / "report", raw)
    told = (tmp_path / "report" / "finding" / f"{key}.html").read_text("utf-8")
    assert WHO in told and day in told and "ตรวจกับต้นฉบับแล้ว" in told
    decided = (tmp_path / "report" / "decisions.html").read_text("utf-8")
    assert WHO in decided and day in decided and "target_value" in decided and DOUBTFUL in decided
    with serving(output, raw) as port:
        site = Site(port)
        assert WHO in site.page(f"/finding/{key}") and day in site.page(f"/finding/{key}")
        decisions = site.page("/decisions")
        assert WHO in decisions and day in decisions and DOUBTFUL in decisions
    export(output, "xlsx", tmp_path / "book.xlsx")
    cells = all_cells(tmp_path / "book.xlsx")
    assert WHO in cells and day in cells and "ตรวจกับต้นฉบับแล้ว" in cells

    document(raw, "ร้อยละ 70", DOUBTFUL.replace("บางส่วน", "ทั้งปวง"))
    extract(raw, output)
    row = next(one for one in read_rows(output, "kpis") if one["kr_code_printed"] is None)
    assert (row["target_value"], row["kr_code"], row["decided_by"]) == (70.0, None, None)
    assert all(one["status"] == "open" for one in read_rows(output, "findings"))
    session.open("/review?lang=en")
    assert "ทั้งปวง" in page.inner_text("ul.work >> nth=0")
    assert "no longer fit" in page.inner_text("main")


def test_what_changed_meanwhile_is_not_overwritten(session: Any, tmp_path: Path) -> None:
    output, page = tmp_path / "out", session.page
    row = read_rows(output, "kpis")[0]
    address = f"/value/kpis/{row['doc_id']}/{row['row_key']}?column=target_value&lang=en"
    session.open(address)
    other = Session(page.context.browser, int(session.base.rpartition(":")[2]), 390)
    other.open(address)
    for one, value, name in ((other, "90", "ก"), (session, "95", "ข")):
        one.page.fill("textarea[name=right]", value)
        one.page.fill("input.by", name)
        one.timed(lambda one=one: one.page.click("button[value=correct]"))
    assert "meanwhile" in page.inner_text(".problem")
    told = (tmp_path / "out-review" / "corrections.csv").read_text("utf-8-sig")
    assert "90" in told and "95" not in told


def post(port: int, path: str, fields: dict[str, str], **headers: str) -> int:
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    told = {"Host": f"localhost:{port}", "Content-Type": "application/x-www-form-urlencoded", **headers}
    connection.request("POST", path, urlencode(fields).encode(), told)
    status = connection.getresponse().status
    connection.close()
    return status


def test_only_forms_of_its_own_pages_write(tmp_path: Path) -> None:
    import re

    document(tmp_path / "raw")
    extract(tmp_path / "raw", tmp_path / "out")
    key = read_rows(tmp_path / "out", "findings")[0]["finding_id"]
    fields = {"status": "accepted", "by": "x"}
    with serving(tmp_path / "out") as port:
        page = Site(port).page(f"/finding/{key}")
        names = {name: re.search(f'name="{name}" value="([^"]+)"', page) for name in ("token", "seen")}
        fields |= {name: found[1] for name, found in names.items() if found}
        own = {"Origin": f"http://localhost:{port}"}
        path = f"/finding/{key}"
        assert post(port, path, fields) == 403, "without an origin"
        assert post(port, path, fields, Origin="http://evil.example") == 403
        assert post(port, path, fields, **own | {"Sec-Fetch-Site": "cross-site"}) == 403
        assert post(port, path, fields | {"token": "guess"}, **own) == 403
        assert post(port, path, fields | {"note": "x" * 70_000}, **own) == 413
        assert post(port, path, fields | {"status": "perhaps"}, **own) == 400
        assert post(port, path, fields | {"by": " "}, **own) == 400
        assert post(port, "/finding/unknown", fields, **own) in (400, 404)
        assert not (tmp_path / "out-review" / "findings.csv").exists()
        assert post(port, path, fields, **own) == 303
        assert post(port, path, fields, **own) == 409, "what it says of the finding is of an earlier state"
    with serving(tmp_path / "out", read_only=True) as port:
        assert '<form method="post"' not in Site(port).page(f"/finding/{key}")
        assert post(port, path, fields, Origin=f"http://localhost:{port}") == 403
