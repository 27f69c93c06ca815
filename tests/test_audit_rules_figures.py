"""Rules about sums, counts, rubrics, results, steps: each fires on a planted case, else it is silent."""

from decimal import Decimal

import pytest
from audit_builders import Run
from phaen.pipeline.audit import run_rules


def _part3(run: Run, total: int, **columns: object) -> None:
    run.plan("1. โครงการอบรม", 200_000)
    run.plan("2. โครงการสัมมนา", 300_000)
    run.plan("3. โครงการจัดทำคู่มือ", None, budget_status="none", budget_raw="ไม่ใช้งบประมาณ")
    run.plan(None, total, **columns)


def test_budget_total_fires_and_shows_the_sum() -> None:
    run = Run()
    _part3(run, 550_000)
    (finding,) = run.findings("budget_total")
    assert finding.severity == "error"
    assert "200,000 + 300,000" in finding.message_th and "สูงกว่าผลรวมรายการ 50,000 บาท: " in finding.message_th
    assert finding.amount_at_stake == 50_000
    assert len(finding.evidence) == 4


def test_budget_total_is_silent_when_it_adds_up() -> None:
    run = Run()
    _part3(run, 500_000)
    run.plan("โครงการอื่น", None, section="part2_summary", budget_status="none", budget_raw="ไม่ใช้งบประมาณ")
    run.plan(None, None, section="part2_summary", budget_status="none", budget_raw="ไม่ใช้งบประมาณ")
    run.plan(None, None, section="part1_summary", budget_raw="-")
    assert run.findings("budget_total") == []


def test_budget_total_takes_subtotals_and_a_grand_total() -> None:
    run = Run()
    run.plan("โครงการ ก", 100)
    run.plan("โครงการ ข", 150)
    run.plan(None, 250)
    run.plan("โครงการ ค", 50)
    run.plan(None, 50)
    run.plan(None, 300)
    assert run.findings("budget_total") == []
    run.rows["plans"][-1]["budget_baht"] = 310
    assert len(run.findings("budget_total")) == 1


def test_budget_total_counts_activities_below_their_project_once() -> None:
    run = Run()
    run.plan("โครงการปลูกต้นไม้", 300, kind="project", seq="1")
    run.plan("กิจกรรมเตรียมดิน", 100, kind="activity")
    run.plan("กิจกรรมลงกล้า", 200, kind="activity")
    run.plan("โครงการตัดแต่งกิ่ง", 50, kind="project", seq="2")
    run.plan(None, 350)
    assert run.findings("budget_total") == []
    run.rows["plans"][-1]["budget_baht"] = 370
    assert len(run.findings("budget_total")) == 1


def test_budget_total_that_says_no_budget_over_lines_with_amounts() -> None:
    run = Run()
    _part3(run, None, budget_status="none", budget_raw="ไม่ใช้งบประมาณ")  # type: ignore[arg-type]
    assert len(run.findings("budget_total")) == 1


def test_budget_total_reads_the_closing_sentence() -> None:
    run = Run()
    run.plan("โครงการอบรม", 200_000, section="part2_summary")
    run.plan("โครงการสัมมนา", 300_000, section="part2_summary")
    run.add(
        "sections",
        kind="other",
        heading_path=[],
        text="โครงการ รวมจำนวน....๒....โครงการ จำนวนเงินทั้งสิ้น...600,000...บาท",
    )
    (finding,) = run.findings("budget_total")
    assert "500,000" in finding.message_en
    run.plan(None, 600_000, section="part2_summary", line=2)
    (finding,) = run.findings("budget_total")
    assert {item.line for item in finding.evidence} == {1, 2, 3}
    run.rows["plans"].pop()
    run.rows["sections"][0]["text"] = "โครงการ รวมจำนวน.....2.....โครงการ จำนวนเงินทั้งสิ้น.....500,000....บาท"
    assert run.findings("budget_total") == []


def test_budget_conflict() -> None:
    run = Run()
    run.plan("โครงการพัฒนาระบบรับเรื่อง", 20_000_000, section="part1")
    run.plan("โครงการพัฒนา ระบบรับเรื่อง *", None, section="part1_summary", budget_status="not_funded")
    (finding,) = run.findings("budget_conflict")
    assert finding.subject == "โครงการพัฒนาระบบรับเรื่อง · สกจ. 2568"


def test_budget_conflict_with_the_projects_of_an_indicator() -> None:
    run = Run()
    run.plan("โครงการเมืองพี่เมืองน้อง", 4_135_000)
    run.kpi("จำนวนเครือข่าย", projects=[{"name": "โครงการเมืองพี่เมืองน้อง", "budget_baht": Decimal("4153000.00")}])
    assert len(run.findings("budget_conflict")) == 1


def test_budget_conflict_joins_routine_work_split_over_programmes() -> None:
    run = Run()
    run.plan("โครงการจ้างเหมาดูแลอาคาร", 300, programme="แผนงาน ก", output="ผลผลิต ก")
    run.plan("โครงการจ้างเหมาดูแลอาคาร", 200, programme="แผนงาน ข", output="ผลผลิต ข")
    run.kpi("ร้อยละ", projects=[{"name": "โครงการจ้างเหมาดูแลอาคาร", "budget_baht": Decimal("500.00")}])
    assert run.findings("budget_conflict") == []
    run.kpi("ระดับ", projects=[{"name": "โครงการจ้างเหมาดูแลอาคาร", "budget_baht": Decimal("900.00")}])
    assert len(run.findings("budget_conflict")) == 1


def test_budget_conflict_is_silent_on_equal_or_unstated_budgets() -> None:
    run = Run()
    run.plan("โครงการเมืองพี่เมืองน้อง", 4_135_000)
    run.plan("โครงการเมืองพี่เมืองน้อง", None, section="part1_summary")
    run.plan("โครงการอบรม", None, budget_status="none")
    run.plan("โครงการอบรม", None, budget_status="shared")
    run.kpi("จำนวนเครือข่าย", projects=[{"name": "โครงการเมืองพี่เมืองน้อง", "budget_baht": Decimal("4135000.00")}])
    assert run.findings("budget_conflict") == []


HEADING = "1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญ (Agenda Base)"


@pytest.mark.parametrize(
    ("text", "rows", "wrong"),
    [
        (f"{HEADING} (จำนวน ๓ KRs)", 2, True),
        (f"{HEADING} (จำนวน 2 KRs)", 2, False),
        (f"{HEADING} (ที่เหลือทั้งหมด *อย่างน้อยจำนวน 2 KRs)", 3, False),
        (f"{HEADING} (อย่างน้อยจำนวน 4 KRs)", 3, True),
        ("ประกอบด้วยตัวชี้วัด จำนวน 9 ตัวชี้วัด", 2, False),
    ],
)
def test_count_mismatch_of_indicators(text: str, rows: int, wrong: bool) -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=[text], text="")
    for index in range(rows):
        run.kpi(f"ตัวชี้วัดที่ {index}", base="agenda", component_no="1.1")
    assert bool(run.findings("count_mismatch")) is wrong


def test_count_mismatch_is_silent_where_the_numbers_reach_the_count() -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=[f"{HEADING} (จำนวน 4 KRs)"], text="")
    for number in ("1", "2", "4"):
        run.kpi(f"ตัวชี้วัด {number}", base="agenda", component_no="1.1", item_no=number)
    assert run.findings("count_mismatch") == []
    run.rows["kpis"][-1]["item_no"] = "3"
    assert len(run.findings("count_mismatch")) == 1


def test_count_mismatch_finds_the_base_a_line_above() -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=[], text=HEADING)
    run.add("sections", kind="other", heading_path=[], text="(จำนวน 8 KRs)")
    run.kpi("ตัวชี้วัดเดียว", base="agenda", component_no="1.1")
    (finding,) = run.findings("count_mismatch")
    assert "8" in finding.message_th


def test_count_mismatch_stated_by_list_and_table_is_one_finding() -> None:
    run = Run()
    run.add("sections", kind="kr_list", heading_path=[f"{HEADING} จำนวน 5 KRs"], text="")
    run.add("sections", kind="other", heading_path=[f"{HEADING} (จำนวน 5 KRs)"], text="")
    run.kpi("ตัวชี้วัดเดียว", base="agenda", component_no="1.1", listings=["kpi_table", "kr_list"])
    (finding,) = run.findings("count_mismatch")
    assert len(finding.evidence) == 2


def test_count_mismatch_of_projects() -> None:
    run = Run()
    run.plan("โครงการอบรม", None, section="part2_summary")
    run.plan("โครงการสัมมนา", None, section="part2_summary")
    run.plan(None, None, section="part2_summary")
    run.add("sections", kind="other", heading_path=[], text="โครงการ/กิจกรรมสำคัญ รวมจำนวน.....3.....โครงการ/กิจกรรม")
    assert len(run.findings("count_mismatch")) == 1
    run.rows["sections"][0]["text"] = "โครงการ/กิจกรรมสำคัญ รวมจำนวน.....๒.....โครงการ/กิจกรรม"
    assert run.findings("count_mismatch") == []
    run.rows["sections"][0]["text"] = "โครงการภายใต้แผนงานบูรณาการ ..... จำนวน.....โครงการ/กิจกรรม"
    assert run.findings("count_mismatch") == []


def test_count_mismatch_of_a_row_that_closes_a_table() -> None:
    run = Run()
    run.plan("โครงการขุดคลอง", 100, section="development")
    run.plan("โครงการถนน", 200, section="development")
    total = run.plan(None, 300, section="development", row_kind="total", count=3)
    (finding,) = run.findings("count_mismatch")
    assert "3 projects are stated, 2 are listed" in finding.message_en
    total["count"] = 2
    assert run.findings("count_mismatch") == []


def test_budget_total_counts_the_activities_of_a_project_once_and_names_the_tactic() -> None:
    run = Run()
    run.plan("โครงการสวน", 100, section="action", seq="1", tactic="เมืองเขียว")
    run.plan("กิจกรรมปลูกต้นไม้", 60, section="action", seq="1.1", tactic="เมืองเขียว")
    run.plan("กิจกรรมรดน้ำ", 40, section="action", seq="1.2", tactic="เมืองเขียว")
    total = run.plan(None, 130, section="action", row_kind="total")
    (finding,) = run.findings("budget_total")
    assert "เมืองเขียว" in finding.subject
    assert "130 is 30 baht above" in finding.message_en
    total["budget_baht"] = 100
    assert run.findings("budget_total") == []


def test_target_missed_waits_for_the_end_of_the_year() -> None:
    run = Run()
    run.document(title="รายงานผลการปฏิบัติราชการ รอบ 12 เดือน")
    run.add("results", kpi_name="จำนวนฝาย", target_value=9.0, achieved_value=4.0, target_raw="9", achieved_raw="4")
    assert len(run.findings("target_missed")) == 1
    run.rows["documents"][0]["title"] = "รายงานผลการปฏิบัติราชการ รอบ 6 เดือน"
    assert run.findings("target_missed") == []
    run.rows["documents"][0]["title"] = "รายงานผลการปฏิบัติราชการ"
    run.add("sections", kind="other", heading_path=[], text="ไตรมาสที่ ๒ (ตุลาคม - มีนาคม)")
    assert run.findings("target_missed") == []


def test_count_mismatch_of_steps() -> None:
    run = Run()
    _steps(run, [50, 50], [50, 100])
    run.rows["milestones"][-1]["step"] = "รวม ๓ ขั้นตอน คิดเป็นร้อยละ"
    (finding,) = run.findings("count_mismatch")
    assert "3 steps are stated, 2 are listed" in finding.message_en
    run.rows["milestones"][-1]["step"] = "รวม 2 ขั้นตอน คิดเป็นร้อยละ"
    assert run.findings("count_mismatch") == []


def test_count_mismatch_of_a_whole_numbered_list() -> None:
    run = Run()
    run.kpi("ตัวชี้วัด ก", base="agenda", listings=["kr_list"])
    run.kpi("ตัวชี้วัด ข", base="function", listings=["kr_list", "kpi_table"])
    row = run.add("sections", kind="kr_list", heading_path=["ตัววัดผลหลัก (KR) จำนวน 3 KRs"], text="")
    assert len(run.findings("count_mismatch")) == 1
    row["heading_path"] = ["ตัววัดผลหลัก (KR) จำนวน 2 KRs"]
    assert run.findings("count_mismatch") == []


POTENTIAL = "องค์ประกอบที่ 2 การประเมินศักยภาพ (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน 2 ตัวชี้วัด ดังนี้"


def test_weight_total() -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=["ส่วนที่ 1 กำหนดค่าน้ำหนักคะแนนร้อยละ 100", POTENTIAL], text="")
    run.kpi("การเบิกจ่าย", component_no="2", base="potential", item_no="2.1", weight=10.0)
    second = run.kpi("นวัตกรรม", component_no="2", base="potential", item_no="2.2", weight=None)
    (finding,) = run.findings("weight_total")
    assert finding.subject == "องค์ประกอบที่ 2 (Potential Base) · สกจ. 2568"
    assert "2.2" in finding.message_th
    second["weight"] = 20.0
    assert run.findings("weight_total") == []


@pytest.mark.parametrize(
    "text",
    [
        "การประเมินผลองค์ประกอบที่ 2 (ร้อยละ 30)",
        "องค์ประกอบที่ ๒ การประเมินศักยภาพ (Potential Base) น้ำหนักร้อยละ ๓๐",
        "องค์ประกอบที่ 2 (Potential Base) กำหนดคะแนนร้อยละ 30",
    ],
)
def test_weight_total_reads_other_wordings(text: str) -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=[], text=text)
    run.kpi("การเบิกจ่าย", component_no="2", weight=25.0)
    assert len(run.findings("weight_total")) == 1


def test_weight_total_leaves_the_clause_of_one_indicator_alone() -> None:
    run = Run()
    text = f"{POTENTIAL}\n2.1 การเบิกจ่าย กำหนดค่าน้ำหนักคะแนนร้อยละ 10 รับผิดชอบโดยสำนักงบประมาณ"
    run.add("sections", kind="other", heading_path=[], text=text)
    run.kpi("การเบิกจ่าย", component_no="2", item_no="2.1", weight=30.0)
    assert run.findings("weight_total") == []


def test_the_weight_of_one_indicator_below_its_component_is_not_the_components() -> None:
    run = Run()
    text = "ตัวชี้วัดที่ 1 ร้อยละของต้นไม้ที่รอด\nน้ำหนัก : 20 คะแนน"
    run.add("sections", kind="other", heading_path=["องค์ประกอบที่ 2 งานหลัก (Function Base)"], text=text)
    run.kpi("ร้อยละของต้นไม้ที่รอด", component_no="2", item_no="1", weight=20.0)
    run.kpi("จำนวนสวนที่เปิด", component_no="2", item_no="2", weight=15.0)
    assert run.findings("weight_total") == []
    of_all = "องค์ประกอบที่ 2 งานหลัก ประกอบด้วยตัวชี้วัดที่ 1 - 2 น้ำหนักร้อยละ 40"
    run.add("sections", kind="other", heading_path=[], text=of_all)
    assert len(run.findings("weight_total")) == 1


def test_weight_total_is_silent_where_no_weight_is_printed() -> None:
    run = Run()
    run.add("sections", kind="other", heading_path=[POTENTIAL], text="")
    run.kpi("การเบิกจ่าย", component_no="2", base="potential", weight=None)
    assert run.findings("weight_total") == []


def _rubric(run: Run, scores: list[float | None], thresholds: list[float | None], weight: float | None = 10.0) -> None:
    kpi = run.kpi("ร้อยละความสำเร็จของโครงการ", weight=weight)
    for level, (score, threshold) in enumerate(zip(scores, thresholds, strict=True), 1):
        if score is not None:
            run.add(
                "rubrics",
                kpi_id=kpi["kpi_id"],
                kpi_name=kpi["name"],
                level=level,
                score=score,
                threshold_value=threshold,
                threshold_unit="ร้อยละ",
                group=None,
            )


RISING: list[float | None] = [20.0, 40.0, 60.0, 80.0, 100.0]


@pytest.mark.parametrize(
    ("scores", "thresholds", "weight", "word"),
    [
        ([2, 4, 6, 8, 10], RISING, 10.0, None),
        ([1, 2, 3, 4, 5], RISING, 10.0, None),
        ([60, 70, 80, 90, 100], RISING, 10.0, None),
        ([2, 4, 6, 8, 10], [60.0, 45.0, 30.0, 20.0, 10.0], 10.0, None),
        ([2, 4, None, 8, 10], RISING, 10.0, "level 3 is missing"),
        ([2, 6, 4, 8, 10], RISING, 10.0, "scores are not in order"),
        ([2, 4, 6, 8, 10], [20.0, 60.0, 40.0, 80.0, 100.0], 10.0, "thresholds are not in order"),
        ([2, 4, 6, 8, 10], RISING, 20.0, "the top score 10 is not the weight 20"),
    ],
)
def test_rubric_shape(
    scores: list[float | None], thresholds: list[float | None], weight: float, word: str | None
) -> None:
    run = Run()
    _rubric(run, scores, thresholds, weight)
    found = run.findings("rubric_shape")
    if word is None:
        assert found == []
    else:
        assert len(found) == 1
        assert word in found[0].message_en


def test_rubric_shape_of_a_rubric_printed_twice() -> None:
    run = Run()
    _rubric(run, [2, 4, 6, 8, 10], RISING)
    run.rows["rubrics"] += [{**row, "line": 90} for row in run.rows["rubrics"]]
    assert run.findings("rubric_shape") == []
    run.rows["rubrics"][-1]["score"] = 9.0
    (finding,) = run.findings("rubric_shape")
    assert "level 5 stands twice" in finding.message_en


def _report(run: Run, **detail: object) -> None:
    run.document("d1", 2564, "สกก.", doc_type="performance_report")
    _rubric(run, [2, 4, 6, 8, 10], [None] * 5)
    common = {"kpi_id": "d1-0", "kpi_name": "ร้อยละความสำเร็จของโครงการ", "achieved_unit": "ระดับ"}
    top = {
        "achieved_raw": "ระดับ 5",
        "achieved_value": 5.0,
        "score_raw": "10 คะแนน",
        "score": 10.0,
        "weight": 10.0,
    }
    run.add("results", source="score_table", **common, **top)
    run.add("results", source="result_summary", **common, **top)
    run.add(
        "results",
        source="result_detail",
        **{**common, "achieved_raw": "ระดับ 5", "achieved_value": 5.0, **detail},
    )


def test_result_conflict_between_parts_of_a_report() -> None:
    run = Run()
    _report(run, achieved_raw="ระดับ 4", achieved_value=4.0)
    (finding,) = run.findings("result_conflict")
    assert "ระดับ 4" in finding.message_th
    assert "gives 8 by the rubric, 10 is reported" in finding.message_en


def test_result_conflict_is_silent_when_the_parts_agree() -> None:
    run = Run()
    _report(run)
    assert run.findings("result_conflict") == []


def test_result_conflict_knows_a_score_on_the_common_scale() -> None:
    run = Run()
    run.document("d1", doc_type="performance_report")
    columns = {"kpi_name": "การเบิกจ่าย", "achieved_unit": "ระดับ", "achieved_raw": "ระดับ 5", "achieved_value": 5.0}
    run.add("results", source="score_table", **columns, score=100.0, weight=10.0)
    row = run.add("results", source="result_summary", **columns, score=10.0, weight=10.0)
    assert run.findings("result_conflict") == []
    row["score"] = 8.0
    assert len(run.findings("result_conflict")) == 1


def test_result_conflict_recomputes_the_score_from_the_agreement() -> None:
    run = Run()
    run.document("d1", 2568, doc_type="kpi_agreement")
    run.document("d2", 2568, doc_type="performance_report")
    _rubric(run, [2, 4, 6, 8, 10], RISING)
    row = run.add(
        "results",
        "d2",
        source="result_summary",
        kpi_name="ร้อยละ ความสำเร็จของโครงการ",
        achieved_raw="ร้อยละ 65",
        achieved_value=65.0,
        achieved_unit="ร้อยละ",
        target_value=100.0,
        score=9.0,
    )
    (finding,) = run.findings("result_conflict")
    assert "6–8" in finding.message_th
    row["score"] = 6.5
    assert run.findings("result_conflict") == []


def test_result_conflict_does_not_read_shares_of_the_plan_as_the_result() -> None:
    run = Run()
    run.document("d1", 2568, doc_type="performance_report")
    _rubric(run, [2, 4, 6, 8, 10], RISING)
    columns = {"kpi_id": "d1-0", "kpi_name": "ร้อยละความสำเร็จของโครงการ", "target_value": 75.0, "score": 10.0}
    run.add(
        "results",
        source="result_summary",
        **columns,
        achieved_raw="ร้อยละ 80",
        achieved_value=80.0,
        achieved_unit="ร้อยละ",
    )
    assert run.findings("result_conflict") == []


def test_result_conflict_accepts_the_common_scale_and_its_weighted_form() -> None:
    run = Run()
    run.document("d1", 2564, doc_type="performance_report")
    kpi = run.kpi("การเบิกจ่ายงบประมาณ", weight=10.0)
    for level in range(1, 6):
        run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, scale_score=50.0 + 10 * level)
    columns = {"kpi_id": kpi["kpi_id"], "kpi_name": kpi["name"], "achieved_unit": "ระดับ", "weight": 10.0}
    row = run.add("results", source="score_table", **columns, achieved_raw="ระดับ 1", achieved_value=1.0, score=60.0)
    assert run.findings("result_conflict") == []
    row["score"] = 6.0
    assert run.findings("result_conflict") == []
    row["score"] = 70.0
    assert len(run.findings("result_conflict")) == 1


def _steps(run: Run, weights: list[float], cumulative: list[float | None], total: float | None = 100.0) -> None:
    for step, (weight, reached) in enumerate(zip(weights, cumulative, strict=True), 1):
        columns = {"kpi_name": "ตัวชี้วัด", "item_no": "1", "project": "โครงการอบรม", "row_kind": "item"}
        run.add("milestones", **columns, step_no=step, step="ขั้นตอน", weight_pct=weight, cumulative_pct=reached)
    columns = {"kpi_name": "ตัวชี้วัด", "item_no": "1", "project": "โครงการอบรม", "row_kind": "total"}
    run.add("milestones", **columns, step_no=None, step="รวม", weight_pct=total, cumulative_pct=None)


@pytest.mark.parametrize(
    ("weights", "cumulative", "total", "word"),
    [
        ([10, 40, 50], [10, 50, 100], 100, None),
        ([10, 40, 50], [None, None, 100], None, None),
        ([33.33, 33.33, 33.34], [33.33, 66.66, 100], 100, None),
        ([10, 40, 40], [10, 50, 90], 90, "10 + 40 + 40 = 90, not 100"),
        ([10, 40, 50], [10, 50, 100], 90, "the total line prints 90"),
        ([10, 40, 50], [10, 60, 100], 100, "the cumulative figure of step 2 is 60, the weights give 50"),
    ],
)
def test_milestone_total(
    weights: list[float], cumulative: list[float | None], total: float | None, word: str | None
) -> None:
    run = Run()
    _steps(run, weights, cumulative, total)
    found = run.findings("milestone_total")
    if word is None:
        assert found == []
    else:
        assert len(found) == 1
        assert word in found[0].message_en


def test_milestone_total_is_silent_on_tables_read_in_part() -> None:
    run = Run()
    _steps(run, [10, 40, 50], [10, 50, 100])
    del run.rows["milestones"][0]
    assert run.findings("milestone_total") == []
    assert run.findings("count_mismatch") == []


def test_milestone_total_keeps_two_projects_of_one_indicator_apart() -> None:
    run = Run()
    _steps(run, [50, 50], [50, 100])
    _steps(run, [30, 70], [30, 100])
    assert run.findings("milestone_total") == []


def test_a_sum_stated_in_two_places_is_one_finding_with_or_without_decimals() -> None:
    run = Run()
    run.plan("โครงการอบรมผู้สูงอายุ", 100_000)
    run.plan("โครงการซ่อมทางเท้า", 50_000)
    run.plan(None, 160_000, budget_raw="160,000.00")
    run.add("sections", heading_path=[], text="รวมจำนวน 2 โครงการ จำนวนเงินทั้งสิ้น 160,000 บาท")
    (finding,) = run.findings("budget_total")
    assert len({item.line for item in finding.evidence}) == 4


def test_a_closing_sentence_may_close_its_own_table_alone() -> None:
    run = Run()
    for issue, baht in (("1", 100), ("1", 200), ("2", 50)):
        run.plan(f"โครงการที่ {issue} {baht}", baht, section="part2_issue", issue_no=issue)
    run.add("sections", heading_path=[], text="รวมจำนวน 1 โครงการ จำนวนเงินทั้งสิ้น 50 บาท")
    assert not run.findings("budget_total") + run.findings("count_mismatch")


def test_weights_count_printed_rows_and_a_row_printed_twice_once() -> None:
    run = Run()
    run.add("sections", heading_path=["องค์ประกอบที่ 1 น้ำหนัก ร้อยละ 30"], text="")
    for number, name in enumerate(("ร้อยละของชุมชนที่คัดแยกขยะ", "จำนวนครั้งของการอบรม")):
        kpi = run.kpi(name, component_no="1", weight=10.0, item_no=str(number), listings=["agreement_summary"])
        for _ in range(2):
            run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="agreement_summary", name=name, weight=10.0)
    (finding,) = run.findings("weight_total")
    assert "10 + 10 = 20" in finding.message_en
    kpi = run.rows["kpis"][0]
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="agreement_summary", name="ระดับความพึงพอใจ", weight=10.0)
    assert not run.findings("weight_total")


def test_numbered_projects_of_one_name_and_unread_amounts_are_no_conflict() -> None:
    run = Run()
    for number, baht in (("1", 100), ("2", 250)):
        run.plan("ก่อสร้างถนนคอนกรีตเสริมเหล็ก", baht, section="development", seq=number)
    run.plan("โครงการอบรมครู", 100, section="part3")
    run.plan("โครงการอบรมครู", None, section="part2_summary", budget_status="amount", budget_raw="###")
    assert not run.findings("budget_conflict")


def test_targets_of_single_projects_with_one_name_are_no_change() -> None:
    run = Run()
    kpi = run.kpi("ผู้เข้าร่วมโครงการ", base="project", target_raw="60 คน", target_value=60.0, target_unit="คน")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="project_table", name=kpi["name"], target_raw="200 คน")
    assert not run.findings("target_change")


def test_counts_of_last_year_and_of_all_components_are_not_those_of_one() -> None:
    run = Run()
    run.kpi("ร้อยละของชุมชนที่คัดแยกขยะ", component_no="2", listings=["kpi_table"])
    start = "องค์ประกอบที่ 2 การประเมินศักยภาพ"
    run.add("sections", heading_path=[start], text="ครบทั้ง 3 องค์ประกอบ รวม 6 ตัวชี้วัด", kind="other")
    run.add("sections", heading_path=["สรุปผลในปีที่ผ่านมา"], text=f"{start} จำนวน 6 ตัวชี้วัด", kind="other")
    assert not run.findings("count_mismatch")
    run.add("sections", heading_path=[start], text=f"{start} จำนวน 6 ตัวชี้วัด", kind="other")
    assert len(run.findings("count_mismatch")) == 1


def test_totals_of_tables_without_a_known_section_close_only_the_lines_right_above() -> None:
    run = Run()
    run.plan("โครงการก่อสร้างสะพาน", 400, section=None, page=3)
    run.plan(None, 400, section=None, page=3)
    for page, baht in ((4, 90_000), (4, 70_000), (5, 20_000)):
        run.plan(None, baht, section=None, page=page)
    run.plan("โครงการซ่อมถนน", 100, section=None, page=7)
    run.plan(None, 900_000, section=None, page=12)
    assert run.findings("budget_total") == []
    for _ in range(2):
        run.plan("โครงการปลูกป่า", 100, section=None, page=13, flags=["section_unknown"])
    run.plan(None, 150, section=None, page=13)
    assert len(run.findings("budget_total")) == 1


def test_lines_of_a_numbered_list_whose_numbers_were_not_read_are_projects_of_their_own() -> None:
    run = Run()
    for baht in (341_000, 167_000):
        run.plan("ก่อสร้างถนนคอนกรีตเสริมเหล็ก", baht, section="operation", seq=None)
    assert run.findings("budget_conflict") == []


def test_a_word_that_many_rows_share_is_no_indicator_with_many_targets() -> None:
    run = Run()
    kpi = run.kpi("หน่วยงานคู่เทียบ", target_raw="ร้อยละ 5")
    for value in (1, 5, 90):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="goal_table", target_raw=f"ร้อยละ {value}")
    assert run.findings("target_change") == []


def test_a_weight_clause_that_was_not_understood_is_not_a_missing_weight() -> None:
    run = Run()
    heading = "องค์ประกอบที่ 2 การประเมินศักยภาพ (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน 2 ตัวชี้วัด"
    run.add("sections", heading_path=[heading], text="", kind="other")
    run.kpi("ร้อยละของการเบิกจ่าย", component_no="2", item_no="2.1", weight=20.0)
    run.kpi("ร้อยละความพึงพอใจ กำหนดคาน้าหนกคะแนนร้อยละ 10", component_no="2", item_no="2.2", weight=None)
    assert run.findings("weight_total") == []


def test_one_project_with_one_amount_is_one_though_a_letter_was_mistaken() -> None:
    run = Run()
    for name in ("โครงการก่อสร้างอุโมงค์ระบายน้ำสายที่สอง", "โครงการก่อสร้างอุโมงต์ระบายน้ำสายที่สอง"):
        run.kpi(name, projects=[{"name": name, "budget_baht": Decimal(96_000_000), "repeated": False}])
    assert len(run.findings("repeated_unmarked")) == 1


UNREAD = {"budget_status": "amount", "budget_raw": "1.25.000"}
"""An amount that is printed and could not be read."""


@pytest.mark.parametrize("unread", ["line", "total", "none"])
def test_no_total_is_refuted_by_an_amount_that_could_not_be_read(unread: str) -> None:
    run = Run()
    run.plan("1. โครงการอบรม", 200_000)
    run.plan("2. โครงการสัมมนา", None if unread == "line" else 300_000, **(UNREAD if unread == "line" else {}))
    run.plan(None, None if unread == "total" else 1_450_000, **(UNREAD if unread == "total" else {}))
    assert len(run.findings("budget_total")) == (unread == "none")


@pytest.mark.parametrize("unread", [True, False])
def test_no_closing_sentence_is_refuted_by_an_amount_that_could_not_be_read(unread: bool) -> None:
    run = Run()
    run.plan("1. โครงการอบรม", 200_000)
    run.plan("2. โครงการสัมมนา", None if unread else 300_000, **(UNREAD if unread else {}))
    run.add("sections", heading_path=[], text="โครงการ รวมจำนวน 2 โครงการ จำนวนเงินทั้งสิ้น 1,450,000 บาท", kind="other")
    assert len(run.findings("budget_total")) == (not unread)


@pytest.mark.parametrize("unread", [True, False])
def test_shares_and_sums_of_a_plan_wait_for_every_amount(unread: bool) -> None:
    run = Run()
    run.kpi("ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม", projects=[{"name": "งบประมาณในภาพรวม", "budget_baht": 90_000_000.0}])
    run.plan("1. ก่อสร้างเขื่อนริมคลอง", 80_000_000)
    run.plan("2. โครงการสัมมนา", None if unread else 300_000, **(UNREAD if unread else {}))
    found = run.findings("budget_scope") + run.findings("budget_without_kpi")
    assert [finding.rule for finding in found] == ([] if unread else ["budget_scope", "budget_without_kpi"])


def test_steps_of_unknown_weight_have_no_share_of_the_work() -> None:
    run = Run()
    steps = {"project": "โครงการอบรม", "row_kind": "step", "kpi_id": "k"}
    run.add("milestones", step_no=1, step="สำรวจ", weight_pct=40.0, start_month="2567-10", **steps)
    run.add("milestones", step_no=2, step="จัดซื้อ", weight_pct=None, start_month=None, **steps)
    (finding,) = run.findings("milestone_months")
    assert "ขั้นตอนที่ 2 ไม่ระบุเดือน" in finding.message_th and "%" not in finding.message_en
    run.rows["milestones"][1]["weight_pct"] = 60.0
    (finding,) = run.findings("milestone_months")
    assert "(เนื้องานร้อยละ 60)" in finding.message_th and "(60 % of the work)" in finding.message_en


def test_months_and_codes_that_are_printed_but_unread_are_not_missing() -> None:
    run = Run()
    steps = {"project": "โครงการอบรม", "row_kind": "step", "kpi_id": "k"}
    run.add("milestones", step_no=1, step="สำรวจ", weight_pct=40.0, start_month="2567-10", **steps)
    run.add("milestones", step_no=2, step="จัดซื้อ", weight_pct=60.0, flags=["months_unread"], **steps)
    code = {"kr_code": "3101", "kr_code_printed": None}
    row = run.kpi("ร้อยละของการดำเนินการตามแผน", **code, flags=["code_unread"])
    assert not run.findings("milestone_months") + run.findings("missing_code")
    row["flags"] = run.rows["milestones"][1]["flags"] = []
    assert len(run.findings("milestone_months") + run.findings("missing_code")) == 2


def test_a_weight_that_is_printed_but_unread_is_not_missing() -> None:
    run = Run()
    for number, weight in (("1", 40.0), ("2", 40.0), ("3", None)):
        run.kpi(f"ตัวชี้วัด {number}", component_no=number, weight=weight, listings=["kpi_table"])
    assert len(run.findings("weight_missing")) == 1
    run.rows["kpis"][2]["flags"] = ["weight_unread"]
    assert not run.findings("weight_missing")


def test_what_is_missing_in_a_document_that_was_not_read_whole_is_doubtful() -> None:
    run = Run()
    run.document("d1", status="partial")
    run.document("d2", status="ok")
    for doc_id in ("d1", "d2"):
        run.plan("โครงการอบรม", 200_000, doc_id)
        run.plan("2. โครงการสัมมนา", 300_000, doc_id)
        run.plan(None, 700_000, doc_id)
        run.plan("โครงการอบรม", 250_000, doc_id, section="part2_summary")
    sums = {row["doc_ids"][0]: row for row in run_rules(run.rows) if row["rule"] == "budget_total"}
    assert [sums[doc_id]["certainty"] for doc_id in ("d1", "d2")] == ["doubtful", "sure"]
    assert "was not read whole" in sums["d1"]["message_en"] and "อ่านเอกสารได้ไม่ครบ" in sums["d1"]["message_th"]
    others = [row for row in run_rules(run.rows) if row["rule"] == "budget_conflict"]
    assert others and all(row["certainty"] == "sure" for row in others), "two amounts that were read differ anyhow"


def _by_year(*baht: float | None) -> dict[str, object]:
    amounts = [
        {"fiscal_year": 2568 + at, "source": None, "raw": str(one), "baht": None if one is None else Decimal(str(one))}
        for at, one in enumerate(baht)
    ]
    return {"budget_status": "by_year", "budget_raw": " ", "amounts": amounts}


def test_totals_by_year_are_held_to_their_lines_where_every_line_has_its_years() -> None:
    def found(second: dict[str, object]) -> int:
        run = Run()
        run.plan("1. ก่อสร้างถนน", None, **_by_year(100.0, 200.0))
        run.plan("2. ก่อสร้างสะพาน", 300.0 if not second else None, **second)
        run.plan(None, None, **_by_year(100.0, 500.0))
        return len(run.findings("budget_total"))

    assert found(_by_year(0.0, 300.0)) == 0
    assert found(_by_year(0.0, 350.0)) == 1
    assert found(_by_year(0.0, None)) == 0
    assert found({}) == 0, "an amount of no year may be in any of the columns"
    assert found({"budget_status": "amount", "budget_raw": "3,00"}) == 0
