"""Letters set apart, raised figures: what stands between and above letters, told by their places."""

from __future__ import annotations

import pytest
from pdf_pages import FONT, HEIGHT, SIZE, at, canvas_pdf, cells, table
from phaen.extractors.model import Paragraph
from phaen.extractors.pdf.reader import read_pdf
from reportlab.pdfgen.canvas import Canvas

BACKENDS = ("pdfium", "pdfplumber")
TARGETS = ("ร้อยละ 80", "1,250,000 บาท", "60 แห่ง", "ร้อยละของผู้สูงอายุที่ได้รับการดูแล", "ระดับ 4", "75")


def marked(text: str, mark: str, scale: float, rise: float, wrapped: bool = False) -> str:
    """The text of a cell that ends in a raised mark, as both readers give it."""

    def draw(canvas: Canvas) -> None:
        table(canvas, (("1", "โครงการ", text, "ฝ่ายโยธา"), ("2", "โครงการ", "5", "ฝ่ายโยธา")))
        x, y = at(1, 2)
        canvas.setFont(FONT, scale * SIZE)
        if wrapped:
            canvas.drawString(x, y - 1.4 * SIZE + rise * SIZE, mark)
        else:
            canvas.drawString(x + canvas.stringWidth(text, FONT, SIZE), y + rise * SIZE, mark)

    found = {cells(read_pdf(canvas_pdf(draw), "a.pdf", backend=backend), 1)[2].text for backend in BACKENDS}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("scale", "rise"), [(0.83, 0.41), (0.83, 0.33), (0.65, 0.33), (0.6, 0.25), (0.58, 0.45), (0.7, 0.2)]
)
def test_a_raised_figure_is_the_mark_of_a_footnote(scale: float, rise: float) -> None:
    assert marked("ร้อยละ 80", "1", scale, rise) == "ร้อยละ 80¹"
    assert marked("1,250,000", "2/", scale, rise) == "1,250,000²"
    assert marked("60", "12)", scale, rise) == "60¹²"


@pytest.mark.parametrize(("scale", "rise"), [(1.0, 0.0), (1.0, 0.3), (0.83, 0.0), (0.95, 0.3)])
def test_figures_of_one_size_or_one_line_are_figures(scale: float, rise: float) -> None:
    assert "¹" not in marked("ร้อยละ 80", "1", scale, rise)


def test_a_mark_that_wraps_is_a_mark() -> None:
    assert marked("ร้อยละ 80", "1", 0.7, -0.1, wrapped=True).replace("\n", "").replace(" ", "") == "ร้อยละ80¹"


def spaced(space: float) -> list[list[str]]:
    """The first column's texts of tables whose letters stand apart by ``space`` em, as each reader gives them."""

    def draw(canvas: Canvas) -> None:
        table(canvas, tuple((str(k), "", "", "ก") for k in range(1, 1 + len(TARGETS))))
        for number, text in enumerate(TARGETS):
            x, y = at(number + 1, 1)
            for letter in text:
                canvas.drawString(x, y, letter)
                mark = ord(letter) == 0x0E31 or 0x0E34 <= ord(letter) <= 0x0E3A or 0x0E47 <= ord(letter) <= 0x0E4E
                canvas.drawString(x - space * SIZE if mark else x, y, letter)
                x += 0 if mark else canvas.stringWidth(letter, FONT, SIZE) + space * SIZE

    def text(backend: str) -> list[str]:
        document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
        return [cells(document, number + 1)[1].text for number in range(len(TARGETS))]

    return [text(backend) for backend in BACKENDS]


@pytest.mark.parametrize("space", (0.0, 0.08, 0.15, 0.2))
def test_letters_set_apart_are_words_and_figures(space: float) -> None:
    for found in spaced(space):
        assert found == list(TARGETS)


@pytest.mark.parametrize("backend", BACKENDS)
def test_figures_far_apart_stay_apart(backend: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(60, HEIGHT - 60, "ระดับคะแนนของตัวชี้วัดทั้งหมด")
        for number in range(5):
            canvas.drawString(60 + 14 * number, HEIGHT - 90, str(number + 1))

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[-1] == "1 2 3 4 5"


@pytest.mark.parametrize("backend", BACKENDS)
def test_words_told_by_gaps_alone_stay_words(backend: str) -> None:
    def draw(canvas: Canvas) -> None:
        x = 60.0
        for word in ("ร้อยละ", "80", "ของ", "เรื่อง", "ทั้งหมด"):
            canvas.drawString(x, HEIGHT - 60, word)
            x += canvas.stringWidth(word, FONT, SIZE) + 0.25 * SIZE

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    assert document.blocks[0].text == "ร้อยละ 80 ของ เรื่อง ทั้งหมด"


@pytest.mark.parametrize("backend", BACKENDS)
def test_figures_of_a_font_without_longer_lines_are_set_as_the_page(backend: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number in range(4):
            text = "ระดับคะแนนของตัวชี้วัดทั้งหมด"
            canvas.drawString(60, HEIGHT - 60 - 40 * number, text, charSpace=0.15 * SIZE)
        canvas.setFont("Helvetica-Bold", SIZE)
        canvas.drawString(60, HEIGHT - 260, "(60", charSpace=0.15 * SIZE)

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[-1] == "(60"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("space", (0.1, 0.15, 0.2))
def test_marks_set_apart_stay_with_their_letter(backend: str, space: float) -> None:
    """Some programs set marks apart as they do letters: 2 ครั้ง had a space behind its marks, and became ค้รัง."""
    words = ("ระดับความสำเร็จของตัวชี้วัดที่ตั้งไว้", "อย่างน้อย 3 ครั้ง", "2 ครั้ง", "ลำดับ", "1 ฉบับ", "ผู้รับผิดชอบ")

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, word in enumerate(words):
            canvas.drawString(60, HEIGHT - 60 - 40 * number, word, charSpace=space * SIZE)

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == list(words)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("space", (0.145, 0.15, 0.2))
def test_signs_alone_are_set_as_the_page(backend: str, space: float) -> None:
    """Between arrows and dashes no gap is a gap of letters: whether they stood apart hung on a hair of a point."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number in range(4):
            text = "ระดับคะแนนของตัวชี้วัดทั้งหมด"
            canvas.drawString(60, HEIGHT - 60 - 40 * number, text, charSpace=space * SIZE)
        canvas.drawString(60, HEIGHT - 260, "––", charSpace=space * SIZE)

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[-1] == "––"


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("letters", "text"), [("ของ", "ของ"), ("ถนน", "ถนน"), ("กขค", "ก ข ค")])
def test_a_word_spread_over_a_line_of_its_own_is_a_word(backend: str, letters: str, text: str) -> None:
    """Justified paragraphs with lines broken by hand: three letters tell nothing by their gaps, but make a word."""

    def draw(canvas: Canvas) -> None:
        table(canvas, rows=(("1", "", "80", "ฝ่ายโยธา"), ("2", "ถนน", "75", "ฝ่ายโยธา")))
        x, y = at(1, 1)
        for number, letter in enumerate(letters):
            canvas.drawString(x + 45 * number, y, letter)

    assert cells(read_pdf(canvas_pdf(draw), "a.pdf", backend=backend), 1)[1].text == text


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(
    ("text", "begins", "ends", "read"),
    [
        ("< 10 %", "", "<", "≤ 10 %"),
        ("> 80 %", "", "> ", "≥ 80 %"),
        ("< 10 %", "", "< 10 %", "< 10 %"),
        ("< 10 %", "< ", "< 10 %", "< 10 %"),
        ("ร้อยละ > 80", "ร้อยละ ", "ร้อยละ >", "ร้อยละ ≥ 80"),
        ("ร้อยละ > 80", "", "ร้อยละ >", "ร้อยละ > 80"),
        ("<", "", "<", "≤"),
        ("< 10 %", "", "< ", "< 10 %"),
    ],
)
def test_an_underlined_sign_is_or_equal(backend: str, text: str, begins: str, ends: str, read: str) -> None:
    """≤ as people without such a key write it; an underlined text, or a rule below a cell, changes no sign."""

    pieces = (ends, read[0]) == ("< ", "<")

    def draw(canvas: Canvas) -> None:
        table(canvas, rows=(("1", "ความพึงพอใจ", text, "ฝ่ายโยธา"), ("2", "< 5", "75", "ฝ่ายโยธา")))
        x, y = at(1, 2)
        width = [canvas.stringWidth(part, FONT, SIZE) for part in (begins, ends)]
        canvas.line(x + width[0], y - 0.15 * SIZE, x + width[1], y - 0.15 * SIZE)
        if pieces:
            canvas.line(x + width[1], y - 0.15 * SIZE, x + canvas.stringWidth(text, FONT, SIZE), y - 0.15 * SIZE)

    document = read_pdf(canvas_pdf(draw), "a.pdf", backend=backend)
    assert cells(document, 1)[2].text == read
    assert cells(document, 2)[1].text == "< 5"
