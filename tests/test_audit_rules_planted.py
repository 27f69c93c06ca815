"""Rules about what an auditor sees: each finds what is planted, and nothing in the same document without it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from audit_builders import Build, Cases, Run, found_where_planted
from phaen.pipeline.audit import RULES

CASES = Cases()
case = CASES.of


def target(raw: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {"target_raw": raw, "target_value": value, "target_unit": unit, **more}


def project(name: str, baht: int | None = None, repeated: bool = False) -> dict[str, Any]:
    return {"name": name, "budget_baht": None if baht is None else Decimal(baht), "repeated": repeated}


def years(**raw: str) -> list[dict[str, Any]]:
    return [{"fiscal_year": int(year[1:]), "raw": text, "value": None} for year, text in raw.items()]


@case("target_kind")
def _(run: Run, planted: bool) -> None:
    run.kpi("จำนวนผู้สูงอายุที่ได้รับการดูแล", **(target("ร้อยละ 90", 90, "ร้อยละ") if planted else target("90 คน", 90, "คน")))
    run.kpi("จำนวนผู้ประกอบการที่มีรายได้", **target("เพิ่มขึ้นร้อยละ 5", 5, "ร้อยละ", target_op="increase"))
    run.kpi("จำนวนเรื่องคิดเป็นร้อยละของทั้งหมด", **target("ร้อยละ 80", 80, "ร้อยละ"))


@case("target_kind")
def _(run: Run, planted: bool) -> None:
    run.kpi("ร้อยละของชุมชนที่คัดแยกขยะ", **(target("5 ชุมชน", 5, "ชุมชน") if planted else target("ร้อยละ 5", 5, "ร้อยละ")))


@case("target_direction")
def _(run: Run, planted: bool) -> None:
    run.kpi("สัดส่วนจำนวนคำร้องค้างต่อคำร้องทั้งหมด", **target("ร้อยละ 70", 70, "ร้อยละ", target_op=None if planted else "<="))
    run.kpi("สัดส่วนจำนวนคำร้องที่เสร็จสิ้นต่อคำร้องทั้งหมด", **target("ร้อยละ 70", 70, "ร้อยละ"))
    run.kpi("ร้อยละของคำร้องค้างที่ได้รับการแก้ไข", **target("ร้อยละ 95", 95, "ร้อยละ"))
    run.kpi("ร้อยละของงานล่าช้า", **target("ร้อยละ 10", 10, "ร้อยละ"))


@case("target_in_name")
def _(run: Run, planted: bool) -> None:
    raw = f"รายได้เพิ่มขึ้นร้อยละ {10 if planted else 20}"
    run.kpi("จำนวนร้านค้าที่มีรายได้เพิ่มขึ้นร้อยละ 20", **target(raw, 10, "ร้อยละ"))
    run.kpi("ร้อยละของนักเรียนที่ได้คะแนนไม่น้อยกว่าร้อยละ 60", **target("ร้อยละ 80", 80, "ร้อยละ"))


@case("target_population")
def _(run: Run, planted: bool) -> None:
    other = "ร้อยละ 100 ของเจ้าหน้าที่ในสังกัดสำนัก" if planted else "ร้อยละ 100 ของประชาชนทุกช่วงอายุในเขต"
    run.document("d1", agency="สกจ.")
    run.document("d2", agency="สกต.")
    run.kpi("จำนวนผู้ตรวจสุขภาพ", "d1", kr_code="5127", **target("ร้อยละ 100 ของประชาชนทุกช่วงอายุในเขต", 100, "ร้อยละ"))
    run.kpi("จำนวนผู้ตรวจสุขภาพ", "d2", kr_code="5127", **target(other, 100, "ร้อยละ"))


@case("year_carried")
def _(run: Run, planted: bool) -> None:
    run.kpi(f"จำนวนบุคลากรดีเด่น ประจำปี พ.ศ. {2567 if planted else 2568}")
    run.kpi("ร้อยละของรายได้ที่เพิ่มขึ้นเทียบกับประจำปี 2567")
    run.kpi("ร้อยละของแผนประจำปี 2567 ที่ใช้ต่อในประจำปี 2568")


@case("kr_not_measured")
def _(run: Run, planted: bool) -> None:
    run.kpi("ร้อยละของถนนที่ซ่อมแล้วเสร็จ", **target("ร้อยละ 90", 90, "ร้อยละ"))
    run.kpi("ระดับความสุขของผู้พักอาศัยในชุมชน", listings=["strategy"], target_raw=None if planted else "ระดับ 4")
    run.kpi("ร้อยละของถนนที่ซ่อมเสร็จ", listings=["strategy"], target_raw=None)


@case("city_plan_gap")
def _(run: Run, planted: bool) -> None:
    run.add("sections", heading_path=["ส่วนที่ 1", "มิติที่ 1 การบริการสาธารณะ"], text="ไม่มี", kind="other")
    listings = ["kpi_table"] if planted else ["bma_plan", "kpi_table"]
    for code in ("3101", "3102", "9127"):
        run.kpi(f"ตัวชี้วัดรหัส {code}", kr_code_printed=code, listings=listings)


@case("objective_missing")
def _(run: Run, planted: bool) -> None:
    run.document("d1", doc_type="kpi_agreement")
    for name, objective in (
        ("ก่อสร้างทาง", "เดินทางดี"),
        ("ปลูกต้นไม้", "สิ่งแวดล้อมดี"),
        ("อบรมครู", None if planted else "เรียนดี"),
    ):
        run.kpi(name, listings=["agreement_detail"], objective=objective)


@case("objective_missing")
def _(run: Run, planted: bool) -> None:
    for issue, objective in (("1", "เมืองน่าอยู่"), ("2", None if planted else "เมืองปลอดภัย")):
        run.plan(f"โครงการที่ {issue}", None, section="part2_issue", issue_no=issue, objective=objective, key_result="ผล")


@case("baseline_missing")
def _(run: Run, planted: bool) -> None:
    run.kpi("ก่อสร้างทาง", listings=["agreement_detail"], baseline=years(y2565="80", y2566="85"))
    baseline = years(y2565="", y2566="") if planted else years(y2565="", y2566="70")
    run.kpi("ปลูกต้นไม้", listings=["agreement_detail"], baseline=baseline)
    run.kpi("ในตารางที่ไม่มีช่องข้อมูลพื้นฐาน", listings=["kpi_table"], baseline=[])


@case("baseline_missing")
def _(run: Run, planted: bool) -> None:
    if planted:
        run.kpi("ก่อสร้างทาง", listings=["agreement_detail"], baseline=years(y2565="80", y2566="85"))
    run.kpi("ปลูกต้นไม้", listings=["agreement_detail"], baseline=[])


@case("baseline_years_uneven")
def _(run: Run, planted: bool) -> None:
    run.kpi("ก่อสร้างทาง", listings=["agreement_detail"], baseline=years(y2564="1", y2565="2", y2566="3"))
    run.kpi(
        "ปลูกต้นไม้",
        listings=["agreement_detail"],
        baseline=years(y2565="2", y2566="3", **({} if planted else {"y2564": "1"})),
    )


@case("name_slip")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ร้อยละของผู้ไม่มีพฤติกรรมการทุจริต")
    name = "ร้อยละของผู้ไม่มีพฤติกรรมกรรมการทุจริต" if planted else "ร้อยละของผู้ไม่มี พฤติกรรม การทุจริต"
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=name)


@case("name_slip")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("มีระบบใบเสร็จ ก.ณ.กทม. แบบอิเล็กทรอนิกส์")
    name = f"มีระบบใบเสร็จ ก.{'ฉ' if planted else 'ณ'}.กทม. แบบอิเล็กทรอนิกส์"
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=name)


@case("rubric_name")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ร้อยละความสำเร็จของการอบรมครู")
    name = "โครงการอบรมครู" if planted else kpi["name"]
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="rubric", name=name)


@case("rubric_no_criteria")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ระดับความสำเร็จของการอบรมครู")
    for level in range(1, 6):
        text = None if planted else f"ทำขั้นที่ {level}"
        run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, score=float(level), criterion=text)


@case("rubric_group")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ความสำเร็จของการใช้จ่ายงบลงทุน")
    mark = "" if planted else "☑ "
    run.add("sections", heading_path=[f"กลุ่มหน่วยงาน : {mark}กลุ่มหน่วยงาน A กลุ่มหน่วยงาน B"], text="", kind="other")
    for group, value in (("A", 80.0), ("B", 60.0)):
        for level in range(1, 6):
            figures = {"threshold_raw": str(value), "threshold_value": value + level}
            run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, group=group, **figures)
    run.add("results", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], source="score_table", achieved_raw="ระดับ 1")


@case("weight_missing")
def _(run: Run, planted: bool) -> None:
    run.kpi("ก่อสร้างทาง", component_no="1", weight=40.0)
    run.kpi("ปลูกต้นไม้", component_no="1", weight=30.0)
    run.kpi("นวัตกรรมของหน่วยงาน", component_no="2", weight=None if planted else 30.0)


@case("weight_unstated")
def _(run: Run, planted: bool) -> None:
    run.document("d1", doc_type="kpi_agreement")
    for name, weight in (("ก่อสร้างทาง", 40.0), ("ปลูกต้นไม้", 30.0 if planted else 60.0)):
        run.kpi(name, weight=weight, listings=["agreement_summary"])


@case("component_conflict")
def _(run: Run, planted: bool) -> None:
    run.document("d1", agency="สกจ.")
    run.document("d2", agency="สกต.")
    run.kpi("ร้อยละของเรื่องที่แก้ไข", "d1", kr_code_printed="3101", base="agenda")
    run.kpi("ร้อยละของเรื่องที่แก้ไข", "d2", kr_code_printed="3101", base="function" if planted else "agenda")


@case("component_change")
def _(run: Run, planted: bool) -> None:
    run.document("d1", year=2567)
    run.document("d2", year=2568)
    run.kpi("ร้อยละของเรื่องที่แก้ไข", "d1", indicator_id="i-1", base="joint")
    run.kpi("ร้อยละของเรื่องที่แก้ไข", "d2", indicator_id="i-1", base="function" if planted else "joint")


@case("component_missing")
def _(run: Run, planted: bool) -> None:
    run.document("d1", doc_type="performance_report")
    for number in (1, 2, 4) if planted else (1, 2, 3, 4):
        run.add("sections", heading_path=[f"องค์ประกอบที่ {number} : ประสิทธิภาพ"], text="", kind="other")
        run.kpi(f"ตัวชี้วัดที่ {number}", component_no=str(number))


@case("project_unlisted")
def _(run: Run, planted: bool) -> None:
    names = ("โครงการปรับปรุงสวนสาธารณะ", "โครงการอบรมอาสาสมัครกู้ชีพ", "โครงการตรวจคุณภาพน้ำในคลอง")
    for number, name in enumerate(names):
        if not (planted and number == 2):
            run.plan(name, 100, section="part3")
        run.kpi(f"ตัวชี้วัดที่ {number}", projects=[project(name)])


@case("project_name")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการพิธีมอบรางวัลบุคลากรดีเด่นของเมือง", 100, section="part3")
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", 100, section="part3")
    name = "โครงการจัดงานพิธีมอบรางวัลบุคลากรดีเด่นของเมือง" if planted else "โครงการพิธีมอบรางวัล บุคลากรดีเด่นของเมือง"
    run.kpi("จำนวนรางวัล", projects=[project(name)])


@case("project_name")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ร้อยละของเรื่องที่แก้ไข", projects=[project("โครงการตรวจคุณภาพน้ำในคลองสายหลัก")])
    name = "โครงการอบรมเจ้าหน้าที่รับแจ้งเหตุทางโทรศัพท์" if planted else "ตรวจคุณภาพน้ำในคลองสายหลัก"
    run.add("milestones", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], project=name, step_no=1, row_kind="item")


@case("kind_conflict")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", 100, section="part3")
    run.kpi("คุณภาพน้ำ", projects=[project(f"{'กิจกรรม' if planted else 'โครงการ'}การตรวจคุณภาพน้ำในคลอง")])


@case("repeated_unmarked")
def _(run: Run, planted: bool) -> None:
    run.kpi("ก่อสร้างทาง", projects=[project("โครงการทางเท้า", 5000)])
    run.kpi("ปลูกต้นไม้", projects=[project("โครงการทางเท้า", 5000, repeated=not planted), project("กิจกรรมไม่มีวงเงิน")])
    run.kpi("อบรมครู", projects=[project("กิจกรรมไม่มีวงเงิน")])


@case("budget_missing")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", None, section="part1_summary", budget_status="not_funded")
    status = "unstated" if planted else "none"
    run.plan(None, None, section="part1_summary", budget_raw=None, budget_status=status)


@case("budget_missing")
def _(run: Run, planted: bool) -> None:
    for number in range(4):
        run.plan(
            f"โครงการที่ {number}", None, section="part2_issue", budget_status="none" if planted or number else "shared"
        )
    run.plan("โครงการประจำ", 100, section="part3")


@case("budget_shared")
def _(run: Run, planted: bool) -> None:
    raw = "(ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง)" if planted else "(ใช้งบประมาณภายใต้โครงการอบรมครู)"
    run.plan("กิจกรรมดูงาน", None, budget_status="shared", budget_raw=raw)


def spending(run: Run, doc_id: str, baht: int | None) -> None:
    projects = [project("การเบิกจ่ายงบประมาณในภาพรวม", baht)]
    run.kpi("ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม", doc_id, projects=projects, base="potential")


@case("budget_scope")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", 100)
    spending(run, "d1", 150 if planted else 100)


@case("budget_unstated_office")
def _(run: Run, planted: bool) -> None:
    run.document("d1", agency="สกจ.")
    run.document("d2", agency="สกต.")
    spending(run, "d1", 100)
    spending(run, "d2", None if planted else 200)


@case("budget_without_kpi")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการซ่อมอาคารที่พักของครู", 50_000_000)
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", 1_000_000)
    run.kpi("คุณภาพน้ำ", projects=[project("โครงการตรวจคุณภาพน้ำในคลอง")])
    if not planted:
        run.kpi("จำนวนห้อง", projects=[project("โครงการซ่อมอาคารที่พักของครู")])


@case("summary_missing")
def _(run: Run, planted: bool) -> None:
    run.plan("โครงการเมือง", 10, section="part1_summary")
    for number in range(2):
        run.plan(f"โครงการที่ {number}", None, section="part2_issue")
    if not planted:
        run.plan("โครงการที่ 0", None, section="part2_summary")


@case("activity_contradicts")
def _(run: Run, planted: bool) -> None:
    run.kpi("จำนวนครั้งของรายงานรายเดือน", projects=[project(f"กิจกรรมรายงานผล{'รายวัน' if planted else 'รายเดือน'}")])


def steps(run: Run, *months: str | None, weight: float = 25) -> None:
    kpi = run.kpi("ระดับความสำเร็จของการอบรมครู")
    for number, month in enumerate(months, 1):
        place = {"kpi_id": kpi["kpi_id"], "kpi_name": kpi["name"], "project": "อบรมครู", "item_no": "1"}
        dates = {"start_month": month, "end_month": month}
        run.add(
            "milestones", step_no=number, step=f"ขั้นที่ {number}", weight_pct=weight, row_kind="item", **place, **dates
        )


@case("milestone_months")
def _(run: Run, planted: bool) -> None:
    steps(run, "2567-10", None if planted else "2568-01", "2568-05", "2568-09")


@case("milestone_months")
def _(run: Run, planted: bool) -> None:
    steps(run, "2567-02" if planted else "2567-10", "2568-01", "2568-05", "2568-09")


@case("late_step")
def _(run: Run, planted: bool) -> None:
    steps(run, "2567-10", "2568-09" if planted else "2568-08", "2568-09", "2568-09", "2568-09", weight=20)


def result(run: Run, raw: str, value: float, **more: Any) -> None:
    aim = {"target_raw": "ระดับ 5", "target_value": 5.0, "target_unit": "ระดับ"}
    got = {"achieved_raw": raw, "achieved_value": value, "achieved_unit": "ระดับ", "source": "result_summary"}
    run.add("results", **{"kpi_id": "k1", "kpi_name": "ระดับความสำเร็จของการอบรมครู", **aim, **got, **more})


@case("target_missed")
def _(run: Run, planted: bool) -> None:
    result(run, "ระดับ 3", 3, narrative="จัดอบรมสองครั้ง" if planted else "จัดอบรมสองครั้ง เนื่องจากวิทยากรป่วย")
    result(run, "ระดับ 5", 5, kpi_id="k2", kpi_name="ระดับความสำเร็จของแผน")
    result(run, "3 วัน", 3, kpi_id="k3", kpi_name="จำนวนวัน", target_raw="ไม่เกิน 5 วัน", target_unit="ระดับ")


@case("result_unsupported")
def _(run: Run, planted: bool) -> None:
    result(run, "ระดับ 5", 5, narrative=f"จัดทำร่างแล้ว {'ขณะนี้อยู่ระหว่างเสนอผู้บริหาร' if planted else 'และเผยแพร่แล้ว'}")
    result(run, "ระดับ 3", 3, kpi_id="k2", narrative="ขณะนี้อยู่ระหว่างเสนอผู้บริหาร")


@case("result_without_target")
def _(run: Run, planted: bool) -> None:
    for number in range(4):
        raw = None if planted and number == 3 else "ระดับ 5"
        result(run, "ระดับ 5", 5, kpi_name=f"ตัวชี้วัดที่ {number}", source="prior_year", target_raw=raw)


@case("result_kind")
def _(run: Run, planted: bool) -> None:
    kpi = run.kpi("ความสำเร็จของการเสนอนวัตกรรม")
    for level in range(1, 6):
        value = 50.0 + 10 * level
        run.add(
            "rubrics",
            kpi_id=kpi["kpi_id"],
            kpi_name=kpi["name"],
            level=level,
            threshold_raw=str(value),
            threshold_value=value,
        )
    result(run, "ระดับ 5", 5, kpi_id=kpi["kpi_id"], narrative="เสนอแล้ว" if planted else "เสนอแล้ว ได้ร้อยละ 100")


@case("score_scale")
def _(run: Run, planted: bool) -> None:
    result(run, "ระดับ 5", 5, source="score_table", score=10.0, weight=10.0)
    result(run, "ระดับ 5", 5, source="score_table", score=100.0 if planted else 20.0, weight=20.0, kpi_id="k2")


@case("agency_name")
def _(run: Run, planted: bool) -> None:
    run.document("d1", agency="สลป.", agency_name="สำนักงานเลขานุการปลัดกรุงเทพมหานคร")
    word = "เลขาธิการ" if planted else "เลขานุการ"
    text = f"สำนักงาน{word}ปลัดกรุงเทพมหานคร และสำนักงานเลขานุการผู้ว่าราชการกรุงเทพมหานคร"
    run.add("sections", heading_path=["คำนำ"], text=text, kind="other")


@pytest.mark.parametrize(("rule", "build"), CASES.each)
def test_what_is_planted_is_found_and_nothing_else(rule: str, build: Build) -> None:
    found_where_planted(rule, build)


def test_a_planted_finding_names_its_place_and_asks_for_something() -> None:
    for rule, builds in CASES.items():
        run = Run()
        builds[0](run, True)
        (finding,) = run.findings(rule)
        assert finding.evidence and all(item.line for item in finding.evidence), rule
        assert "โปรด" in finding.message_th and "please" in finding.message_en.lower(), rule
        assert "พิมพ์" not in finding.message_th, rule
        assert " · " in finding.subject, rule


def test_every_rule_is_found_by_its_module() -> None:
    assert set(CASES) <= {rule.name for rule in RULES}
    assert len(RULES) >= 15 + len(CASES)
