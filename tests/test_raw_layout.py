"""Raw text layers that try to mislead: running text full of numbers, broken values, repeated headings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phaen.extractors.model import Document, Paragraph, Table
from phaen.extractors.text.raw.furniture import is_scattered, is_side_by_side, page_numbers
from phaen.extractors.text.raw.header import find_header
from phaen.extractors.text.raw.known import Known, gap_strength
from phaen.extractors.text.reader import read_text

from samples.random_content import FORMS, random_document
from samples.text_writers import write_raw
from samples.variants import with_thai_digits

GUESS = "raw_layout_guess"
SCALE = "ตัวชี้วัด ระดับ 1 (60 คะแนน) ระดับ 2 (70 คะแนน) ระดับ 3 (80 คะแนน) ระดับ 4 (90 คะแนน) ระดับ 5 (100 คะแนน)\n"
SUMMARY = "ลำดับที่ ตัวชี้วัด เป้าหมาย น้ำหนัก คะแนน ระดับความสำเร็จที่ดำเนินงานได้ ผลการดำเนินงาน คะแนนที่ได้\n"
DETAIL = "ตัวชี้วัด เป้าหมาย ผลสำเร็จ โครงการ/กิจกรรมที่สนับสนุน รายละเอียดผลการดำเนินงาน หมายเหตุ\n"
TWO_SCALED = (
    SCALE + "1. ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\n3 คะแนน 6 คะแนน 9 คะแนน 12 คะแนน 15 คะแนน\n"
    "2. จำนวนต้นไม้ที่ปลูกใหม่\n4 คะแนน 8 คะแนน 12 คะแนน 16 คะแนน 20 คะแนน\n"
    "* กรณีผลต่ำกว่าระดับ 1\n"
)


def read(text: str) -> Document:
    return read_text(text.encode(), "a.txt")


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    return [[text.replace("\n", " ") for text in row.texts()] for row in table]


def flagged(table: Table, row: int) -> bool:
    return any(GUESS in cell.flags for cell in table.rows[row].cells if cell)


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def everything(document: Document) -> str:
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(block.raw)
        else:
            parts += [cell.raw for row in block for cell in row.cells if cell]
    return squash("".join(parts))


# --- a number in running text is no value ---


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_number_at_a_line_end_is_no_score(gap: str) -> None:
    text = (
        f"{SUMMARY}{gap}1 ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\n{gap}ระดับ 5 15 ระดับ 5 ขุดลอกคลองแล้วเสร็จ 6\n"
        f"สาย รวมระยะทาง 7.5\nกิโลเมตร ครบตามแผน\n{gap}15 คะแนน\n{gap}"
        f"2 จำนวนต้นไม้ที่ปลูกใหม่\n{gap}300 ต้น 20 320 ต้น ปลูกแล้ว 320\nต้น ในสวน 4\nแห่ง\n{gap}20 คะแนน\n"
        f"{gap}รวมคะแนน 35 คะแนน\n"
    )
    (table,) = tables(read(text))
    assert grid(table)[1:] == [
        [
            "1",
            "ระดับความสำเร็จของการขุดลอก คลองสายรอง",
            "ระดับ 5",
            "15",
            "ระดับ 5",
            "ขุดลอกคลองแล้วเสร็จ 6 สาย รวมระยะทาง 7.5 กิโลเมตร ครบตามแผน",
            "15 คะแนน",
        ],
        ["2", "จำนวนต้นไม้ที่ปลูกใหม่", "300 ต้น", "20", "320 ต้น", "ปลูกแล้ว 320 ต้น ในสวน 4 แห่ง", "20 คะแนน"],
        ["รวมคะแนน", "", "", "", "", "", "35 คะแนน"],
    ]


def test_list_items_below_a_repeated_heading_are_no_rows() -> None:
    text = (
        TWO_SCALED
        + DETAIL
        + "1. ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\nระดับ 5 ระดับ 5 โครงการขุดลอกคลอง\n\n1. สำรวจคลอง 12 สาย\n"
        + DETAIL
        + "2. ขุดลอกแล้วเสร็จ 9 สาย\nรวมทั้งสิ้น 40 คน\n3. ติดตามผลทุกเดือน\nปัญหา อุปสรรค\n-ไม่มี-\n"
    )
    _, first, more = tables(read(text))
    assert len(first.rows) == 2 and first.rows[1].texts()[4] == "1. สำรวจคลอง 12 สาย"
    continued = ["", "", "", "", "2. ขุดลอกแล้วเสร็จ 9 สาย รวมทั้งสิ้น 40 คน 3. ติดตามผลทุกเดือน", ""]
    assert grid(more)[1:] == [continued]


def test_a_note_in_brackets_below_a_heading_belongs_to_the_row() -> None:
    text = DETAIL + "(เอกสารประกอบปรากฏตามเอกสารหมายเลข 2)\n"
    header = find_header(text.split("\n"), 0)
    assert header is not None and header.end == 1


# --- values broken over lines ---


@pytest.mark.parametrize("broken", ["ไม่น้อยกว่า\nร้อยละ 65", "ไม่\nน้อยกว่า\nร้อยละ 65", "อย่างน้อย\n33\nหลักสูตร"])
def test_a_target_broken_over_lines_is_one_cell(broken: str) -> None:
    text = f"{SUMMARY}\n1 จำนวนหลักสูตรที่เปิดสอน\n\n{broken}\n\n20 ร้อยละ 88 เปิดสอนแล้ว 41\nครั้ง\n\n16 คะแนน\n"
    (table,) = tables(read(text))
    assert grid(table)[1][2:5] == [broken.replace("\n", " "), "20", "ร้อยละ 88"]


def test_a_counted_value_ends_with_its_noun() -> None:
    text = f"{SUMMARY}1 จำนวนหลักสูตรที่เปิดสอน\n40 หลักสูตร 20 41 หลักสูตร เปิดสอนแล้วครบทุกเขต\n16 คะแนน\n"
    (table,) = tables(read(text))
    assert grid(table)[1][2:] == ["40 หลักสูตร", "20", "41 หลักสูตร", "เปิดสอนแล้วครบทุกเขต", "16 คะแนน"]


def test_a_baseline_keeps_its_years() -> None:
    text = (
        "ที่ ชื่อตัวชี้วัด ข้อมูลพื้นฐาน (Baseline data) เป้าหมาย น้ำหนัก คะแนน นิยามและวิธีคำนวณ\n"
        "1. ร้อยละของสวนที่เปิดใช้\n\nพ.ศ. 2563 : ร้อยละ\n44\nพ.ศ. 2564 :\nพ.ศ. 2565 : ร้อยละ 37\n\n"
        "ไม่น้อยกว่า\nร้อยละ 80\n\n20 นิยาม\nสวนที่เปิดใช้ หมายถึง สวนที่เข้าได้\n"
    )
    (table,) = tables(read(text))
    assert grid(table)[1][2:5] == ["พ.ศ. 2563 : ร้อยละ 44 พ.ศ. 2564 : พ.ศ. 2565 : ร้อยละ 37", "ไม่น้อยกว่า ร้อยละ 80", "20"]


def test_agencies_of_a_role_and_offices_of_a_unit() -> None:
    text = (
        "ที่ รหัส KRs ชื่อตัวชี้วัด ค่าเป้าหมาย ความรับผิดชอบ (H/R) โครงการ/กิจกรรม (งบประมาณ) ส่วนราชการที่รับผิดชอบ\n"
        "1 3103 สัดส่วนเรื่องค้าง\nต่อเรื่องทั้งหมด\nร้อยละ 80 H : สผว.\nR : ทุก\nหน่วยงาน\n"
        "กิจกรรมแก้ไขเรื่อง\n(512,000 บาท)\nกองวิชาการ\nฝ่ายปกครอง\n"
    )
    (table,) = tables(read(text))
    assert grid(table)[1][4:] == ["H : สผว. R : ทุก หน่วยงาน", "กิจกรรมแก้ไขเรื่อง (512,000 บาท)", "กองวิชาการ ฝ่ายปกครอง"]


# --- what disagrees is flagged ---


@pytest.mark.parametrize(("total", "wrong"), [("35", False), ("34", True)])
def test_a_total_that_is_no_sum_is_flagged(total: str, wrong: bool) -> None:
    rows = "1 ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\nระดับ 5 15 ระดับ 5 ขุดลอกครบ\n15 คะแนน\n"
    rows += "2 จำนวนต้นไม้ที่ปลูกใหม่\n300 ต้น 20 320 ต้น ปลูกครบ\n20 คะแนน\n"
    table = tables(read(TWO_SCALED + SUMMARY + rows + f"รวมคะแนน {total} คะแนน\n"))[1]
    assert [flagged(table, row) for row in (1, 2, 3)] == [wrong] * 3


def test_a_weight_that_the_scale_does_not_know_is_flagged() -> None:
    rows = "1 ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\nระดับ 5 25 ระดับ 5 ขุดลอกครบ\n15 คะแนน\n"
    rows += "2 จำนวนต้นไม้ที่ปลูกใหม่\n300 ต้น 20 320 ต้น ปลูกครบ\n20 คะแนน\n"
    table = tables(read(TWO_SCALED + SUMMARY + rows))[1]
    assert flagged(table, 1) and not flagged(table, 2)


def test_a_row_less_than_the_scale_is_flagged() -> None:
    rows = "1 ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\nระดับ 5 15 ระดับ 5 ขุดลอกครบ\n15 คะแนน\n"
    assert flagged(tables(read(TWO_SCALED + SUMMARY + rows))[1], 1)


def test_a_row_without_a_score_is_flagged_and_kept() -> None:
    rows = "1 ระดับความสำเร็จของการขุดลอก\nคลองสายรอง\nระดับ 5 15 ระดับ 5 ขุดลอกครบ\n"
    (table,) = tables(read(SUMMARY + rows))
    assert grid(table)[1][1].startswith("ระดับความสำเร็จ") and flagged(table, 1)


def test_headings_alone_make_the_whole_document_a_guess() -> None:
    column = "ตัวชี้วัด\n1.\n2.\n\nน้ำหนัก (ร้อยละ)\n15\n20\n\nผลการดำเนินการ\nระดับ 5\nระดับ 4\n\nคะแนนที่ได้\n15\n16\n\n"
    text = column * 3 + DETAIL + "1. ระดับความสำเร็จ\nระดับ 5 ระดับ 3 โครงการหนึ่ง\n\nแล้วเสร็จ\n"
    document = read(text)
    assert is_scattered(column.split("\n") * 2, [])
    assert all(GUESS in block.flags for block in document.blocks if isinstance(block, Paragraph))
    assert all(flagged(table, 1) for table in tables(document))


def test_columns_side_by_side_make_the_whole_document_a_guess() -> None:
    text = "   ตัวชี้วัด      น้ำหนัก (ร้อยละ)    ผลการดำเนินการ\n      1.               15            ระดับ 5\n"
    assert is_side_by_side(text.split("\n"))
    assert all(GUESS in block.flags for block in read(text).blocks if isinstance(block, Paragraph))
    assert not is_side_by_side(DETAIL.split("\n"))


# --- headings, names, pages ---


def test_two_headings_that_read_as_one_are_two() -> None:
    header = find_header(["ลำดับ ตัวชี้วัด (KPI) ผลการดำเนินงาน ย้อนหลัง 3 ปี ค่าเป้าหมาย น้ำหนัก (ร้อยละ)"], 0)
    assert header is not None
    assert header.kinds == ("serial", "name", "baseline", "target", "weight")


def test_a_last_heading_that_nobody_knows() -> None:
    text = "ลำดับที่ โครงการ/กิจกรรมสำคัญ งบประมาณ ส่วนราชการ รหัสนโยบาย (3 หลัก) แหล่งเงิน\n"
    text += "1 โครงการหนึ่ง 500,000 บาท ฝ่ายโยธา P054 งบ กทม.\n"
    (table,) = tables(read(text))
    assert grid(table) == [
        ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก)", "แหล่งเงิน"],
        ["1", "โครงการหนึ่ง", "500,000 บาท", "ฝ่ายโยธา", "P054", "งบ กทม."],
    ]


def test_a_known_name_ends_where_it_ends() -> None:
    known = Known()
    known.learn_scale([("1. ร้อยละของชุมชน 40 แห่ง", "2 คะแนน", "4 คะแนน")])
    assert known.agreement(1, "ร้อยละของชุมชน 40 แห่ง") > 0 > known.agreement(1, "ร้อยละของชุมชน")
    assert known.agreement(1, "สำรวจคลองทุกสายแล้วเสร็จ") < -5 and known.agreement(2, "ปลูกต้นไม้ครบแล้ว") < -5
    assert known.score_agreement(1, "4 คะแนน") > 0 > known.score_agreement(1, "5")
    assert Known().agreement(1, "ร้อยละของชุมชน") == 0.0


def test_gaps_count_only_where_they_part_values() -> None:
    typed, prose = "ระดับ 5", "ดำเนินการแล้ว"
    assert gap_strength([(typed, True), (prose, False)] * 4) == 1.0
    assert gap_strength([(typed, True), (prose, True)] * 4) == 0.0


def test_page_numbers_count_up_far_apart() -> None:
    page = ["ข้อความ"] * 30
    lines = [line for number in range(3, 8) for line in [*page, "", str(number), ""]]
    assert [lines[at] for at in sorted(page_numbers(lines))] == ["3", "4", "5", "6", "7"]
    rows = [line for number in range(1, 8) for line in ["", str(number), "", "ชื่อ", ""]]
    assert page_numbers(rows) == frozenset()


# --- properties ---


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([5, 10, 15, 20, 25]),
            st.integers(1, 5),
            st.lists(
                st.sampled_from(["แล้วเสร็จ 6", "เส้นทาง จำนวน 4", "คิดเป็นร้อยละ 80", "2. จัดประชุม", "ได้ 3 แห่ง"]), max_size=4
            ),
        ),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_scores_are_right_or_flagged(rows: list[tuple[int, int, list[str]]], gaps: bool) -> None:
    names = ["ระดับความสำเร็จของการขุดลอก", "ระดับความสำเร็จของการปลูกป่า", "ร้อยละของถนนที่สะอาด", "จำนวนสวนที่เปิด"]
    blank = "\n" if gaps else ""
    text = SCALE
    for number, (weight, _, _) in enumerate(rows, 1):
        text += (
            f"{number}. {names[number - 1]}\n{blank}"
            + " ".join(f"{weight * level / 5:g} คะแนน" for level in range(1, 6))
            + "\n"
        )
    text += "* กรณีผลต่ำกว่าระดับ 1\n" + SUMMARY
    for number, (weight, level, told) in enumerate(rows, 1):
        words = "\n".join(["ดำเนินการตามแผน", *told])
        text += f"{blank}{number} {names[number - 1]}\n{blank}ระดับ 5 {weight} ระดับ {level} {words}\n"
        text += f"{blank}{weight * level / 5:g} คะแนน\n"
    text += f"{blank}รวมคะแนน {sum(w * v / 5 for w, v, _ in rows):g} คะแนน\n"
    document = read(text)
    assert everything(document) == squash(text)
    summary = tables(document)[1]
    assert len(summary.rows) >= len(rows) + 1 or flagged(summary, 1)
    for at, row in enumerate(summary.rows[1:-1], 1):
        number = row.texts()[0]
        if number.isdigit() and int(number) <= len(rows) and not flagged(summary, at):
            weight, level, _ = rows[int(number) - 1]
            assert row.texts()[3] == str(weight) and row.texts()[6] == f"{weight * level / 5:g} คะแนน"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_no_character_of_a_random_document_is_lost(form: str, seed: int) -> None:
    sheet = random_document(700 + seed, form).sheet
    text = write_raw(with_thai_digits(sheet) if seed % 2 else sheet, 70 + 20 * seed)
    assert everything(read(text)) == squash(text)


@pytest.mark.parametrize("seed", range(8))
def test_results_of_random_reports_are_right_or_flagged(seed: int) -> None:
    sample = random_document(900 + seed, "report")
    found: dict[str, bool] = {}
    for table in tables(read(write_raw(sample.sheet, 76 + 8 * seed))):
        for at, row in enumerate(table.rows):
            found[squash("|".join(row.texts()))] = flagged(table, at)
    for result in sample.gold["results"]:
        if result["source"] == "result_summary":
            cells = [result["item_no"], result["kpi_name"], result["target_raw"], f"{result['weight']:g}"]
            cells += [result["achieved_raw"], result["narrative"], result["score_raw"]]
            assert squash("|".join(cells)) in found or any(found.values())


# --- HTML tables ---


def test_html_tables_are_tables() -> None:
    text = (
        "คำนำ\n<table border=1><caption>ตาราง ข</caption><tr><th rowspan=2>ที่</th><th>ตัวชี้วัด</th></tr>\n"
        "<tr><td>ร้อยละ <b>80</b><br>ของงาน\n</td></tr>\n<tr><td>1<td colspan='2'>ก &amp; ข</table> ท้ายตาราง\n"
    )
    document = read(text)
    (table,) = tables(document)
    assert grid(table) == [["ที่", "ตัวชี้วัด", ""], ["", "ร้อยละ 80 ของงาน", ""], ["1", "ก & ข", ""]]
    assert table.rows[1].cells[0] is None and table.rows[0].cells[0] is not None
    assert table.rows[0].cells[0].rowspan == 2 and table.rows[0].cells[0].bold
    assert [row.place.line for row in table] == [2, 3, 5]
    assert [p.text for p in document.blocks if isinstance(p, Paragraph)] == ["คำนำ", "ตาราง ข", "ท้ายตาราง"]


@pytest.mark.parametrize("text", ["<table>\nข้อความ", "<table></table>\nข้อความ", "ข้อความ </table>"])
def test_html_without_rows_is_text(text: str) -> None:
    document = read(text)
    assert not tables(document) and "ข้อความ" in [p.text for p in document.blocks if isinstance(p, Paragraph)]
