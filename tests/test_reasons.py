"""Every document that is not read whole says what to do next, in the language of the page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from phaen.extractors.model import Place
from phaen.pipeline.assemble.account import _reason
from phaen.pipeline.assemble.document import _why_partial
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.reasons import _words, reason

import phaen
from tests.people import ROOT, SAMPLES, output_of

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
    "OCR",
    "sections",
    "kind",
    "table",
}
SAID_BY = {"UnreadableDocument": 0, "Lost": 0, "failed": 1, "keep_failure": 1, "unread": 2, "Source": 3}
"""What makes a failure, and which of its arguments says why."""
FILLED = {
    "discover.kind": "of this kind (.odt)",
    "discover.known": ".pdf, .txt and .md",
    "reader.kind": "a RAR archive",
    "reader.what": "an HTML page",
    "extract.count": "it is empty",
}
ENGLISH = re.compile(r"(?<!-)\b[A-Za-z]{2,} [a-z]{2,}")


def _text(node: ast.expr, module: str) -> str | None:
    """A literal, or one with places for values, filled."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (
            part.value if isinstance(part, ast.Constant) else FILLED.get(f"{module}.{ast.unparse(part.value)}", "7")  # type: ignore[attr-defined]
            for part in node.values
        )
        return "".join(map(str, parts))
    return None


def _said() -> Iterator[tuple[str, str]]:
    """Every reason that the code gives where a file is not read: as an argument, returned or named first."""
    for path in sorted([*(ROOT / "extractors").rglob("*.py"), *(ROOT / "pipeline").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: list[ast.expr | None] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                found = node.args[SAID_BY[name] : SAID_BY[name] + 1] if name in SAID_BY else []
            elif isinstance(node, ast.Return | ast.Assign) and path.parent.name in ("run", "opening"):
                found = [node.value]
            for one in filter(None, found):
                text = _text(one, path.stem)
                if text and " " in text and text[0].isupper():
                    yield f"{path.name}:{node.lineno}", text


@pytest.mark.parametrize("told", REASONS)
def test_a_thai_page_says_it_in_thai(told: str) -> None:
    thai = reason(told, "th")
    assert set(re.findall(r"[A-Za-z_]\w*", thai)) <= TERMS, thai
    assert set(re.findall(r"\d+", told)) == set(re.findall(r"\d+", thai)), "every page and count is said"
    assert reason(told, "en") == told


def test_every_reason_of_the_code_has_its_thai() -> None:
    said = dict(_said())
    assert len(said) > 40
    assert [(where, text) for where, text in said.items() if ENGLISH.search(reason(text, "th"))] == []


def test_kinds_of_files_are_named_in_thai() -> None:
    from phaen.extractors.reader import _KINDS

    assert {kind for _magic, kind in _KINDS} <= set(_words())
    assert reason("The file cannot be opened: permission denied.", "th") == "เปิดไฟล์ไม่ได้: ไม่มีสิทธิ์เปิด"


def test_what_has_no_thai_stays() -> None:
    assert reason(f"Something new. {REASONS[0]}", "th").startswith("Something new. ตาราง")
    assert reason(None, "th") == ""


def test_a_document_of_unknown_kind_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("บันทึกข้อความ\n\nเรื่อง ขอเชิญประชุม\n\nด้วยสำนักจะจัดประชุม\n", "utf-8")
    document = phaen.extract(tmp_path / "note.txt").document
    assert document["status"] == "partial" and "No title says" in document["error"]


def test_documents_read_whole_give_no_reason() -> None:
    assert all(row["error"] is None for row in read_rows(output_of(SAMPLES), "documents") if row["status"] == "ok")
