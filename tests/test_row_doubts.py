"""Doubts that the text of a row shows: a name that breaks off, offices of several lines in one. A title's own line."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

HEAD = "ที่ | โครงการ | ตัวชี้วัด | งบประมาณ (บาท) | หน่วยงานรับผิดชอบ"


def read(*rows: str, title: str = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569") -> dict[str, Any]:
    lines = (title, "เทศบาลตำบลสมมุติ", "", HEAD, *rows)
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never", statements=False)).tables)


@pytest.mark.parametrize(
    ("name", "is_cut"),
    [
        ("โครงการประเมินผลการเรียนเพื่อ", True),
        ("โครงการพัฒนาครูและ", True),
        ("โครงการพัฒนาครูและนักเรียน", False),
        ("โครงการรณรงค์งดใช้ถุงใส่สิ่งของ", False),
    ],
)
def test_a_name_that_ends_in_a_word_that_needs_another_is_cut(name: str, is_cut: bool) -> None:
    (row,) = read(f"1 | {name} | ร้อยละ 80 | 20,000 | กองคลัง")["plans"]
    assert ("name_cut" in row["flags"]) is is_cut
    assert (row["confidence"] < 0.7) is is_cut


@pytest.mark.parametrize(
    ("office", "is_unsure"),
    [
        ("กอง.กศ. กอง.กศ. และ ร.ร.เทศบาล", True),
        ("กองคลัง", False),
        ("สป. และ กอง.สค.", False),
        ("รพ.สต. กลาง", False),
    ],
)
def test_one_abbreviation_twice_in_one_office_is_of_several_lines(office: str, is_unsure: bool) -> None:
    (row,) = read(f"1 | โครงการอบรมเยาวชน | ร้อยละ 80 | 20,000 | {office}")["plans"]
    assert ("agencies_unsure" in row["flags"]) is is_unsure


def test_the_number_of_the_part_that_a_title_heads_is_no_word_of_it() -> None:
    row = "1 | โครงการอบรมเยาวชน | ร้อยละ 80 | 20,000 | กองคลัง"
    title = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569"
    (document,) = read(row, title=f"ส่วนที่ 2 / {title}")["documents"]
    assert (document["title"], document["doc_type"]) == (title, "annual_plan")


def test_what_a_total_counts_besides_projects_is_kept() -> None:
    found = read(
        "1 | โครงการอบรมเยาวชน | ร้อยละ 80 | 20,000 | กองคลัง",
        "2 | กิจกรรมวันเด็ก | 100 คน | 5,000 | กองคลัง",
        "มิติที่ 1 | รวม 3 มาตรการ 1 กิจกรรม 1 โครงการ |  | 25,000 | ",
    )
    (total,) = [row for row in found["plans"] if row["row_kind"] == "total"]
    assert (total["count"], total["budget_raw"]) == (1, "25,000")
    assert "มิติที่ 1 รวม 3 มาตรการ 1 กิจกรรม 1 โครงการ" in [row["text"] for row in found["sections"]]
