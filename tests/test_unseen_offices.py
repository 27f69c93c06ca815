"""Prints of offices that no form was written after: what their wordings and rules mean, each for its whole kind."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pytest
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.wordings.matching import match_header
from phaen.normalizers.units import split_units
from phaen.pipeline.extract import ExtractOptions, extract_document
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.pdf_writer import FONTS

OPTIONS = ExtractOptions(ocr="never", statements=False)
PLAN = ("แผนปฏิบัติราชการประจำปี พ.ศ. 2569", "สำนักงานเขตคลองสาน", "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน")


def tables(*lines: str) -> dict[str, list[dict[str, Any]]]:
    """What is read from lines of text; cells are parted by ``|``."""
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "print.txt", OPTIONS).tables)


class Sheet:
    """Draws texts and rules on pages; ``y`` counts from the top."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(TTFont("unseen", str(FONTS / "Sarabun-Regular.ttf")))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)

    def text(self, x: float, y: float, text: str, *, middle: bool = False) -> None:
        self.canvas.setFont("unseen", 11)
        (self.canvas.drawCentredString if middle else self.canvas.drawString)(x, A4[1] - y, text)

    def rule(self, y: float, *ends: float) -> None:
        for left, right in pairwise(ends):
            self.canvas.line(left, A4[1] - y, right, A4[1] - y)

    def read(self) -> list[list[list[str]]]:
        self.canvas.save()
        blocks = read_pdf(self.out.getvalue(), "x").blocks
        return [[list(row.texts()) for row in block.rows] for block in blocks if isinstance(block, Table)]


# -- objective and key result of an issue


@pytest.mark.parametrize("objective", ["วัตถุประสงค์ :", "วัตถุประสงค์ (Objective) :", "จุดมุ่งหมาย :", "วัตถุประสงค์หลัก :"])
@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR) :", "ตัวชี้วัดหลัก :", "ตัวชี้วัด :", "ตัวชี้วัดความสำเร็จ :", "Key Result :"])
def test_an_issue_states_its_objective_and_key_result_under_any_label(objective: str, label: str) -> None:
    found = tables(
        *PLAN,
        "ประเด็นการพัฒนาที่ 1 คลองสะอาด",
        f"{objective} ลดน้ำเสียในคลอง",
        f"{label} ร้อยละความสำเร็จของการขุดลอก ร้อยละ 100",
        "ที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ฝ่าย",
        "1 | โครงการขุดลอกคลอง | 120,000 | ฝ่ายโยธา",
    )
    (line,), (kpi,) = found["plans"], found["kpis"]
    assert line["objective"] == kpi["objective"] == "ลดน้ำเสียในคลอง"
    assert line["key_result"] == "ร้อยละความสำเร็จของการขุดลอก ร้อยละ 100"
    assert (kpi["base"], kpi["name"], kpi["target_value"]) == ("strategy", "ร้อยละความสำเร็จของการขุดลอก", 100)


def test_numbered_key_results_under_the_label_are_indicators_each() -> None:
    found = tables(
        *PLAN,
        "ประเด็นการพัฒนาที่ 1 คลองสะอาด",
        "ตัวชี้วัดหลัก (KR) :",
        "1. จำนวนคลองที่ขุดลอก",
        "2. ร้อยละของบ้านที่มีบ่อดักไขมัน",
        "ที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ฝ่าย",
        "1 | โครงการขุดลอกคลอง | 120,000 | ฝ่ายโยธา",
    )
    assert [kpi["name"] for kpi in found["kpis"]] == ["จำนวนคลองที่ขุดลอก", "ร้อยละของบ้านที่มีบ่อดักไขมัน"]


@pytest.mark.parametrize("value", ["ลดน้ำเสีย", "หลากหลายทางชีวภาพ", "เพิ่มต้นไม้", "ก"])
def test_a_label_ends_at_its_colon(value: str) -> None:
    """What follows may resemble the rest of a longer label (วัตถุประสงค์หลัก)."""
    found = tables(
        *PLAN,
        "ประเด็นการพัฒนาที่ 1 คลองสะอาด",
        f"วัตถุประสงค์ : {value}",
        "ที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ฝ่าย",
        "1 | โครงการขุดลอกคลอง | 120,000 | ฝ่ายโยธา",
    )
    assert found["plans"][0]["objective"] == value


# -- headings of columns


def test_a_heading_that_is_one_roles_own_is_not_anothers() -> None:
    """หน่วยนับ (unit) resembles หน่วยงาน (office)."""
    match = match_header([("ตัวชี้วัด",), ("หน่วยนับ",), ("หน่วยนับ", "ปี 2567"), ("ค่าเป้าหมาย", "ปี 2568")])
    assert match is not None
    assert "units" not in match.roles


@pytest.mark.parametrize("target", ["ค่าเป้าหมาย (ปีงบประมาณ)", "เป้าหมาย (รายปี)", "ค่าเป้าหมาย (ร้อยละ)"])
def test_a_remark_behind_the_target_makes_it_no_former_one(target: str) -> None:
    years = [(target, "2567"), (target, "2568")]
    match = match_header([("เป้าประสงค์",), ("ตัวชี้วัด",), ("หน่วยนับ",), *years, ("ผู้รับผิดชอบ",)])
    assert match is not None
    assert (match.kind, match.roles[3:5]) == ("goal_indicators", ("target", "target"))


@pytest.mark.parametrize("text", ["310", "1,100", "๑๒.๕", "- 5 -"])
def test_a_figure_names_no_office(text: str) -> None:
    assert split_units(text) == []
    found = tables(
        "แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2568",
        "คณะประมง มหาวิทยาลัยลุ่มน้ำยม",
        "โครงการ | งบประมาณ (บาท) | ผู้รับผิดชอบ",
        f"โครงการเพาะพันธุ์ปลา | 90,000 | {text}",
    )
    assert found["plans"][0]["units"] == []
    assert "figure_unread" in found["plans"][0]["flags"]


# -- a report's scale and box of results


@pytest.mark.parametrize("level", ["ระดับ {0} ({1})", "ระดับ {0} ({1} คะแนน)", "ระดับคะแนน {0} ({1})", "ระดับที่ {0}"])
@pytest.mark.parametrize("points", ["ค่าคะแนนถ่วงน้ำหนัก", "คะแนนที่ได้"])
def test_a_report_may_call_levels_and_points_either_way(level: str, points: str) -> None:
    levels = " | ".join(level.format(number, 50 + 10 * number) for number in range(1, 6))
    found = tables(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2566",
        "สำนักสิ่งแวดล้อม",
        "องค์ประกอบที่ 1 ประสิทธิภาพในการดำเนินงาน (Function Base)",
        "เกณฑ์การให้คะแนน :",
        f"ตัวชี้วัด | {levels}",
        "1. ร้อยละของขยะที่คัดแยก | ร้อยละ 10 | ร้อยละ 15 | ร้อยละ 20 | ร้อยละ 25 | ร้อยละ 30",
        "",
        "ผลการดำเนินงาน :",
        f"ตัวชี้วัด | น้ำหนัก (ร้อยละ) | ผลการดำเนินการ | {points}",
        "1. | 20 | ร้อยละ 26 | 18 คะแนน",
        "คะแนนที่ได้ |  |  | 18 คะแนน",
    )
    assert [(r["level"], r["threshold_value"]) for r in found["rubrics"]] == [(n, 5 + 5 * n) for n in range(1, 6)]
    if "{1}" in level:
        assert [r["scale_score"] for r in found["rubrics"]] == [60, 70, 80, 90, 100]
    (result,) = found["results"]
    assert (result["kpi_name"], result["weight"], result["score"]) == ("ร้อยละของขยะที่คัดแยก", 20, 18)


# -- pages without upright rules

LEFT, NAME, UNIT, YEARS = 50.0, 190.0, 250.0, [250.0, 300.0, 350.0, 400.0, 450.0]


@pytest.mark.parametrize("years", [2, 3, 4])
def test_a_rule_below_a_heading_tells_its_columns(years: int) -> None:
    """A program that draws the rules cell by cell draws the upper rule in pieces too: only the rule below says it."""
    sheet, borders = Sheet(), [LEFT, NAME, *YEARS[: years + 1]]
    sheet.rule(100, *borders)
    for left, right, text in ((LEFT, NAME, "ตัวชี้วัด"), (NAME, UNIT, "หน่วยนับ"), (UNIT, borders[-1], "เป้าหมาย")):
        sheet.text((left + right) / 2, 113, text, middle=True)
    sheet.rule(118, *borders[2:])
    for number, (left, right) in enumerate(pairwise(borders[2:])):
        sheet.text((left + right) / 2, 131, str(2567 + number), middle=True)
    for row, y in enumerate((136, 156, 176)):
        sheet.rule(y, *borders)
        if y < 176:
            cells = ["จำนวนแปลงเกษตร", "แปลง", *(str(10 * row + number) for number in range(years))]
            for left, text in zip(borders, cells, strict=False):
                sheet.text(left + 5, y + 14, text)
    (found,) = sheet.read()
    assert found[1][2:] == [str(2567 + number) for number in range(years)]
    assert [text for text in found[0] if text] == ["ตัวชี้วัด", "หน่วยนับ", "เป้าหมาย"]
    assert found[0].index("เป้าหมาย") == 2


def test_the_title_of_the_next_volume_is_no_row_of_the_table_above() -> None:
    sheet, borders = Sheet(), [50.0, 90.0, 330.0, 430.0, 545.0]
    for page, office in enumerate(("สำนักเทศกิจ กรุงเทพมหานคร", "สำนักการศึกษา กรุงเทพมหานคร")):
        if page:
            sheet.canvas.showPage()
        sheet.text(A4[0] / 2, 60, "แผนปฏิบัติการประจำปี พ.ศ. 2568", middle=True)
        sheet.text(A4[0] / 2, 80, office, middle=True)
        for y, cells in (
            (700, ("ลำดับที่", "ชื่อโครงการ/กิจกรรมสำคัญ", "งบประมาณ (บาท)", "ส่วนราชการที่รับผิดชอบ")),
            (720, ("1.", "โครงการจัดระเบียบทางเท้า", "250,000", "กองตรวจ")),
            (740, ("2.", "โครงการอบรมเจ้าหน้าที่", "90,000", "กองตรวจ")),
        ):
            sheet.rule(y, *borders)
            for left, text in zip(borders, cells, strict=False):
                sheet.text(left + 4, y + 14, text)
        sheet.rule(760, *borders)
    assert [[row[0] for row in table] for table in sheet.read()] == [["ลำดับที่", "1.", "2."]] * 2
