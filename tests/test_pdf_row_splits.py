"""Entries that no rule parts: told apart by numbers, items and amounts on their baselines; guesses are flagged."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, cells, tables, texts
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.entry_signs import below_gaps
from phaen.extractors.pdf.settings import ROWS

XS = (50, 80, 250, 330, 430)
HEAD = ("ที่", "โครงการ", "งบประมาณ", "หน่วยงาน")
BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


def page(bottom: float, *columns: list[tuple[float, str]], heads: tuple[str, ...] = HEAD, size: float = 10.0) -> Page:
    """One ruled row from 120 to ``bottom`` below a header; the columns hold (baseline, text)."""
    made = Page(size).rules(XS[: len(heads) + 1], (100, 120, bottom))
    for x, head in zip(XS, heads, strict=False):
        made.text(x + 3, 114, head)
    for x, column in zip(XS, columns, strict=False):
        for base, text in column:
            made.text(x + 3, base, text)
    return made


def body(made: Page, backend: str = "pdfium") -> list[list[str]]:
    (table,) = tables(made.data(), backend)
    return texts(table)[1:]


NUMBERS = [(134.0, "1"), (164.0, "2"), (179.0, "3")]
NAMES = [(134.0, "โครงการฝึกอบรมอาชีพระยะสั้น"), (149.0, "ในชุมชน"), (164.0, "โครงการดูแลผู้สูงอายุ"), (179.0, "กิจกรรมเยี่ยมบ้าน")]
MONEY = [(134.0, "1,250,000"), (164.0, "ไม่ใช้งบประมาณ"), (179.0, "90,000")]
UNITS = [(134.0, "กอง ก"), (164.0, "กอง ข"), (179.0, "กอง ค")]


@BOTH
def test_running_numbers_in_the_first_column_part_entries(backend: str) -> None:
    made = page(190, NUMBERS, NAMES, MONEY, UNITS)
    (table,) = tables(made.data(), backend)
    assert [row[0] for row in texts(table)[1:]] == ["1", "2", "3"]
    assert [row[2] for row in texts(table)[1:]] == ["1,250,000", "ไม่ใช้งบประมาณ", "90,000"]
    assert "".join(texts(table)[1][1].split()) == "โครงการฝึกอบรมอาชีพระยะสั้นในชุมชน"
    assert not any(cell.flags for cell in cells(table))
    tops = [row.place.bbox[1] for row in table.rows if row.place.bbox]
    assert tops == sorted(set(tops))


@BOTH
def test_one_rule_that_is_missing_hides_no_entry(backend: str) -> None:
    made = page(190, NUMBERS, NAMES, MONEY, UNITS)
    made.line(50, 155, 430, 155)
    assert [row[0] for row in body(made, backend)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "numbers",
    [
        [(134.0, "1"), (164.0, "3")],  # no running numbers
        [(134.0, "2,500"), (164.0, "80")],
        [(141.0, "1"), (172.0, "2")],  # beside no line
    ],
)
def test_other_figures_in_the_first_column_part_nothing(numbers: list[tuple[float, str]]) -> None:
    assert len(body(page(190, numbers, NAMES[:3], [(134.0, "1,250,000")], [(134.0, "กอง ก")]))) == 1


def test_lines_of_another_size_stand_beside_a_number() -> None:
    made = page(190, [], NAMES, MONEY, UNITS)
    made.canvas.setFont("Sarabun", 8)
    for base, text in NUMBERS:
        made.text(53, base - 3, text)
    assert [row[0] for row in body(made)] == ["1", "2", "3"]


@BOTH
def test_items_with_a_unit_and_a_figure_each_part_the_cells_beside_them(backend: str) -> None:
    heads = ("โครงการ", "ตัวชี้วัด", "หน่วย", "ค่าเป้าหมาย")
    made = page(
        200,
        [(134.0, "โครงการ ก"), (149.0, "ระยะที่ 2")],
        [(134.0, "1. ผู้เข้าร่วม"), (149.0, "ทุกกลุ่ม"), (164.0, "2. ผู้รับบริการ"), (179.0, "- ความพึงพอใจ")],
        [(134.0, "คน"), (179.0, "ร้อยละ")],
        [(134.0, "5"), (179.0, "80")],
        heads=heads,
    )
    (table,) = tables(made.data(), backend)
    first, second = table.rows[1:]
    assert first.cells[0] is not None and first.cells[0].rowspan == 2 and second.cells[0] is None
    assert [row[2:] for row in texts(table)[1:]] == [["คน", "5"], ["ร้อยละ", "80"]]
    assert texts(table)[2][1].startswith("2. ผู้รับบริการ")


def test_a_bulleted_line_with_a_figure_of_its_own_is_an_entry() -> None:
    heads = ("โครงการ", "ตัวชี้วัด", "หน่วย", "ค่าเป้าหมาย")
    made = page(
        200,
        [(134.0, "โครงการ ก")],
        [(134.0, "1. ผู้เข้าร่วม"), (149.0, "2. ผู้รับบริการ"), (164.0, "- พึงพอใจ"), (179.0, "- รู้และเข้าใจ")],
        [(134.0, "คน"), (164.0, "ร้อยละ"), (179.0, "ร้อยละ")],
        [(134.0, "5"), (164.0, "80"), (179.0, "75")],
        heads=heads,
    )
    assert [row[3] for row in body(made)] == ["5", "80", "75"]


def test_two_figures_in_one_item_are_no_figure_for_it() -> None:
    heads = ("โครงการ", "ตัวชี้วัด", "หน่วย", "ค่าเป้าหมาย")
    made = page(
        200,
        [(134.0, "โครงการ ก")],
        [(134.0, "1. ผู้เข้าร่วม"), (149.0, "ทุกกลุ่ม"), (164.0, "2. ผู้รับบริการ")],
        [(134.0, "คน"), (164.0, "คน")],
        [(134.0, "5"), (149.0, "80"), (164.0, "7")],
        heads=heads,
    )
    assert len(body(made)) == 1


def test_lines_that_open_like_projects_beside_amounts_are_entries_as_a_guess() -> None:
    heads = ("โครงการ", "งบประมาณ", "หน่วยงาน")
    names = [(134.0, "โครงการ ก"), (149.0, "ระยะที่สอง"), (164.0, "โครงการ ข"), (179.0, "กิจกรรม ค")]
    made = page(190, names, MONEY, UNITS, heads=heads)
    (table,) = tables(made.data())
    assert [row[1] for row in texts(table)[1:]] == ["1,250,000", "ไม่ใช้งบประมาณ", "90,000"]
    assert all("rows_guessed" in cell.flags for row in table.rows[1:] for cell in row.cells if cell)
    assert not any(cell.flags for cell in table.rows[0].cells if cell)


def test_free_height_across_all_columns_parts_entries_as_a_guess() -> None:
    heads = ("ตัวชี้วัด", "ค่าเป้าหมาย", "หน่วยงาน")
    made = page(
        230,
        [(134.0, "ร้อยละของงาน"), (149.0, "ที่เสร็จตามแผน"), (174.0, "จำนวนผู้รับบริการ"), (189.0, "ที่มาถึงศูนย์")],
        [(134.0, "ร้อยละ 80"), (174.0, "60 คน")],
        [(134.0, "กอง ก"), (174.0, "กอง ข")],
        heads=heads,
    )
    (table,) = tables(made.data())
    assert [row[1] for row in texts(table)[1:]] == ["ร้อยละ 80", "60 คน"]
    assert all("rows_guessed" in cell.flags for row in table.rows[1:] for cell in row.cells if cell)


def test_two_columns_are_not_parted_by_free_height() -> None:
    heads = ("หัวข้อ", "คำอธิบาย")
    made = page(
        230,
        [(134.0, "นิยาม"), (149.0, "ความหมาย"), (174.0, "วิธีคำนวณ")],
        [(134.0, "งานที่ทำเสร็จ"), (149.0, "ตามแผน"), (174.0, "นับจำนวน")],
        heads=heads,
    )
    assert len(body(made)) == 1


def test_a_paragraph_in_one_column_parts_nothing() -> None:
    heads = ("ตัวชี้วัด", "ค่าเป้าหมาย", "หน่วยงาน")
    made = page(
        230,
        [(134.0, "ร้อยละของงาน"), (149.0, "ที่เสร็จตามแผน"), (174.0, "นับทุกไตรมาส")],
        [(134.0, "ร้อยละ 80")],
        [(134.0, "กอง ก")],
        heads=heads,
    )
    assert len(body(made)) == 1


@BOTH
def test_columns_of_figures_on_the_same_baselines(backend: str) -> None:
    """The first columns speak for several entries; a human counts the figures."""
    heads = ("ยุทธศาสตร์", "ตัวชี้วัด", "2567", "2568", "2569")
    made = Page(10.0).rules((50, 180, 330, 380, 430, 480), (100, 120, 190))
    columns = (
        [(134.0, "พัฒนาบริการ"), (162.0, "พัฒนาคน")],
        [(134.0, "ร้อยละผู้รับบริการพอใจ"), (148.0, "จำนวนเรื่องที่ส่งต่อ"), (162.0, "ร้อยละที่ผ่านการอบรม")],
        *[[(134.0 + 14 * n, f"{value + n}") for n in range(3)] for value in (80, 82, 84)],
    )
    for x, head, column in zip((50, 180, 330, 380, 430), heads, columns, strict=True):
        made.text(x + 3, 114, head)
        for base, text in column:
            made.text(x + 3, base, text)
    (table,) = tables(made.data(), backend)
    assert [row[2:] for row in texts(table)[1:]] == [["80", "82", "84"], ["81", "83", "85"], ["82", "84", "86"]]
    assert ["".join(row[0].split()) for row in texts(table)[1:]] == ["พัฒนาบริการ", "", "พัฒนาคน"]
    assert not any(cell.flags for cell in cells(table))


@BOTH
def test_two_columns_of_figures_are_a_guess(backend: str) -> None:
    money = [(134.0, "100,000"), (148.0, "200,000")]
    made = page(170, [(134.0, "ก"), (148.0, "ข")], [(134.0, "งานซ่อมบำรุง"), (148.0, "งานก่อสร้าง")], money, money)
    (table,) = tables(made.data(), backend)
    assert [row[2] for row in texts(table)[1:]] == ["100,000", "200,000"]


@BOTH
def test_numbered_items_inside_a_numbered_entry(backend: str) -> None:
    heads = ("ที่", "โครงการ", "ตัวชี้วัด", "เป้าหมาย")
    items = [(134.0, "1. ผู้เข้าร่วม"), (149.0, "2. ความพึงพอใจ"), (164.0, "1. ผู้ผ่านเกณฑ์")]
    goals = [(134.0, "120"), (149.0, "85"), (164.0, "40")]
    names = [(134.0, "โครงการคลินิกสัญจร"), (164.0, "โครงการวันวิชาการ")]
    made = page(180, [(134.0, "1"), (164.0, "2")], names, items, goals, heads=heads)
    rows = body(made, backend)
    assert [row[3] for row in rows] == ["120", "85", "40"]
    assert [row[0] for row in rows if row[0]] == ["1", "2"]


@BOTH
def test_headings_below_each_other_in_one_row_across_the_table(backend: str) -> None:
    made = Page(10.0).rules(XS, (100, 120)).rules((50, 430), (120, 155)).rules(XS, (155, 180))
    for x, head, text in zip(XS, HEAD, ("1", "โครงการถังขยะอัจฉริยะ", "480,000", "ฝ่ายโยธา"), strict=False):
        made.text(x + 3, 114, head).text(x + 3, 170, text)
    made.text(53, 134, "ประเด็นการพัฒนาที่ 1 เขตสะอาด").text(53, 149, "วัตถุประสงค์หลัก (Objective) : ลดจุดทิ้งขยะ")
    (table,) = tables(made.data(), backend)
    assert [row[0] for row in texts(table)[1:3]] == [
        "ประเด็นการพัฒนาที่ 1 เขตสะอาด",
        "วัตถุประสงค์หลัก (Objective) : ลดจุดทิ้งขยะ",
    ]


def test_numbers_of_several_parts_begin_entries_of_texts() -> None:
    names = [(134.0, "3.1 ความสำเร็จของการเบิกจ่าย"), (146.0, "ในภาพรวม"), (160.0, "3.2 การเปิดเผยข้อมูล")]
    others = [(134.0, "ตามที่กองคลังกำหนด"), (160.0, "ตามที่กองแผนกำหนด")]
    units = [(134.0, "กองคลัง"), (160.0, "กองแผนงาน"), (172.0, "และข้อมูล")]
    heads = ("ตัวชี้วัด", "นิยาม", "หน่วยงาน")
    made = Page(10.0).rules((50, 250, 400, 500), (100, 120, 190))
    for x, head, column in zip((50, 250, 400), heads, (names, others, units), strict=True):
        made.text(x + 3, 114, head)
        for base, text in column:
            made.text(x + 3, base, text)
    (table,) = tables(made.data())
    assert [row[1] for row in texts(table)[1:]] == ["ตามที่กองคลังกำหนด", "ตามที่กองแผนกำหนด"]
    assert all(cell.flags == ("rows_guessed",) for row in table.rows[1:] for cell in row.cells if cell)


def test_numbers_without_free_height_are_a_list_in_one_entry() -> None:
    names = [(134.0, "3.1 การเบิกจ่าย"), (146.0, "ในภาพรวม"), (158.0, "3.2 การเปิดเผย")]
    others = [(134.0, "กองคลัง"), (158.0, "กองแผน")]
    assert len(body(page(190, names, others, others, others))) == 1


@BOTH
def test_figures_of_many_columns_part_entries_below_texts_merged_down(backend: str) -> None:
    heads = ("ยุทธศาสตร์", "ตัวชี้วัด", "66", "67", "68", "69")
    made = Page(10.0).rules((50, 130, 300, 340, 380, 420, 460), (100, 120, 200))
    columns = [[(134.0, "พัฒนาระบบ"), (146.0, "บริการ")]]
    columns += [[(134.0, "ร้อยละผู้ป่วยที่ได้รับ"), (146.0, "การดูแล"), (158.0, "จำนวนครั้งที่ส่งต่อ")]]
    columns += [
        [(134.0, first), (158.0, second)] for first, second in (("80", "12"), ("82", "10"), ("85", "8"), ("88", "6"))
    ]
    for x, head, column in zip((50, 130, 300, 340, 380, 420), heads, columns, strict=True):
        made.text(x + 3, 114, head)
        for base, text in column:
            made.text(x + 3, base, text)
    (table,) = tables(made.data(), backend)
    assert [row[2:] for row in texts(table)[1:]] == [["80", "82", "85", "88"], ["12", "10", "8", "6"]]
    assert all("rows_guessed" in cell.flags for row in table.rows[1:] for cell in row.cells if cell and cell.text)


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        ("แผนงานพื้นฐานด้านการเกษตร", 2),
        ("แผนงานพื้นฐานด้านการเกษตรและการพัฒนาแหล่งน้ำเพื่อการเพาะปลูกในพื้นที่แห้งแล้งซ้ำซาก ตาม", 1),
    ],
)
def test_a_programme_above_its_output_is_a_row_of_its_own(above: str, rows: int) -> None:
    made = Page(10.0).rules(XS, (100, 120))
    for x, head in zip(XS, HEAD, strict=False):
        made.text(x + 3, 114, head)
    for y in (150, 170):
        made.line(50, y, 430, y)
    for x in (50, 430):
        made.line(x, 120, x, 170)
    for x in (80, 250, 330):
        made.line(x, 150, x, 170)
    made.text(53, 132, above).text(53, 145, "ผลผลิตที่ 1 : พื้นที่ได้รับการปรับปรุงดิน")
    for x, text in zip(XS, ("1", "โครงการปรับปรุงดิน", "90,000", "กองดิน"), strict=False):
        made.text(x + 3, 164, text)
    assert len(body(made)) == rows + 1


def ruled(xs: tuple[int, ...], bottom: float, heads: tuple[str, ...], *columns: list[tuple[float, str]]) -> Page:
    """As :func:`page`, with columns of other widths and a heading of two lines, 12 points apart."""
    made = Page(10.0).rules(xs, (90, 120, bottom))
    for x, head in zip(xs, heads, strict=False):
        for base, part in zip((102, 114), head.split("\n"), strict=False):
            made.text(x + 3, base, part)
    for x, column in zip(xs, columns, strict=False):
        for base, text in column:
            made.text(x + 3, base, text)
    return made


@BOTH
@pytest.mark.parametrize("step", [14.0, 16.0, 20.0])
def test_a_programme_over_its_output_and_its_projects(backend: str, step: float) -> None:
    """Little free height between paragraphs parts all entries, as it parts the numbered ones."""
    y = [134.0]
    for gap in (step, step, 12.0, step, step, step):
        y.append(y[-1] + gap)
    made = ruled(
        (50, 90, 250, 420, 520),
        y[6] + 10,
        ("ลำดับ\nที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ"),
        [(y[0], "1"), (y[4], "2")],
        [(y[0], "แผนงานบริการ"), (y[1], "ผลผลิตการรักษา"), (y[4], "แผนงานทั่วไป"), (y[5], "ผลผลิตกลาง"), (y[6], "รวม")],
        [(y[1], "1. โครงการจัดซื้อเวชภัณฑ์"), (y[2], "2. โครงการบำรุงรักษา"), (y[3], "เครื่องมือ"), (y[5], "1. โครงการสัมมนา")],
        [(y[1], "215,300,000"), (y[2], "48,750,000"), (y[3], "บาท"), (y[5], "1,020,400"), (y[6], "265,070,400")],
    )
    assert [(row[0], row[1], row[3].replace("\n", " ")) for row in body(made, backend)] == [
        ("1", "แผนงานบริการ", ""),
        ("", "ผลผลิตการรักษา", "215,300,000"),
        ("", "", "48,750,000 บาท"),
        ("2", "แผนงานทั่วไป", ""),
        ("", "ผลผลิตกลาง", "1,020,400"),
        ("", "รวม", "265,070,400"),
    ]


@BOTH
def test_projects_of_an_output_under_its_programme_without_numbers(backend: str) -> None:
    made = ruled(
        (50, 90, 250, 420, 520),
        195,
        ("ที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ"),
        [(134.0, "1")],
        [(134.0, "แผนงานรักษาความสะอาด"), (150.0, "ผลผลิตการเก็บขน"), (182.0, "รวม")],
        [(150.0, "โครงการจัดหาภาชนะ"), (166.0, "โครงการฝึกอบรม")],
        [(150.0, "7,800,000"), (166.0, "1,250,000"), (182.0, "9,050,000")],
    )
    (table,) = tables(made.data(), backend)
    assert [row[1:] for row in texts(table)[1:]] == [
        ["แผนงานรักษาความสะอาด", "", ""],
        ["ผลผลิตการเก็บขน", "โครงการจัดหาภาชนะ", "7,800,000"],
        ["", "โครงการฝึกอบรม", "1,250,000"],
        ["รวม", "", "9,050,000"],
    ]
    assert all("rows_guessed" in cell.flags for row in table.rows[1:4] for cell in row.cells if cell)


@BOTH
def test_a_total_without_a_figure_stands_below_the_entry(backend: str) -> None:
    made = ruled(
        (50, 90, 300, 420),
        180,
        ("ลำดับ\nที่", "โครงการ", "งบประมาณ"),
        [(134.0, "1."), (160.0, "รวมงบ"), (172.0, "ทั้งสิ้น")],
        [(134.0, "โครงการติดตั้งเครื่องวัด"), (146.0, "คุณภาพอากาศ")],
        [(134.0, "ไม่ได้รับงบ"), (146.0, "ประมาณ")],
    )
    assert [row[0] for row in body(made, backend)] == ["1.", "รวมงบทั้งสิ้น"]


def test_a_word_like_a_total_close_below_a_text_is_its_rest() -> None:
    made = ruled(
        (50, 200, 300, 420),
        180,
        ("โครงการ", "ที่", "งบประมาณ"),
        [(134.0, "โครงการประชุม"), (146.0, "รวมพลัง")],
        [(134.0, "1")],
        [(134.0, "90,000")],
    )
    assert len(body(made)) == 1


LEVELS = [
    (134.0, "1. ยุทธศาสตร์โครงสร้างพื้นฐาน"),
    (146.0, "1.1 แผนงานอุตสาหกรรม"),
    (158.0, "1.2 แผนงานการเกษตร"),
    (170.0, "2. ยุทธศาสตร์การศึกษา"),
    (182.0, "2.1 แผนงานการศึกษา"),
    (194.0, "รวมทั้งสิ้น"),
]


@BOTH
@pytest.mark.parametrize("total", [True, False])
def test_numbers_of_two_levels_with_figures_beside_the_lower(backend: str, total: bool) -> None:
    figures = [(146.0, "2"), (158.0, "4"), (182.0, "1"), (194.0, "7")]
    count = len(LEVELS) if total else len(LEVELS) - 1
    made = ruled(
        (50, 250, 330, 430),
        205,
        ("ยุทธศาสตร์ / แผนงาน", "จำนวนโครงการ", "งบประมาณ"),
        LEVELS[:count],
        figures[: count - 2],
        [(base, f"{value}00,000") for base, value in figures[: count - 2]],
    )
    assert [row[1] for row in body(made, backend)] == ["", "2", "4", "", "1", "7"][:count]


def test_a_level_without_figures_and_without_lower_ones_is_no_entry_of_its_own() -> None:
    made = ruled(
        (50, 250, 330, 430),
        205,
        ("ยุทธศาสตร์ / แผนงาน", "จำนวนโครงการ", "งบประมาณ"),
        LEVELS[:2],
        [(134.0, "2")],
        [(134.0, "200,000")],
    )
    assert len(body(made)) == 1


@BOTH
def test_numbered_lines_with_a_value_beside_each(backend: str) -> None:
    made = ruled(
        (50, 220, 400, 480, 560),
        160,
        ("กลยุทธ์", "ตัวชี้วัด", "2567", "2568"),
        [(134.0, "1.5.2 ลดความเสี่ยง"), (150.0, "1.5.3 พัฒนาบริการ")],
        [(134.0, "ร้อยละของผู้ป่วย"), (150.0, "จำนวนหน่วยฉุกเฉิน")],
        [(134.0, "ร้อยละ 40"), (150.0, "เพิ่มขึ้น 5")],
        [(134.0, "ร้อยละ 45"), (150.0, "เพิ่มขึ้น 8")],
    )
    assert [row[3] for row in body(made, backend)] == ["ร้อยละ 45", "เพิ่มขึ้น 8"]


@BOTH
def test_headings_that_run_on_under_the_next_columns_are_rows(backend: str) -> None:
    made = ruled(
        (50, 90, 300, 420),
        200,
        ("ลำดับ", "โครงการ", "งบประมาณ"),
        [(134.0, "ประเด็นการพัฒนาที่ 1 เขตสะอาด"), (150.0, "KR 1 : จำนวนจุดทิ้งขยะลดลง"), (166.0, "1"), (182.0, "2")],
        [(166.0, "โครงการถังขยะ"), (182.0, "กิจกรรมอาสา")],
        [(166.0, "480,000"), (182.0, "ไม่ใช้งบประมาณ")],
    )
    found = body(made, backend)
    assert [row[0] for row in found] == ["ประเด็นการพัฒนาที่ 1 เขตสะอาด", "KR 1 : จำนวนจุดทิ้งขยะลดลง", "1", "2"]
    assert [row[2] for row in found] == ["", "", "480,000", "ไม่ใช้งบประมาณ"]


@BOTH
def test_a_total_whose_word_a_narrow_column_breaks(backend: str) -> None:
    made = ruled(
        (50, 80, 250, 330, 400),
        190,
        ("ที่", "โครงการ", "2566\n(บาท)", "2567\n(บาท)"),
        [(134.0, "1"), (164.0, "รว"), (176.0, "ม")],
        [(134.0, "โครงการเยี่ยมบ้าน"), (146.0, "ผู้ป่วย"), (164.0, "1 โครงการ")],
        [(134.0, "40,000"), (164.0, "40,000")],
        [(134.0, "45,000"), (164.0, "45,000")],
    )
    assert [row[3] for row in body(made, backend)] == ["45,000", "45,000"]


@BOTH
def test_figures_broken_at_their_point_part_no_entries(backend: str) -> None:
    """In narrow columns 3.2500 breaks before its point, and 42,000 and 12.5000 beside it behind their first digit."""
    made = ruled(
        (50, 250, 290, 330, 370),
        190,
        ("โครงการ", "2567\n(ไร่)", "งบลงทุน\n(ล้าน)", "รวม\n(ล้าน)"),
        [(134.0, "โครงการปรับปรุงดิน"), (146.0, "ในลุ่มน้ำ")],
        [(134.0, "๔"), (146.0, "๒,๐๐๐")],
        [(134.0, "๓"), (146.0, ".๒๕๐๐")],
        [(134.0, "๑"), (146.0, "๕.๗๕๐๐")],
    )
    assert len(body(made, backend)) == 1


XS_ITEMS = ("โครงการ", "ตัวชี้วัด", "หน่วย", "ค่าเป้าหมาย")
TWO_ITEMS = [(134.0, "1. ผู้เข้าร่วมโครงการ"), (149.0, "2. ความพึงพอใจ")]


@BOTH
def test_a_unit_that_a_narrow_column_breaks_stands_with_its_item(backend: str) -> None:
    """ร้อย over ละ at half height beside two items: by their baselines alone คนร้อย and ละ."""
    units = [(129.0, "คน"), (141.5, "ร้อย"), (154.0, "ละ")]
    made = page(160, [(141.5, "1. โครงการ ก")], TWO_ITEMS, units, [(134.0, "120"), (149.0, "85")], heads=XS_ITEMS)
    rows = [["".join(cell.split()) for cell in row[2:]] for row in body(made, backend)]
    assert rows == [["คน", "120"], ["ร้อยละ", "85"]]


@BOTH
def test_one_amount_at_half_height_is_that_of_all_items(backend: str) -> None:
    """It stands by chance beside the second of them; at the top of its cell, an amount is the item's own."""
    items = [(129.0, "1. จำนวนโรงเรือน"), (142.5, "2. มีการใช้งบประมาณ"), (155.0, "ตามแผนทุกไตรมาส")]
    units, figures = [(136.0, "โรง"), (148.5, "ร้อยละ")], [(136.0, "1"), (148.5, "95")]
    xs = (50, 170, 290, 340, 400, 470)
    made = Page().rules(xs, (100, 120, 162))
    for x, head in zip(xs, ("โครงการ", "ตัวชี้วัด", "หน่วย", "ค่าเป้าหมาย", "งบประมาณ"), strict=False):
        made.text(x + 3, 114, head)
    project = [(136.0, "2. โครงการปรับปรุง"), (148.5, "โรงเรือนเพาะเลี้ยง")]
    for x, column in zip(xs, (project, items, units, figures, [(142.0, "450,000")]), strict=False):
        for base, text in column:
            made.text(x + 3, base, text)
    first, second = body(made, backend)
    assert first[4] == "450,000"
    assert second[3] == "95"
    assert not second[4]


@BOTH
def test_a_total_below_the_rest_of_the_page_before_is_a_row(backend: str) -> None:
    made = page(165, [(157.0, "รวมทั้งสิ้น")], [], [], [(133.0, "และเสียง")])
    assert [[cell for cell in row if cell] for row in body(made, backend)] == [["และเสียง"], ["รวมทั้งสิ้น"]]


@BOTH
@pytest.mark.parametrize("apart", [True, False])
def test_a_cell_of_several_entries_that_stand_apart_is_a_guess_for_all(backend: str, apart: bool) -> None:
    """A unit beside each of the first two items, one behind a brace for the rest; and one of four lines for all."""
    items = [
        (134.0 + 15 * k, text)
        for k, text in enumerate(["1) ค่ายเยาวชน", "ของเมือง", "2) ประกวดคำขวัญ", "3) อบรม", "4) ดูงาน"])
    ]
    money = [(134.0, "30,000"), (164.0, "20,000"), (179.0, "10,000"), (194.0, "10,000")]
    together = [(134.0 + 15 * k, text) for k, text in enumerate(["กอง", "การ", "ศึกษา", "ของเมือง"])]
    units = [(134.0, "กอง ก"), (164.0, "กอง ข"), (190.0, "กอง ค"), (202.0, "และ ง")] if apart else together
    made = page(210, [(134.0, "ก")], items, money, units)
    (table,) = tables(made.data(), backend)
    assert len(table.rows) == 5
    told = [cell for row in table.rows for cell in row.cells if cell and cell.text.startswith("กอง")]
    assert len(told) == 1 and ("rows_guessed" in told[0].flags) is apart


def recognised(text: str, base: float, size: float = 10.0, *, seen: bool = True) -> Line:
    return Line(0, text, text, 0.0, 50.0, base - 9, base + 3, base, size, False, False, False, False, seen=seen)


@pytest.mark.parametrize("seen", [False, True])
def test_a_little_free_height_is_none_between_recognised_lines(seen: bool) -> None:
    """Lines 12.5 points apart, a pixel of a scan more or less: printed ones would be parted by as much."""
    heights = {0: [100.0], 1: [100.2, 112.2, 125.2, 137.2], 2: [100.0, 112.4, 125.2]}
    inside = [[recognised("งาน", base, seen=seen) for base in heights[number]] for number in heights]
    assert bool(below_gaps([0, 1, 2], inside, ROWS.item_gap)) is not seen


def test_free_height_is_seen_between_recognised_lines() -> None:
    heights = {0: [100.0, 142.0], 1: [100.2, 112.2, 142.2], 2: [100.0, 112.4, 142.0]}
    inside = [[recognised("งาน", base) for base in heights[number]] for number in heights]
    assert [line.base for line in below_gaps([0, 1, 2], inside)] == [142.0]
