"""Results of the year before, told in prose that a page end may cut."""

from __future__ import annotations

import pytest
from phaen.extractors.forms import prose
from phaen.extractors.forms.context import Labelled
from phaen.extractors.model import Document, Paragraph, Place
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.assemble.document import assemble

HEADS = [
    "แผนปฏิบัติราชการประจำปี พ.ศ. 2568 สำนักสิ่งแวดล้อม",
    "ส่วนที่ 1",
    "สรุปผลการดำเนินงานในปีที่ผ่านมา (พ.ศ. 2567)",
    "องค์ประกอบที่ 4 การพัฒนานวัตกรรมเพื่อเพิ่มประสิทธิภาพการปฏิบัติงาน (Innovation Base)",
]


def results(*texts: tuple[str, int]) -> list[dict[str, object]]:
    lines = [(text, 1) for text in HEADS] + list(texts)
    blocks = tuple(Paragraph(text, text, Place(page=page)) for text, page in lines)
    rows = assemble(Document("0" * 16, "x.pdf", "pdf", blocks, page_count=2), AgencyRegister.load())
    return [row for row in rows["results"] if row["source"] == "prior_year"]


def test_a_paragraph_without_a_number_goes_on_over_the_page_end() -> None:
    cut = [
        ("สำนักสิ่งแวดล้อมได้พัฒนานวัตกรรมเพื่อเพิ่มประสิทธิภาพการดูแลสวน ได้แก่ ระบบรดน้ำอัตโนมัติ ค่าเป้าหมาย คือ", 1),
        ("ร้อยละ 100 การดำเนินการบรรลุค่าเป้าหมายร้อยละ 100 ติดตั้งครบทุกสวน", 2),
    ]
    whole = results((" ".join(text for text, _ in cut), 1))
    parted = results(*cut)
    assert len(whole) == len(parted) == 1
    for name in ("kpi_name", "achieved_value", "base", "source"):
        assert parted[0][name] == whole[0][name], name
    assert parted[0]["achieved_value"] == 100.0


def test_a_paragraph_that_tells_of_no_result_gives_none() -> None:
    assert results(("สำนักสิ่งแวดล้อมได้จัดอบรม ได้แก่ การดูแลสวน", 1), ("ผู้เข้าอบรมพอใจ", 2)) == []


def test_lines_of_one_result_are_one_text() -> None:
    cut = [
        ("สำนักสิ่งแวดล้อมได้พัฒนานวัตกรรม ได้แก่ ระบบรดน้ำอัตโนมัติ", 1),
        ("ในสวนหลวง ค่าเป้าหมาย คือ ร้อยละ 100 การดำเนินการบรรลุค่าเป้าหมายร้อยละ 80", 1),
        ("ติดตั้งแล้ว 4 สวน", 1),
    ]
    (row,) = results(*cut)
    assert row["kpi_name"] == "สำนักสิ่งแวดล้อมได้พัฒนานวัตกรรม ได้แก่ ระบบรดน้ำอัตโนมัติในสวนหลวง"
    assert row["narrative"] == "ติดตั้งแล้ว 4 สวน"
    assert row["achieved_value"] == 80.0


@pytest.mark.parametrize(
    ("text", "above", "numbered"),
    [
        ("1.2 สำนักได้อบรม", None, True),
        ("สำนักได้อบรม", None, False),
        ("80 ของเรื่องที่รับไว้", "ผู้เข้าอบรมพอใจ ร้อยละ", False),
        ("2 สำนักได้อบรม", "ผู้เข้าอบรมพอใจ ร้อยละ 80", True),
    ],
)
def test_a_paragraph_has_a_number_of_its_own(text: str, above: str | None, numbered: bool) -> None:
    def line(printed: str) -> Paragraph:
        return Paragraph(printed, printed, Place(page=1))

    assert prose.is_numbered(line(text), line(above) if above else None) is numbered


def test_a_labelled_text_has_a_line_for_each_paragraph_and_none_for_a_dash() -> None:
    def labelled(value: str, *more: str) -> str:
        paragraphs = [Paragraph(text, text, Place(page=1)) for text in more]
        return Labelled("objective", value, Place(page=1), paragraphs=paragraphs).text

    assert labelled("ลดอุบัติเหตุ", "บนทางม้าลาย") == "ลดอุบัติเหตุ\nบนทางม้าลาย"
    assert labelled("", "ลดอุบัติเหตุ") == "ลดอุบัติเหตุ"
    assert labelled("-") == ""
