"""Headings are matched as data, with tolerance for renaming, order and text-recognition damage."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from phaen.extractors.forms.engine import kinds_for
from phaen.extractors.text.raw import header as raw_header
from phaen.extractors.wordings import labels
from phaen.extractors.wordings.catalogue import active
from phaen.extractors.wordings.labels import find_label
from phaen.extractors.wordings.likeness import COLUMN_CUTOFF, _is_amounts, known_wordings, near_wordings
from phaen.extractors.wordings.matching import match_header
from phaen.normalizers.text import squash
from rapidfuzz import fuzz

HEADERS = {
    "kr_table": [
        "ที่",
        "รหัส KRs",
        "ชื่อตัวชี้วัด",
        "ค่าเป้าหมาย (ตามแบบ ปผ. 01)",
        "ความรับผิดชอบ (H/R)",
        "โครงการ/กิจกรรม (งบประมาณ)",
    ],
    "component_table": ["ตัวชี้วัด", "โครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการที่รับผิดชอบ"],
    "agreement_summary": ["ที่", "ชื่อตัวชี้วัด", "ผลการดำเนินงาน ย้อนหลัง ๓ ปี", "เป้าหมาย", "น้ำหนักคะแนน"],
    "agreement_detail": ["ที่", "ชื่อตัวชี้วัด", "ข้อมูลพื้นฐาน (Baseline data)", "เป้าหมาย", "น้ำหนัก คะแนน", "นิยามและวิธีคำนวณ"],
    "rubric": ["ระดับความสำเร็จ", "เกณฑ์ร้อยละความสำเร็จ", "วิธีวัดผลการดำเนินงาน", "คะแนนที่ได้รับ"],
    "project_table": ["ลำดับที่", "ชื่อโครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ", "รหัสนโยบาย (3 หลัก)"],
    "routine_table": ["ลำดับที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"],
    "result_summary": [
        "ลำดับที่",
        "ตัวชี้วัด",
        "เป้าหมาย",
        "น้ำหนัก คะแนน",
        "ระดับความสำเร็จ ที่ดำเนินงานได้",
        "ผลการดำเนินงาน",
        "คะแนนที่ได้",
    ],
    "result_detail": ["ตัวชี้วัด", "เป้าหมาย", "ผลสำเร็จ", "โครงการ/กิจกรรมที่สนับสนุน", "รายละเอียดผลการดำเนินงาน", "หมายเหตุ"],
    "strategy_definition": [
        "ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลัก ของหน่วยงาน",
        "ค่าเป้าหมาย",
        "นิยาม/คำอธิบายตัวชี้วัด",
        "โครงการ/กิจกรรม",
    ],
}


CITY = kinds_for("bma")


def roles(headings: list[str]) -> dict[str, str | None]:
    match = match_header([(heading,) for heading in headings], CITY)
    assert match is not None
    return dict(zip(headings, match.roles, strict=True))


MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."]


@pytest.mark.parametrize("reached", [range(0, 1), range(4, 8), range(11, 12), range(12)])
def test_months_beside_the_printed_width_of_their_heading_are_not_unread(reached: range) -> None:
    """A heading over twelve months is no wider than its words; what it does not reach is of the same time plan."""
    plan: list[tuple[str, ...]] = [
        ("ขั้นตอนการปฏิบัติงาน",),
        ("เนื้องาน รายขั้นตอน (ร้อยละ)",),
        ("คิดความก้าวหน้า โครงการ (ร้อยละ)",),
    ]
    plan += [("ระยะเวลาดำเนินการ", month) if n in reached else (month,) for n, month in enumerate(MONTHS)]
    match = match_header(plan)
    assert match is not None and match.kind == "milestones"


def test_other_columns_than_months_stay_unread() -> None:
    plan: list[tuple[str, ...]] = [("ขั้นตอนการปฏิบัติงาน",), ("เนื้องาน รายขั้นตอน (ร้อยละ)",), ("ระยะเวลาดำเนินการ", "ต.ค.")]
    match = match_header([*plan, *((f"หัวข้อที่ไม่มีใครรู้จัก{letter}",) for letter in "กขคงจ")])
    assert match is None or match.kind != "milestones"


@pytest.mark.parametrize("kind", HEADERS)
def test_printed_header_is_understood(kind: str) -> None:
    match = match_header([(heading,) for heading in HEADERS[kind]], CITY)
    assert match is not None
    assert match.kind == kind
    assert None not in match.roles


@pytest.mark.parametrize("kind", HEADERS)
@pytest.mark.parametrize("seed", range(3))
def test_any_order_gives_the_same_roles(kind: str, seed: int) -> None:
    shuffled = random.Random(seed).sample(HEADERS[kind], len(HEADERS[kind]))
    match = match_header([(heading,) for heading in shuffled], CITY)
    assert match is not None
    assert match.kind == kind
    assert roles(shuffled) == roles(HEADERS[kind])


@pytest.mark.parametrize("kind", HEADERS)
def test_one_damaged_letter_and_one_extra_column_do_not_matter(kind: str) -> None:
    for position, heading in enumerate(HEADERS[kind]):
        if len(heading) < 10:
            continue
        damaged = [*HEADERS[kind]]
        damaged[position] = heading[:4] + heading[5:]
        match = match_header([(text,) for text in [*damaged, "แหล่งเงิน"]], CITY)
        assert match is not None, heading
        assert match.kind == kind, heading
        assert match.roles[-1] is None


def test_years_of_money_below_one_heading_are_those_of_the_budget_book() -> None:
    """They stand beside indicators and sources of money in turn; no target of an indicator is among them."""
    years = [("งบประมาณ", "ปี 2569 แผน (ผล)*"), ("งบประมาณ", "ปี 2570 แผน")]
    years += [("ประมาณการรายจ่ายล่วงหน้า**", f"ปี {year} แผน") for year in (2571, 2572, 2573)]
    match = match_header([("ตัวชี้วัด/แหล่งเงิน",), ("หน่วยนับ",), *years])
    assert match is not None
    assert (match.kind, set(match.roles[2:])) == ("budget_measures", {"figures"})


def test_rows_of_data_are_no_header() -> None:
    assert match_header([("1",), ("3101",), ("ร้อยละของเรื่องที่ได้รับการแก้ไข",), ("ร้อยละ 80",)]) is None
    assert match_header([("ปีงบประมาณ",), ("ข้าราชการ (คน)",), ("รวม (คน)",)]) is None


def test_every_kind_can_be_found_by_its_first_wordings() -> None:
    for kind, columns in active().kinds.items():
        if kind in ("score_scale", "milestones", "bma_targets"):
            continue
        scale = [f"ระดับ {level}" for level in range(1, 6)]  # the levels of a scale stand side by side, all of them
        of_levels = {"level_column": scale, "levels": ["เป้าหมายขั้นต้น", "เป้าหมายมาตรฐาน", "เป้าหมายขั้นสูง"]}
        names = [of_levels.get(column.name, [column.wordings[0]]) for column in columns]
        match = match_header([(name,) for of_column in names for name in of_column])
        assert match is not None, kind


@pytest.mark.parametrize(
    ("text", "label", "number", "value"),
    [
        ("ประเด็นการพัฒนาที่ 2 การเสริมสร้างชุมชน", "issue", "2", "การเสริมสร้างชุมชน"),
        ("ประเด็นการพัฒนาคำที่ 1 ความสำเร็จ", "issue", "1", "ความสำเร็จ"),
        ("ข้อตัวชีวิตที่ 3 ร้อยละของงาน", "milestone_indicator", "3", "ร้อยละของงาน"),
        ("**วัตถุประสงค์หลัก (Objective)** พัฒนาเมือง", "objective", None, "พัฒนาเมือง"),
        ("ยุทธศาสตร์ย่อยที่ ๗.๓ การบริหารทรัพยากรบุคคล", "substrategy", "7.3", "การบริหารทรัพยากรบุคคล"),
        ("ยุทธศาสตร์ที่ .....", "strategy", None, ""),
        ("ตาราง จ ขั้นตอนการปฏิบัติงาน", "table_letter", "จ", "ขั้นตอนการปฏิบัติงาน"),
        ("วิสัยทัศน์ (Vision)", "vision", None, ""),
    ],
)
def test_heading_phrases(text: str, label: str, number: str | None, value: str) -> None:
    match = find_label(text)
    assert match is not None
    assert (match.label.name, match.number, match.value) == (label, number, value)


@pytest.mark.parametrize(
    "text",
    [
        "2. ตัวชี้วัดนี้อยู่ระหว่างรอผลการพิจารณา",
        "เป้าหมายของสำนักงานคือการให้บริการที่รวดเร็วและเป็นธรรม",
        "ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข",
        "",
    ],
)
def test_running_text_is_no_heading(text: str) -> None:
    assert find_label(text) is None


def test_raw_layers_state_only_what_the_roles_do_not_say() -> None:
    folder = Path(raw_header.__file__).parent
    of_roles: dict[str, str] = {}
    for role, kind in active().raw.items():
        of_roles |= {raw_header.skeleton(wording): kind for wording in active().roles[role]}
    own = list(csv.DictReader((folder / "columns.csv").read_text("utf-8").splitlines()))
    told = [row["wording"] for row in own if of_roles.get(raw_header.skeleton(row["wording"])) == row["kind"]]
    assert [wording for wording in told if " " not in wording] == []  # a space says where a heading may break


def test_the_english_term_behind_a_label_may_have_a_number() -> None:
    label = find_label("วัตถุประสงค์หลัก (Objective : O1) คลองสะอาดตลอดปี")
    assert label is not None
    assert (label.label.name, label.value) == ("objective", "คลองสะอาดตลอดปี")


def test_a_heading_gets_a_close_look_wherever_one_finds_it() -> None:
    rng = random.Random(1)
    targets = [target for target in labels._targets(active(), True, True) if target[0].mode == "prefix"]
    looked = right = 0
    for _ in range(400):
        letters = list(rng.choice(targets)[2])
        for _ in range(rng.randint(0, len(letters) // 2)):
            letters[rng.randrange(len(letters))] = rng.choice("กนมรa1.่ีา")
        text = squash("".join(letters[: rng.randint(1, 60)]) + rng.choice(["", " 2 การพัฒนาเมือง"]))
        paragraph = labels._prepare(text)
        if paragraph is None:
            continue
        found = [one for one in labels._possible_targets(active(), paragraph, True, True) if one[0].mode == "prefix"]
        head = paragraph.squashed
        wanted = [one for one in targets if labels._prefix_match(paragraph.plain, head, one[2])]
        assert [one for one in found if one in wanted] == wanted
        assert all(fuzz.ratio(head[: len(one[2])], one[2]) >= labels._LIKELY for one in found)
        looked, right = looked + len(found), right + len(wanted)
    assert looked > right > 100


def test_headings_are_compared_with_all_wordings_that_they_may_resemble() -> None:
    catalogue = active()
    loose = list(known_wordings(catalogue).loose)
    for heading in loose[::7]:
        for text in (heading, heading[2:], heading + heading[:3], heading[: len(heading) // 2 + 1]):
            near = near_wordings(catalogue, False, len(text))
            found = [one for one in loose if fuzz.ratio(text, one) >= 100 * COLUMN_CUTOFF]
            assert [one for one in near if one in found] == found and len(near) < len(loose)


def test_amounts_are_like_no_wording() -> None:
    known = known_wordings(active())
    assert all(_is_amounts(known, text) for text in ("25,097,000", "15,000,00010,000,000", "31/12/2567"))
    for wording in [*known.loose][::5]:
        for figures in ("1", "2567", "12,500", "25,097,000"):
            for text in (wording + figures, figures + wording, wording[:6] + figures):
                alike = any(fuzz.ratio(text, one) >= 100 * COLUMN_CUTOFF for one in known.loose)
                assert not (alike and _is_amounts(known, text))
