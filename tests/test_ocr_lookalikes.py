"""Words that look like other words: written as forms print them, and no others touched."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.lookalikes import mended_text
from phaen.extractors.ocr.mended_lines import mended, years_beside, years_headed
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.reading import Reading


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("สวม", "รวม"),
        ("สวมทั้งสิ้น", "รวมทั้งสิ้น"),
        ("รวมทั้งอื่น", "รวมทั้งสิ้น"),
        ("งบประมาณ (ล้านชาท)", "งบประมาณ (ล้านบาท)"),
        ("(หน่วย : พันบาห)", "(หน่วย : พันบาท)"),
        ("เครงการค่ายฤดูร้อน", "โครงการค่ายฤดูร้อน"),
        ("ยี ๒๕๖๔", "ปี ๒๕๖๔"),
        ("เป้าหมาย ขึ ๒๕๖๗", "เป้าหมาย ปี ๒๕๖๗"),
        ("แผนงาน 0 2567", "แผนงาน 0 2567"),
        ("ตัวชี้ ๒๕๖๗", "ตัวชี้ ๒๕๖๗"),
        ("๐ ๒๕๖๔", "ปี ๒๕๖๔"),
        ("02565", "ปี2565"),
        ("by 2567", "ปี 2567"),
        ("i) ๒๕๖๗ (ล้านบาท)", "ปี ๒๕๖๗ (ล้านบาท)"),
        ("ขิ ๖๖", "ปี ๖๖"),
        ("u63", "ปี63"),
        ("i! 70", "ปี 70"),
        ("|๖๗", "ปี๖๗"),
        ("มี.ย. 68", "มิ.ย. 68"),
        ("มมี.ย.68", "มิ.ย.68"),
        ("พุ.ย.", "พ.ย."),
        ("กพ. ๖๗", "ก.พ. ๖๗"),
        ("กย.67", "ก.ย.67"),
        ("มค. 67", "ม.ค. 67"),
        ("ตค.66 ธ.ค.66", "ต.ค.66 ธ.ค.66"),
        ("ตค. 66,000", "ตค. 66,000"),
        ("มีค. 67", "มี.ค. 67"),
        ("มิค. 67", "มิค. 67"),
        ("กพ", "กพ"),
        ("งบดำเนิน3น", "งบดำเนินงาน"),
        ("การปฏิบัติ.3น", "การปฏิบัติงาน"),
        ("พศ. 2564 : 12", "พ.ศ. 2564 : 12"),
        ("พพ.ศ, ๒๕๖๘", "พ.ศ. ๒๕๖๘"),
    ],
)
def test_lookalikes(read: str, printed: str) -> None:
    assert mended_text(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "รวม",
        "การสวมหมวก",
        "(ล้านคน)",
        "ล้านบาน",
        "ปี ๒๕๖๗",
        "ที่ 2567",
        "ปี ๖๖",
        "1) 2567",
        "P65",
        "u12",
        "1) 65",
        "025650",
        "0.2565",
        "ข้อ 12",
        "มี.ค. 68",
        "ม.ค. 68",
        "ก.ย. 67",
        "ผ.อ.",
        "ซ้ำ 2567",
        "โครงการ",
        "ติดตรงการ์ด",
    ],
)
def test_what_is_no_lookalike_stays(text: str) -> None:
    assert mended_text(text) == text


def test_a_line_keeps_its_places_and_counts_the_slip() -> None:
    words = (Word("ยี", 10.0, 20.0, 0.6), Word("๒๕๖๗", 24.0, 50.0, 0.9))
    line = SeenLine((10.0, 0.0, 50.0, 12.0), 11.0, 7.0, 0.1, Reading(words, "ยี 2567", 0.6, 1.0))
    after = mended(line).reading
    assert [(word.text, word.x0, word.x1) for word in after.words] == [("ปี", 10.0, 20.0), ("๒๕๖๗", 24.0, 50.0)]
    assert after.slips == 1


def over(upper: str, lower: str, *, apart: float = 13.0, aside: float = 0.0) -> str:
    """What ``upper`` becomes over ``lower``, its baseline so far over the other's and its middle so far beside it."""
    lines = [
        SeenLine((x, 0.0, x + 10.0, 12.0), base, 7.0, 0.1, Reading((Word(text, x, x + 10.0, 0.6),), text, 0.6, 1.0))
        for text, x, base in ((upper, 10.0, 11.0), (lower, 10.0 + aside, 11.0 + apart))
    ]
    found = years_headed(lines)
    assert found[1] == lines[1]
    return found[0].reading.text


@pytest.mark.parametrize("read", ["ป", "บี", "ขี", "ปิ", "ปี"])
@pytest.mark.parametrize("year", ["๖๖", "70"])
def test_the_word_year_alone_over_two_digits_is_told(read: str, year: str) -> None:
    assert over(read, year) == "ปี"


@pytest.mark.parametrize("read", ["ข", "0", "๐", "1", "ที่", "a"])
def test_no_figure_or_other_word_over_two_digits_is_changed(read: str) -> None:
    assert over(read, "๖๖") == read


def test_what_stands_elsewhere_or_over_other_figures_stays() -> None:
    assert over("บี", "๖๖", apart=25.0) == "บี"
    assert over("บี", "๖๖", aside=12.0) == "บี"
    assert over("บี", "๑๒") == "บี" and over("บี", "๖๖๐") == "บี"


def in_a_row(*texts: str) -> list[tuple[str, bool]]:
    """What headings beside each other become, and which are doubtful; those with a Latin letter or a figure were."""
    lines = [
        SeenLine(
            (40.0 * at, 0.0, 40.0 * at + 25, 12.0),
            11.0 + at % 2,
            7.0,
            0.1,
            Reading((Word(text, 0.0, 25.0, 0.6),), text, 0.6, 1.0, doubtful=() if text.startswith("ปี") else (text,)),
        )
        for at, text in enumerate(texts)
    ]
    return [(line.reading.text, bool(line.reading.doubtful)) for line in years_beside(lines)]


def test_years_between_others_are_told() -> None:
    told = [(f"ปี{year}", False) for year in ("๖๑", "๖๒", "๖๓", "๖๔", "๖๕")]
    assert in_a_row("ปี๖๑", "0๖๒", "ปี๖๓", "ปี๖๔", "0๖๕") == told
    assert in_a_row("ปี ๒๕๖๓", "U ๒๕๖๔", "ปี ๒๕๖๕")[1] == ("ปี ๒๕๖๔", False)


@pytest.mark.parametrize(
    "texts",
    [
        ("ปี๖๑", "0๖๓", "ปี๖๓"),  # not the year between them
        ("ปี๖๑", "0๗๒", "ปี๖๓"),
        ("ปี๖๑", "0๖๒"),  # one heading alone
        ("ปี๖๑", "062", "ปี๖๓"),  # Thai digits are told by their ink, others are not
        ("ปี๖๑", "0๖๒", "ปี๒๕๖๓"),
    ],
)
def test_years_that_do_not_follow_stay(texts: tuple[str, ...]) -> None:
    assert in_a_row(*texts)[1] == (texts[1], True)
