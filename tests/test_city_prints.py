"""Prints of the city's offices: score boxes, levels across, offices of a district, headings that a page end cuts."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.extractors.model import Cell, Document, Paragraph, Place, Row, Table
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.row_starts import split_of
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.agencies import AgencyRegister, parse_responsibility, split_agencies
from phaen.normalizers.targets import parse_target
from phaen.pipeline.assemble.document import assemble
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never", statements=False)
PLAN = ("แผนปฏิบัติราชการประจำปี พ.ศ. 2569", "สำนักงานเขตตลิ่งชัน")
REPORT = (
    "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569",
    "หน่วยงาน : สำนักงานเขตตลิ่งชัน",
    "องค์ประกอบที่ 1 : ประสิทธิภาพในการดำเนินงานภารกิจหลัก (Function Base)",
    "ตัวชี้วัด : ความสำเร็จของการดำเนินงานภารกิจหลัก",
)
AGREEMENT = ("ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569", "สำนักงานเขตตลิ่งชัน")


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "print.txt", OPTIONS).tables)


# -- a score box whose scale nobody can read


@pytest.mark.parametrize("numbers", [("1.", "2."), ("1", "2"), ("๑.", "๒.")])
def test_numbered_lines_of_a_score_box_are_no_results_of_the_umbrella(numbers: tuple[str, str]) -> None:
    first, second = numbers
    found = read(
        *REPORT,
        "ผลการดำเนินงาน :",
        "ตัวชี้วัด | น้ำหนัก (ร้อยละ) | ผลการดำเนินการ | ค่าคะแนนที่ได้ | ค่าคะแนนถ่วงน้ำหนัก",
        f"{first} | 20 | ระดับ 5 | 20 คะแนน | ",
        f"{second} | 10 | ระดับ 4 | 8 คะแนน | ",
        "",
        "สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบที่ 1",
        "ลำดับที่ | ตัวชี้วัด | เป้าหมาย | น้ำหนัก คะแนน | ระดับความสำเร็จที่ดำเนินงานได้ | ผลการดำเนินงาน | คะแนนที่ได้",
        "1 | ระดับความสำเร็จของการซ่อมเรือเก็บขยะ | ระดับ 5 | 20 | ระดับ 5 | ซ่อมครบทุกลำ | 20 คะแนน",
        "2 | ระดับความสำเร็จของการทาสีสะพานลอย | ระดับ 5 | 10 | ระดับ 4 | ทาสีสี่แห่ง | 8 คะแนน",
    )
    boxes = {
        row["item_no"]: (row["kpi_name"], row["score"]) for row in found["results"] if row["source"] == "score_table"
    }
    assert boxes == {
        "1": ("ระดับความสำเร็จของการซ่อมเรือเก็บขยะ", 20),
        "2": ("ระดับความสำเร็จของการทาสีสะพานลอย", 8),
    }
    assert not any(row["name"].startswith("ความสำเร็จของการดำเนินงาน") for row in found["kpis"])


def test_levels_of_a_raw_scale_may_break_between_points_and_their_word() -> None:
    levels = [
        line
        for level, points in enumerate((60, 70, 80, 90, 100), 1)
        for line in (f"ระดับ {level}", f"({points}", "คะแนน)")
    ]
    named = ("1. ระดับความสำเร็จของการ", "ซ่อมเรือเก็บขยะ"), ("2. ระดับความสำเร็จของการ", "ทาสีสะพานลอย")
    body = [
        line
        for lines, top in zip(named, (20, 10), strict=True)
        for line in (*lines, *(w for i in range(1, 6) for w in (f"{top * i // 5}", "คะแนน")))
    ]
    found = read(*REPORT, "เกณฑ์การให้คะแนน :", "ตัวชี้วัด " + levels[0], *levels[1:], *body, "ผลการดำเนินงาน :")
    scores = [(row["kpi_name"], row["level"], row["score"], row["scale_score"]) for row in found["rubrics"]]
    assert scores[:5] == [("ระดับความสำเร็จของการซ่อมเรือเก็บขยะ", i, 4 * i, 50 + 10 * i) for i in range(1, 6)]
    assert scores[5:] == [("ระดับความสำเร็จของการทาสีสะพานลอย", i, 2 * i, 50 + 10 * i) for i in range(1, 6)]


# -- points above the levels


@pytest.mark.parametrize(
    ("points", "scale"),
    [
        ((3, 6, 9, 12, 15), False),
        ((2, 4, 6, 8, 10), False),
        ((60, 70, 80, 90, 100), True),
        ((60, 70, 80, 90), True),  # the highest level is lost: its points follow from the others
        ((20, 40, 60), True),
        ((3, 6, 9, 12), False),
    ],
)
def test_points_above_levels_are_scores_unless_they_reach_a_hundred(points: tuple[int, ...], scale: bool) -> None:
    head = " | ".join(f"ระดับ {level} ({point} คะแนน)" for level, point in enumerate(points, 1))
    found = read(
        *AGREEMENT,
        "เกณฑ์การให้คะแนน “จำนวนสวนหย่อมที่ปรับปรุงแล้ว”",
        head,
        " | ".join(f"{level} แห่ง" for level, _ in enumerate(points, 1)),
    )
    rubrics = found["rubrics"]
    assert [row["threshold_value"] for row in rubrics] == [*range(1, len(points) + 1)]
    assert tuple(row["scale_score" if scale else "score"] for row in rubrics) == points
    assert all(row["score" if scale else "scale_score"] is None for row in rubrics)


# -- words of comparison


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("เกิน 8 วันทำการ", ">"),
        ("เกินร้อยละ 20", ">"),
        ("ไม่เกิน 8 วันทำการ", "<="),
        ("ไม่ให้เกิน 5 วัน", "<="),
        ("ไม่ควรเกินร้อยละ 5", "<="),
        ("มิให้เกิน 3 ครั้ง", "<="),
        ("ไม่ใช้เวลาเกิน 5 วัน", "<="),
        ("ไม่ให้ต่ำกว่าร้อยละ 80", ">="),
        ("ไม่ให้น้อยกว่า 3 ครั้ง", ">="),
        ("เกินเป้าหมายร้อยละ 5", None),
        ("ต่ำกว่าร้อยละ 80", "<"),
    ],
)
def test_a_comparison_may_be_denied_some_words_before_it(text: str, op: str | None) -> None:
    target = parse_target(text)
    assert target.op == op
    assert target.value is not None


@pytest.mark.parametrize("text", ["1,000,00\n0 คน", "1,000,0\n00 คน", "๑,๐๐๐,๐๐\n๐ คน"])
def test_a_narrow_cell_may_break_a_count_inside_a_group(text: str) -> None:
    target = parse_target(text)
    assert (target.value, target.unit, target.flags) == (1_000_000, "คน", ())


# -- who leads, who supports


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("สนข. 50 เขต", ["สนข. 50 เขต"]),
        ("สยป. สนข. 50 เขต", ["สยป.", "สนข. 50 เขต"]),
        ("สนข. ทั้ง 50 เขต", ["สนข. ทั้ง 50 เขต"]),
        ("สนศ. สนข. ทุกเขต", ["สนศ.", "สนข. ทุกเขต"]),
        ("รพ. 11 แห่ง สนพ.", ["รพ. 11 แห่ง", "สนพ."]),
        ("สนข.ตลิ่งชัน สนอ.", ["สนข.ตลิ่งชัน", "สนอ."]),
    ],
)
def test_so_many_offices_of_a_kind_are_one_phrase(text: str, found: list[str]) -> None:
    assert split_agencies(text) == found


@pytest.mark.parametrize("phrase", ["สนข.", "สนข. 50 เขต", "สนข. ทั้ง 50 เขต", "สนข. ทุกเขต"])
def test_all_districts_are_each_of_them_and_no_office(phrase: str) -> None:
    assert parse_responsibility(f"H : สสล. R : {phrase}", "สนข.ตลิ่งชัน").role == "R"
    assert parse_responsibility(f"H : สสล. R : {phrase}", "สนอ.").role is None


CITY_TABLE = (
    "ส่วนที่ 1 การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2569",
    "วัตถุประสงค์หลัก (Objective) | รหัส | ตัววัดผลหลัก (Key Result : KR) | ค่าเป้าหมาย (Target) | หน่วยงานรับผิดชอบหลัก"
    " | หน่วยงานสนับสนุน",
    "ถนนสะอาด | 2107 | ร้อยละของถนนสายหลักที่กวาดทุกวัน | ร้อยละ 90 | {lead} | {support}",
    "ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ",
    "1.1 ภารกิจสำคัญ (Agenda Base)",
    "ที่ | รหัส KRs | ชื่อตัวชี้วัด | ค่าเป้าหมาย | ความรับผิดชอบ (H/R) | โครงการ/กิจกรรม (งบประมาณ) | ส่วนราชการที่รับผิดชอบ",
    "1 | 2107 | ร้อยละของถนนสายหลักที่กวาดทุกวัน | ร้อยละ 90 | R | กิจกรรมกวาดถนน | ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
)


@pytest.mark.parametrize(
    ("lead", "support", "told"),
    [
        ("สสล.", "สำนักงานเขต 50 เขต", (["สสล."], ["สำนักงานเขต 50 เขต"])),
        ("สนข.ตลิ่งชัน", "สสล.", ([], [])),  # the city's plan says H, the table of the office R: neither is believed
    ],
)
def test_a_plain_role_takes_the_offices_of_the_listing_that_names_them(
    lead: str, support: str, told: tuple[list[str], list[str]]
) -> None:
    lines = (line.format(lead=lead, support=support) if "{lead}" in line else line for line in CITY_TABLE)
    (row,) = read(*PLAN, *lines)["kpis"]
    assert (row["role"], row["lead_agencies"], row["support_agencies"]) == ("R", *told)
    assert (row["kr_code_printed"], row["objective"]) == ("2107", "ถนนสะอาด")


def test_a_component_table_may_print_weights_in_place_of_budgets() -> None:
    found = read(
        *PLAN,
        "ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ",
        "องค์ประกอบที่ 2 การประเมินศักยภาพในการดำเนินงาน (Potential Base) จำนวน 2 ตัวชี้วัด",
        "ที่ | ตัวชี้วัด | น้ำหนัก | โครงการ/กิจกรรม | ส่วนราชการที่รับผิดชอบ",
        "2.1 | ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม | 20 | กิจกรรมเร่งรัดการเบิกจ่าย | ฝ่ายการคลัง",
        "2.2 | ร้อยละความพึงพอใจของผู้มีส่วนได้ส่วนเสียจากภายนอก | 10 | กิจกรรมสำรวจความพึงพอใจ | ฝ่ายปกครอง",
    )
    told = [(row["base"], row["item_no"], row["weight"], row["units"]) for row in found["kpis"]]
    assert told == [("potential", "2.1", 20, ["ฝ่ายการคลัง"]), ("potential", "2.2", 10, ["ฝ่ายปกครอง"])]
    assert [row["section"] for row in found["plans"]] == ["potential", "potential"]


# -- whose document


@pytest.mark.parametrize("lines", [["สถาบันพัฒนาทรัพยากรบุคคลกรุงเทพมหานคร สำนักงานคณะกรรมการข้าราชการ", "กรุงเทพมหานคร"]])
def test_a_name_cut_off_before_the_city_is_no_other_body(lines: list[str]) -> None:
    (document,) = read("แผนปฏิบัติราชการประจำปี พ.ศ. 2563", "", *(part for line in lines for part in (line, "")))[
        "documents"
    ]
    assert (document["agency_code"], document["sector"]) == ("สพบ.", "bma")


# -- a heading across the table that the page end cuts


HEAD = ("ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก)")


def _page(number: int, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Table:
    place = Place(page=number)
    made = [Row(tuple(Cell(text, text, place) for text in head), place)]
    for row in rows:
        cells: tuple[Cell | None, ...] = tuple(Cell(text, text, place) for text in row)
        if len(row) == 1:
            cells = (Cell(row[0], row[0], place, colspan=len(head)), *[None] * (len(head) - 1))
        made.append(Row(cells, place))
    return Table(tuple(made), place, len(head))


@pytest.mark.parametrize(
    ("rest", "joined"),
    [("เกณฑ์ที่กำหนด", True), ("ประเด็นการพัฒนาที่ 2 เมืองร่มรื่น", False), ("กิจกรรมปลูกต้นไม้", False), ("ฝ่ายโยธา", False)],
)
def test_a_heading_across_the_table_goes_on_behind_the_page_end(rest: str, joined: bool) -> None:
    first = _page(1, ("ตัววัดผลหลัก (KR / KPI) จำนวนชุมชนที่มีขยะน้อยกว่า",))
    second = _page(2, (rest,), ("1", "โครงการแยกขยะ", "10,000", "ฝ่ายโยธา", "-"))
    document = Document("0" * 16, "d.pdf", "pdf", (first, second))
    (table,) = (item for item in join_tables(document) if isinstance(item, JoinedTable))
    heading = next(row.text for row in table.rows if row.spanning)
    assert heading.endswith(rest) == joined


# -- what a narrow column breaks


def _lines(*texts: str, x: float = 0.0) -> list[Line]:
    """Lines of one cell below each other, 15 points apart."""
    bases = [30.0 + 15.0 * k for k in range(len(texts))]
    return [
        Line(0, text, text, x, x + 6.0 * len(text), base - 10, base + 3, base, 12.0, False, False, False, False)
        for text, base in zip(texts, bases, strict=True)
    ]


@pytest.mark.parametrize(
    ("codes", "entries"), [(("๕๑๐", "๑"), 1), (("130", "1"), 1), (("1.", "2."), 2), (("8", "9"), 2)]
)
def test_the_parts_of_a_broken_code_number_no_entries(codes: tuple[str, str], entries: int) -> None:
    inside = [_lines(*codes), _lines("สัดส่วนครัวเรือนที่มี", "ถังขยะของตนเอง", x=40), _lines("ร้อยละ", "60", x=200)]
    split = split_of(range(3), inside)
    assert (len(split.starts) if split else 1) == entries


# -- programme and output in one cell


@pytest.mark.parametrize(
    ("cell", "programme", "output"),
    [
        ("แผนงานบริหารทั่วไปผลผลิตบริการทะเบียน", "แผนงานบริหารทั่วไป", "ผลผลิตบริการทะเบียน"),
        ("แผนงานบริหารทั่วไป ผลผลิตบริการทะเบียน", "แผนงานบริหารทั่วไป", "ผลผลิตบริการทะเบียน"),
        ("แผนงานเพิ่มผลผลิตการเกษตร", "แผนงานเพิ่มผลผลิตการเกษตร", None),
    ],
)
def test_an_output_may_stand_glued_to_its_programme(cell: str, programme: str, output: str | None) -> None:
    found = read(
        *PLAN,
        "ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน",
        "ลำดับที่ | แผนงาน/ผลผลิต | โครงการ | งบประมาณ",
        f"1 | {cell} | โครงการเปิดบริการวันเสาร์ | 45,000",
    )
    (line,) = found["plans"]
    assert (line["programme"], line["output"]) == (programme, output)
    assert ("name_end_guess" in line["flags"]) == (output is not None and " " not in cell)


def test_an_output_that_the_page_end_cuts_off_its_programme_is_that_of_the_lines_above() -> None:
    head = ("ลำดับที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ")
    first = _page(1, ("1", "แผนงานทะเบียน", "โครงการเปิดบริการวันเสาร์", "45,000"), head=head)
    second = _page(2, ("", "ผลผลิตบริการทะเบียน", "", ""), ("2", "", "โครงการทะเบียนสัญจร", "9,000"), head=head)
    line = Paragraph("ส่วนที่ 3", "ส่วนที่ 3", Place(page=1))
    title = Paragraph("\n".join(PLAN), "\n".join(PLAN), Place(page=1))
    document = Document("0" * 16, "d.pdf", "pdf", (title, line, first, second), page_count=2)
    lines = assemble(document, AgencyRegister.load())["plans"]
    assert [line["output"] for line in lines] == ["ผลผลิตบริการทะเบียน"] * 2
    assert "row_cut_guess" in lines[0]["flags"]


# -- the city's key results with one column for who leads and who helps


@pytest.mark.parametrize(
    ("offices", "want"),
    [
        (("H : สำนักอนามัย R : สำนักการแพทย์", "R"), [(["สำนักอนามัย"], []), ([], [])]),
        (("ฝ่ายโยธา", "ฝ่ายเทศกิจ"), [([], ["ฝ่ายโยธา"]), ([], ["ฝ่ายเทศกิจ"])]),
    ],
)
def test_cells_of_h_and_r_below_a_word_for_the_office_tell_the_role(
    offices: tuple[str, str], want: list[tuple[list[str], list[str]]]
) -> None:
    found = read(
        *PLAN,
        "ส่วนที่ 1",
        "ด้านที่ 2 ปลอดภัยดี",
        "วัตถุประสงค์หลัก (Objective) | ตัววัดผลหลัก (Key Result : KR) | ค่าเป้าหมาย (Target) | หน่วยงานที่รับผิดชอบ",
        f"คลองใสไม่มีขยะ | OKR 2281 : จำนวนทุ่นดักขยะที่ติดตั้งใหม่ | 40 จุด | {offices[0]}",
        f" | OKR 2282 : จำนวนเรือเก็บขยะที่ซ่อมแล้ว | 6 ลำ | {offices[1]}",
    )
    assert [(row["lead_agencies"], row["units"]) for row in found["kpis"]] == want
    assert [row["objective"] for row in found["kpis"]] == ["คลองใสไม่มีขยะ"] * 2
