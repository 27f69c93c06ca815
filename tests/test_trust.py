"""Coverage, status, confidence, cells and statements: what is said of a document is measured on what was written."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from phaen.extractors.forms.contents import contents_items
from phaen.extractors.model import Paragraph, Place
from phaen.extractors.reader import read_document
from phaen.extractors.tables.join import join_tables
from phaen.pipeline.assemble.confidence import SUPPORTS, UNPROVEN, probability, weights
from phaen.pipeline.assemble.coverage import Written, ink, is_figure
from phaen.pipeline.assemble.flags import flags
from phaen.pipeline.assemble.signals import NAMES, Evidence, fits
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.pdf_writer import write_pdf
from samples.text_writers import write_plain
from tests.people import ROOT

HEAD = "แผนปฏิบัติการประจำปี พ.ศ. 2568\nสำนักการคลัง\n\n"


def tables(text: str) -> dict[str, list[dict[str, Any]]]:
    return dict(extract_document(text.encode(), "x.txt", ExtractOptions()).tables)


# -- what was written


def test_texts_are_found_whole_in_part_and_not_by_chance() -> None:
    written = Written(["ร้อยละของครัวเรือนที่คัดแยกขยะ", "1,250,000"])
    assert written.held("ร้อยละของ ครัวเรือน\nที่คัดแยกขยะ") == len(ink("ร้อยละของครัวเรือนที่คัดแยกขยะ"))
    assert written.held("๑,๒๕๐,๐๐๐") == 7
    assert written.held("ไม่มีที่ใดในแถว") == 0
    assert 0 < written.held("ที่คัดแยกขยะ และอื่นใด") < len(ink("ที่คัดแยกขยะและอื่นใด"))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("1,250,000", True), ("ร้อยละ 80", True), ("ระดับ 5", True), ("3101", True), ("โครงการอบรม", False), ("", False)],
)
def test_a_figure_is_told_from_words(text: str, is_one: bool) -> None:
    assert is_figure(text) is is_one


def test_an_unread_table_with_amounts_makes_the_document_partial() -> None:
    rows = "\n".join(f"{n}\tงานซ่อมถนนสายที่ {n}\t{n}00,000\tถนนลาดยาง" for n in range(1, 5))
    document = tables(f"{HEAD}เลข\tงานที่จ้าง\tยอดสุทธิ (บาท)\tลักษณะงาน\n{rows}\n")["documents"][0]
    assert document["status"] == "partial" and "line 4" in document["error"]
    assert (document["tables"], document["tables_read"]) == (1, 0)


def test_a_table_of_staff_may_stay_text() -> None:
    rows = "\n".join(f"พ.ศ. {2560 + n}\t{100 + n}\t{90 + n}" for n in range(4))
    plan = "ลำดับ\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\n1\tโครงการอบรมพนักงาน\t120,000\n"
    staff = f"ปีงบประมาณ\tข้าราชการ (คน)\tลูกจ้าง (คน)\n{rows}\n"
    document = tables(f"{HEAD}{plan}\nอัตรากำลัง\n\n{staff}")["documents"][0]
    assert (document["status"], document["tables"], document["tables_read"]) == ("ok", 2, 1), document["error"]


def test_what_forms_read_and_no_row_repeats_is_kept() -> None:
    text = (
        HEAD
        + "สอดคล้องกับนโยบายผู้ว่าราชการ\n"
        + "\n".join(f"ข้อความยาวที่ไม่มีแบบใดรับไว้เป็นค่าในชุดข้อมูลลำดับที่ {n} ของเอกสารนี้" for n in range(12))
    )
    found = tables(text)
    assert found["documents"][0]["coverage"] >= 0.98
    kept = "".join(ink(row["text"]) for row in found["sections"])
    assert all(ink(f"ข้อความยาวที่ไม่มีแบบใดรับไว้เป็นค่าในชุดข้อมูลลำดับที่ {n} ของเอกสารนี้") in kept for n in range(12))


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_samples_are_covered(form: str) -> None:
    for sample in hand_written():
        data = write_plain(sample.sheet).encode() if form == "text" else write_pdf(sample.sheet)
        name = "x.txt" if form == "text" else "x.pdf"
        document = extract_document(data, name, ExtractOptions(ocr="never")).document
        assert document["status"] == "ok", document["error"]
        assert document["coverage"] >= 0.99 and document["coverage_typed"] > 0.5


# -- the list of contents


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, text, Place(page=1)) for text in texts]


def test_a_list_of_contents_ends_with_its_last_page_number() -> None:
    items = paragraphs("สารบัญ", "คำนำ ก", "บทนำ 1", "แผนงาน ..... 4", "ภาคผนวก 9", "บทนำของแผน", "ข้อความ")
    assert contents_items(items) == frozenset(range(5))


def test_page_numbers_that_fall_end_the_list() -> None:
    items = paragraphs("สารบัญ", "บทนำ 1", "แผนงาน 4", "ภาคผนวก 9", "ประเด็นการพัฒนาที่ 2")
    assert contents_items(items) == frozenset(range(4))


def test_a_heading_without_entries_is_no_list() -> None:
    assert contents_items(paragraphs("สารบัญ", "ข้อความแรก", "ข้อความที่สอง")) == frozenset()


def test_the_list_is_kept_as_contents() -> None:
    text = HEAD + "สารบัญ\n\nบทนำ\t1\nแผนงาน\t4\nภาคผนวก\t9\n\nข้อความของเอกสารที่ตามมา\n"
    kinds = {row["kind"]: row["text"] for row in tables(text)["sections"]}
    assert "ภาคผนวก" in kinds["contents"] and "ข้อความของเอกสาร" not in kinds["contents"]


# -- confidence


def test_every_signal_is_explained_and_has_the_right_sign() -> None:
    for name, weight in weights().items():
        assert weight.en and weight.th, name
        if not name.startswith("start"):
            assert (weight.weight >= 0) if name in SUPPORTS else (weight.weight <= 0), name


def test_flags_that_weights_and_groups_name_are_explained() -> None:
    known = set(flags())
    assert {weight.flag for weight in weights().values()} - {""} <= known
    with (ROOT / "pipeline/assemble/doubts.csv").open(encoding="utf8") as file:
        groups = list(csv.DictReader(file))
    assert len({row["flag"] for row in groups}) == len(groups)


def test_a_doubt_lowers_confidence_and_never_raises_it() -> None:
    fitted = {name: weight.weight for name, weight in weights().items()}
    sound = probability("plans", {}, fitted)
    for name in fitted:
        if not name.startswith("start") and name not in SUPPORTS:
            assert probability("plans", {name: 1.0}, fitted) <= sound


def test_forms_of_other_offices_are_never_among_the_surest() -> None:
    """A row may be read without a slip from a form that was misunderstood."""
    other = next(iter(other_samples()))
    own = next(iter(hand_written()))
    for sheet, sure in ((other.sheet, False), (own.sheet, True)):
        read = tables(write_plain(sheet))
        believed = [row["confidence"] for name in NAMES for row in read.get(name, ())]
        assert believed
        assert (max(believed) > UNPROVEN) is sure


@pytest.mark.parametrize(("heading", "sure"), [("งบประมาณ", True), ("งบประมาณ ปี 2568", True), ("วงเงินงบประมาณ", False)])
def test_rows_below_a_heading_that_nobody_has_checked_are_never_among_the_surest(heading: str, sure: bool) -> None:
    rows = "".join(f"{n}\tโครงการอบรมพนักงานการเงิน รุ่นที่ {n}\t{n}20,000 บาท\tกองรายได้\n" for n in range(1, 4))
    text = f"{HEAD}ลำดับที่\tโครงการ/กิจกรรมสำคัญ\t{heading}\tส่วนราชการ\n{rows}"
    plans = tables(text)["plans"]
    assert [plan["budget_baht"] for plan in plans] == [120_000, 220_000, 320_000]
    assert all((plan["confidence"] > UNPROVEN) is sure for plan in plans)


@pytest.mark.parametrize(
    ("kind", "text", "does"),
    [
        ("number", "12.", True),
        ("number", "โครงการ", False),
        ("code", "3101", True),
        ("code", "ร้อยละ 80", False),
        ("amount", "1,250,000", True),
        ("amount", "กองคลัง", False),
        ("amount", "ไม่ใช้งบประมาณ", True),
        ("target", "ร้อยละ 80", True),
        ("words", "โครงการอบรม", True),
        ("words", "1,250,000", False),
        ("amount", "-", True),
    ],
)
def test_cells_fit_their_roles(kind: str, text: str, does: bool) -> None:
    assert fits(kind, text) is does


def test_a_row_pushed_to_the_right_is_doubted() -> None:
    table = "ลำดับที่\tโครงการ/กิจกรรม\tงบประมาณ\tส่วนราชการ\n"
    sound = [f"{n}\tโครงการพัฒนาระบบงานที่ {n}\t{n},250,000\tกองคลัง" for n in range(1, 6)]
    shifted = [*sound[:2], "\t3\tโครงการพัฒนาระบบงานที่ 3\t3,250,000", *sound[3:]]
    head = HEAD + "ส่วนที่ 2\n\nโครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน\n\n"
    rows = tables(head + table + "\n".join(shifted) + "\n")["plans"]
    odd = [row for row in rows if "พัฒนาระบบงานที่ 3" in str(row["budget_raw"]) + str(row["project"])]
    assert all(row["flags"] for row in odd)
    others = [row["confidence"] for row in rows if row not in odd]
    assert all(row["confidence"] < min(others) for row in odd)


# -- cells and statements


def test_cells_repeat_the_table() -> None:
    found = tables(HEAD + "ก\tข\n1\tโครงการ\n\t3\n")["cells"]
    placed = {(row["row_no"], row["column_no"]): row["text"] for row in found}
    assert placed == {(0, 0): "ก", (0, 1): "ข", (1, 0): "1", (1, 1): "โครงการ", (2, 1): "3"}


@pytest.mark.parametrize("name", ["cells", "statements"])
def test_cells_and_statements_can_be_left_out(name: str) -> None:
    data = write_plain(hand_written()[0].sheet).encode()
    assert extract_document(data, "x.txt", ExtractOptions()).tables[name]
    assert not extract_document(data, "x.txt", ExtractOptions(**{name: False})).tables[name]


def test_every_statement_leads_to_a_place_that_prints_it() -> None:
    sample = hand_written()[3]
    data = write_pdf(sample.sheet)
    found = extract_document(data, "x.pdf", ExtractOptions(ocr="never")).tables
    cells = {(row["table_no"], row["row_no"], row["column_no"]): row for row in found["cells"]}
    checked = 0
    for row in found["statements"]:
        if row["table_no"] is None:
            continue
        cell = cells.get((row["table_no"], row["row_no"], row["column_no"]))
        if cell is not None and not row["how"].endswith("read"):
            checked += 1
            assert row["bbox"] == cell["bbox"] and row["page"] == cell["page"]
    assert checked > 200
    keys = {row["row_key"] for name in ("kpis", "plans", "rubrics", "results", "milestones") for row in found[name]}
    assert {row["row_key"] for row in found["statements"]} <= keys
    at_rows = sum(row["how"] == "row's place" for row in found["statements"])
    assert at_rows < 0.1 * len(found["statements"])


def test_evidence_leads_from_a_row_to_its_printed_line() -> None:
    document = read_document(write_plain(hand_written()[3].sheet).encode(), "x.txt")
    items = join_tables(document)
    found = extract_document(write_plain(hand_written()[3].sheet).encode(), "x.txt", ExtractOptions()).tables
    evidence = Evidence(items, found)
    plans = [row for row in found["plans"] if row["project"]]
    assert plans
    for row in plans:
        printed = evidence.printed(row)
        assert printed is not None and ink(row["project"])[:20] in ink(printed[1].text)


def test_a_unit_of_its_own_cell_or_caption_is_the_place_of_the_unit() -> None:
    text = (
        f"{HEAD}หน่วย : ล้านบาท\n\nลำดับ\tโครงการ/กิจกรรม\tงบประมาณ\n1\tโครงการอบรมพนักงาน\t2.5\n\n"
        "ลำดับ\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย\n1\tจำนวนผู้เข้าอบรม\tคน\t40\n"
    )
    found = {one["column_name"]: one for one in tables(text)["statements"]}
    assert (found["budget_unit_baht"]["value"], found["budget_baht"]["raw"]) == ("1000000", "2.5")
    assert "ล้านบาท" in found["budget_unit_baht"]["raw"] and found["budget_unit_baht"]["how"] == "above"
    units = [one for name, one in found.items() if name.endswith("target_unit")]
    assert units and all(one["raw"] == "คน" for one in units), units
