"""The first fifteen rules, planted and clean, in the form in which ``make bench-rules`` varies them."""

from __future__ import annotations

import pytest
from audit_builders import Build, Cases, Run, found_where_planted
from phaen.pipeline.audit import RULES

CASES = Cases()
case = CASES.of


@case("code_conflict")
def _(run: Run, planted: bool) -> None:
    run.document("d2", agency="สกต.")
    for doc_id, code in (("d1", "2241"), ("d2", "2242" if planted else "2241")):
        one = {"kr_code_printed": code, "target_value": 1.0, "target_unit": "หน่วยงาน"}
        run.kpi("หน่วยงานที่มีการตรวจสภาพรถและรายงานสถานะผ่านระบบ", doc_id, **one)


@case("code_conflict")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("จำนวนห้องที่ซ่อมแซม", kr_code_printed="9101")
    for code in ("9101", "9107" if planted else "9101"):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], name=kpi["name"], kr_code_printed=code, listing="kr_list")


@case("name_drift")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("จำนวนครั้งที่รายงานสถานะรายเดือน")
    name = f"จำนวนครั้งที่รายงาน สถานะ{'รายวัน' if planted else 'รายเดือน'}"
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=name)


@case("name_drift")
def _(run: Run, planted: bool) -> None:
    run.document("d2", agency="สกต.")
    run.kpi("สัดส่วนเรื่องค้างต่อเรื่องร้องเรียนทั้งหมด", "d1", kr_code_printed="3199")
    name = "สัดส่วนเรื่องเสร็จสิ้นต่อเรื่องร้องเรียนทั้งหมด" if planted else "สัดส่วนเรืองค้างต่อเรื่องร้องเรียนทั้งหมด *"
    run.kpi(name, "d2", kr_code_printed="3199")


@case("target_change")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ร้อยละของถนนที่ซ่อมแล้วเสร็จ", target_raw="ร้อยละ 80", target_value=80.0, target_unit="ร้อยละ")
    raw = "ร้อยละ 75" if planted else "ร้อยละ 80"
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=kpi["name"], target_raw=raw)


@case("target_change")
def _(run: Run, planted: bool) -> None:
    run.document("d1", year=2567)
    run.document("d2", year=2568)
    for doc_id, value in (("d1", 80.0), ("d2", 90.0 if planted else 80.0)):
        aim = {"target_raw": f"ร้อยละ {value:g}", "target_value": value, "target_unit": "ร้อยละ"}
        run.kpi("ร้อยละของถนนที่ซ่อมแล้วเสร็จ", doc_id, indicator_id="i1", **aim)


@case("missing_code")
def _(run: Run, planted: bool) -> None:
    run.kpi("จำนวนผู้ได้รับการตรวจสุขภาพ", kr_code="5199", kr_code_printed=None if planted else "5199")
    run.kpi("จำนวนห้องที่ซ่อมแซม", kr_code="9101", kr_code_printed="9101")
    run.kpi("จำนวนคู่มือ")


@case("budget_total")
def _(run: Run, planted: bool) -> None:
    run.plan("1. โครงการอบรม", 200_000)
    run.plan("2. โครงการสัมมนา", 300_000)
    run.plan(None, 550_000 if planted else 500_000)


def summed_up(run: Run, text: str) -> None:
    """Two projects and a sentence that sums them up."""
    run.plan("โครงการอบรม", 200_000, section="part2_summary")
    run.plan("โครงการสัมมนา", 300_000, section="part2_summary")
    run.add("sections", kind="other", heading_path=["สรุป"], text=text)


@case("budget_total")
def _(run: Run, planted: bool) -> None:
    baht = "400,000" if planted else "500,000"
    summed_up(run, f"รวมจำนวน.....2.....โครงการ จำนวนเงินทั้งสิ้น.....{baht}....บาท")


@case("budget_conflict")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการพัฒนาระบบรับเรื่อง", 20_000_000, section="part1")
    run.plan("โครงการพัฒนา ระบบรับเรื่อง *", 2_000_000 if planted else 20_000_000, section="part1_summary")


@case("budget_conflict")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการพัฒนาระบบรับเรื่อง", 20_000_000, section="part1")
    status = {"budget_status": "not_funded"} if planted else {"budget_status": "unstated"}
    run.plan("โครงการพัฒนาระบบรับเรื่อง", None, section="part1_summary", **status)


@case("count_mismatch")
def _(run: Run, planted: bool) -> None:
    heading = f"1.1 ประสิทธิภาพของการดำเนินงาน (Agenda Base) จำนวน {4 if planted else 3} KRs"
    run.add("sections", kind="other", heading_path=[heading], text="")
    for number in range(3):
        run.kpi(f"ตัวชี้วัดเรื่องที่ {number}", base="agenda", component_no="1.1")


@case("count_mismatch")
def _(run: Run, planted: bool) -> None:
    summed_up(run, f"รวมจำนวน....{3 if planted else 2}....โครงการ")


@case("weight_total")
def _(run: Run, planted: bool) -> None:
    heading = "องค์ประกอบที่ 2 การประเมินศักยภาพ (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30"
    run.add("sections", kind="other", heading_path=[heading], text="")
    for item, weight in (("2.1", 10.0), ("2.2", 15.0 if planted else 20.0)):
        run.kpi(f"การเบิกจ่ายงบประมาณ {item}", component_no="2", base="potential", item_no=item, weight=weight)


@case("rubric_shape")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ระดับความสำเร็จของการอบรมครู", weight=10.0)
    for level in range(1, 6):
        value = 95.0 if planted and level == 3 else 20.0 * level
        figures = {"score": 2.0 * level, "threshold_value": value, "threshold_unit": "ร้อยละ"}
        run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, **figures)


@case("rubric_shape")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ระดับความสำเร็จของการอบรมครู", weight=20.0 if planted else 10.0)
    for level in range(1, 6):
        run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, score=2.0 * level)


@case("result_conflict")
def _(run: Run, planted: bool) -> None:
    run.document("d1", doc_type="performance_report")
    kpi = run.kpi("ร้อยละความสำเร็จของโครงการ", weight=10.0)
    for source, level in (("score_table", 5.0), ("result_summary", 5.0), ("result_detail", 4.0 if planted else 5.0)):
        got = {"achieved_raw": f"ระดับ {level:g}", "achieved_value": level, "achieved_unit": "ระดับ"}
        run.add("results", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], source=source, **got)


@case("milestone_total")
def _(run: Run, planted: bool) -> None:
    place = {"kpi_name": "ตัวชี้วัด", "item_no": "1", "project": "โครงการอบรม"}
    last = 40.0 if planted else 50.0
    reached = 0.0
    for step, weight in enumerate((10.0, 40.0, last), 1):
        reached += weight
        figures = {"weight_pct": weight, "cumulative_pct": reached}
        run.add("milestones", **place, row_kind="item", step_no=step, step="ขั้นตอน", **figures)
    run.add("milestones", **place, row_kind="total", step="รวม", weight_pct=reached)


@case("unknown_agency")
def _(run: Run, planted: bool) -> None:
    run.kpi("จำนวนผู้เข้าร่วมพิธี", lead_agencies=["สฮฮ." if planted else "สยป."], support_agencies=["ทุกหน่วยงาน"])


@case("unknown_agency")
def _(run: Run, planted: bool) -> None:
    text = f"ประสานกับ {'สปล.' if planted else 'สลป.'} และ ก.ก. ตามมติ อ.ก.ก. พ.ศ. 2567"
    run.add("sections", kind="other", heading_path=[], text=text)


@case("duplicate_document")
def _(run: Run, planted: bool) -> None:
    run.document("d1")
    run.document("d2", duplicate_of="d1" if planted else None)


@case("baseline_years")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ร้อยละความสำเร็จของแผน")
    years = [2563, 2564, 2565, 2566] if planted else [2564, 2565, 2566]
    head = {"baseline_heading": "ผลการดำเนินงาน ย้อนหลัง ๓ ปี", "baseline_years": years}
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="agreement_summary", name=kpi["name"], **head)


@case("weight_change")
def _(run: Run, planted: bool) -> None:
    run.document("d1")
    run.document("d2", doc_type="performance_report")
    for doc_id, weight in (("d1", 10.0), ("d2", 15.0 if planted else 10.0)):
        run.kpi("ร้อยละการเบิกจ่ายงบประมาณ", doc_id, indicator_id="i1", weight=weight)


@pytest.mark.parametrize(("rule", "build"), CASES.each)
def test_what_is_planted_is_found_and_nothing_else(rule: str, build: Build) -> None:
    found_where_planted(rule, build)


def test_variants_of_every_case_are_found_and_no_clean_one() -> None:
    from bench.rules import measured

    for rule, count in measured(2).items():
        assert count["planted"] and count["clean"], rule
        assert (count["found"], count["false"]) == (count["planted"], 0), rule


def test_every_rule_has_planted_and_clean_documents() -> None:
    import test_audit_rules_planted
    import test_audit_rules_years

    cases = (CASES, test_audit_rules_planted.CASES, test_audit_rules_years.CASES)
    assert set().union(*cases) == {rule.name for rule in RULES}
