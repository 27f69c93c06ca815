"""Raw text layers whose lines run across the cells, and tables that no reader found: nothing of them looks sure."""

from __future__ import annotations

import pytest
from phaen.extractors.model import ACROSS, UNKNOWN_TABLE, Paragraph
from phaen.extractors.text.figure_rows import flag_figure_rows, is_figure_row
from phaen.extractors.text.raw.whole import ends_open
from phaen.extractors.text.reader import read_text

from samples.random_content import FORMS, random_document
from samples.text_writers import write_raw
from tests.test_interrupted import read

STRATEGY = "แผนกลยุทธ์ พ.ศ. 2566 - 2568\nเทศบาลตำบลบ้านใหม่\n"


def flags_of(form: str, seed: int, *, across: bool) -> tuple[str, ...]:
    sample = random_document(seed, form)
    return read_text(write_raw(sample.sheet, 80, across=across).encode(), "a.txt").flags


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_rows_printed_line_by_line_make_the_whole_document_a_guess(form: str, seed: int) -> None:
    assert ACROSS in flags_of(form, seed, across=True)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_rows_printed_cell_by_cell_do_not(form: str, seed: int) -> None:
    assert not flags_of(form, seed, across=False)


def test_every_row_of_such_a_document_is_flagged() -> None:
    sample = random_document(3, "plan2568")
    tables = read(write_raw(sample.sheet, 80, across=True))
    assert tables["documents"][0]["flags"]
    for dataset in ("kpis", "plans", "rubrics", "results"):
        assert all(row["flags"] for row in tables.get(dataset, ()))


BLOCKS = (
    "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\n\nสำนักงานเขตดุสิต\n\nส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n\n"
    "{heads}1\n\nร้อยละของตลาดที่ผ่านเกณฑ์\n\nร้อยละ 90\n\n10\n\n{rest}"
    "1.2 ภารกิจหลัก (Function Base)\n\n{heads}2\n\nจำนวนสวนหย่อมที่ปรับปรุง\n\n4 แห่ง\n\n5\n\n{other}"
)
HEADS = "ที่\n\nตัวชี้วัด\n\nค่าเป้าหมาย\n\nน้ำหนัก\n\n"


@pytest.mark.parametrize(
    ("rest", "other", "flagged"),
    [
        ("มาตรฐานสุขาภิบาล\n\n", "ให้ร่มรื่น\n\n", 2),  # twice: nothing in the document is sure
        ("มาตรฐานสุขาภิบาล\n\n", "", 1),
        ("", "", 0),
    ],
)
def test_words_torn_off_a_cell_stand_below_the_table(rest: str, other: str, flagged: int) -> None:
    """A program that prints block by block puts the second line of a name behind the last cell of its row."""
    rows = read(BLOCKS.format(heads=HEADS, rest=rest, other=other))["kpis"]
    assert [row["item_no"] for row in rows] == ["1", "2"]
    assert sum("raw_layout_guess" in row["flags"] for row in rows) == flagged


@pytest.mark.parametrize(
    ("text", "open_end"),
    [
        ("ร้อยละของหน่วยงานที่เปิดเผยข้อมูลการ", True),
        ("ความสำเร็จในการเสนอนวัตกรรมเพื่อ", True),
        ("จำนวนประชาชนทุก", True),
        ("สำนักงานปลัดกรุงเทพมหานคร สำนักงานการเจ้าหน้าที่", False),
        ("จำนวนลูกจ้างประจำของส่วนราชการ", False),
        ("จำนวนผลิตภัณฑ์เข้าร่วมโครงการ", False),
        ("การ", False),
    ],
)
def test_a_name_does_not_end_in_the_middle(text: str, open_end: bool) -> None:
    """ราชการ, เจ้าหน้าที่ and โครงการ end like words that need another behind them, and need none."""
    assert ends_open(text) is open_end


@pytest.mark.parametrize(
    "text",
    [
        "1.1 ปลูกจิตสำนึก โครงการเยาวชนรักสัตย์ 15,000 15,000 20,000 กองการศึกษา",
        "ร้อยละของผู้เรียนที่มีงานทำ ร้อยละ ๗๐ ๗๒ ๗๕ ๗๘ ๘๐ งานแนะแนว",
        "จำนวนวันเฉลี่ยที่ส่งเบิก ≤ 30 ≤ 25 ≤ 20",
        "แผนงานบุคลากรภาครัฐ 41.2500 42.5000",
        "เชิงปริมาณ : จำนวนท่าเรือ แห่ง 12 (11) 14 15 16",
        "มาตรการลดภาษี - 5,000 5,000 กองคลัง",
    ],
)
def test_figures_one_behind_another_are_a_row(text: str) -> None:
    assert is_figure_row(text)


@pytest.mark.parametrize(
    "text",
    [
        "โทร. 0 2221 2141 ต่อ 1234 5678 โทรสาร 0 2225 4300",
        "ปี 2566 2567 2568 2569",
        "ระดับ 1 2 3 4 5",
        "จัดอบรม 3 รุ่น รุ่นละ 50 คน ใช้งบประมาณ 150,000 บาท",
        "ระหว่างวันที่ 1 - 15 มกราคม 2567",
        "มาตรา 69/1 - 70 แห่งพระราชบัญญัติ",
        "งบประมาณ 15,000 บาท และ 20,000 บาท",
        "ผู้เข้าร่วม 1,200 คน",
    ],
)
def test_figures_of_a_sentence_are_none(text: str) -> None:
    assert not is_figure_row(text)


@pytest.mark.parametrize(
    "rows",
    [
        "โครงการเยาวชนรักสัตย์ 15,000 15,000 20,000 กองการศึกษา\nกิจกรรมราคากลาง - 5,000 5,000 กองคลัง\n",
        "มาตรการของขวัญ - - - สำนักปลัด\nโครงการเครือข่าย 25,000 25,000 30,000 สำนักปลัด\n",
        "ยุทธศาสตร์คน 2 90,000 3 120,000 1 50,000\n",
        "อบรมครู ๙๕,๐๐๐.- กลุ่มนิเทศ\nค่ายเยาวชน ๕๒,๕๐๐.- กลุ่มส่งเสริม\nตรวจเยี่ยม ๒๐,๐๐๐.- กลุ่มส่งเสริม\nผลิตสื่อ ๕๐,๐๐๐.- กลุ่มนิเทศ\n",
    ],
)
def test_a_document_whose_table_was_not_found_is_partial(rows: str) -> None:
    (document,) = read(f"{STRATEGY}มิติ เรื่องราว งบรายปี ใครทำ\n{rows}")["documents"]
    assert document["status"] == "partial"
    assert "line 4" in document["error"] or "4" in document["error"]


def test_an_amount_inside_a_name_makes_the_document_a_guess() -> None:
    rows = "๑ โครงการปลอดภัย ๑๘๕,๐๐๐.- กลุ่มส่งเสริม\nการศึกษา\n๒ โครงการพัฒนา ๗๒,๕๐๐.- กลุ่มนิเทศ\nการศึกษา\n"
    tables = read(f"{STRATEGY}ที่ โครงการ/กิจกรรม\nงบประมาณ\n(บาท)\nกลุ่มที่รับผิดชอบ\n{rows}")
    assert tables["documents"][0]["status"] == "partial" or tables["documents"][0]["flags"]
    assert all(row["flags"] for row in tables.get("plans", ()))


def test_one_line_of_few_figures_is_no_table() -> None:
    (document,) = read(f"{STRATEGY}ข้อมูลพื้นฐาน\nครัวเรือน 120 350 410\nประชากรส่วนใหญ่ทำนา\n")["documents"]
    assert document["status"] == "ok"


def test_lines_far_apart_are_no_table() -> None:
    text = "\n".join(["บ้านเลขที่ 120 350 410", *["ประชากรส่วนใหญ่ทำนา"] * 30, "บ้านเลขที่ 12 77 30"])
    blocks = flag_figure_rows(read_text(text.encode(), "a.txt").blocks)
    assert not any(UNKNOWN_TABLE in block.flags for block in blocks if isinstance(block, Paragraph))
