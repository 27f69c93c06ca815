"""Repair of Thai text layers: each damage alone, in text, and undone; sound text untouched."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phaen.normalizers.repair.lexicon import domain_words, lexicon, words
from phaen.normalizers.repair.orthography import impossible
from phaen.normalizers.repair.repair import (
    am_exchanged,
    illegal_marks,
    marks_displaced,
    repair,
    thai_marks_share,
    word_share,
)

CORPUS = Path(os.environ.get("PHAEN_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")
MARKS = "ัิีึืฺุู็่้๊๋์ํ"


def in_context(word: str) -> str:
    return f"ผลการปฏิบัติงาน {word} ของหน่วยงาน"


# --- one damage each -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("คำรบัรอง", "คำรับรอง"),
        ("ตัวชี้วดั", "ตัวชี้วัด"),
        ("ความสำเรจ็", "ความสำเร็จ"),
        ("วสิามัญ", "วิสามัญ"),
        ("เปน็", "เป็น"),
        ("สถานการณต์าม", "สถานการณ์ตาม"),
        ("ประโยชนแ์ละ", "ประโยชน์และ"),
        ("ทีก่ำหนด", "ที่กำหนด"),
        ("เจ้าหน้าทีท่ี่", "เจ้าหน้าที่ที่"),
        ("เจ้าหน้าทีผู่้", "เจ้าหน้าที่ผู้"),
        ("ไดค้ะแนน", "ได้คะแนน"),
        ("หรอื", "หรือ"),
        ("เทา่กับ", "เท่ากับ"),
        ("ตน้", "ต้น"),
        ("ขอ้มูล", "ข้อมูล"),
        ("การปฏิบตัริาชการ", "การปฏิบัติราชการ"),
        ("เจ้าหน้าทีส่ำนักงาน", "เจ้าหน้าที่สำนักงาน"),
    ],
)
def test_displaced_marks(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound
    assert repair(in_context(damaged)).text == in_context(sound)
    assert {step.rule for step in repair(damaged).steps} == {"displaced_mark"}


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("รอ้ ยละ", "ร้อยละ"),
        ("ยทุ ธศาสตร์", "ยุทธศาสตร์"),
        ("คณะกรรมการที่ได้รบั แต่งตั้ง", "คณะกรรมการที่ได้รับแต่งตั้ง"),
        ("ระเบยี บทมี่ ปี ระสิทธิภาพ", "ระเบียบที่มีประสิทธิภาพ"),
        ("จา นวนโครงการ", "จำนวนโครงการ"),
    ],
)
def test_displaced_marks_that_drag_a_space_along(damaged: str, sound: str) -> None:
    assert repair(damaged).text == sound


@pytest.mark.parametrize(
    ("damaged", "sound", "rule"),
    [
        ("ตัวช้ีวัด", "ตัวชี้วัด", "tone_before_vowel"),
        ("เพ่ือ", "เพื่อ", "tone_before_vowel"),
        ("เก่ียวข้อง", "เกี่ยวข้อง", "tone_before_vowel"),
        ("จํานวน", "จำนวน", "sara_am_split"),
        ("นํ้า", "น้ำ", "sara_am_split"),
        ("จัดทํ\nาแผน", "จัดทำแผน", "sara_am_split"),
        ("จาํ นวน", "จำนวน", "sara_am_split"),
        ("ต าบล", "ตำบล", "sara_am_split"),
        ("ส านักงาน", "สำนักงาน", "sara_am_split"),
        ("ด ำเนินการ", "ดำเนินการ", "sara_am_split"),
        ("ท\uf70aี", "ที่", "private_use"),
        ("ท\uf702\uf713", "ที่", "private_use"),
        ("ป\uf710จจัย", "ปัจจัย", "private_use"),
        ("ท\uf886\uf88b", "ที่", "private_use"),
        ("วิิสััยทััศน์์", "วิสัยทัศน์", "doubled_mark"),
        ("ที่ได ้", "ที่ได้", "mark_after_space"),
        ("จำนวน 3 ครั้ ง", "จำนวน 3 ครั้ง", "space_in_syllable"),
        ("ครั้ งที่ 2", "ครั้งที่ 2", "space_in_syllable"),
        ("ตั้ งแต่ต้นปี", "ตั้งแต่ต้นปี", "space_in_syllable"),
        ("หนั งสือ", "หนังสือ", "space_in_syllable"),
        ("ไม่น้ อยกว่า", "ไม่น้อยกว่า", "space_in_syllable"),
        ("ผู ้ช่วย", "ผู้ช่วย", "mark_after_space"),
    ],
)
def test_other_damages(damaged: str, sound: str, rule: str) -> None:
    repaired = repair(damaged)
    assert repaired.text == sound
    assert rule in {step.rule for step in repaired.steps}
    assert repaired.original() == damaged


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("ตัวชี้วัดที ่5.2", "ตัวชี้วัดที่ 5.2"),
        ("โทรศัพท ์: 1155", "โทรศัพท์ : 1155"),
        ("คะแนนที่ได ้ ค่าคะแนน", "คะแนนที่ได้ ค่าคะแนน"),
        ("ที1่ กันยายน", "ที่1 กันยายน"),
        ("กิ1็", "กิ1็"),
    ],
)
def test_marks_past_spaces_and_signs(damaged: str, sound: str) -> None:
    """The space that a mark jumped over is kept where it is the only one."""
    assert repair(damaged).text == sound


def test_marks_over_a_line_break() -> None:
    assert repair("ผลการดำเน\nิน").text.replace("\n", "") == "ผลการดำเนิน"


# --- what must stay --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "น้ำ",
        "ซ้ำ",
        "น้ำท่วมซ้ำซาก",
        "ก็",
        "การก่อกำหนดผู้กั้น",
        "เรื่อง que ดำเนินการ",
        "นางสาวพิชญสินี",
        "ราชนัดดา",
        "กรมอุตุนิยมวิทยา",
        "ที่ว่าง",
        "ทีมงาน",
        "สิทธิ์ พันธุ์ เล่ห์",
        "จ�ำกัด",
        "เช�ือม",
        "ทา สี",
        "ส่วน ก. และ ข.",
        "ฯลฯ ต่าง ๆ",
        "Traffy Fondue 3,743,000.-",
        "",
        " ่",
    ],
)
def test_stays_as_printed(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).steps == ()


def test_letters_set_apart_do_not_become_sara_am() -> None:
    """``ก า ร`` is การ with gaps: its า must not be read as the rest of a ำ."""
    assert "ำ" not in repair("พั ฒ น า คุ ณ ภ า พ ก า ร เ รี ย น").text


def test_a_mark_is_never_dropped_for_a_commoner_word() -> None:
    """มิติ has the same vowel twice; reading the second as a doubled one would make it มติ."""
    for word in ("มิติ", "ลูกู", "สุขุม", "ปี ที่"):
        assert repair(word, damaged=True).text == word


def test_sara_am_after_doubled_marks_keeps_the_word() -> None:
    assert repair("นวััตกรรมและทรััพยากร").text == "นวัตกรรมและทรัพยากร"


# --- า and ำ exchanged -------------------------------------------------------------------------------------------

PAGE = (
    "การดำเนินงานตามแผนปฏิบัติราชการประจำปี มีการประชุมคณะทำงานและรายงานผลการดำเนินการทุกไตรมาส "
    "สำนักงานการเจ้าหน้าที่จัดทำหลักสูตรพัฒนาทรัพยากรบุคคล จำนวน 3 หลักสูตร เพื่อให้ข้าราชการสามารถนำความรู้มาใช้"
)


def test_exchanged_sara_aa_with_ring_as_space() -> None:
    damaged = PAGE.replace("ำ", "\0").replace("า", "ำ").replace("\0", " ำ")
    assert am_exchanged(damaged)
    assert repair(damaged).text == PAGE
    assert repair(damaged).original() == damaged


def test_exchanged_sara_aa_and_am() -> None:
    damaged = PAGE.translate({ord("ำ"): "า", ord("า"): "ำ"})
    assert repair(damaged).text == PAGE


def test_exchanged_sara_aa_with_ring_before_it() -> None:
    damaged = PAGE.replace("ำ", "\0").replace("า", "ำ").replace("\0", "ํำ")
    assert repair(damaged).text == PAGE
    assert repair(repair(damaged).text).steps == ()


def test_sound_page_is_not_exchanged() -> None:
    assert not am_exchanged(PAGE)
    assert repair(PAGE).text == PAGE


def test_exchange_can_be_told_for_one_cell() -> None:
    assert repair("กำรบริหำร", exchanged=True).text == "การบริหาร"
    assert repair("กำหนดการ").text == "กำหนดการ"


def test_a_page_proves_displaced_marks() -> None:
    """What one cell alone does not say, the page that it stands on does."""
    page = "ตัวชี้วดั ความสำเรจ็ของการดำเนนิการ หนว่ยงานทีเ่กี่ยวข้อง คำรบัรองการปฏบิัติราชการ ร้อยละทีไ่ด้ " * 2
    assert marks_displaced(page)
    assert not marks_displaced(PAGE)
    assert repair("เรยีน").text == "เรยีน"
    assert repair("เรยีน", damaged=True).text == "เรียน"


# --- measures ------------------------------------------------------------------------------------------------


def test_word_share() -> None:
    assert word_share(PAGE) > 0.97
    assert word_share("บบ ญชช สรร ปจจจนวน") < 0.6
    assert word_share("no Thai") == 1.0


def test_abbreviations_count_where_a_dot_follows() -> None:
    assert word_share("กอง สธ. และ รพ.สต. พ.ศ. 2568") == 1.0
    assert word_share("กองสธ.") == 1.0
    assert word_share("สธ สค กศ") == 0.0
    assert word_share("ฌฌ.") == 0.0
    assert word_share("พ. พ. พ.") == 1.0


def test_short_words_and_place_names_of_plans_count() -> None:
    assert word_share("แผน งบ กอง จบ") == 1.0
    assert word_share("เทศบาลตำบลหางดงและอำเภอพุทไธสง") == 1.0


def test_words_do_not_excuse_damage() -> None:
    """Text that has lost its marks, or has other letters, stays far from sound text."""
    chance = random.Random(5)
    letters = [chr(code) for code in range(ord("ก"), ord("ฮ"))]
    other = "".join(chance.choice(letters) if char in letters and chance.random() < 0.2 else char for char in PAGE)
    assert word_share(re.sub(f"[{MARKS}]", "", PAGE)) < 0.7
    assert word_share(other) < 0.75


@pytest.mark.parametrize(
    ("text", "count"),
    [("ตัวชี้วัด", 0), ("ช้ี", 1), ("ได ้", 1), ("วิิ", 1), ("เิ", 1), ("สิทธิ์", 0), ("น้ำ", 0), ("่่", 2)],
)
def test_illegal_marks(text: str, count: int) -> None:
    assert illegal_marks(text) == count


def test_thai_marks_share() -> None:
    assert thai_marks_share("ที่") == pytest.approx(2 / 3)
    assert thai_marks_share("abc") == 0.0
    assert 0.12 < thai_marks_share(PAGE) < 0.25


def test_lexicon_has_dictionary_and_domain_words() -> None:
    assert {"ตัวชี้วัด", "อิเล็กทรอนิกส์", "บ้าน"} <= words()
    assert len(domain_words()) >= 300
    assert all(re.fullmatch("[ก-๎]+", word) for word in words())


@pytest.mark.parametrize("name", ["domain_words", "short_words", "place_names", "abbreviations"])
def test_word_lists_are_sorted_and_possible_spelling(name: str) -> None:
    path = Path(__file__).parents[1] / "normalizers" / "data" / f"{name}.txt"
    listed = [line for line in path.read_text("utf8").splitlines() if not line.startswith("#")]
    assert listed == sorted(set(listed))
    assert not any(impossible(part) for word in listed for part in word.split("."))


# --- properties ----------------------------------------------------------------------------------------------

COMMON = sorted(word for word in domain_words() if len(word) > 2)


def sentences(seed: int, count: int) -> list[str]:
    """Sentences of domain words, written together as Thai is, with a space now and then."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        picked = chance.choices(COMMON, k=chance.randint(4, 9))
        made.append("".join(word + (" " if chance.random() < 0.15 else "") for word in picked).strip())
    return made


def displace(text: str, chance: random.Random) -> str:
    out = list(text)
    at = 0
    while at < len(out) - 1:
        movable = out[at] in MARKS and out[at + 1] not in MARKS and "ก" <= out[at + 1] <= "ไ"
        if movable and chance.random() < 0.2:
            out[at], out[at + 1] = out[at + 1], out[at]
            at += 1
        at += 1
    return "".join(out)


def displace_with_space(text: str, chance: random.Random) -> str:
    return re.sub(
        f"([{MARKS}]+)([ก-ฮา])(?=[ก-ฮ])",
        lambda match: f"{match[2]}{match[1]} " if chance.random() < 0.3 else match[0],
        text,
    )


def tone_first(text: str, chance: random.Random) -> str:
    return re.sub("([ัิ-ื])([่-๋])", lambda m: m[2] + m[1] if chance.random() < 0.6 else m[0], text)


def split_am(text: str, chance: random.Random) -> str:
    def split(match: re.Match[str]) -> str:
        return chance.choice([f"ํ{match[1]}า", f" {match[1]}า", f"{match[1]}ํา", match[0]])

    return re.sub("([่-๋]?)ำ", split, text)


def break_before_mark(text: str, chance: random.Random) -> str:
    return re.sub(f"(?<=[ก-ฮ])[{MARKS}]+", lambda m: (" " if chance.random() < 0.2 else "") + m[0], text)


def double(text: str, chance: random.Random) -> str:
    return re.sub(f"[{MARKS}]", lambda m: m[0] * (2 if chance.random() < 0.4 else 1), text)


def private_use(text: str, chance: random.Random) -> str:
    glyphs = {"่": "\uf70a", "้": "\uf70b", "ั": "\uf710", "ี": "\uf702", "์": "\uf70e", "ุ": "\uf718", "ญ": "\uf70f"}
    return "".join(glyphs.get(char, char) if chance.random() < 0.5 else char for char in text)


@pytest.mark.parametrize(
    "damage", [displace, displace_with_space, tone_first, split_am, break_before_mark, double, private_use]
)
def test_damaged_sentences_are_restored(damage: object) -> None:
    """At least 97 % of the sentences that one damage has touched come back letter for letter."""
    assert callable(damage)
    chance = random.Random(7)
    sound = sentences(11, 250)
    damaged = [damage(sentence, chance) for sentence in sound]
    touched = [index for index in range(len(sound)) if damaged[index] != sound[index]]
    assert len(touched) > 60
    page = repair("\n".join(damaged))
    assert page.original() == "\n".join(damaged)
    restored = page.text.split("\n")
    right = sum(restored[index].replace(" ", "") == sound[index].replace(" ", "") for index in touched)
    assert right / len(touched) >= 0.97


@given(st.lists(st.sampled_from(COMMON), min_size=1, max_size=8), st.booleans())
@settings(max_examples=300, deadline=None)
def test_words_joined_never_change(picked: list[str], damaged: bool) -> None:
    text = "".join(picked)
    assert repair(text, damaged=damaged).text == text


FREQUENT = sorted(word for word, cost in lexicon().open_all().items() if 0 < cost < 10 and len(word) > 2)


@given(st.lists(st.sampled_from(FREQUENT), min_size=1, max_size=10))
@settings(max_examples=300, deadline=None)
def test_frequent_words_joined_never_change(picked: list[str]) -> None:
    text = "".join(picked)
    assert repair(text).text == text


ANYTHING = st.text(alphabet="กขคงจชดตทนบปผพมยรลวสหอเแโใไะาำัิีึืุู็่้๊๋์ํๆฯ \n\u00a01a.(�\uf70a\uf70b\uf710", max_size=40)


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_every_repair_can_be_undone(text: str) -> None:
    assert repair(text).original() == text


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_repair_is_idempotent(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once


@given(ANYTHING)
@settings(max_examples=300, deadline=None)
def test_repair_keeps_everything_that_is_not_thai(text: str) -> None:
    def rest(some: str) -> str:
        return re.sub("[ก-๛\uf700-\uf71a\\s]", "", some)

    assert rest(repair(text).text) == rest(text)


# --- the corpus ----------------------------------------------------------------------------------------------

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus (set PHAEN_CORPUS)")


@needs_corpus
def test_words_of_the_corpus() -> None:
    lines = (CORPUS / "gold" / "damaged_words.tsv").read_text("utf8").splitlines()
    pairs = [line.split("\t") for line in lines if line.strip()]
    assert len(pairs) > 30
    wrong = [(given_text, sound) for given_text, sound in pairs if repair(given_text).text != sound]
    wrong += [(g, sound) for g, sound in pairs if repair(in_context(g)).text != in_context(sound)]
    assert wrong == []


@needs_corpus
def test_texts_without_damage_stay_and_damaged_ones_become_sound() -> None:
    for path in sorted((CORPUS / "text").glob("*.txt")):
        text = path.read_text("utf8")
        repaired = repair(text)
        if illegal_marks(text) < 5:
            assert repaired.text == text
        else:
            assert illegal_marks(repaired.text) == 0
            assert word_share(repaired.text) > word_share(text)
        assert repaired.original() == text
