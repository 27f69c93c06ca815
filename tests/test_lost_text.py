"""What the text layer has lost is flagged, and what could not be read counts as not read."""

from __future__ import annotations

from pathlib import Path

from phaen.extractors.model import Cell, Document, PageHealth, Paragraph, Place, Row, Table
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.damaged import flag_lost_characters
from phaen.pipeline.assemble.document import assemble
from phaen.pipeline.extract import ExtractOptions, extract_document

SAMPLES = Path(__file__).parent / "fixtures" / "samples"


def place(page: int, top: float) -> Place:
    return Place(page=page, bbox=(50.0, top, 500.0, top + 20))


def line(text: str, page: int, top: float) -> Paragraph:
    return Paragraph(text, text, place(page, top))


def table(page: int, top: float, *texts: str) -> Table:
    rows = tuple(
        Row((Cell(text, text, place(page, top + 20 * k)),), place(page, top + 20 * k)) for k, text in enumerate(texts)
    )
    return Table(rows, place(page, top), 1)


def row(page: int, top: float, **values: object) -> dict[str, object]:
    return {"page": page, "line": None, "bbox": [50.0, top, 500.0, top + 20], "flags": [], **values}


def flagged(rows: list[dict[str, object]], document: Document) -> list[bool]:
    flag_lost_characters({"plans": rows}, document)
    return [r["flags"] == ["replacement_character"] for r in rows]


def document(*blocks: Paragraph | Table) -> Document:
    return Document("0" * 16, "a.pdf", "pdf", tuple(blocks), page_count=3)


def test_a_value_with_a_lost_character_is_flagged_however_deep() -> None:
    rows = [row(1, 50, project="ก"), row(1, 70, units=["ก\ufffdข"]), row(1, 90, baseline=[{"raw": "\ufffd"}])]
    assert flagged(rows, document(table(1, 50, "ก", "ข", "ค"))) == [False, True, True]


def test_rows_below_a_damaged_line_are_flagged_until_sound_lines_follow() -> None:
    """The line may have been the heading that the rows belong under; a page break changes nothing."""
    whole = document(
        line("ส่วนที่ 1 แผนงาน", 1, 30),
        table(1, 50, "ก"),
        line("ส\ufffdวนที่ 2 แผนงาน", 1, 100),
        line("(บาท)", 1, 120),
        table(1, 150, "ก"),
        Paragraph("- 2 -", "- 2 -", place(2, 20), flags=("page_number",)),
        table(2, 50, "ข"),
        line("ส่วนที่ 3 แผนงาน", 3, 30),
        table(3, 50, "ค"),
    )
    assert flagged([row(1, 50), row(1, 150), row(2, 50), row(3, 50)], whole) == [False, True, True, False]


def test_rows_of_texts_without_pages() -> None:
    damaged, sound = Paragraph("ส\ufffdวนที่ 2", "", Place(line=1)), Paragraph("ก", "", Place(line=9))
    whole = Document("0" * 16, "a.txt", "text", (damaged, Table((), Place(line=2), 1), sound))
    rows: list[dict[str, object]] = [{"page": None, "line": number, "bbox": None, "flags": []} for number in (3, 9)]
    assert flagged(rows, whole) == [True, False]


def test_unreadable_pages_count_as_not_read() -> None:
    lost = Paragraph("", "ปปปป กกกก", Place(page=2), confidence=0.0, flags=("page_unreadable",))
    pages = (PageHealth(1, 80, 1.0, 1.0), PageHealth(2, 80, 0.1, 0.1, {"wrong_tounicode": 80}, readable=False))
    whole = Document("0" * 16, "a.pdf", "pdf", (line("อักษรแปด", 1, 30), lost), 2, pages, flags=("page_unreadable",))
    told = assemble(whole, AgencyRegister.load())["documents"][0]
    assert (told["coverage"], told["unclaimed"], told["status"]) == (0.5, 8, "partial")
    assert "page_unreadable" in told["flags"]


def test_a_file_with_a_wrong_map_reports_that_nothing_was_read() -> None:
    data = (SAMPLES / "damage-wrong-map" / "sno_plan_2568.pdf").read_bytes()
    told = extract_document(data, "a.pdf", ExtractOptions(ocr="never")).document
    assert (told["status"], told["coverage"]) == ("partial", 0.0)
    assert told["unclaimed"] > 5000
    assert "page_unreadable" in told["flags"]
