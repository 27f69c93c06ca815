"""What counts as a difference between two readings of a line: not what is a slip, nor a letter read twice."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")

from phaen.extractors.ocr.likeness import likeness
from phaen.extractors.ocr.spelling import spell


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("มิ.ย. 68", "มีย.68"),  # the only month of these letters
        ("เม.ย.", "เมย."),
        ("ม.ค. -มี.ค.68", "ม.ค.-มี.ค. 68"),
        ("พ.ศ. 2567", "พพ.ศ 2567"),
        ("2 อบรมผู้ดูแลอาคาร", "2. อบรมผู้ดูแลอาคาร"),
        ("โครงการซ่อมเครื่องเล่นรุ่นที่ 3", "โครงการซ่อมเครื่องเล่นรรุ่นที่ 3"),
    ],
)
def test_alike(text: str, other: str) -> None:
    assert likeness(text, other) == likeness(other, text) == 1


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("ม.ค. 68", "มี.ค. 68"),  # January, March
        ("กรมป่าไม้", "กรรมป่าไม้"),  # both are words
        ("2. อบรม", "3. อบรม"),
        ("2.5", "25"),
        ("หลัก", "หลีก"),
        ("", "หลัก"),
    ],
)
def test_different(text: str, other: str) -> None:
    assert likeness(text, other) == likeness(other, text) < 1


def test_a_dash_between_months_stays() -> None:
    assert spell("ม.ค. -มี.ค. 68").text == "ม.ค. -มี.ค. 68"
    assert spell(" -มาตรการ").text == " มาตรการ"
