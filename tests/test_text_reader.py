"""Text input of the three shapes into the document model."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from phaen.extractors.model import Cell, Document, Paragraph, Table, UnreadableDocument
from phaen.extractors.text.latex import replace_formulas
from phaen.extractors.text.markup import printed
from phaen.extractors.text.raw.header import find_header
from phaen.extractors.text.reader import read_text

FIXTURES = Path(__file__).parent / "fixtures" / "text"


def load(name: str) -> Document:
    return read_text((FIXTURES / name).read_bytes(), name)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def grid(table: Table) -> list[list[str]]:
    return [[text.replace("\n", " ") for text in row.texts()] for row in table]


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def all_text(document: Document, raw: bool = False) -> str:
    parts: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(block.raw if raw else block.text)
        else:
            cells = [cell for row in block for cell in row.cells if cell]
            parts.extend(cell.raw if raw else cell.text for cell in cells)
    return squash("".join(parts))


# --- decoding ---


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp874", "tis-620"])
def test_every_encoding_gives_the_same_text(codec: str) -> None:
    text = "แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙\nร้อยละ\t๘๕\n"
    data = b"\xfe\xff" + text.encode(codec) if codec == "utf-16-be" else text.encode(codec)
    document = read_text(data, "a.txt")
    assert paragraphs(document)[0].text == "แผนปฏิบัติการ ประจำปี พ.ศ. ๒๕๖๙"
    assert grid(tables(document)[0]) == [["ร้อยละ", "๘๕"]]


@pytest.mark.parametrize("data", [b"", b"  \n\r\n\t", b"\xef\xbb\xbf\n", "\ufeff \u200b".encode()])
def test_empty_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="is empty"):
        read_text(data, "a.txt")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(200), b"caf\xe9 \xe0 la cr\xe8me " * 9]
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not text"):
        read_text(data, "a.bin")


def test_too_large_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("phaen.extractors.text.decode.MAX_BYTES", 10)
    with pytest.raises(UnreadableDocument, match="more than the limit"):
        read_text(b"12345678901", "a.txt")


def test_document_identity() -> None:
    document = read_text(b"abc", "sub/a.txt")
    assert (document.doc_id, document.source_file) == ("ba7816bf8f01cfea", "sub/a.txt")
    assert (document.kind, document.page_count) == ("text", None)


# --- plain and Markdown ---


def test_plain_tables_are_padded_and_keep_thai_digits() -> None:
    (table,) = tables(load("plain.txt"))
    assert table.width == 3
    assert grid(table)[1:] == [["๑.", "ร้อยละของถนนที่ซ่อมแล้ว", "ร้อยละ ๘๕"], ["๒.", "จำนวนสวนสาธารณะ", ""]]
    assert [row.place.line for row in table] == [15, 16, 17]


def test_contents_list_is_flagged_and_ends_with_its_last_page_number() -> None:
    found = [p.text for p in paragraphs(load("plain.txt")) if "contents" in p.flags]
    assert found == ["สารบัญ", "หน้า", "คำนำ (ก)", "ส่วนที่ 1 การดำเนินงานตามแผน 4", "ส่วนที่ 2 ยุทธศาสตร์ของหน่วยงาน 9"]


def test_markdown_marks_become_levels_and_bold() -> None:
    first = paragraphs(load("marked.md"))
    assert [(p.level, p.bold) for p in first] == [
        (1, False),
        (2, True),
        (None, True),
        (None, True),
        (None, False),
    ]
    assert first[1].text == "ส่วนที่ 1"
    assert first[1].raw == "## **ส่วนที่ 1**"
    assert first[4].text == "(อย่างน้อยจำนวน 4 KRs *ตามตกลง) ดู https://example.go.th/plan"


def test_html_and_formulas_in_cells_read_as_printed() -> None:
    table, pipes = tables(load("marked.md"))
    assert table.rows[1].texts()[2] == "นิยาม\n1. ไม้ยืนต้น\n2. ไม้พุ่ม & ไม้เลื้อย < 60 ซม."
    assert table.rows[2].texts()[2] == "วิธีคำนวณ ต้นที่รอด / ต้นที่ปลูก × 100\nราคา $5 ต่อต้น"
    assert [row.place.line for row in table] == [10, 11, 13]
    assert grid(pipes) == [["ระดับ", "เกณฑ์"], ["5", "ร้อยละ 100"], ["4", "-"]]


def test_a_row_of_single_dashes_is_data() -> None:
    (table,) = tables(read_text("ก\tข\n-\t-\n--\t---\n".encode(), "a.txt"))
    assert grid(table) == [["ก", "ข"], ["-", "-"]]


def test_a_line_below_an_open_cell_belongs_to_it() -> None:
    (table,) = tables(read_text("ก\t<p>หนึ่ง\nสอง</p>\nค\tง\n".encode(), "a.txt"))
    assert grid(table) == [["ก", "หนึ่ง สอง"], ["ค", "ง"]]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"$\frac{\text{ก (1)}}{ข} \times 100$", "ก (1) / ข × 100"),
        (r"\frac{a}{b} \leq 5\%", "a / b ≤ 5%"),
        (r"$\frac{\frac{a}{b}}{c}$", "a / b / c"),
        ("ราคา $5 และ $10", "ราคา $5 และ $10"),
        (r"$\frac{a}{b", "$ a / b"),
    ],
)
def test_formulas(source: str, words: str) -> None:
    assert squash(replace_formulas(source)) == squash(words)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>ก</p> <p>ข", "ก\nข"),
        ("<ul><li>- ก</li><li>- ข</li></ul>", "- ก\n- ข"),
        ("น้อยกว่า <60 และ >5", "น้อยกว่า <60 และ >5"),
        ("ผล<sup>2</sup> &lt;ดี&gt; AT&T", "ผล² <ดี> AT&T"),
        ('<a href="http://x.go.th">เว็บ</a>', "เว็บ"),
        ("บรรทัด<br/>ใหม่", "บรรทัด\nใหม่"),
    ],
)
def test_html(source: str, text: str) -> None:
    assert printed(source).text == text


# --- raw text layers ---


def test_raw_report_tables_have_the_cells_of_the_printed_tables() -> None:
    scale, box, summary, first, more, second, groups = map(grid, tables(load("report_raw.txt")))
    assert scale[0][1:] == [f"ระดับ {level} ({50 + 10 * level} คะแนน)" for level in range(1, 6)]
    assert scale[1] == ["1. ระดับความสำเร็จของ การปลูกต้นไม้ริมทาง", *[f"{n} คะแนน" for n in (2, 4, 6, 8, 10)]]
    assert scale[2] == ["2. ร้อยละของสวนที่เปิดใช้", "≤ 60", "70", "80", "90", "100"]
    assert box[1:] == [["1.", "10", "ระดับ 4", "8 คะแนน", ""], ["2.", "25", "ร้อยละ 88.5", "21 คะแนน", ""]]
    assert summary[1][2:5] == ["ระดับ 5", "10", "ระดับ 4"]
    assert summary[1][5:] == ["ปลูกแล้วเสร็จ 12 เส้นทาง ตั้งแต่วันที่ 3 มีนาคม 2569 จำนวน 900 ต้น", "8 คะแนน"]
    assert summary[2][5:] == ["เปิดแล้ว 23 แห่ง", "21 คะแนน"]
    assert summary[3] == ["รวมคะแนน", "", "", "", "", "", "29 คะแนน"]
    assert first[1][1:4] == ["ระดับ 5", "ระดับ 4", "โครงการปลูกต้นไม้ ริมทางสายหลัก"]
    assert first[1][4].startswith("สำนักงานดำเนินการดังนี้ 1. สำรวจ")
    assert more[1:] == [["", "", "", "", "3. ปลูกต้นไม้ตามแผน จำนวน 2 ครั้ง ได้แก่ เดือน มีนาคมและเมษายน", ""]]
    assert second[1] == [
        "2. ร้อยละของสวนที่เปิดใช้",
        "ร้อยละ 95",
        "ร้อยละ 88.5",
        "กิจกรรมเปิดสวนใกล้บ้าน",
        "เปิดสวนแล้ว 23 แห่ง",
        "",
    ]
    assert groups[1:] == [
        ["กลุ่มหน่วยงาน A", "70", "75", "80", "85", "90"],
        ["กลุ่มหน่วยงาน B", "50", "55", "60", "65", "70"],
    ]


def test_raw_full_width_rows_stay_paragraphs() -> None:
    lines = [p.text for p in paragraphs(load("report_raw.txt"))]
    for line in ("ปัจจัยหรือเงื่อนไขที่สนับสนุนการดำเนินงานให้บรรลุเป้าหมาย", "หลักฐานอ้างอิง", "ภาพถ่าย"):
        assert line in lines


def test_raw_plan_and_rubric_tables() -> None:
    krs, more, projects, rubric = map(grid, tables(load("plan_raw.txt")))
    assert krs[1] == [
        "1",
        "3101",
        "ร้อยละของเรื่องที่แจ้ง ได้รับการแก้ไข",
        "ร้อยละ 82",
        "R",
        "กิจกรรมแก้ไขเรื่อง ที่ได้รับแจ้ง",
        "ฝ่ายบริหารงานทั่วไป",
    ]
    assert krs[2][1] == "" and krs[2][3:] == ["อย่างน้อย 40 คน", "H", "โครงการอบรมเจ้าหน้าที่", "กลุ่มงานพัฒนา"]
    assert more[1][:2] == ["3", "9127"]
    assert projects[1][1:] == ["โครงการปลูกต้นไม้ริมทาง สายหลัก", "1,250,000 บาท", "ส่วนสวนสาธารณะ", "054"]
    assert projects[2][2:] == ["ไม่ใช้ งบ ประมาณ", "ส่วนสวนสาธารณะ", "-"]
    assert projects[3] == ["รวมงบประมาณทั้งสิ้น", "", "1,250,000 บาท", "", ""]
    assert rubric[1] == ["๕", "ร้อยละ ๑๐๐", "- ปลูกครบตามแผน ร้อยละ ๑๐๐ - มีรายงานสรุปผล", "๑๐"]
    assert rubric[2:] == [
        ["๔", "ร้อยละ ๘๐", "ปลูกตามแผน ร้อยละ ๘๐", "๘"],
        ["๓", "ร้อยละ ๖๐", "ปลูกตามแผน ร้อยละ ๖๐", "๖"],
    ]
    assert "7" in [p.text for p in paragraphs(load("plan_raw.txt"))]


@pytest.mark.parametrize("blank", ["", "\n", "\n \n"])
@pytest.mark.parametrize("name", ["report_raw.txt", "plan_raw.txt"])
def test_blank_lines_do_not_matter_in_raw_layers(name: str, blank: str) -> None:
    lines = [line for line in (FIXTURES / name).read_text(encoding="utf-8").split("\n") if line.strip()]
    other = read_text(("\n" + blank).join(lines).encode(), name)
    assert [grid(table) for table in tables(other)] == [grid(table) for table in tables(load(name))]


def test_a_stray_tab_does_not_hide_raw_tables() -> None:
    text = (FIXTURES / "report_raw.txt").read_text(encoding="utf-8").replace("ภาพถ่าย", "ภาพ\tถ่าย")
    padded = text + "\n".join(f"ข้อความประกอบบรรทัดที่ {number}" for number in range(80))
    found = [grid(table) for table in tables(read_text(padded.encode(), "a.txt"))]
    assert found[:6] == [grid(table) for table in tables(load("report_raw.txt"))][:6]


def test_columns_in_another_order() -> None:
    text = (
        "ตัวชี้วัด คะแนนที่ได้ น้ำหนัก (ร้อยละ) เป้าหมาย หน่วยงานที่รับผิดชอบ\n"
        "1. จำนวนห้องสมุดที่เปิด\nบริการครบวัน\n12 คะแนน 15 ร้อยละ 70 สำนักตัวอย่าง\n"
        "2. ระดับความพึงพอใจ\n9 คะแนน 10 ระดับ 4 กองตัวอย่าง\n"
    )
    (table,) = tables(read_text(text.encode(), "a.txt"))
    assert grid(table)[1:] == [
        ["1. จำนวนห้องสมุดที่เปิด บริการครบวัน", "12 คะแนน", "15", "ร้อยละ 70", "สำนักตัวอย่าง"],
        ["2. ระดับความพึงพอใจ", "9 คะแนน", "10", "ระดับ 4", "กองตัวอย่าง"],
    ]


def test_boundary_between_two_texts_without_a_mark_is_flagged() -> None:
    text = "ตัวชี้วัด เป้าหมาย ผลสำเร็จ โครงการ/กิจกรรม รายละเอียดผลการดำเนินงาน หมายเหตุ\n"
    text += "1. ระดับความสำเร็จ\nระดับ 5 ระดับ 3 โครงการหนึ่ง\nต่อเนื่องทั้งปี\nแล้วเสร็จ\n"
    (table,) = tables(read_text(text.encode(), "a.txt"))
    assert grid(table)[1][1:3] == ["ระดับ 5", "ระดับ 3"]
    flagged = [cell for cell in table.rows[1].cells if cell and "raw_layout_guess" in cell.flags]
    assert flagged or not table.rows[1].texts()[4]


@pytest.mark.parametrize(
    "line",
    ["ตัวชี้วัด : ความสำเร็จของการปลูกต้นไม้", "เป้าหมายและผลสำเร็จของโครงการ", "งบประมาณ ส่วนราชการ", "ที่ประชุมเห็นชอบ"],
)
def test_prose_is_no_heading(line: str) -> None:
    assert find_header([line], 0) is None


# --- properties ---


@pytest.mark.parametrize("name", ["plain.txt", "report_raw.txt", "plan_raw.txt"])
def test_no_character_is_lost(name: str) -> None:
    source = (FIXTURES / name).read_text(encoding="utf-8")
    assert all_text(load(name), raw=True) == squash(source)


def test_every_raw_cell_stands_on_its_line() -> None:
    lines = (FIXTURES / "report_raw.txt").read_text(encoding="utf-8").split("\n")
    for table in tables(load("report_raw.txt")):
        for row in table:
            for cell in row.cells:
                if isinstance(cell, Cell) and cell.text:
                    assert squash(cell.raw.split("\n")[0]) in squash(lines[(cell.place.line or 0) - 1])


_VOCABULARY = """ตัวชี้วัด เป้าหมาย น้ำหนัก คะแนน ผลสำเร็จ ระดับ ร้อยละ 80 10 1. 2. โครงการ รวม - H
<p> ** | $ \\frac{ } สารบัญ งบประมาณ ที่ ลำดับที่ ชื่อตัวชี้วัด ส่วนราชการ"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\t"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=30))
def test_any_text_is_read_with_rows_as_wide_as_their_table(lines: list[str]) -> None:
    document = read_text("\n".join([*lines, "จบ"]).encode(), "a.txt")
    for table in tables(document):
        assert all(len(row.cells) == table.width for row in table)
        numbers = [row.place.line or 0 for row in table]
        assert numbers == sorted(numbers)
        assert all(1 <= number <= len(lines) + 1 for number in numbers)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text("กขคงจ1234 ", min_size=1, max_size=6), min_size=2, max_size=4), min_size=1))
def test_tab_tables_come_back_cell_for_cell(rows: list[list[str]]) -> None:
    """A single cell with text in every line is a column of words with blanks behind them, and no table."""
    assume(any(cell.strip() for row in rows for cell in row))
    text = "\n".join("\t".join(["x", *row]) for row in rows)
    (table,) = tables(read_text(text.encode(), "a.txt"))
    for row, cells in zip(table, rows, strict=True):
        assert [squash(t) for t in row.texts() if squash(t)] == ["x"] + [squash(c) for c in cells if squash(c)]


@pytest.mark.parametrize("name", ["plain.txt", "report_raw.txt"])
def test_reading_time_grows_with_the_length_only(name: str) -> None:
    data = (FIXTURES / name).read_bytes() + b"\n"
    took: list[float] = []
    for times in (4, 40):
        start = time.process_time()
        read_text(data * times, name)
        took.append(time.process_time() - start)
    assert took[1] < 40 * max(took[0], 0.05)


# --- the corpus, when it is at hand ---

CORPUS = Path(os.environ.get("PHAEN_CORPUS", str(Path(__file__).parents[2] / "shared" / "corpus")))


@pytest.mark.skipif(not (CORPUS / "text").is_dir(), reason="no corpus: set PHAEN_CORPUS to its folder")
def test_corpus_texts_have_tables_and_lose_nothing() -> None:
    for path in sorted((CORPUS / "text").glob("*.txt")):
        document = read_text(path.read_bytes(), path.name)
        assert tables(document), path.name
        source = path.read_text(encoding="utf-8")
        separators = re.sub(r"(?m)^[\t :|-]*--[\t :|-]*$", "", source)
        assert all_text(document, raw=True) == squash(separators), path.name
