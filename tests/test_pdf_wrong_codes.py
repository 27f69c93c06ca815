"""Fonts that give marks as other letters, tones as vowels, signs as Private Use: what is printed comes out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from pdf_pages import HEIGHT, canvas_pdf
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.thai import rank
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.backend import Font, Glyphs
from phaen.normalizers.repair.repair import repair, restore_marks
from reportlab.pdfgen.canvas import Canvas

MARKS = {"D": "่", "L": "้", "'": "์", "C": "็", "V": "ั", "?": "ี"}
SENTENCES = (
    "ค่าเป้าหมายของกลุ่มงานแต่ละกลุ่มต้องผ่านเกณฑ์ที่กำหนดไว้อย่างต่อเนื่อง",
    "ส่งเสริมความร่วมมือกับหน่วยงานต่างประเทศและหน่วยงานท้องถิ่นให้เข้มแข็ง",
    "ป้องกันการเผยแพร่ข้อมูลและช่วยเหลือผู้สูงอายุในพื้นที่ด้อยโอกาส",
    "โครงการตามยุทธศาสตร์เป็นองค์ประกอบของแผนปลูกฝังคุณธรรมประจำปีงบประมาณ",
)


def printed(text: str, stand_ins: dict[str, str], nudge: float = -0.1) -> Glyphs:
    """``text`` at 12 points, marks in ``stand_ins`` (stand-in → mark) given as other letters over theirs."""
    given = {mark: letter for letter, mark in stand_ins.items()}
    codes, x0, x1, y = [], [], [], []
    at, line = 50.0, 100.0
    for letter in text:
        if letter == "\n":
            at, line = 50.0, line + 20
            continue
        mark = rank(np.array([ord(letter)]))[0] > 0
        codes.append(ord(given.get(letter, letter)))
        if mark:
            wide = 1.5 if letter in given else 0.0
            x0.append(at + 12 * nudge if letter in given else at)
            x1.append(x0[-1] + wide)
        else:
            x0.append(at)
            at += 6.0
            x1.append(at)
        y.append(line)
    count = len(codes)
    none = np.zeros(count, np.int32)
    return Glyphs(
        code=np.array(codes, np.int32),
        x0=np.array(x0),
        x1=np.array(x1),
        anchor=(np.array(x0) + np.array(x1)) / 2,
        y=np.array(y),
        size=np.full(count, 12.0),
        font=none.copy(),
        run=none.copy(),
        turn=none.copy(),
        lost=none > 0,
        hint=none > 0,
    )


def mended(glyphs: Glyphs, name: str = "Any") -> tuple[str, Counter[str]]:
    damages: Counter[str] = Counter()
    codes = CodeRepair()
    raw = glyphs.code.copy()
    codes.repair(glyphs, [Font("any#0", name)], damages)
    if codes.late:
        glyphs.code[:] = raw
        codes.repair(glyphs, [Font("any#0", name)], damages)
    return "".join(map(chr, glyphs.code.tolist())), damages


@pytest.mark.parametrize("nudge", (-0.1, -0.3))
@pytest.mark.parametrize("letter", MARKS)
def test_marks_given_as_other_letters_are_learnt_from_the_words(letter: str, nudge: float) -> None:
    text = "\n".join(SENTENCES)
    found, damages = mended(printed(text, {letter: MARKS[letter]}, nudge))
    assert found == text.replace("\n", "") and damages["stand_in_glyph"]


def test_all_of_them_together() -> None:
    text = "\n".join(SENTENCES)
    assert mended(printed(text, {"D": "่", "L": "้", "'": "์"}))[0] == text.replace("\n", "")


def test_letters_that_stand_beside_the_thai_are_letters() -> None:
    text = "โครงการGreenและแผนD 3 ของกลุ่มL"
    assert mended(printed(text, {}))[0] == text


@pytest.mark.parametrize(
    ("printed_as", "meant"),
    [
        ("เปูาหมาย", "เป้าหมาย"),
        ("ฝุายบริหารงานทั่วไป", "ฝ่ายบริหารงานทั่วไป"),
        ("ปูองกันและบรรเทาสาธารณภัย", "ป้องกันและบรรเทาสาธารณภัย"),
        ("ไฟฟูา", "ไฟฟ้า"),
        ("ผู้ปุวย", "ผู้ป่วย"),
        ("เฝูาระวัง", "เฝ้าระวัง"),
    ],
)
def test_tones_over_tall_letters_given_as_vowels(printed_as: str, meant: str) -> None:
    for change in (repair, restore_marks):
        done = change(printed_as)
        assert done.text == meant and done.original() == printed_as


@pytest.mark.parametrize("text", ("ปูพื้นฐาน", "ปุ๋ยหมัก", "ฝูงปลา", "ฟุตบอล", "ฟื้นฟูป่า", "ถนนปูน", "ฝุ่นละออง", "เลี้ยงปู"))
def test_vowels_under_tall_letters_stay(text: str) -> None:
    assert restore_marks(text).text == text


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", 0xF0B3, "≥"),
        ("SymbolMT", 0xF0A3, "≤"),
        ("Symbol", 0xF0B7, "•"),
        ("Wingdings-Regular", 0xF0FE, "☑"),
        ("Wingdings", 0xFC, "✓"),
        ("Wingdings 2", 0xF050, "✓"),
        ("Wingdings2", 0xA3, "□"),
        ("ZapfDingbats", 0x34, "✓"),
        ("THSarabunNew", 0xF0B3, "≥"),
    ],
)
def test_signs_of_sign_fonts(font: str, code: int, sign: str) -> None:
    glyphs = printed("ก", {})
    glyphs.code[0] = code
    assert mended(glyphs, font)[0] == sign


def test_letters_of_other_fonts_are_no_signs() -> None:
    glyphs = printed("n4", {})
    assert mended(glyphs, "SymbolUnicode")[0] == "n4"
    assert mended(printed("n4", {}), "Sarabun")[0] == "n4"


def test_a_page_of_words_with_few_marks_is_sound() -> None:
    lines = (
        "ถนนสายบางนา ตราด ตอน บางปะกง หนองงา",
        "ขยายถนน ลาดยาง สายหนองกลางนา",
        "วางราง ระบบระบาย ขนาด ๒ ตอน",
        "ทาง หลวง สาย กลางดง ปากทาง",
    )

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(60, HEIGHT - 60 - 20 * number, line)

    document = read_pdf(canvas_pdf(draw), "a.pdf")
    assert document.pages[0].thai_chars >= 60 and document.pages[0].readable
