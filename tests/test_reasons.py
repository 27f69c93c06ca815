"""Every document that is not read whole says what to do next, in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from phaen.extractors.model import Place
from phaen.pipeline.assemble.account import _reason
from phaen.pipeline.assemble.document import _why_partial
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.reasons import reason

import phaen
from tests.people import SAMPLES, output_of

REASONS = [
    *_why_partial([3], [], False),
    *_why_partial([3, 4, 5, 9], [1, 2], True),
    _reason([Place(page=4)]),
    _reason([Place(page=number) for number in range(1, 40)]),
    _reason([Place(line=12), Place(line=80)]),
    _reason([Place(where="Sheet1!B7")]),
    "Only pages 3–10, 15 were read.",
    "1 rows of plans+kpis were read, where annual_plan has at least 5.",
    "12 amounts of plans were read, and no total.",
    "7 of 9 rows of kpis have no target_raw.",
    "The PDF is damaged or cut short: it has no readable page tree.",
    "The file is named .pdf but is an HTML page, not a PDF; get the real file from its source.",
]
TERMS = {
    "PDF",
    "pdf",
    "ocr",
    "auto",
    "cells",
    "CONTRIBUTING",
    "Sheet1",
    "B7",
    "plans",
    "kpis",
    "target_raw",
    "and",
    "more",
}


@pytest.mark.parametrize("told", REASONS)
def test_a_thai_page_says_it_in_thai(told: str) -> None:
    thai = reason(told, "th")
    assert set(re.findall(r"[A-Za-z_]\w*", thai)) <= TERMS, thai
    assert set(re.findall(r"\d+", told)) == set(re.findall(r"\d+", thai)), "every page and count is said"
    assert reason(told, "en") == told


def test_what_has_no_thai_stays() -> None:
    assert reason(f"Something new. {REASONS[0]}", "th").startswith("Something new. ตาราง")
    assert reason(None, "th") == ""


def test_a_document_of_unknown_kind_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("บันทึกข้อความ\n\nเรื่อง ขอเชิญประชุม\n\nด้วยสำนักจะจัดประชุม\n", "utf-8")
    document = phaen.extract(tmp_path / "note.txt").document
    assert document["status"] == "partial" and "No title says" in document["error"]


def test_documents_read_whole_give_no_reason() -> None:
    assert all(row["error"] is None for row in read_rows(output_of(SAMPLES), "documents") if row["status"] == "ok")
