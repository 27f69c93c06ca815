"""Marks that the page itself lacks: restored where several non-words become words, flagged, never guessed elsewhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phaen.extractors.model import Cell, Paragraph, Place, Row, Table
from phaen.extractors.pdf.glyphs.mending import list_repairs, mend_blocks, sample_share
from phaen.extractors.restored import FLAG
from phaen.extractors.text.reader import read_text
from phaen.normalizers.repair.dropped_marks import RULE, Dropped, marks_dropped, restorations
from phaen.normalizers.repair.repair import Repaired, repair, restore_marks
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.people import ROOT

SENTENCES = (
    "สำนักงานเขตจัดกิจกรรมส่งเสริมสุขภาพผู้สูงอายุในชุมชนอย่างน้อยปีละสองครั้ง",
    "ร้อยละของผู้ใช้บริการที่มีความพึงพอใจต่อการให้บริการของหน่วยงาน",
    "หน่วยงานต้องวิเคราะห์ข้อมูลและสรุปปัญหาอุปสรรคทุกไตรมาส",
    "จำนวนต้นไม้ที่ปลูกเพิ่มขึ้นในพื้นที่สาธารณะไม่น้อยกว่าร้อยต้นต่อปี",
    "เจ้าหน้าที่ผ่านเกณฑ์การประเมินสมรรถนะตามตำแหน่งที่กำหนดไว้",
    "ฟื้นฟูคุณภาพน้ำในคลองและป้องกันน้ำท่วมขังในช่วงฤดูฝน",
    "ผู้บริหารมอบหมายให้ฝ่ายที่เกี่ยวข้องติดตามผลการดำเนินงานอย่างต่อเนื่อง",
    "โครงการพัฒนาศักยภาพอาสาสมัครสาธารณสุขและเครือข่ายภาคประชาชน",
    "ปรับปรุงถนนและทางเท้าให้ได้มาตรฐานเพื่อความปลอดภัยของประชาชน",
    "จัดทำรายงานสรุปผลเสนอผู้ว่าราชการก่อนสิ้นปีงบประมาณ",
    "ค่าใช้จ่ายในการจัดอบรมเป็นไปตามระเบียบกระทรวงการคลัง",
    "จัดเก็บรายได้จากภาษีที่ดินและสิ่งปลูกสร้างได้ตามเป้าหมาย",
    "ส่งเสริมการท่องเที่ยวเชิงวัฒนธรรมและสร้างรายได้ให้แก่ชุมชน",
    "นักเรียนได้รับการตรวจสุขภาพและได้รับวัคซีนครบทุกคน",
    "กลุ่มเป้าหมายได้รับความรู้เรื่องการคัดแยกขยะที่ต้นทาง",
    "ร้อยละของเรื่องร้องเรียนที่แก้ไขแล้วเสร็จภายในเวลาที่กำหนด",
    "พัฒนาระบบสารสนเทศเพื่อเชื่อมโยงฐานข้อมูลระหว่างหน่วยงาน",
    "ลดความเสี่ยงด้านอัคคีภัยในชุมชนหนาแน่นด้วยการซ้อมแผนร่วมกับประชาชน",
    "จุดอ่อนของหน่วยงานคือขาดบุคลากรที่มีความเชี่ยวชาญด้านเทคโนโลยี",
    "มีส่วนร่วมในการวางแผนและตัดสินใจตั้งแต่ต้นจนสิ้นสุดโครงการ",
    "ตัวชี้วัดนี้ใช้วัดผลสัมฤทธิ์ของงานบริการผู้ป่วยนอกของโรงพยาบาล",
    "ให้ความสำคัญกับการป้องกันการทุจริตและประพฤติมิชอบในทุกระดับ",
    "พื้นที่สีเขียวต่อประชากรเพิ่มขึ้นเมื่อเทียบกับปีที่ผ่านมา",
    "บุคลากรได้รับการพัฒนาอย่างน้อยหนึ่งหลักสูตรต่อคนต่อปี",
    "กำหนดแนวทางแก้ไขปัญหาการจราจรบริเวณหน้าโรงเรียนและตลาด",
    "สร้างการรับรู้ความเข้าใจเกี่ยวกับสิทธิประโยชน์ของผู้พิการ",
    "ประสานงานกับหน่วยงานภายนอกเพื่อขอรับการสนับสนุนงบประมาณ",
    "ครุภัณฑ์คอมพิวเตอร์ไม่เพียงพอต่อการปฏิบัติงานของเจ้าหน้าที่",
    "ติดตั้งกล้องวงจรปิดและไฟฟ้าส่องสว่างในจุดเสี่ยงครบทุกแห่ง",
    "ประเมินผลความคุ้มค่าของโครงการและนำผลไปใช้ปรับปรุงแผนปีต่อไป",
    "เด็กเล็กในศูนย์พัฒนาเด็กได้รับอาหารกลางวันที่มีคุณภาพครบถ้วน",
    "วัตถุประสงค์ของแผนคือยกระดับคุณภาพชีวิตของประชาชนอย่างยั่งยืน",
    "ขอบเขตของงานครอบคลุมการจัดซื้อจัดจ้างและการบริหารพัสดุ",
    "ตรวจสอบสถานประกอบการด้านอาหารให้ผ่านเกณฑ์มาตรฐานด้านสุขลักษณะ",
    "ยุทธศาสตร์ด้านสิ่งแวดล้อมมุ่งเน้นการลดมลพิษทางอากาศและฝุ่นละออง",
    "รวบรวมข้อมูลจากแบบสอบถามผู้รับบริการแล้ววิเคราะห์ด้วยค่าเฉลี่ย",
)
PAGE = "\n".join(SENTENCES)
_LOW = re.compile("(?<![ัิีึื็ํ])[่-๋์](?!ำ)|(?<=[ปฝฟ])[ัิีึื็][่-๋]?")
_CLUSTER = re.compile("[ก-ฮเ-ไะาำๅ][ัิ-ฺ็-๎]*|.", re.DOTALL)


def without_low(text: str) -> str:
    """``text`` as it prints once the glyphs of old fonts for low marks and for marks on tall letters are gone."""
    return _LOW.sub("", text)


def without_tones(text: str) -> str:
    """``text`` without any tone, silencer or ็, nor marks on tall letters."""
    return re.sub("[่-๋็์]|(?<=[ปฝฟ])[ัิีึื]", "", text)


DAMAGES = [(without_low, Dropped.LOW), (without_tones, Dropped.ALL)]


# --- what is restored ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("ผูใชบริการของหนวยงานไดรับขอมูล", "ผู้ใช้บริการของหน่วยงานได้รับข้อมูล"),
        ("รอยละของผูสูงอายุที่ไดรับการตรวจสุขภาพปละ 1 ครั้ง", "ร้อยละของผู้สูงอายุที่ได้รับการตรวจสุขภาพปีละ 1 ครั้ง"),
        ("วิเคราะหปญหาและฟนฟูคุณภาพน้ำ", "วิเคราะห์ปัญหาและฟื้นฟูคุณภาพน้ำ"),
        ("มีสวนรวมในการวางแผนตามเกณฑและเปาหมาย", "มีส่วนร่วมในการวางแผนตามเกณฑ์และเป้าหมาย"),
        ("ประเมินความตองการของผูปวย 2 ครั้ง/ป อยางตอเนื่อง", "ประเมินความต้องการของผู้ป่วย 2 ครั้ง/ปี อย่างต่อเนื่อง"),
        ("มีแนวโนมลดลงตั้งแตป 2566", "มีแนวโน้มลดลงตั้งแต่ปี 2566"),
        ("เจาหนาทีทีเกียวของตองเขาใจตัวชีวัด", "เจ้าหน้าที่ที่เกี่ยวข้องต้องเข้าใจตัวชี้วัด"),
    ],
)
def test_a_text_without_its_marks_is_restored(printed: str, meant: str) -> None:
    repaired = repair(printed)
    assert repaired.text == meant
    assert repaired.original() == printed
    assert {step.rule for step in repaired.steps} == {RULE}


def test_a_stretch_between_sound_words_is_restored_and_nothing_else() -> None:
    before, after = "ผู้บริหารให้ความสำคัญต่อการพัฒนา และได้จัดทำแผน ", " ซึ่งผ่านเกณฑ์แล้ว"
    printed = f"{before}มอบหมายใหหนวยงานวิเคราะหขอมูล{after}"
    assert repair(printed).text == f"{before}มอบหมายให้หน่วยงานวิเคราะห์ข้อมูล{after}"


def test_a_page_that_lacks_marks_helps_a_cell_that_shows_little() -> None:
    page = without_low(PAGE)
    assert marks_dropped(page) is Dropped.LOW
    assert repair("รอยละบุคลากร").text == "รอยละบุคลากร"
    assert repair("รอยละบุคลากร", dropped=Dropped.LOW).text == "ร้อยละบุคลากร"


@pytest.mark.parametrize(("damage", "kind"), DAMAGES)
@pytest.mark.parametrize("known", [False, True])
def test_damaged_sentences_come_back(damage: object, kind: Dropped, known: bool) -> None:
    """At least 95 % of all letters, most of the marks, and none of them wrong."""
    assert callable(damage)
    dropped = marks_dropped(damage(PAGE)) if known else None
    assert dropped is (kind if known else None)
    letters = right = lost = back = 0
    for sentence in SENTENCES:
        printed = damage(sentence)
        restored = restore_marks(printed, dropped)
        assert restored.original() == printed
        clusters = (_CLUSTER.findall(text) for text in (sentence, printed, restored.text))
        for meant, seen, read in zip(*clusters, strict=True):
            assert read in (meant, seen), (sentence, restored.text)
            letters += len(meant)
            right += len(read)
            lost += seen != meant
            back += read == meant != seen
    assert right / letters >= 0.95
    assert back / lost >= (0.85 if known else 0.65)


# --- what stays ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dropped", [None, *Dropped])
def test_sound_text_stays(dropped: Dropped | None) -> None:
    for text in (*SENTENCES, PAGE):
        assert restore_marks(text, dropped) == Repaired(text)
    assert marks_dropped(PAGE) is Dropped.NONE


@pytest.mark.parametrize(
    "text",
    [
        "หนวยงาน",
        "ใหม",
        "ขอมูลทั้งหมด",
        "ตามรอยละครและตามรอยละเอียด",
        "ร้านโกไดวาช็อกโกแลต",
        "นางสาวพิชญสินี ไดมอนด ชั้น ป 6",
        "ไม\ufffdได\ufffdใช\ufffdหนวยงานและขอมูล",
        "ปปปปปปปป หนวยฟฝฟฝฟ",
        "ป.ป.ช. และ ปวส. ให รพ.สต.",
    ],
)
def test_what_shows_too_little_stays(text: str) -> None:
    assert repair(text) == Repaired(text)


def test_names_and_letters_that_stand_alone_stay_on_a_damaged_page() -> None:
    for text in ("พิชญสินี", "ชั้น ป 6", "ปลายปากกา", "ปวส. ปวช.", "กลยุทธ", "ของขวัญ"):
        assert restore_marks(text, Dropped.LOW) == Repaired(text)


def test_a_reading_with_a_rival_is_not_taken() -> None:
    """ตนไม may be ต้นไม้ or ตนไม่, สวน a garden or ส่วน: letters that are words stay words."""
    for text in ("ของตน", "สวนสาธารณะ", "นาแปลงใหญ่", "รวมทั้งหมด", "เขาและแม่น้ำ"):
        assert restore_marks(text, Dropped.LOW) == Repaired(text)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from([without_low, without_tones]))
@settings(max_examples=60, deadline=None)
def test_restoring_can_be_undone_and_ends(picked: list[str], damage: object) -> None:
    assert callable(damage)
    printed = " ".join(damage(sentence) if at % 2 else sentence for at, sentence in enumerate(picked, 1))
    once = repair(printed)
    assert once.original() == printed
    assert repair(once.text).text == once.text


def test_words_that_overlap_over_a_mark_that_stayed_are_restored_once() -> None:
    printed = "ผูเข้ารวมกิจกรรมไดรับความรูและผูเข้ารวมไดใชขอมูล"
    edits = restorations(printed, Dropped.LOW)
    assert all(first.start + len(first.before) <= second.start for first, second in itertools.pairwise(edits))
    assert repair(printed).original() == printed


# --- what rests on it says so ----------------------------------------------------------------------------------

_DAMAGED = "รอยละของผูใชบริการที่มีความพึงพอใจตอหนวยงาน"
_MEANT = "ร้อยละของผู้ใช้บริการที่มีความพึงพอใจต่อหน่วยงาน"
_SOUND = "ร้อยละของเรื่องร้องเรียนที่แก้ไขแล้วเสร็จ"


def test_pdf_cells_and_lines_with_restored_marks_are_flagged() -> None:
    place = Place(page=1, bbox=(0.0, 0.0, 1.0, 1.0))
    cells = tuple(Cell(text, text, place) for text in (_SOUND, _DAMAGED, "80"))
    blocks = [Table((Row(cells, place),), place, 3), Paragraph(_DAMAGED, _DAMAGED, place), Paragraph(PAGE, PAGE, place)]
    damages: Counter[str] = Counter()
    table, line, sound = mend_blocks(blocks, 1.0, damages)
    assert isinstance(table, Table) and isinstance(line, Paragraph)
    assert [cell.text for cell in table.rows[0].cells if cell] == [_SOUND, _MEANT, "80"]
    assert [cell.flags for cell in table.rows[0].cells if cell] == [(), (FLAG,), ()]
    assert (line.text, line.flags) == (_MEANT, (FLAG,))
    assert sound == blocks[2]
    assert {repair.rule for repair in list_repairs([table, line, sound], damages)} == {RULE}


def test_a_sound_pdf_page_is_handed_on_as_it_is() -> None:
    blocks = [Paragraph(PAGE, PAGE, Place(page=1))]
    assert mend_blocks(blocks, sample_share([PAGE]), Counter()) is blocks


def test_text_lines_and_rows_with_restored_marks_are_flagged() -> None:
    source = f"{PAGE}\n\nตัวชี้วัด\tเป้าหมาย\n{_DAMAGED}\t80\n{_SOUND}\t90\n\n{_DAMAGED}\n{_SOUND}\n"
    document = read_text(source.encode(), "plan.txt")
    found = [
        (part.text, FLAG in part.flags)
        for block in document.blocks
        for part in ([block] if isinstance(block, Paragraph) else [cell for row in block for cell in row.cells if cell])
    ]
    assert {text for text, flagged in found if flagged} == {_MEANT}
    assert sum(flagged for _, flagged in found) == 2
    assert {repair.rule for repair in document.repairs} == {RULE}


def test_rows_of_a_document_without_marks_carry_the_flag() -> None:
    path = ROOT / "tests" / "fixtures" / "samples" / "text-plain" / "ssl_plan_2567.txt"
    text = path.read_text("utf-8")
    sound = extract_document(text.encode(), path.name, ExtractOptions()).tables
    read = extract_document(without_low(text).encode(), path.name, ExtractOptions()).tables
    assert not any(FLAG in row["flags"] for row in sound["kpis"])
    assert sum(FLAG in row["flags"] for row in read["kpis"]) > len(read["kpis"]) / 2
    names = {row["name"] for row in sound["kpis"]}
    assert all(
        FLAG in row["flags"] for row in read["kpis"] if row["name"] in names and without_low(row["name"]) != row["name"]
    )
    assert RULE in {row["rule"] for row in read["repairs"]}


def test_a_table_that_no_form_knows_carries_the_flag() -> None:
    source = f"{PAGE}\n\nสีของดอกไม้\tความเห็น\n{_DAMAGED}\tก\n{_SOUND}\tข\n\n{_SOUND}\n"
    sections = extract_document(source.encode(), "notes.txt", ExtractOptions()).tables["sections"]
    assert [FLAG in row["flags"] for row in sections] == [_MEANT in row["text"] for row in sections]
    assert any(FLAG in row["flags"] for row in sections)
