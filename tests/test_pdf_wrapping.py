"""Which printed lines are one paragraph: room between them, numbers that open items, numbers counted in a sentence."""

from __future__ import annotations

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.wrapping import counts_on, ends_short, is_apart, join_lines, usual_pitches


def line(text: str, base: float, right: float = 500.0) -> Line:
    return Line(0, text, text, 50.0, right, base - 12, base + 3, base, 12.0, False, False, False, False)


def test_a_number_with_a_point_opens_a_heading_below_little_room() -> None:
    """Most lines of the page are paragraphs of one line, so that the closest lines tell what wrapped lines have."""
    bases = [100.0, 118.4, 134.6, 153.0, 171.4, 189.8, 208.2]
    texts = ["ก", "ข", "ค", "ง", "1.1 ประสิทธิภาพของงาน", "จ", "ฉ"]
    lines = [line(text, base) for text, base in zip(texts, bases, strict=True)]
    pitches = usual_pitches(lines)
    assert is_apart(lines[3], lines[4], pitches)
    assert not is_apart(lines[4], lines[5], pitches)
    assert not is_apart(line("ก", 100.0), line("1.1 ล้านบาท", 116.2), pitches)
    assert is_apart(line("ก", 100.0), line("ข", 125.0), pitches)
    assert not is_apart(line("ก", 100.0), line("ข", 190.0), {})


def test_a_list_in_running_text_goes_on_over_the_line_break() -> None:
    counted = [line("ระบบมีข้อมูล ได้แก่ 1. ข้อมูลบุคลากร 2. ข้อมูล", 100.0), line("ครุภัณฑ์ 3. ข้อมูลอาคาร", 116.0)]
    assert counts_on(counted, line("4. ข้อมูลงบประมาณ", 132.0))
    assert counts_on(counted, line("๔. ข้อมูลงบประมาณ", 132.0))
    assert not counts_on(counted, line("5. ข้อมูลงบประมาณ", 132.0))
    assert not counts_on(counted, line("4.5 ล้านบาท", 132.0))
    assert not counts_on([line("1. ข้อมูลบุคลากร", 100.0)], line("2. ข้อมูลครุภัณฑ์", 116.0))


def test_room_that_a_long_word_would_not_fit_into_ends_no_line() -> None:
    below = line("กรุงเทพมหานคร ร้อยละ 80", 116.0, right=250.0)  # the word takes about 110 of its 200 points
    assert not ends_short(line("ฐานข้อมูลข้อสั่งการของปลัด", 100.0, right=410.0), below, 500.0)
    assert ends_short(line("ฐานข้อมูลข้อสั่งการของปลัด", 100.0, right=350.0), below, 500.0)


def test_the_space_after_a_head_inside_a_line_is_kept() -> None:
    lines = [line("นับจากทะเบียนของสำนัก วิธีคำนวณ", 100.0), line("ตรวจสอบจากผลการดำเนินงาน", 116.0)]
    assert join_lines(lines, 50.0, 502.0)[0] == "นับจากทะเบียนของสำนัก วิธีคำนวณ ตรวจสอบจากผลการดำเนินงาน"
