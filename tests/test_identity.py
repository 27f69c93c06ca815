"""Type, year and title of a document from its first lines; what is only spoken of is a guess, and said to be one."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.identity import Identity, identify
from phaen.extractors.text.reader import read_text
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.document import assemble

TABLE = "ลำดับ\tตัวชี้วัด\tค่าเป้าหมาย\n1\tร้อยละของสวนสาธารณะที่เปิดครบตามเวลา\tร้อยละ 90\n"
SENTENCE = (
    "สำนักงานติดตามความก้าวหน้าของโครงการทุกไตรมาสและเก็บหลักฐานของทุกกิจกรรมไว้ในแฟ้มกลางของหน่วยงานเพื่อใช้จัดทำ"
    "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ รอบ 6 เดือน และรอบ 12 เดือน"
)


def identity_of(text: str) -> Identity:
    return identify(read_text(text.encode(), "a.txt").blocks, AgencyRegister.load())


@pytest.mark.parametrize(
    "title",
    [
        "แผนปฏิบัติราชการ ประจำปี พ.ศ. 2568 สำนักสิ่งแวดล้อม",
        "สำนักสิ่งแวดล้อม กรุงเทพมหานคร แผนปฏิบัติราชการ ประจำปี พ.ศ. 2568",
    ],
)
def test_a_title_says_what_the_document_is(title: str) -> None:
    found = identity_of(f"{title}\n\n{SENTENCE}\n\n{TABLE}")
    assert (found.doc_type, found.fiscal_year, found.guessed, found.doubts) == ("annual_plan", 2568, False, ())
    assert found.agency is not None and found.agency.code == "สสล."


@pytest.mark.parametrize(
    ("title", "doc_type"),
    [
        ("รายงานผลการดำเนินงานตามตัวชี้วัด แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", "performance_report"),
        ("รายงานผลการดำเนินงานตามตัวชี้วัด รอบ 12 เดือน ประจำปีงบประมาณ พ.ศ. 2567", "performance_report"),
        ("แบบสรุปตัวชี้วัดคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", "kpi_agreement"),
        ("รายละเอียดตัวชี้วัดคำรับรองการปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2567", "kpi_agreement"),
        ("แผนการตรวจสอบภายในประจำปีงบประมาณ พ.ศ. 2567", "annual_plan"),
        ("รายงานผลการใช้จ่ายงบประมาณตามแผนปฏิบัติการประจำปี พ.ศ. 2567", None),
        ("รายงานความก้าวหน้าของแผนปฏิบัติราชการประจำปี พ.ศ. 2567", None),
        ("สรุปผลการดำเนินงานตามแผนปฏิบัติราชการประจำปี พ.ศ. 2567", None),
        ("รายงานแผนปฏิบัติราชการประจำปี พ.ศ. 2567", "annual_plan"),
        ("เอกสารประกอบแผนปฏิบัติราชการประจำปี พ.ศ. 2567", "annual_plan"),
    ],
)
def test_a_report_on_a_plan_is_not_the_plan(title: str, doc_type: str | None) -> None:
    found = identity_of(f"{title}\nคณะวิทยาศาสตร์ มหาวิทยาลัยลำน้ำ\n\n{TABLE}")
    assert (found.doc_type, found.fiscal_year) == (doc_type, 2567)


@pytest.mark.parametrize(
    "title",
    [
        "รายงานผลการดำเนินงานตามตัวชี้วัด ประจำปีงบประมาณ พ.ศ. 2567",
        "รายงานผลตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567",
        "รายงานผลตามคำรับรองการปฏิบัติราชการ\nประจำปีงบประมาณ พ.ศ. 2567",
        "แบบรายงานผลตัวชี้วัด รอบ 12 เดือน ปีงบประมาณ พ.ศ. 2567",
        "สรุปผลการปฏิบัติราชการตามคำรับรอง ประจำปีงบประมาณ พ.ศ. 2567",
        "รายงานผลการประเมินผลการปฏิบัติราชการตามคำรับรอง ประจำปี พ.ศ. 2567",
        "รายงานสรุปผลการดำเนินงานตามตัวชี้วัด รอบ 9 เดือน ปีงบประมาณ พ.ศ. 2567",
    ],
)
def test_a_report_on_indicators_or_an_agreement_is_a_performance_report(title: str) -> None:
    found = identity_of(f"{title}\nคณะวิทยาศาสตร์ มหาวิทยาลัยลำน้ำ\n\n{TABLE}")
    assert (found.doc_type, found.fiscal_year, found.doubts) == ("performance_report", 2567, ())


def test_a_sentence_that_speaks_of_a_report_is_a_guess() -> None:
    document = read_text(f"บันทึกการปฏิบัติงาน\n\n{SENTENCE}\n\n{TABLE}".encode(), "a.txt")
    found = identify(document.blocks, AgencyRegister.load())
    assert (found.doc_type, found.doubts) == ("performance_report", ("doc_type_guess",))
    rows = assemble(document, AgencyRegister.load())
    assert "doc_type_guess" in rows["documents"][0]["flags"]
    assert rows["kpis"] and all("doc_type_guess" in row["flags"] for name in rows for row in rows[name])


def test_rows_of_an_unknown_kind_of_document_are_flagged() -> None:
    rows = assemble(read_text(f"คู่มือการปฏิบัติงาน\n\n{TABLE}".encode(), "a.txt"), AgencyRegister.load())
    assert rows["documents"][0]["status"] == "partial"
    assert rows["kpis"] and all("unknown_doc_type" in row["flags"] for name in rows for row in rows[name])
