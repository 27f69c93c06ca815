"""The first row of a page: the rest of the row above, or an entry or group of its own; labels below indicators."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Cell, Document, Place, Row, Table
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.pipeline.extract import ExtractOptions, extract_document

YEARS = ("ลำดับ", "ตัวชี้วัด", "ค่าเป้าหมาย", "2565", "2566", "2567")
PLAN = ("ตัวชี้วัด", "หน่วยนับ", "เป้าหมาย 2568", "เป้าหมาย 2569")
TITLE = ("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", "โรงพยาบาลสมมุติ")


def _table(page: int, *rows: tuple[str, ...]) -> Table:
    place = Place(page=page, bbox=(50.0, 100.0, 550.0, 700.0))
    return Table(tuple(Row(tuple(Cell(text, text, place) for text in row), place) for row in rows), place, len(rows[0]))


def _rows(head: tuple[str, ...], above: tuple[str, ...], below: tuple[str, ...]) -> list[str]:
    """The texts in the column of names of a table whose page end stands between ``above`` and ``below``."""
    first = ("ร้อยละของผู้ป่วยที่ได้รับคำแนะนำ", *["90"] * (len(head) - 1))
    first = first if head == PLAN else ("1", first[0], *["90"] * 4)
    document = Document("0" * 16, "x.pdf", "pdf", (_table(1, head, first, above), _table(2, head, below)))
    (table,) = [item for item in join_tables(document) if isinstance(item, JoinedTable)]
    at = head.index("ตัวชี้วัด")
    return [row.cells[at].text for row in table.rows][1:]


@pytest.mark.parametrize(
    ("head", "above", "below", "apart"),
    [
        (YEARS, ("2", "อัตราการลาออก", "<5%", "3", "2", "NA"), ("", "กลุ่มลูกจ้าง", "", "4.1", "2.2", "1"), True),
        (YEARS, ("2", "อัตราการลาออก", "<5%", "3", "2", "1"), ("", "ของพยาบาล", "", "", "", ""), False),
        (YEARS, ("2", "อัตราการลาออก", "<5%", "3", "2", "1"), ("", "2.3 ด้านการเงิน", "", "", "", ""), True),
        (PLAN, ("ร้อยละของงานที่เสร็จ", "ร้อยละ", "80", "90"), ("3. ระบบบริการได้มาตรฐาน", "", "", ""), True),
        (PLAN, ("จำนวนแผน 1. แผนคน 2. แผนเงิน", "แผน", "3", "3"), ("3. แผนงาน", "", "", ""), False),
        (PLAN, ("จำนวนผู้ผ่านการอบรม", "คน", "80", "90"), ("ด้านอาชีวอนามัย", "", "", ""), False),
        (PLAN, ("จำนวนชุดตรวจ\nจำนวนวัคซีน", "ขวด\nขวด", "40\n50", "60\n70"), ("ดวงตาบริจาค", "ดวง", "3", "6"), True),
        (PLAN, ("- จำนวนครูที่อบรม", "", "", ""), ("- จำนวนนักเรียน", "", "", ""), True),
        (PLAN, ("- จำนวนครู\n- จำนวนอาคาร", "", "", ""), ("- จำนวนนักเรียน", "", "", ""), False),
    ],
)
def test_a_row_with_values_or_a_number_of_its_own_is_no_rest_of_the_one_above(
    head: tuple[str, ...], above: tuple[str, ...], below: tuple[str, ...], apart: bool
) -> None:
    names = _rows(head, above, below)
    assert len(names) == 1 + apart, names


def _kpis(*rows: str) -> list[dict[str, object]]:
    text = "\n".join([*TITLE, "", "\t".join(YEARS), *(row.replace(" | ", "\t") for row in rows)])
    read = extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never", statements=False))
    return list(read.tables["kpis"])


def test_a_label_printed_below_each_indicator_keeps_the_figures_of_each() -> None:
    rows = _kpis(
        "1 | ร้อยละความพึงพอใจของผู้ป่วยนอก | >85% | 85 | 86 | 87",
        " | โรงพยาบาลเทียบเคียง | >90% | 80 | 81 | 82",
        "2 | ร้อยละความพึงพอใจของผู้ป่วยใน | >85% | 88 | 89 | 90",
        " | โรงพยาบาลเทียบเคียง | >90% | 70 | 71 | 72",
        "3 | อัตราการติดเชื้อในโรงพยาบาล | <1% | 0.1 | 0.2 | 0.3",
    )
    found = {str(row["name"]): row for row in rows}
    for who, values in {"นอก": [80, 81, 82], "ใน": [70, 71, 72]}.items():
        row = found[f"ร้อยละความพึงพอใจของผู้ป่วย{who} - โรงพยาบาลเทียบเคียง"]
        assert [one["value"] for one in row["baseline"]] == values  # type: ignore[attr-defined, index]
        assert "number_missing" in row["flags"]  # type: ignore[operator]
    assert len(rows) == 5


def test_a_label_that_stands_once_keeps_its_name() -> None:
    rows = _kpis(
        "1 | ร้อยละความพึงพอใจของผู้ป่วยนอก | >85% | 85 | 86 | 87",
        " | โรงพยาบาลเทียบเคียง | >90% | 80 | 81 | 82",
        "2 | ร้อยละความพึงพอใจของผู้ป่วยใน | >85% | 88 | 89 | 90",
        "3 | อัตราการติดเชื้อในโรงพยาบาล | <1% | 0.1 | 0.2 | 0.3",
    )
    assert "โรงพยาบาลเทียบเคียง" in [row["name"] for row in rows]
