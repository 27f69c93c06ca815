"""Notes around names: what is taken off, what tells measures apart, and that neither makes a finding about names."""

from __future__ import annotations

import pytest
from audit_builders import Run
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.name_notes import measure_name, note_kind, unit_of_name, without_notes

NAME = "ร้อยละของทางเท้าที่ปรับปรุงแล้วเสร็จ"


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("2301", "code"),
        ("รหัส KR : ๒๓๐๑", "code"),
        ("P054", "code"),
        ("551004", "code"),
        ("2568", None),
        ("ใหม่", "remark"),
        ("Agenda  base", "remark"),
        ("หน่วยนับ : เส้นทาง", "unit"),
        ("ร้อยละ", "unit"),
        ("ล้านบาท", "unit"),
        ("เส้นทาง", "counted"),
        ("ล้านคน", "counted"),
        ("ล้าน ลบ.ม.", "counted"),
        ("แสนสุข", None),
        ("บาท/คน/ปี", "counted"),
        ("H/R", "role"),
        ("H : สนย. R : ทุกสำนักงานเขต", "role"),
        ("ฝ่ายโยธา", "office"),
        ("สนย. และ สจส.", "office"),
        ("ผู้รับผิดชอบ : กองบำรุงรักษาทาง", "office"),
        ("ทุกหน่วยงาน", "office"),
        ("ร้อยละ 80", "target"),
        ("อย่างน้อย 5 เส้นทาง", "target"),
        ("เฉพาะถนนสายหลัก", None),
        ("ไม่รวมทางเท้าของกรมทางหลวง", None),
        ("Expatriate", None),
        ("ประเภทงบลงทุน ค่าครุภัณฑ์ ที่ดิน และสิ่งก่อสร้าง", None),
        ("", None),
    ],
)
def test_what_a_pair_of_brackets_says(inner: str, kind: str | None) -> None:
    assert note_kind(inner) == kind


@pytest.mark.parametrize(
    "note",
    ["(2301)", "[รหัส KR 2301]", "(ใหม่)", "(ร้อยละ)", "(หน่วยนับ : เส้นทาง)", "(H)", "(2301) (ใหม่)*", "รหัส KR 2301", "1/"],
)
def test_notes_of_the_measure_are_no_part_of_what_is_linked(note: str) -> None:
    assert measure_name(f"{NAME} {note}") == NAME
    assert name_key(f"{NAME} {note}").folded == name_key(NAME).folded


@pytest.mark.parametrize("note", ["(ฝ่ายโยธา)", "(โรงเรียน)", "(ร้อยละ 80)", "(เฉพาะถนนสายหลัก)"])
def test_what_may_tell_measures_apart_stays_for_linking(note: str) -> None:
    assert measure_name(f"{NAME} {note}") == f"{NAME} {note}"


def test_numbers_of_standards_and_telephones_are_no_codes() -> None:
    for name in ("จำนวนหน่วยงานที่ผ่าน ISO (9001)", "ร้อยละของเรื่องจากสายด่วน (1555)"):
        assert without_notes(name) == name


NOTES = [
    "(2301)",
    "(KR 2301)",
    "[2301]",
    "รหัส KR 2301",
    "(ตัวชี้วัดใหม่)",
    "(Function Base)",
    "(เส้นทาง)",
    "(หน่วย : เส้นทาง)",
    "(H : สนย. R : ทุกสำนักงานเขต)",
    "(R)",
    "(ฝ่ายโยธา)",
    "(กองบำรุงรักษาทาง และกองควบคุมการก่อสร้าง)",
    "(ทุกสำนักงานเขต)",
    "(รับผิดชอบโดยสำนักการโยธา)",
    "(ร้อยละ 80)",
    "(ค่าเป้าหมาย : ร้อยละ 80)",
    "(โครงการซ้ำ)",
    "*",
    "2/",
]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("note", NOTES)
def test_a_note_in_one_listing_makes_no_finding_about_names(note: str, swapped: bool) -> None:
    run = Run()
    names = (f"{NAME} {note}", NAME) if swapped else (NAME, f"{NAME} {note}")
    kpi = run.kpi(names[0])
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=names[1])
    for rule in ("name_drift", "name_slip"):
        assert run.findings(rule) == []


@pytest.mark.parametrize("note", ["(ใหม่)", "(2301)"])
def test_a_note_before_the_name_makes_none_either(note: str) -> None:
    run = Run()
    kpi = run.kpi(NAME)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=f"{note} {NAME}")
    assert run.findings("name_drift") == []


def test_other_offices_beside_one_code_are_no_other_name() -> None:
    run = Run()
    run.document("d2", agency="สกต.")
    run.kpi(f"{NAME} (ฝ่ายโยธา)", kr_code_printed="2301")
    run.kpi(f"{NAME} (สำนักงานเลขานุการ)", "d2", kr_code_printed="2301")
    assert run.findings("name_drift") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("(เฉพาะถนนสายหลัก)", "(เฉพาะถนนสายรอง)"),
        ("(ไม่รวมทางเท้าชั่วคราว)", ""),
        ("(ภายใน 30 วัน)", "(ภายใน 60 วัน)"),
        ("รายวัน (2301)", "รายเดือน (2301)"),
    ],
)
def test_a_bracket_that_narrows_the_measure_is_part_of_its_name(left: str, right: str) -> None:
    run = Run()
    kpi = run.kpi(f"{NAME} {left}")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=f"{NAME} {right}")
    assert len(run.findings("name_drift")) == 1


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("รายได้จากตลาดชุมชน (ล้านบาท)", "ล้านบาท"),
        ("ปริมาณข้าวที่รับซื้อ (หน่วยนับ : พันตัน) *", "พันตัน"),
        ("รายได้เฉลี่ยของครัวเรือน (บาท/คน/ปี)", "บาท/คน"),
        ("ร้อยละของตลาดที่ผ่านเกณฑ์ (%)", "%"),
        ("ร้อยละของตลาดที่ผ่านเกณฑ์ (แห่ง)", None),
        ("จำนวนตลาด (เฉพาะตลาดสด)", None),
        ("จำนวนตลาด", None),
    ],
)
def test_the_unit_that_a_name_states(name: str, unit: str | None) -> None:
    assert unit_of_name(name) == unit
