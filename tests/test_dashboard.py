"""The dashboard's answers: views, filters, downloads, links, and what a stranger's data or address cannot do."""

from __future__ import annotations

import csv
import http.client
import io
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import uvicorn
from phaen.pipeline.dashboard.app import DETAILS, LISTS, create_app
from phaen.pipeline.dashboard.page import Query
from phaen.pipeline.dashboard.render import baht, percent, spans
from phaen.pipeline.dashboard.search import Entry, Index, marked, words_of
from phaen.pipeline.run.manifest import read_manifest
from phaen.pipeline.run.store import replace_dataset, write_output
from phaen.pipeline.schema.datasets import to_table
from phaen.pipeline.views.query import query

from tests.audit_builders import UNJUDGED
from tests.people import SAMPLES, copy_of, output_of

TRAP = '<script>alert("x")</script><img src=x onerror=alert(1)>'


@contextmanager
def serving(output: Path, inputs: Path | None = None, read_only: bool = False) -> Iterator[int]:
    """The dashboard on a free port of this machine."""
    app = create_app(output, inputs, read_only=read_only)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the dashboard did not start"
        time.sleep(0.02)
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)


class Site:
    """Asks one running dashboard."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, host: str = "localhost") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", quote(path, safe="/?&=%-.+"), headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def page(self, path: str) -> str:
        status, headers, body = self.get(path)
        assert status == 200 and headers["content-type"].startswith("text/html"), (path, status)
        return body.decode()

    def rows(self, path: str) -> list[dict[str, object]]:
        status, headers, body = self.get(path + ("&" if "?" in path else "?") + "format=json")
        assert status == 200 and "attachment" in headers["content-disposition"]
        found: list[dict[str, object]] = json.loads(body)
        return found


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(output_of(SAMPLES), SAMPLES) as port:
        yield Site(port)


def text_of(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("path", LISTS)
def test_every_view_speaks_thai_and_english_and_downloads_its_rows(site: Site, path: str) -> None:
    thai, english = site.page(path), site.page(path + "?lang=en")
    assert '<html lang="th">' in thai and '<html lang="en">' in english
    assert "ภาพรวม" in thai and "Overview" in english
    rows = site.rows(path)
    status, headers, body = site.get(path + "?format=csv")
    assert status == 200 and body.startswith(b"\xef\xbb\xbf") and headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))) == len(rows)
    assert rows or path == "/decisions", "nobody has decided anything yet"
    status, _, body = site.get(path + "?format=xlsx")
    assert status == 200 and body.startswith(b"PK")
    assert site.get(path + "?format=exe")[0] == 404


def test_overview_counts_what_the_datasets_hold(site: Site) -> None:
    data = output_of(SAMPLES)
    documents = query(data, "SELECT count(*) FROM documents WHERE duplicate_of IS NULL").rows[0][0]
    rows = site.rows("/")
    assert sum(int(str(row["documents"])) for row in rows) == documents
    agency = query(data, "SELECT agency_code, count(*) FROM kpis GROUP BY 1 ORDER BY 1 LIMIT 1").rows[0]
    mine = site.rows(f"/?agency={agency[0]}")[0]
    assert mine["agency_code"] == agency[0]


def test_indicators_are_found_by_words_and_code_and_filtered(site: Site) -> None:
    data = output_of(SAMPLES)
    code, name = query(data, "SELECT kr_code_printed, name FROM kpis WHERE kr_code_printed IS NOT NULL LIMIT 1").rows[0]
    assert name in {row["name"] for row in site.rows(f"/indicators?q={code}")}
    middle = words_of(name)[2]
    found = site.rows(f"/indicators?q={middle}")
    assert name in {row["name"] for row in found} and len(found) < len(site.rows("/indicators"))
    assert "<mark>" in site.page(f"/indicators?q={middle}")
    year = query(data, "SELECT min(fiscal_year) FROM kpis").rows[0][0]
    assert all(year in row["years"] for row in site.rows(f"/indicators?year={year}"))  # type: ignore[operator]
    assert site.rows("/indicators?q=ฮฮฮฮฮฮ") == []


def test_an_indicator_has_its_panel_and_every_row_its_evidence(site: Site) -> None:
    data = output_of(SAMPLES)
    row = next(one for one in site.rows("/indicators") if int(str(one["results"])) > 0)
    panel = site.rows(f"/indicator/{row['measure']}")
    assert [one for one in panel if one["achieved_raw"]]
    page = site.page(f"/indicator/{row['measure']}")
    assert str(row["name"]) in text_of(page)
    kpi_id = query(data, "SELECT kpi_id FROM kpis WHERE line IS NOT NULL LIMIT 1").rows[0][0]
    assert "บรรทัดในไฟล์ต้นฉบับ" in site.page(f"/row/{kpi_id}")


def test_evidence_of_a_pdf_is_a_picture_of_its_place(site: Site) -> None:
    data = output_of(SAMPLES)
    kpi_id = query(data, "SELECT kpi_id FROM kpis WHERE page IS NOT NULL LIMIT 1").rows[0][0]
    picture = re.search(r'<img src="(/crop/[0-9a-f]+\.png)" alt="[^"]+"', site.page(f"/row/{kpi_id}"))
    assert picture
    status, headers, body = site.get(picture.group(1))
    assert status == 200 and headers["content-type"] == "image/png" and body.startswith(b"\x89PNG")
    with serving(data) as port:
        page = Site(port).page(f"/row/{kpi_id}")
    assert "--input" in page and "<img" not in page


def test_a_broken_new_run_keeps_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phaen.pipeline.dashboard.data.RECHECK_SECONDS", 0.0)
    data = copy_of(SAMPLES, tmp_path / "out")
    with serving(data) as port:
        asked = Site(port)
        before = asked.rows("/indicators")
        (data / "plans").rename(data / "other")
        (data / "plans").mkdir()
        (data / "plans" / "part-0.parquet").write_bytes(b"no parquet")
        (data / "manifest.json").write_text("{}", "utf-8")
        assert asked.rows("/indicators") == before


def test_budgets_agree_with_the_plans(site: Site) -> None:
    data = output_of(SAMPLES)
    total = query(data, "SELECT sum(budget_baht) FROM plans WHERE row_kind = 'item' AND section = 'part3'").rows[0][0]
    by_section = {row["value"]: row["amount"] for row in site.rows("/budgets?by=section")}
    assert Decimal(str(by_section["part3"])) <= total
    agencies = site.rows("/budgets?by=agency")
    lines = site.rows(f"/projects?agency={agencies[0]['value']}")
    assert sum(float(str(row["budget_baht"] or 0)) for row in lines) == float(str(agencies[0]["amount"]))


def test_rubrics_stand_side_by_side(site: Site) -> None:
    row = site.rows("/rubrics")[0]
    rubric = site.rows(f"/rubric/{row['measure']}")
    assert {one["level"] for one in rubric} == {1, 2, 3, 4, 5}
    assert '<table class="side' in site.page(f"/rubric/{row['measure']}?lang=en")


def test_findings_are_filtered_and_have_evidence(site: Site) -> None:
    findings = site.rows("/findings")
    assert len(findings) == len(query(output_of(SAMPLES), "SELECT 1 FROM findings").rows)
    errors = site.rows("/findings?severity=error")
    assert errors and {row["severity"] for row in errors} == {"error"} and len(errors) < len(findings)
    rule = findings[0]["rule"]
    assert {row["rule"] for row in site.rows(f"/findings?rule={rule}")} == {rule}
    page = site.page(f"/finding/{findings[0]['finding_id']}?lang=en")
    assert "Evidence no. 1" in text_of(page)


def test_links_keep_filters_and_language(site: Site) -> None:
    asked = Query("/findings", {"severity": "error", "agency": "สกจ."}, "en")
    assert unquote(asked.link(year=2568)) == "/findings?severity=error&agency=สกจ.&year=2568&lang=en"
    assert asked.link(severity="", agency="") == "/findings?lang=en"
    assert asked.link("/", lang="th") == "/"
    page = site.page("/findings?severity=error&lang=en")
    links = [unescape(link) for link in re.findall(r'href="([^"#]+)"', page)]
    assert links and all(link.startswith("/") for link in links)
    assert "/findings?severity=error&format=csv&lang=en" in links and "/findings?severity=error" in links
    for link in dict.fromkeys(links):
        assert site.get(unquote(link))[0] == 200, link


def test_addresses_that_lead_nowhere(site: Site) -> None:
    for path in ("/nothing", *(f"{path}/nothing" for path in DETAILS), "/crop/nothing.png", "/crop/%2e%2e%2fapp.py"):
        status, headers, body = site.get(path)
        assert status == 404 and "ไม่พบหน้านี้" in body.decode(), path
        assert headers["content-security-policy"].startswith("default-src 'none'")
    assert site.get("/static/../app.py")[0] == 404
    for path in ("/?page=99999", "/?page=x&year=abc&agency=%00", "/findings?q=%27%3B--&rule=x", "/budgets?by=nothing"):
        assert site.get(path)[0] == 200, path


def test_another_name_for_this_machine_is_refused(site: Site) -> None:
    assert site.get("/", host="example.org")[0] == 400
    assert site.get("/", host="127.0.0.1")[0] == 200


def test_markup_in_data_is_text(tmp_path: Path) -> None:
    data = copy_of(SAMPLES, tmp_path / "out")
    doc_id = query(data, "SELECT doc_id FROM documents LIMIT 1").rows[0][0]
    finding = {**UNJUDGED, "finding_id": "f1", "rule": TRAP, "severity": "error", "subject": TRAP, "doc_ids": [doc_id]}
    evidence = {"doc_id": doc_id, "page": None, "line": 1, "raw": TRAP, "bbox": None}
    replace_dataset(data, "findings", [{**finding, "message_th": TRAP, "message_en": TRAP, "evidence": [evidence]}])
    with serving(data) as port:
        asked = Site(port)
        for path in ("/", "/findings", "/finding/f1", "/findings?lang=en&q=script", f"/indicators?q={TRAP}"):
            page = asked.page(path)
            assert "<script>alert" not in page and "<img src=x" not in page, path
        assert TRAP in text_of(asked.page("/finding/f1"))


def test_a_new_run_is_seen_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phaen.pipeline.dashboard.data.RECHECK_SECONDS", 0.0)
    data = copy_of(SAMPLES, tmp_path / "out")
    with serving(data) as port:
        asked = Site(port)
        assert asked.rows("/indicators")
        manifest = read_manifest(data)
        assert manifest is not None
        write_output(data, {"documents": to_table("documents", [])}, manifest)
        assert asked.rows("/indicators") == []
        assert "ไม่พบข้อมูล" in asked.page("/indicators")


def test_an_empty_output_has_every_view(tmp_path: Path) -> None:
    write_output(tmp_path / "out", {}, {})
    with serving(tmp_path / "out") as port:
        for path in LISTS:
            Site(port).page(path)


def test_search_cuts_thai_into_words() -> None:
    index = Index.of(
        [
            Entry("a", "ร้อยละของเรื่องร้องเรียนที่ได้รับการแก้ไข", codes=("3101",)),
            Entry("b", "จำนวนครั้งของการอบรมเจ้าหน้าที่ ๓ ครั้ง", names=("การอบรมบุคลากร",)),
            Entry("c", "ระดับความสำเร็จของการแก้ไขจุดเสี่ยงน้ำท่วม"),
        ]
    )
    assert index.search("ร้องเรียน แก้ไข").keys == ["a"]
    assert index.search("แก้ไข").keys[0] in ("a", "c") and set(index.search("แก้ไข").keys) == {"a", "c"}
    assert index.search("3101").keys == index.search("๓๑๐๑").keys == ["a"]
    assert index.search("อบรม 3").keys == ["b"] and index.search("บุคลากร").keys == ["b"]
    assert index.search("การแก้ไขจุดเสียงน้ำท่วม").alike and index.search("การแก้ไขจุดเสียงน้ำท่วม").keys == ["c"]
    assert index.search("").keys == [] and index.search("zzzz").keys == []
    assert marked("การอบรม", "อบรม") == [("การ", False), ("อบรม", True)]


def test_figures() -> None:
    assert baht(Decimal("3743000.00")) == "3,743,000" and baht(Decimal("0.50")) == "0.50" and baht(None) == "–"
    assert percent(0.9999) == "99.9%" and percent(1.0) == "100%"
    assert spans([2568, 2566, 2565, None]) == "2565, 2566, 2568" and spans([2560, 2561, 2562]) == "2560–2562"
