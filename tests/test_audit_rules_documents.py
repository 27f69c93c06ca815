"""Rules about agencies, documents and baselines, and what the engine makes of findings."""

from audit_builders import Run, subjects
from phaen.pipeline.audit import RULES, run_rules


def test_unknown_agency_in_a_cell_and_in_prose() -> None:
    run = Run()
    run.kpi("ตัวชี้วัด ก", lead_agencies=["สลบ.", "สผว."], support_agencies=["ทุกหน่วยงาน"])
    run.kpi("ตัวชี้วัด ข", evidence="ตามที่ สสป. และ สยป. กำหนด")
    run.add("sections", kind="other", heading_path=[], text="ประสานกับ สฮฮ. ต่อไป")
    found = {subjects([finding])[0]: finding for finding in run.findings("unknown_agency")}
    assert set(found) == {"สลบ.", "สสป.", "สฮฮ."}
    assert found["สลบ."].severity == "info"
    assert "สลป." in found["สลบ."].message_th
    assert found["สฮฮ."].severity == "warning"


def test_unknown_agency_is_silent_on_codes_councils_and_dates() -> None:
    run = Run()
    run.kpi(
        "คะแนนจากสำนักงาน ป.ป.ช. และ ก.ฌ.กทม.",
        lead_agencies=["สนพ.", "สกก .", "สนข. พระนคร"],
        support_agencies=["ทุกหน่วยงาน", "สำนัก/สำนักงาน"],
        definition="มติ ก.ก. และ อ.ก.ก. พ.ศ. 2567 (1 ม.ค. – 31 ส.ค. 2567) ของสำนักงาน ก.ก. และ กทม.",
    )
    assert run.findings("unknown_agency") == []


def test_unknown_agency_is_one_finding_per_document_with_every_place() -> None:
    run = Run()
    run.kpi("ตัวชี้วัด ก", lead_agencies=["สลบ."])
    run.kpi("ตัวชี้วัด ข", lead_agencies=["สลบ."])
    (finding,) = run.findings("unknown_agency")
    assert len(finding.evidence) == 2


def test_duplicate_document_is_reported_and_counts_once_between_documents() -> None:
    run = Run()
    run.document("d1")
    run.document("d2", duplicate_of="d1")
    run.document("d3", 2569)
    for doc_id, value in (("d1", 80.0), ("d2", 70.0), ("d3", 90.0)):
        run.kpi("ตัวชี้วัด ก", doc_id, indicator_id="i1", target_value=value, lead_agencies=["สลบ."])
    (finding,) = run.findings("duplicate_document")
    assert (finding.severity, finding.doc_ids) == ("info", ("d1", "d2"))
    assert [item.doc_ids for item in run.findings("target_change")] == [("d1", "d3")]
    assert [item.doc_ids for item in run.findings("unknown_agency")] == [("d1",), ("d2",), ("d3",)]


def test_rows_of_a_file_given_twice_byte_for_byte_count_once() -> None:
    run = Run()
    run.document("d1")
    run.document("d1", source_file="copy.txt", duplicate_of="d1")
    for source in ("d1.txt", "copy.txt"):
        run.plan("โครงการ ก", 100, source_file=source)
        run.plan(None, 100, source_file=source)
        run.kpi("ตัวชี้วัด ก", source_file=source, kpi_id="k1", lead_agencies=["สลบ."])
    assert subjects(run.findings("duplicate_document")) == ["copy.txt"]
    assert run.findings("budget_total") == []
    (finding,) = run.findings("unknown_agency")
    assert len(finding.evidence) == 1


def test_no_duplicate_no_finding() -> None:
    run = Run()
    run.document("d1")
    run.document("d2")
    assert run.findings("duplicate_document") == []


def test_baseline_years() -> None:
    run = Run()
    kpi = run.kpi("ร้อยละความสำเร็จ ก")
    row = run.add(
        "kpi_mentions",
        kpi_id=kpi["kpi_id"],
        listing="agreement_summary",
        name=kpi["name"],
        baseline_heading="ผลการดำเนินงาน ย้อนหลัง ๓ ปี",
        baseline_years=[2563, 2564, 2565, 2566],
    )
    (finding,) = run.findings("baseline_years")
    assert finding.subject == "ร้อยละความสำเร็จ ก · สกจ. 2568"
    row["baseline_years"] = [2564, 2565, 2566]
    assert run.findings("baseline_years") == []
    row["baseline_years"] = []
    assert run.findings("baseline_years") == []


def test_baseline_years_named_by_the_heading() -> None:
    run = Run()
    kpi = run.kpi("ร้อยละความสำเร็จ ก")
    columns = {"kpi_id": kpi["kpi_id"], "listing": "agreement_summary", "name": kpi["name"]}
    row = run.add("kpi_mentions", **columns, baseline_heading="ผลงานปี 2564 – 2566", baseline_years=[2563, 2564])
    assert len(run.findings("baseline_years")) == 1
    row["baseline_years"] = [2564, 2565]
    assert run.findings("baseline_years") == []
    row["baseline_heading"], row["baseline_years"] = "ข้อมูลพื้นฐาน (Baseline data)", [2563, 2564]
    assert run.findings("baseline_years") == []


def test_every_rule_explains_itself_in_both_languages() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        for text in (rule.title_th, rule.explanation_th):
            assert any("ก" <= letter <= "๛" for letter in text), rule.name
        assert rule.title_en and rule.explanation_en


def test_finding_ids_do_not_depend_on_the_order_of_rows() -> None:
    run = Run()
    run.document("d2", 2568, "สกต.")
    run.kpi("ตัวชี้วัด ก", lead_agencies=["สลบ."])
    run.kpi("ตัวชี้วัด ข", "d2", lead_agencies=["สปล."])
    forward = run_rules(run.rows)
    backward = run_rules({name: rows[::-1] for name, rows in run.rows.items()})
    assert [row["finding_id"] for row in forward] == [row["finding_id"] for row in backward]
    assert len({row["finding_id"] for row in forward}) == len(forward) == 2


def test_findings_on_flagged_rows_say_so_and_stay_as_grave() -> None:
    run = Run()
    run.plan("โครงการอบรม", 100)
    run.plan(None, 200, flags=["unreadable"])
    (row,) = run_rules(run.rows)
    assert (row["rule"], row["severity"]) == ("budget_total", "error")
    assert "look at the original first" in row["message_en"]
    run.rows["plans"][1]["flags"] = ["duplicate_document"]
    (row,) = run_rules(run.rows)
    assert row["severity"] == "error"


def test_missing_datasets_and_columns_count_as_empty() -> None:
    assert run_rules({}) == []
    assert run_rules({"documents": [{"doc_id": "d1"}], "kpis": [{"doc_id": "d1"}]}) == []


def test_findings_are_ranked_by_severity_then_by_what_is_at_stake_then_by_certainty() -> None:
    run = Run()
    for number, (gap, flags) in enumerate(((5_000, []), (900, ["unreadable"]), (70_000, []))):
        doc_id = run.document(f"d{number}", agency=f"ส{number}.")
        run.plan("โครงการอบรม", 100_000, doc_id)
        run.plan(None, 100_000 + gap, doc_id, flags=flags)
    rows = [row for row in run_rules(run.rows) if row["rule"] == "budget_total"]
    assert [float(row["amount_at_stake"]) for row in rows] == [70_000, 5_000, 900]
    assert [row["certainty"] for row in rows] == ["sure", "sure", "doubtful"]


def test_messages_speak_of_what_a_document_states_not_of_typing() -> None:
    for rule in RULES:
        assert "พิมพ์" not in rule.title_th + rule.explanation_th, rule.name
        assert "ผิดพลาด" not in rule.title_th + rule.explanation_th, rule.name


def test_evidence_stands_where_the_value_stands_not_where_its_row_begins() -> None:
    run = Run()
    run.kpi("จำนวนห้องที่ซ่อมแซม", row_key="k1", **{"target_raw": "ร้อยละ 90", "target_value": 90, "target_unit": "ร้อยละ"})
    place = {"doc_id": "d1", "row_key": "k1", "column_name": "target_raw", "page": None, "bbox": None}
    stated = [{**place, "raw": "ร้อยละ 90", "value": "ร้อยละ 90", "line": 7}]
    rows = {**run.rows, "statements": stated}
    (found,) = [row for row in run_rules(rows) if row["rule"] == "target_kind"]
    assert [item["line"] for item in found["evidence"]] == [1]  # name and target: not one value
    result = {"kpi_id": "k9", "kpi_name": "ระดับความสำเร็จ", "achieved_unit": "ระดับ", "row_key": "r1"}
    run.add("results", source="result_summary", achieved_raw="ระดับ 5", achieved_value=5.0, **result)
    run.add("results", source="result_detail", achieved_raw="ระดับ 4", achieved_value=4.0, **{**result, "row_key": "r2"})
    rows["statements"] = [{**place, "row_key": "r2", "raw": "ระดับ 4", "value": "ระดับ 4", "line": 31}]
    (found,) = [row for row in run_rules(rows) if row["rule"] == "result_conflict"]
    assert [(item["line"], item["raw"]) for item in found["evidence"]] == [(2, "ระดับ 5"), (31, "ระดับ 4")]


def test_a_document_of_no_known_office_is_called_by_its_file() -> None:
    run = Run()
    run.document("d1", agency=None, source_file="plans/volume 33.pdf")
    run.plan("โครงการตรวจคุณภาพน้ำในคลอง", 100)
    run.plan("กิจกรรมตรวจคุณภาพน้ำในคลอง", 100, section="part2_summary")
    (finding,) = run.findings("kind_conflict")
    assert finding.subject.endswith(" · volume 33 2568")
