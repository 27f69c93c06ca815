"""Levels of an indicator: told in one cell of its table, or in columns named by their points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.extractors.forms.level_lists import levels_told

from tests.typed import tables

AGREEMENT = "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\n"
TOWN, CITY = f"{AGREEMENT}กองช่าง เทศบาลเมืองสระแก้วใส\n\n", f"{AGREEMENT}สำนักสิ่งแวดล้อม กรุงเทพมหานคร\n\n"


TOLD = {
    "level first": "ระดับ {level} = {text}",
    "level first, spaces": "ระดับ {level} {text}",
    "points first": "{level} คะแนน : {text}",
    "called points": "คะแนน {level} {text}",
    "bare": "{level} = {text}",
    "bulleted": "• ระดับ {level} {text}",
    "points last": "{text} = {level} คะแนน",
    "points earned": "{text} ได้ {level} คะแนน",
    "bare last": "{text} = {level},",
}
TEXTS = {
    "percent": ["ร้อยละ 60", "ร้อยละ 65", "ร้อยละ 70", "ร้อยละ 75", "ร้อยละ 80"],
    "falling": ["9 ราย", "8 ราย", "7 ราย", "6 ราย", "5 ราย"],
    "negative": ["-2.5", "-2", "-1.5", "-1", "-0.5"],
    "ranges": ["< 60", "60 - 64", "65 - 69", "70 - 79", "≥ 80"],
    "Thai digits": ["ร้อยละ ๖๐", "ร้อยละ ๖๕", "ร้อยละ ๗๐", "ร้อยละ ๗๕", "ร้อยละ ๘๐"],
    "steps": ["มีแผน", "แต่งตั้งคณะทำงาน", "จัดประชุม 2 ครั้ง", "มีร่างคู่มือ", "ประกาศใช้คู่มือ"],
}


@pytest.mark.parametrize("falling", [False, True], ids=["rising", "falling"])
@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_levels_in_one_cell_are_told_as_they_stand(told: str, texts: list[str], falling: bool) -> None:
    levels = list(zip("12345", texts, strict=True))[:: -1 if falling else 1]
    for between in ("\n", " ", "  \n"):
        assert levels_told(between.join(told.format(level=level, text=text) for level, text in levels)) == levels


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ร้อยละ 80",
        "1. จัดทำแผน 2. ประชุม 3. รายงาน",
        "ระดับ 1 มีแผน ระดับ 2 มีคำสั่ง",
        "ระดับ 1 มีแผน ระดับ 3 มีคำสั่ง ระดับ 2 ประชุม",
        "ระดับ 1 มีแผน ระดับ 2 มีคำสั่ง ระดับ 2 ประชุม",
        "ระดับ 1 = ระดับ 2 = 10 ระดับ 3 = 20",
        "เกณฑ์ของปีก่อน ระดับ 1 = 5 ระดับ 2 = 6 ระดับ 3 = 7",
        "ระดับ 1 = 4 คะแนน ระดับ 2 = 5 คะแนน ระดับ 3 มีแผน",
        "1:20 2:20 1:30",
    ],
)
def test_what_is_no_scale_or_says_more_is_left_as_it_is(text: str) -> None:
    assert levels_told(text) == []


@given(
    st.lists(
        st.sampled_from(["ระดับ", "คะแนน", "1", "2", "3", "4", "5", "=", ":", "ร้อยละ", "80", "-", ",", "\n", "แผน"])
    )
)
def test_whatever_a_cell_says_no_word_of_it_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    found = levels_told(text)
    rest = "".join(text.split())
    for level, told in found:
        assert told and level in "12345"
        for piece in told.split():
            assert piece in rest
    kept = "".join("".join(told.split()) for _, told in found)
    assert not found or len(kept) >= sum(len(word) for word in words if word in ("80", "ร้อยละ", "แผน"))


@pytest.mark.parametrize("heading", ["เกณฑ์การให้คะแนน", "เกณฑ์การประเมิน", "เกณฑ์การให้คะแนน 5 ระดับ"])
@pytest.mark.parametrize("title", [TOWN, CITY], ids=["town", "Bangkok"])
def test_an_agreement_whose_levels_stand_in_one_cell_gives_its_rubric(title: str, heading: str) -> None:
    found = tables(
        title,
        ("ที่", "ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", heading),
        ("1", "ร้อยละของถนนที่ซ่อมแล้วเสร็จ", "40", "ร้อยละ 80", "ระดับ 1 = ร้อยละ 60 ระดับ 2 = ร้อยละ 65 ระดับ 3 = ร้อยละ 70"),
        ("2", "จำนวนสะพานที่ตรวจสภาพ", "60", "12 แห่ง", "ตามที่คณะกรรมการกำหนด"),
    )
    first, second = found["kpis"]
    assert (first["weight"], first["target_value"], first["flags"]) == (40, 80, [])
    assert [(row["level"], row["threshold_raw"], row["threshold_value"]) for row in found["rubrics"]] == [
        (1, "ร้อยละ 60", 60),
        (2, "ร้อยละ 65", 65),
        (3, "ร้อยละ 70", 70),
    ]
    assert "unclaimed_cells" in second["flags"]


@pytest.mark.parametrize("head", ["คะแนน {}", "{} คะแนน", "ระดับ {}", "ค่าคะแนน {}", "ระดับคะแนน {}"])
@pytest.mark.parametrize("order", ["12345", "54321"])
@pytest.mark.parametrize("title", [TOWN, CITY], ids=["town", "Bangkok"])
def test_columns_of_levels_may_be_called_by_their_points(title: str, order: str, head: str) -> None:
    figures = dict(zip("12345", ("1,000", "1,100", "1,200", "1,300", "1,400"), strict=True))
    found = tables(
        title,
        ("ตัวชี้วัด", "หน่วยวัด", "น้ำหนัก", "เป้าหมาย", *(head.format(level) for level in order)),
        ("1. จำนวนผู้ใช้สวน", "คน", "40", "1,400", *(figures[level] for level in order)),
        ("2. จำนวนต้นไม้ใหญ่ที่ดูแล", "ต้น", "60", "1,400", *(figures[level] for level in order)),
    )
    assert [(row["target_value"], row["target_unit"], row["weight"], row["flags"]) for row in found["kpis"]] == [
        (1400, "คน", 40, []),
        (1400, "ต้น", 60, []),
    ]
    assert [(row["level"], row["threshold_raw"], row["threshold_unit"]) for row in found["rubrics"]] == [
        (int(level), figures[level], unit) for unit in ("คน", "ต้น") for level in order
    ]


def test_the_sum_of_the_periods_is_the_years_result_and_the_last_periods_where_none_is_printed() -> None:
    title = "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 12 เดือน\nกองช่าง เทศบาลเมืองสระแก้วใส\n\n"
    for columns, figures, reached in (
        (("รอบ 6 เดือน", "รอบ 12 เดือน", "รวม"), ("600", "700", "1,300"), 1300),
        (("รอบที่ 1", "รอบที่ 2", "รวม"), ("600", "700", "1,300"), 1300),
        (("รอบ 6 เดือน", "รอบ 12 เดือน"), ("600", "1,300"), 1300),
    ):
        found = tables(
            title,
            ("ตัวชี้วัด", "เป้าหมาย", *(f"ผลการดำเนินงาน {column}" for column in columns)),
            ("1. จำนวนบ่อพักที่ลอกแล้ว", "1,400 บ่อ", *(f"{figure} บ่อ" for figure in figures)),
        )
        (result,) = found["results"]
        assert (result["achieved_value"], result["achieved_unit"], result["narrative"]) == (reached, "บ่อ", None), (
            columns
        )
        assert result["flags"] == []
        assert [row["text"] for row in found["sections"] if row["kind"] != "other" or "บ่อ" in row["text"]]


@pytest.mark.parametrize(
    ("objective", "key_result"),
    [
        ("Objective", "Key Results"),
        ("วัตถุประสงค์", "ผลลัพธ์สำคัญ (KR)"),
        ("วัตถุประสงค์ (Objective)", "ผลลัพธ์สำคัญ (Key Results)"),
        ("วัตถุประสงค์หลัก", "KRs"),
    ],
)
def test_objectives_with_their_key_results_are_indicators(objective: str, key_result: str) -> None:
    found = tables(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569\nกรมการค้าชุมชน กระทรวงพาณิชย์\n\n",
        (objective, key_result, "ค่าเป้าหมาย", "Owner"),
        ("O1 ตลาดชุมชนคึกคัก", "KR1 จำนวนตลาดที่เปิดใหม่", "12 แห่ง", "กองตลาด"),
        ("", "KR2 ร้อยละของผู้ค้าที่พอใจ", "ร้อยละ 85", "กองผู้ค้า"),
    )
    assert [(row["name"], row["target_value"], row["units"]) for row in found["kpis"]] == [
        ("จำนวนตลาดที่เปิดใหม่", 12, ["กองตลาด"]),
        ("ร้อยละของผู้ค้าที่พอใจ", 85, ["กองผู้ค้า"]),
    ]
    assert {row["objective"] for row in found["kpis"]} == {"O1 ตลาดชุมชนคึกคัก"}


@pytest.mark.parametrize(
    "columns",
    [
        ("เกณฑ์ต่ำสุด (50)", "เกณฑ์มาตรฐาน (75)", "เกณฑ์ขั้นสูง (100)"),
        ("เกณฑ์ขั้นต้น", "เกณฑ์มาตรฐาน", "เกณฑ์สูงสุด"),
        ("เป้าหมายขั้นต้น", "เป้าหมายมาตรฐาน", "เป้าหมายขั้นสูง"),
    ],
)
def test_three_target_levels_beside_a_target_are_a_rubric(columns: tuple[str, ...]) -> None:
    found = tables(
        TOWN,
        ("ตัวชี้วัด", "น้ำหนัก (%)", "ค่าเป้าหมายปี 2569", *columns),
        ("1. ร้อยละของถนนที่ซ่อมแล้วเสร็จ", "40", "80", "70", "75", "80"),
    )
    assert [(row["target_value"], row["weight"], row["flags"]) for row in found["kpis"]] == [(80, 40, [])]
    assert [(row["level"], row["threshold_value"]) for row in found["rubrics"]] == [(1, 70), (2, 75), (3, 80)]


def test_one_of_three_target_levels_is_no_first_level() -> None:
    found = tables(
        TOWN,
        ("ตัวชี้วัด", "น้ำหนัก (%)", "ค่าเป้าหมายปี 2569", "เกณฑ์ขั้นสูง (100)"),
        ("1. ร้อยละของถนนที่ซ่อมแล้วเสร็จ", "40", "80", "85"),
    )
    assert not found["rubrics"]
    assert all("unclaimed_cells" in row["flags"] for row in found["kpis"])
