"""Marks grown into another line's ink: put in where the dictionary and that ink say so, never on bare paper."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.levels import places  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.segments import Piece  # noqa: E402
from phaen.extractors.ocr.spelling import spell  # noqa: E402
from phaen.extractors.ocr.sunk import surroundings, with_sunk_marks  # noqa: E402
from phaen.extractors.ocr.trust import line_confidence  # noqa: E402

BODY, BASE, LEFT = 30, 200, 60
UNDER_UPPER = 52
"""Pixels from the baseline of a tight line to that of the line over it."""


def read(text: str, *ink: tuple[int, float, float], letters: int = 24, whose: str = "others") -> Reading:
    """What is made of ``text``, a line of letters ``letters`` pixels wide, with ``ink`` over (or under) the letters at
    the places given: from the one to the other height, in pixels over the baseline."""
    width = letters * sum(not "ั" <= sign <= "ฺ" and not "็" <= sign <= "๎" for sign in text)
    word = Word(text, float(LEFT), float(LEFT + width), 0.99)
    labels = np.zeros((300, LEFT + width + 100), np.int32)
    labels[BASE - BODY : BASE, LEFT : LEFT + width] = 1
    labels[BASE - UNDER_UPPER - BODY : BASE - UNDER_UPPER + 1, LEFT : LEFT + width] = 2
    number = 1 if whose == "own" else 2
    for at, top, bottom in ink:
        x = round(places(word)[at])
        labels[round(BASE - top) : round(BASE - bottom), x - 4 : x + 4] = number
    boxes = np.array([[0, 0, 1, 1, 0], [LEFT, 0, width, 300, 9999], [LEFT, 0, width, 300, 9999]], np.int32)

    def piece(base: int, ids: int) -> Piece:
        top, ends = base - BODY, LEFT + width
        return Piece(np.array([ids], np.int32), LEFT, top, ends, base, float(base), float(BODY), float(BODY))

    mine = piece(BASE, 1)
    around = surroundings(mine, [piece(BASE - UNDER_UPPER, 2), mine], labels, boxes)
    return with_sunk_marks(Reading((word,), text, 0.99, 1.0), around)


@pytest.mark.parametrize(
    ("seen", "printed", "at", "top", "bottom"),
    [
        ("ขัน", "ขั้น", 0, 56, 46),
        ("โครงการติดตังกล้องวงจรปิด", "โครงการติดตั้งกล้องวงจรปิด", 10, 56, 46),
        ("จำนวนวันทีตรวจ", "จำนวนวันที่ตรวจ", 8, 56, 46),
        ("ส่งให้ผู้รับซอ", "ส่งให้ผู้รับซื้อ", 12, 56, 34),
        ("ข้อมล", "ข้อมูล", 3, -3, -14),
        ("วัสดเหลือใช้", "วัสดุเหลือใช้", 3, -3, -14),
    ],
)
def test_a_mark_in_the_ink_of_another_line_comes_back(
    seen: str, printed: str, at: int, top: float, bottom: float
) -> None:
    found = read(seen, (at, top, bottom))
    assert (found.text, found.slips, found.lost) == (printed, 1, 0)


@pytest.mark.parametrize("seen", ["ขัน", "สวนสาธารณะ", "รวม", "นำเสนอ", "ชินใหญ่", "ครบทุกเดือน"])
def test_on_bare_paper_nothing_is_lost(seen: str) -> None:
    found = read(seen)
    assert (found.text, found.slips, found.lost) == (seen, 0, 0)


@pytest.mark.parametrize("seen", ["พื้นที่สีเขียว", "การบริหารจัดการขยะมูลฝอย", "คะแนนที่ได้รับ", "ตัวชี้วัด", "โครงการฝึกอบรม"])
def test_words_that_lack_nothing_stay_under_any_ink(seen: str) -> None:
    letters = [at for at, sign in enumerate(seen) if "ก" <= sign <= "ฮ"]
    found = read(seen, *((at, 50.0, 34.0) for at in letters), *((at, -3.0, -14.0) for at in letters))
    assert (found.text, found.slips, found.lost) == (seen, 0, 0)


def test_a_word_as_likely_with_the_mark_is_doubtful() -> None:
    found = read("บันทึกนำ", (6, 56, 46))  # น้ำ (water) and นำ (lead)
    assert (found.text, found.lost) == ("บันทึกนำ", 1)
    assert line_confidence(found) < 0.9


def test_a_word_is_doubtful_where_only_its_own_ink_may_be_the_mark() -> None:
    found = read("กจกรรมพัฒนา", (0, 44, 34), whose="own")
    assert (found.text, found.lost) == ("กจกรรมพัฒนา", 1)


def test_letters_outside_words_are_not_made_words_by_a_rare_one() -> None:
    found = read("รย", (0, -3, -14))
    assert found.text == "รย"
    assert found.lost


def test_an_abbreviation_lacks_nothing() -> None:
    assert read("มค.", (0, 46, 34)).text == "มค."


@pytest.mark.parametrize(
    ("seen", "text", "doubts"),
    [
        ("ลูกน้ายุงลาย", "ลูกน้ำยุงลาย", 0),
        ("ขยะมลฝอย", "ขยะมูลฝอย", 0),
        ("ภายเนอาคาร", "ภายในอาคาร", 0),
        ("สั้นทีเปิดใหม่", "สั้นที่เปิดใหม่", 0),
        ("อาคารทีเข้าร่วมโครงการ", "อาคารที่เข้าร่วมโครงการ", 0),
        ("บันทึกนำหนักมูลฝอย", "บันทึกน้ำหนักมูลฝอย", 0),
        ("ปลูกต้นไม้ริมนำ", "ปลูกต้นไม้ริมนำ", 1),
        ("นำเสนอผู้นำชุมชนทันที", "นำเสนอผู้นำชุมชนทันที", 0),
        ("สัญจรรรุ่นที่", "สัญจรรุ่นที่", 0),
        ("กรรมการธรรมดา", "กรรมการธรรมดา", 0),
        ("ฝังกลบของเสีย", "ฝังกลบของเสีย", 0),
        ("สวนสาธารณะ", "สวนสาธารณะ", 0),
    ],
)
def test_words_that_a_slip_may_have_made_are_doubtful(seen: str, text: str, doubts: int) -> None:
    found = spell(seen)
    assert (found.text, found.doubts) == (text, doubts)


@pytest.mark.parametrize("text", ["3, รายงานผล", "ผู้ดูแล ,", "สสล.? สยป.", "น้ำหนักทั้งหมด x", "eo", "2 เพิ่มพื้นที่"])
def test_signs_of_no_plan_make_a_line_unsure(text: str) -> None:
    assert line_confidence(Reading((Word(text, 0, 1, 0.99),), text, 0.99, 1.0)) < 0.9


@pytest.mark.parametrize("text", ["10 คะแนน", "๑๐ วัน", "3 แห่ง"])
def test_what_is_counted_is_no_item(text: str) -> None:
    assert line_confidence(Reading((Word(text, 0, 1, 0.99),), text, 0.99, 1.0)) > 0.9
