"""Characters to lines: marks, spaces, order, codes, on arrays made by hand."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.lines import build_lines, mend_lines
from phaen.extractors.pdf.glyphs.thai import rank
from phaen.extractors.pdf.source.backend import Font, Glyphs

FONTS = [Font("F#0", "F")]
SIZE = 10.0


def glyphs(placed: list[tuple[str, float, float]], lost: str = "", y: float = 100.0) -> Glyphs:
    """Characters with their left and right, all on one line of 10 points."""
    count = len(placed)
    x0 = np.array([p[1] for p in placed], np.float64)
    x1 = np.array([p[2] for p in placed], np.float64)
    whole = np.zeros(count, np.int32)
    return Glyphs(
        code=np.array([ord(p[0]) for p in placed], np.int32),
        x0=x0,
        x1=x1,
        anchor=(x0 + x1) / 2,
        y=np.full(count, y),
        size=np.full(count, SIZE),
        font=whole.copy(),
        run=whole.copy(),
        turn=whole.copy(),
        lost=np.array([p[0] in lost for p in placed], bool),
        hint=np.zeros(count, bool),
    )


def row(text: str, start: float = 50.0, width: float = 6.0) -> list[tuple[str, float, float]]:
    """``text`` set letter by letter, marks over the letter before them."""
    placed: list[tuple[str, float, float]] = []
    x = start
    for char in text:
        if rank(np.array([ord(char)], np.int32))[0]:
            placed.append((char, x - 3, x - 1))
        else:
            step = 2.5 if char == " " else width
            placed.append((char, x, x + step))
            x += step
    return placed


def text_of(page: Glyphs, damages: Counter[str] | None = None) -> str:
    found = damages if damages is not None else Counter()
    raw = CodeRepair().repair(page, FONTS, found)
    lines = build_lines(page, raw, np.zeros(len(page), np.int32), FONTS, found)
    mend_lines(lines, found)
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize("text", ["ตัวชี้วัด ที่ 1", "ร้อยละ 80", "โครงการ/กิจกรรม", "É Š café"])
def test_sound_text_comes_back(text: str) -> None:
    assert text_of(glyphs(row(text))) == text


def test_mark_late_in_the_stream_goes_to_the_letter_under_its_ink() -> None:
    placed = row("ปฏิบัติ")
    placed.append(placed.pop(2))  # the vowel of ฏ is drawn last
    damages: Counter[str] = Counter()
    assert text_of(glyphs(placed), damages) == "ปฏิบัติ"
    assert damages["displaced_mark"] == 1


def test_letters_drawn_in_any_order_are_read_from_the_left() -> None:
    placed = row("งบประมาณ")
    assert text_of(glyphs(placed[4:] + placed[:4])) == "งบประมาณ"


def test_tone_before_vowel_and_doubled_marks() -> None:
    damages: Counter[str] = Counter()
    assert text_of(glyphs(row("ท่ี่")), damages) == "ที่"
    assert damages["tone_before_vowel"] == 1


def test_filler_space_under_ink_is_dropped_and_a_gap_is_a_space() -> None:
    placed = [("1", 50.0, 56.0), (" ", 56.0, 58.5), (",", 56.1, 58.0), ("6", 58.0, 64.0), ("0", 64.0, 70.0)]
    assert text_of(glyphs(placed)) == "1,60"
    assert text_of(glyphs([("ก", 50.0, 56.0), ("ข", 59.0, 65.0)])) == "ก ข"


def test_split_amount_is_closed_but_two_amounts_are_not() -> None:
    assert text_of(glyphs(row("1 ,609,902,100"))) == "1,609,902,100"
    assert text_of(glyphs(row("1,609 902"))) == "1,609 902"


def test_ring_of_sara_am_as_a_space_without_width() -> None:
    placed = [("ต", 50.0, 56.0), (" ", 53.0, 56.0), ("า", 56.0, 62.0), ("บ", 62.0, 68.0), ("ล", 68.0, 74.0)]
    damages: Counter[str] = Counter()
    assert text_of(glyphs(placed), damages) == "ตำบล"
    assert damages["zero_width_space_am"] == 1


def test_real_space_before_aa_stays() -> None:
    assert text_of(glyphs(row("ก า"))) == "ก า"


def test_stand_ins_of_lost_glyphs_in_a_thai_font() -> None:
    placed = row("ทีดำเนินการ")
    placed.insert(2, ("É", 54.5, 56.0))
    assert text_of(glyphs(placed, lost="É")) == "ที่ดำเนินการ"


def test_lost_glyphs_that_nothing_explains_become_replacement_characters() -> None:
    page = glyphs(row("แผนงาน\x11บริหาร"), lost="\x11")
    assert text_of(page) == "แผนงาน\ufffdบริหาร"


def test_a_sign_over_a_letter_is_a_mark_whose_number_was_read_as_text() -> None:
    """Which one, the words around tell; what they do not tell is lost, never a sign."""
    placed = row("รอยละ ขอมูล กลอง หองเรียน รอยละ ตองการ นอย หองสมุด")
    lettered = [k for k, place in enumerate(placed) if place[0] in "รขกหตน" and placed[k + 1][0] in "อล"]
    for k in reversed(lettered):
        _, left, right = placed[k]
        placed.insert(k + 1, ("-", left + 1, right + 0.5))
    text = text_of(glyphs(placed))
    assert "-" not in text
    assert "ร้อยละ" in text and "ห้องสมุด" in text
    apart = row("งาน")
    apart.append(("-", apart[-1][2] + 0.2, apart[-1][2] + 4))
    assert text_of(glyphs(apart)) == "งาน-"


def test_footnote_digit_is_raised() -> None:
    page = glyphs(row("แผน3"))
    page.size[-1], page.y[-1] = 6.0, 96.5
    assert text_of(page) == "แผน³"


def test_letterspaced_line_is_closed() -> None:
    placed = [(char, 50.0 + 11 * k, 56.0 + 11 * k) for k, char in enumerate("การพฒนาเทศบาลนคร")]
    assert text_of(glyphs(placed)) == "การพฒนาเทศบาลนคร"


def test_column_of_digits_is_not_closed() -> None:
    placed = [(char, 50.0 + 11 * k, 56.0 + 11 * k) for k, char in enumerate("123456789")]
    assert text_of(glyphs(placed)) == "1 2 3 4 5 6 7 8 9"


def pulled_apart(text: str, by: float) -> list[tuple[str, float, float]]:
    """``text`` as a justified line sets it: ``by`` points behind every character, marks too."""
    placed: list[tuple[str, float, float]] = []
    x = 50.0
    for char in text:
        if rank(np.array([ord(char)], np.int32))[0]:
            placed.append((char, x - 3, x - 1))
            x += by
        elif char == " ":
            x += 2.5 + by
        else:
            placed.append((char, x, x + 6.0))
            x += 6.0 + by
    return placed


def test_marks_of_a_justified_line_are_no_spaces() -> None:
    """Two marks behind ข and a third of its space make a gap as wide as a space."""
    text = "ให้ข้อมูลขั้นตอนการรับบริการ พร้อมสอบถามความพอใจ"
    assert text_of(glyphs(pulled_apart(text, 0.55))) == text
