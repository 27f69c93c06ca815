"""A small run with two years of one office, a hostile document and findings: what the report's tests show."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from audit_builders import Run, write

HOSTILE = '<script>window.hacked = true</script>"\'><img src=x onerror="window.hacked = true">=1+1'
LINES = [f"บรรทัดที่ {number} ของเอกสารต้นฉบับ" for number in range(1, 41)]
SOURCE = "\n".join(LINES).encode()


def _one_page_pdf() -> bytes:
    """An A4 page with nothing on it: enough to be cut."""
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def build_run(folder: Path) -> tuple[Path, Path]:
    """Datasets and their source files under ``folder``: the two paths."""
    inputs, data = folder / "raw", folder / "parquet"
    (inputs / "sub").mkdir(parents=True)
    (inputs / "sub" / "plan.txt").write_bytes(SOURCE)
    pdf = _one_page_pdf()
    (inputs / "scan.pdf").write_bytes(pdf)
    run = Run()
    plan = run.document(
        sha256(SOURCE).hexdigest()[:16], 2568, source_file="sub/plan.txt", text_source="text", coverage=0.99
    )
    report = run.document("feedfacefeedface", 2568, source_file="report.txt", doc_type="performance_report")
    hostile = run.document(
        "badbadbadbadbad0", 2567, HOSTILE, source_file=f"{HOSTILE}.txt", agency_name=HOSTILE, error=HOSTILE
    )
    for doc_id, year in ((hostile, 2567), (plan, 2568), (report, 2568)):
        columns = {"indicator_id": "i1", "kr_code_printed": "3101", "kr_code": "3101", "base": "agenda", "weight": 10.0}
        value = 80.0 if year == 2568 else 70.0
        target = {"target_raw": f"ร้อยละ {value:g}", "target_value": value, "target_unit": "ร้อยละ"}
        run.kpi("ร้อยละของเรื่องที่แก้ไข", doc_id, kpi_id=f"k-{doc_id}", **columns, **target)
    reached = {"achieved_raw": "ร้อยละ 85", "achieved_value": 85.0, "achieved_unit": "ร้อยละ", "score": 10.0}
    run.add("results", report, kpi_id=f"k-{report}", kpi_name="ร้อยละของเรื่องที่แก้ไข", source="result_summary", **reached)
    run.kpi(
        HOSTILE, hostile, indicator_id="i2", base="function", lead_agencies=["สลบ."], units=[HOSTILE], item_no=HOSTILE
    )
    run.plan(HOSTILE, 100, hostile, programme=HOSTILE, budget_raw=HOSTILE)
    run.plan(None, 300, hostile)
    scan = run.document(
        sha256(pdf).hexdigest()[:16], 2568, "สกต.", source_file="scan.pdf", text_source="ocr", page_count=1
    )
    place = {"page": 1, "line": None, "bbox": [100.0, 200.0, 400.0, 240.0]}
    run.plan("โครงการในไฟล์ PDF", 70, scan, **place)
    run.plan(None, 90, scan, **{**place, "bbox": [100.0, 240.0, 400.0, 280.0]})
    run.plan("โครงการอบรม", 2_000_000, plan, programme="แผนงานบริหารทั่วไป")
    run.plan("โครงการสัมมนา", 500_000, plan, programme="แผนงานบริหารทั่วไป")
    run.plan(None, 2_600_000, plan)
    return write(run, data), inputs
