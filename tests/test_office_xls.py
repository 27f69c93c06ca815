"""Old Excel workbooks: the same as new ones. ``fixtures/old_plan.xls`` was written by xlwt 1.3."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.extractors.model import Document, Paragraph, Table
from phaen.extractors.reader import read_document
from phaen.pipeline.extract import ExtractOptions, extract_document

pytest.importorskip("xlrd")
OLD = (Path(__file__).resolve().parent / "fixtures" / "old_plan.xls").read_bytes()
NEVER = ExtractOptions(ocr="never")


def read() -> Document:
    return read_document(OLD, "plan.xls")


def test_an_old_workbook_gives_its_rows() -> None:
    tables = extract_document(OLD, "plan.xls", NEVER).tables
    document = tables["documents"][0]
    assert (document["doc_type"], document["fiscal_year"], document["text_source"]) == ("annual_plan", 2567, "office")
    found = [(row["project"], row["budget_baht"], row["units"], row["place"]) for row in tables["plans"]]
    assert found == [
        ("โครงการคัดกรองผู้สูงอายุ", 24_500_000, ["งานเวชกรรม"], "แผน!A5"),
        ("โครงการคลินิกเคลื่อนที่", 1_200_000, ["งานเวชกรรม"], "แผน!A6"),
        ("โครงการปรับปรุงห้องยา", 350_000, ["งานพัสดุ"], "แผน!A8"),
    ]


def test_what_is_shown_is_read() -> None:
    table = next(block for block in read().blocks if isinstance(block, Table))
    assert table.rows[1].texts() == ["1", "โครงการคัดกรองผู้สูงอายุ", "งานเวชกรรม", "24.50", "80%", "1/3/2024"]
    office = table.rows[1].cells[2]
    assert office is not None and office.rowspan == 2 and table.rows[2].cells[2] is None
    hidden = {part.place.where: part.text for part in read().hidden}
    assert "โครงการที่ซ่อนไว้" in hidden["แผน!A7"] and hidden["ร่าง!A1"] == "ร่างเดิม"
    assert any(isinstance(block, Paragraph) and block.text.startswith("หมายเหตุ") for block in read().blocks)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLD[:600], "cannot be read"),
        (OLD[:2000] + bytes(3000), "cannot be read"),
        (OLD[:512] + "WordDocument".encode("utf-16-le") + OLD[512:], "old Word document"),
        (OLD[:512] + "EncryptedPackage".encode("utf-16-le") + OLD[512:], "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "cannot be read"),
    ],
)
def test_what_is_no_workbook_is_one_sentence(data: bytes, said: str) -> None:
    document = extract_document(data, "plan.xls", NEVER).document
    assert document["status"] == "failed" and said in document["error"] and "inside phaen" not in document["error"]


@pytest.mark.parametrize("step", range(60, 1500, 97))
def test_a_damaged_workbook_ends_in_rows_or_in_a_sentence(step: int) -> None:
    data = bytearray(OLD)
    for at in range(step, len(data), step):
        data[at] ^= 0x55
    document = extract_document(bytes(data), "plan.xls", NEVER).document
    assert "inside phaen" not in (document["error"] or "")
