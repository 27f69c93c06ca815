"""One heading over running numbers and names, tables that leave the name to a line above, reports in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.extractors.forms.building import baselines_in, numbered
from phaen.extractors.forms.records import Mention
from phaen.extractors.model import Paragraph, Place
from phaen.extractors.pdf.glyphs.furniture import mark_furniture
from phaen.extractors.tables.joined import JoinedTable
from phaen.pipeline.assemble.confidence import hang_under_doubtful

from tests.test_interrupted import read

PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักงานเขตดุสิต\n\nส่วนที่ 3 ภารกิจประจำพื้นฐาน\n\n"
REPORT = (
    "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\nสำนักงานเขตดุสิต\n\n"
    "องค์ประกอบที่ 1 : ภารกิจหลัก (Function Base)\n\n"
)


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


@pytest.mark.parametrize("numbers", [("1", "2", "1"), ("๑.", "๒.", "๑."), ("1)", "2)", "3)")])
def test_a_heading_over_numbers_and_names(numbers: tuple[str, str, str]) -> None:
    one, two, three = numbers
    rows = read(
        f"{PLAN}แผนงาน\tผลผลิต\tโครงการ/กิจกรรม\t\tงบประมาณ (บาท)\tฝ่าย\n"
        f"แผนงานโยธา\tถนนดี\t{one}\tโครงการซ่อมถนนสุโขทัย\t500,000\tฝ่ายโยธา\n"
        f"\t\t{two}\tโครงการซ่อมทางเท้า\t200,000\tฝ่ายโยธา\n"
        f"แผนงานเทศกิจ\tเมืองเป็นระเบียบ\t{three}\tกิจกรรมตรวจตลาด\t-\tฝ่ายเทศกิจ\n"
        "รวม\t\t\t\t700,000\t\n"
    )["plans"]
    found = [(row["seq"], row["project"], row["budget_baht"]) for row in rows]
    digits = [number.strip(".)").translate(str.maketrans("๑๒", "12")) for number in numbers]
    assert found == [
        (digits[0], "โครงการซ่อมถนนสุโขทัย", 500_000),
        (digits[1], "โครงการซ่อมทางเท้า", 200_000),
        (digits[2], "กิจกรรมตรวจตลาด", None),
        (None, None, 700_000),
    ]


def test_a_heading_over_figures_and_units_is_no_name() -> None:
    rows = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nเทศบาลตำบลบ้านสวน\n\n"
        "ที่\tโครงการ\tเป้าหมาย\t\tงบประมาณ (บาท)\n1\tโครงการอบรม\t1\tครั้ง\t5,000\n2\tโครงการสำรวจ\t2\tแห่ง\t7,000\n"
    )["plans"]
    assert [(row["seq"], row["project"]) for row in rows] == [("1", "โครงการอบรม"), ("2", "โครงการสำรวจ")]


@pytest.mark.parametrize("counted", [True, False])
def test_numbers_beside_routine_projects_are_theirs_where_they_go_on(counted: bool) -> None:
    second = "2" if counted else ""
    rows = read(
        f"{PLAN}ที่\tแผนงาน/ผลผลิต\tโครงการ\tงบประมาณ (บาท)\n\tแผนงานโยธา\t\t\n"
        f"1\tผลผลิต : ถนนดี\tโครงการซ่อมถนน\t500,000\n{second}\t\tโครงการซ่อมสะพาน\t300,000\n"
    )["plans"]
    assert [(row["seq"], row["flags"]) for row in rows] == ([("1", []), ("2", [])] if counted else [(None, [])] * 2)


FIGURES = [
    ("๑.", "ร้อยละของภาษีที่จัดเก็บได้", "๑๐", "ร้อยละ", "๙๕", "๙๗.๕", "๕", "๑๐"),
    ("๒.", "จำนวนครั้งที่ตรวจตลาด", "๒๐", "ครั้ง", "๑๒", "๔", "๑", "๔"),
]


@pytest.mark.parametrize("as_page", [True, False])
def test_a_report_in_figures_with_its_weighted_score(as_page: bool) -> None:
    if as_page:
        head = (
            '<tr><th rowspan="2" colspan="2">ตัวชี้วัด</th><th rowspan="2">น้ำหนัก (ร้อยละ)</th><th rowspan="2">หน่วยนับ</th>'
            '<th colspan="2">ปีงบประมาณ พ.ศ. ๒๕๖๗</th>'
            '<th rowspan="2">ระดับที่ทำได้</th><th rowspan="2">คะแนนถ่วงน้ำหนัก</th></tr>'
            "<tr><th>เป้าหมาย</th><th>ผลงาน</th></tr>"
        )
        body = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in FIGURES)
        lines = "".join(f"<p>{line}</p>" for line in REPORT.split("\n") if line)
        tables = read(page(f"{lines}<table>{head}{body}</table>"), "report.html")
    else:
        head = "ตัวชี้วัด\t\tน้ำหนัก (ร้อยละ)\tหน่วยนับ\tปีงบประมาณ พ.ศ. ๒๕๖๗\t\tระดับที่ทำได้\tคะแนนถ่วงน้ำหนัก\n"
        head += "\t\t\t\tเป้าหมาย\tผลงาน\t\t\n"
        body = "".join("\t".join(row) + "\n" for row in FIGURES)
        tables = read(f"{REPORT}{head}{body}รวม\t\t๓๐\t\t\t\t\t๑๔\n")
    found = [
        (
            row["item_no"],
            row["kpi_name"],
            row["target_value"],
            row["achieved_value"],
            row["achieved_unit"],
            row["score"],
        )
        for row in tables["results"]
    ]
    assert found == [
        ("1", "ร้อยละของภาษีที่จัดเก็บได้", 95, 97.5, "ร้อยละ", 10),
        ("2", "จำนวนครั้งที่ตรวจตลาด", 12, 4, None, 4),  # four may be a level
    ]
    assert [row["flags"] for row in tables["kpis"]] == [[], []]


def test_a_weighted_score_beside_a_score_is_not_it() -> None:
    (row,) = read(
        f"{REPORT}ที่\tตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tคะแนนถ่วงน้ำหนัก\tผลงาน\tคะแนนที่ได้\n"
        "1\tจำนวนครั้งที่ตรวจ\t20\t12 ครั้ง\t0.8\t12 ครั้ง\t4\n"
    )["results"]
    assert row["score"] == 4


BELOW = "เป้าหมาย\tผลการดำเนินงาน\tคะแนนที่ได้รับ\tโครงการที่สนับสนุน\tรายละเอียดการดำเนินงาน\n"


def test_a_table_tells_of_the_indicator_named_above_it() -> None:
    tables = read(
        f"{REPORT}ที่\tตัวชี้วัด\tเป้าหมาย\tน้ำหนัก\tผลงาน\tคะแนนที่ได้รับ\n"
        "1\tร้อยละของผู้สูงอายุที่ได้รับการฝึกอาชีพ\tร้อยละ 80\t10\tร้อยละ 84\t10\n"
        "องค์ประกอบที่ 2 : นโยบาย (Agenda Base)\t\t\t\t\t\n2\tจำนวนชุมชนที่มีแผน\t40 ชุมชน\t10\t38 ชุมชน\t9\n\n"
        f"ตัวชี้วัดที่ 1 ร้อยละของผู้สูงอายุที่ได้รับการฝึกอาชีพ\n\n{BELOW}"
        "ร้อยละ 80\tร้อยละ 84\t10\tโครงการฝึกอาชีพ\tฝึกอาชีพ 6 หลักสูตร\n\nปัญหาอุปสรรค : ขาดวิทยากร\n\n"
        f"{BELOW}ร้อยละ 70\tร้อยละ 60\t5\tโครงการอื่น\tของตัวชี้วัดที่ไม่มีใครระบุ\n"
    )
    details = [row for row in tables["results"] if row["source"] == "result_detail"]
    assert [
        (row["kpi_name"], row["base"], row["component_no"], row["achieved_value"], row["project"], row["narrative"])
        for row in details
    ] == [("ร้อยละของผู้สูงอายุที่ได้รับการฝึกอาชีพ", "function", "1", 84, "โครงการฝึกอาชีพ", "ฝึกอาชีพ 6 หลักสูตร")]
    (kpi,) = (row for row in tables["kpis"] if row["item_no"] == "1")
    assert kpi["listings"] == ["result_detail", "result_summary"]
    assert tables["documents"][0]["status"] == "partial"


def test_the_points_of_a_whole_indicator_are_its_weight() -> None:
    (row,) = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักงานเขตดุสิต\n\nส่วนที่ 4 การประเมินผล\n\n"
        "องค์ประกอบ / ตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\tคะแนนเต็ม\tฝ่ายที่รับผิดชอบ\n"
        "1.1 ภารกิจสำคัญ (Agenda Base)\t\t\t\t\n1. จำนวนสวนที่เพิ่มขึ้น\tแห่ง\t2 - 3\t10\tฝ่ายรักษาความสะอาด\n"
    )["kpis"]
    assert (row["item_no"], row["name"], row["component_no"], row["base"]) == ("1", "จำนวนสวนที่เพิ่มขึ้น", "1.1", "agenda")
    assert (row["target_value"], row["target_max"], row["target_unit"], row["weight"]) == (2, 3, "แห่ง", Decimal(10))
    assert (row["units"], row["flags"]) == (["ฝ่ายรักษาความสะอาด"], [])


def test_a_number_alone_is_no_name() -> None:
    assert numbered("๑.") == (None, "๑.")
    assert numbered("2)ชื่อ") == ("2", "ชื่อ")


@pytest.mark.parametrize(
    ("above", "text", "flags"),
    [
        ("รายงานผล ประจำปีงบประมาณ พ.ศ.", "๒๕๖๖", ()),
        ("แผนปฏิบัติราชการประจำปี", "2569", ()),
        ("สำนักงานเขตดุสิต", "2569", ("page_number",)),
        ("แผนปฏิบัติราชการประจำปี", "12", ("page_number",)),
    ],
)
def test_a_year_wrapped_onto_a_line_of_its_own_is_no_page_number(above: str, text: str, flags: tuple[str, ...]) -> None:
    lines = [
        Paragraph(t, t, Place(page=1, bbox=(50.0, top, 500.0, top + 15))) for t, top in ((above, 30.0), (text, 50.0))
    ]
    marked = mark_furniture(lines, {1: 842.0})
    assert isinstance(marked[1], Paragraph)
    assert marked[1].flags == flags


GROUPED = [("ถนนดี", "โครงการถนน"), ("", "โครงการท่อ"), ("เมืองสะอาด", "โครงการกวาดถนน"), ("", "โครงการล้างตลาด")]


def offices(*told: str) -> list[dict]:
    lines = [
        f"{'' if at else 'แผนงานเขต'}\t{output}\t{project}\t10,000\t{office}\n"
        for at, ((output, project), office) in enumerate(zip(GROUPED, told, strict=True))
    ]
    return read(f"{PLAN}แผนงาน\tผลผลิต\tโครงการ\tงบประมาณ (บาท)\tฝ่าย\n{''.join(lines)}")["plans"]


def test_the_office_of_a_group_in_text_is_that_of_its_rows_and_a_guess() -> None:
    assert [(row["units"], row["flags"]) for row in offices("ฝ่ายโยธา", "", "ฝ่ายรักษา", "")] == [
        (["ฝ่ายโยธา"], []),
        (["ฝ่ายโยธา"], ["merged_guess"]),
        (["ฝ่ายรักษา"], []),
        (["ฝ่ายรักษา"], ["merged_guess"]),
    ]


def test_an_office_missing_elsewhere_than_the_groups_is_missing() -> None:
    rows = offices("ฝ่ายโยธา", "", "ฝ่ายรักษา", "ฝ่ายเทศกิจ")
    assert [row["units"] for row in rows] == [["ฝ่ายโยธา"], [], ["ฝ่ายรักษา"], ["ฝ่ายเทศกิจ"]]


def test_what_hangs_under_a_doubtful_indicator_is_doubtful() -> None:
    rows: dict[str, list[dict]] = {
        "kpis": [
            {"kpi_id": "a", "confidence": 0.4, "flags": ["cell_missing"]},
            {"kpi_id": "b", "confidence": 1.0, "flags": []},
        ],
        "rubrics": [{"kpi_id": "a", "confidence": 1.0, "flags": []}, {"kpi_id": "b", "confidence": 1.0, "flags": []}],
    }
    hang_under_doubtful(rows)
    assert [(row["flags"], row["confidence"]) for row in rows["rubrics"]] == [(["low_confidence"], 0.4), ([], 1.0)]


@pytest.mark.parametrize(
    ("texts", "flags"),
    [
        (("210 ต้น", "245 ต้น 278 ต้น", ""), ["baseline_unread"]),
        (("210 ต้น", "245 ต้น", ""), []),
        (("210 ต้น", "245 - 250 ต้น", ""), []),
        (("210 ต้น", "245 ต้น (60 จุด)", ""), []),
        (("210 ต้น", "245 ต้น 60 จุด", "278 ต้น"), []),
    ],
)
def test_results_of_two_years_in_one_cell_beside_an_empty_one(texts: tuple[str, ...], flags: list[str]) -> None:
    headings = tuple((f"ผล ปี {year}",) for year in (2566, 2567, 2568))
    table = JoinedTable("agreement_summary", ("baseline",) * 3, headings, Place(page=1), ruled=False)
    owner = Mention("agreement_summary", "จำนวนต้นไม้", Place(page=1))
    baselines_in(table, "baseline", dict(enumerate(texts)), owner)
    assert owner.flags == flags


def test_numbers_beside_another_column_of_numbers_leave_the_name_its_place() -> None:
    rows = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nเทศบาลตำบลบ้านสวน\n\n"
        "ลำดับ\tโครงการ\t\tงบประมาณ (บาท)\n1\t1.1\tโครงการอาชีพ\t5,000\n"
        "\t1.2\tโครงการตลาด\t7,000\n2\t2.1\tโครงการผู้นำ\t9,000\n"
    )["plans"]
    assert [row["project"] for row in rows] == ["โครงการอาชีพ", "โครงการตลาด", "โครงการผู้นำ"]
    assert all("unclaimed_cells" in row["flags"] for row in rows)


def test_an_indicator_over_its_scale_says_what_of_its_row_was_not_read() -> None:
    rows = read(
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2569\nสำนักงานเขตดุสิต\n\nองค์ประกอบที่ 1.2 (Function Base)\n\n"
        "ที่\tตัวชี้วัด\tน้ำหนัก\tผู้ตรวจ\tเป้าหมาย\tเกณฑ์การให้คะแนน\t\t\t\t\n\t\t\t\t\t1\t2\t3\t4\t5\n"
        "1\tร้อยละของขยะที่คัดแยก\t20\tนายสมชาย 2\tร้อยละ 25\tร้อยละ 5\tร้อยละ 10\tร้อยละ 15\tร้อยละ 20\tร้อยละ 25\n"
    )["kpis"]
    assert [row["flags"] for row in rows] == [["unclaimed_cells"]]
