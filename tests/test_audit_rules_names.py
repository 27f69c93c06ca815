"""Rules about names, codes and targets: each fires on a planted case and is silent on a clean one."""

import pytest
from audit_builders import Run, subjects


def test_name_drift_within_a_document() -> None:
    run = Run()
    kpi = run.kpi("จำนวนครั้งที่รายงานสถานะรายเดือน", kr_code_printed="2299")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="จำนวนครั้งที่รายงานสถานะรายวัน")
    (finding,) = run.findings("name_drift")
    assert finding.subject.startswith("2299 ")
    assert finding.severity == "warning"
    assert "รายวัน" in finding.message_th and "รายเดือน" in finding.message_en
    assert {item.line for item in finding.evidence} == {1, 2}


def test_name_drift_uses_the_name_where_no_code_is_printed() -> None:
    run = Run()
    kpi = run.kpi("จำนวนผู้เข้าร่วมพิธี")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="จำนวนผู้แจ้งความประสงค์เข้าร่วมพิธี")
    assert subjects(run.findings("name_drift")) == ["จำนวนผู้เข้าร่วมพิธี"]


def test_name_drift_is_for_information_where_recognition_is_the_likely_cause() -> None:
    run = Run()
    kpi = run.kpi("ร้อยละการก่อหนี้ผูกพันงบลงทุน")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="ร้อยละการก่อกำหนดผู้กั้นงบลงทุน")
    assert [finding.severity for finding in run.findings("name_drift")] == ["info"]


def test_name_drift_across_documents_by_code_once_with_years_left_out() -> None:
    run = Run()
    run.document("d1", 2567)
    run.document("d2", 2568)
    run.document("d3", 2568, "สกต.")
    run.kpi("สัดส่วนเรื่องค้างต่อเรื่องร้องเรียน ปี 2567", "d1", kr_code_printed="3199")
    run.kpi("สัดส่วนเรื่องค้างต่อเรื่องร้องเรียน ปี 2568", "d2", kr_code_printed="3199")
    assert run.findings("name_drift") == []
    run.kpi("สัดส่วนเรื่องค้างต่อเรื่อง ปี 2568", "d3", kr_code_printed="3199")
    (finding,) = run.findings("name_drift")
    assert (finding.subject[:4], finding.doc_ids) == ("3199", ("d1", "d3"))


def test_name_drift_is_silent_on_spacing_marks_and_other_codes() -> None:
    run = Run()
    kpi = run.kpi("ร้อยละความสำเร็จในการจัดทำคู่มือ", kr_code_printed="9199")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="ร้อยละความสำเรจ็ ของการจัดทำ คู่มือ")
    run.document("d2")
    run.kpi("จำนวนคู่มือที่เผยแพร่", "d2", kr_code_printed="9198")
    assert run.findings("name_drift") == []


def test_name_drift_leaves_targets_at_the_end_and_names_of_projects_aside() -> None:
    run = Run()
    kpi = run.kpi("ลดปริมาณกระดาษในการรายงาน")
    for name in ("ลดปริมาณกระดาษในการรายงาน ร้อยละ 100", "โครงการรายงานทางอิเล็กทรอนิกส์"):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="rubric", name=name)
    assert run.findings("name_drift") == []


def test_name_drift_leaves_listings_aside_that_cannot_be_the_indicator() -> None:
    run = Run()
    kpi = run.kpi("จำนวนห้องพักที่ซ่อมแซมแล้วเสร็จ")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="ร้อยละความพึงพอใจของผู้รับบริการ")
    assert run.findings("name_drift") == []


def test_code_conflict_between_offices_of_one_year() -> None:
    run = Run()
    name = "หน่วยงานที่มีการตรวจสอบสภาพยานพาหนะและรายงานสถานะผ่านระบบ GIS"
    run.document("d2", 2568, "สกต.")
    run.kpi(name, "d1", kr_code_printed="2201", target_value=1.0, target_unit="หน่วยงาน")
    run.kpi(name + " และ MIS", "d2", kr_code_printed="2202", target_value=1.0, target_unit="หน่วยงาน")
    (finding,) = run.findings("code_conflict")
    assert finding.doc_ids == ("d1", "d2")
    assert "2201" in finding.message_th and "2202" in finding.message_th


def test_code_conflict_is_silent_for_codes_that_one_document_prints_side_by_side() -> None:
    run = Run()
    run.document("d2", 2568, "สกต.")
    for doc_id in ("d1", "d2"):
        run.kpi("สัดส่วนเรื่องที่แก้ไขเสร็จต่อเรื่องทั้งหมด", doc_id, kr_code_printed="3102")
        run.kpi("สัดส่วนเรื่องที่แก้ไขเสร็จต่อเรื่องทั้งหมดของเขต", doc_id, kr_code_printed="3103")
    assert run.findings("code_conflict") == []


def test_code_conflict_is_silent_for_other_targets_and_other_years() -> None:
    run = Run()
    run.document("d2", 2568, "สกต.")
    run.document("d3", 2569, "สกต.")
    run.kpi("จำนวนศูนย์บริการที่เปิดใหม่", "d1", kr_code_printed="7401", target_value=1.0)
    run.kpi("จำนวนศูนย์บริการที่เปิดใหม่", "d2", kr_code_printed="7402", target_value=50.0)
    run.kpi("จำนวนศูนย์บริการที่เปิดใหม่", "d3", kr_code_printed="7403", target_value=1.0)
    assert run.findings("code_conflict") == []


def test_code_conflict_within_a_document() -> None:
    run = Run()
    kpi = run.kpi("จำนวนห้องที่ซ่อมแซม", kr_code_printed="9101")
    for code in ("9101", "9107"):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], name=kpi["name"], kr_code_printed=code, listing="kr_list")
    assert subjects(run.findings("code_conflict")) == ["9101 จำนวนห้องที่ซ่อมแซม"]


def test_messages_of_codes_say_who_prints_which_first() -> None:
    run = Run()
    for number, (agency, code) in enumerate((("สยป.", "5172"), ("สกจ.", "5127"), ("สกต.", "5127"), ("สนพ.", "5127"))):
        run.document(f"d{number}", agency=agency)
        run.kpi("จำนวนประชาชนทุกกลุ่มวัยที่ได้รับการตรวจ", f"d{number}", kr_code_printed=code)
    (finding,) = run.findings("code_conflict")
    assert finding.message_th.startswith("ระบุรหัสต่างกัน คือ 5172 (สยป. 2568) และ 5127 (อีก 3 หน่วยงาน) (อาจสลับเลข) โปรด")
    run = Run()
    kpi = run.kpi("จำนวนห้องที่ซ่อมแซม", kr_code_printed="9101")
    for code, listing in (("9101", "kr_list"), ("9107", "kpi_table")):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], name=kpi["name"], kr_code_printed=code, listing=listing)
    (finding,) = run.findings("code_conflict")
    assert finding.message_th.startswith("ระบุรหัสต่างกัน คือ 9101 (รายการ KR) และ 9107 (ตาราง KR)")


def test_a_word_that_only_one_listing_has_is_said_to_be_missing_in_the_other() -> None:
    run = Run()
    kpi = run.kpi("จำนวนผู้เข้าร่วมพิธี แจ้งความประสงค์")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name="จำนวนผู้เข้าร่วมพิธี")
    (finding,) = run.findings("name_drift")
    assert finding.message_th.startswith("ตาราง KR มีคำว่า “แจ้งความประสงค์” แต่รายการ KR ไม่มี")
    assert finding.message_en.startswith("The table of KRs has “แจ้งความประสงค์”, the list of KRs does not")


def test_missing_code() -> None:
    run = Run()
    run.kpi("จำนวนผู้ได้รับการตรวจสุขภาพ", kr_code="5199", kr_code_source="matched")
    run.kpi("จำนวนห้องที่ซ่อมแซม", kr_code="9101", kr_code_printed="9101", kr_code_source="printed")
    run.kpi("จำนวนคู่มือ")
    assert subjects(run.findings("missing_code")) == ["5199 จำนวนผู้ได้รับการตรวจสุขภาพ"]


def test_missing_code_is_silent_before_codes_were_printed() -> None:
    run = Run()
    run.document("d1", 2566)
    run.kpi("จำนวนผู้ได้รับการตรวจสุขภาพ", kr_code="5199", kr_code_source="matched")
    assert run.findings("missing_code") == []


def test_target_change_between_years() -> None:
    run = Run()
    run.document("d1", 2567)
    run.document("d2", 2568)
    for doc_id, raw, value in (("d1", "ร้อยละ 100", 100.0), ("d2", "ร้อยละ 90", 90.0)):
        run.kpi("ร้อยละการดำเนินการทางวินัย", doc_id, indicator_id="i1", target_raw=raw, target_value=value)
    (finding,) = run.findings("target_change")
    assert finding.doc_ids == ("d1", "d2")
    assert finding.severity == "info"
    assert "ร้อยละ 100" in finding.message_th and "ร้อยละ 90" in finding.message_en


def test_target_change_of_offices_without_a_code_is_told_of_each_alone() -> None:
    run = Run()
    for number, (name, year) in enumerate([("โรงพยาบาลทุ่งฝน", 2567), ("กรมหม่อนไหม", 2568), ("กรมหม่อนไหม", 2567)]):
        doc = run.document(f"d{number}", year, None, agency_name=name)
        run.kpi("ความพึงพอใจ", doc, indicator_id="i1", target_raw=f"ร้อยละ {80 + number}", base="goal")
    (finding,) = run.findings("target_change")
    assert finding.doc_ids == ("d1", "d2")


def test_target_change_names_a_dozen_and_counts_the_rest() -> None:
    run = Run()
    for number in range(20):
        run.document(f"d{number}", 2568, f"ส{number:02}.")
        columns = {"indicator_id": "i1", "target_value": float(number), "target_raw": f"{number} ครั้ง"}
        run.kpi("จำนวนครั้งของกิจกรรม", f"d{number}", **columns)
    (finding,) = run.findings("target_change")
    assert "(+8)" in finding.message_en
    assert len(finding.evidence) == 20


def test_target_change_warns_where_documents_of_one_office_and_year_disagree() -> None:
    run = Run()
    run.document("d1", 2568)
    run.document("d2", 2568, doc_type="kpi_agreement")
    for doc_id, value in (("d1", 80.0), ("d2", 90.0)):
        run.kpi("ร้อยละการแก้ไขเรื่อง", doc_id, indicator_id="i1", target_value=value, target_unit="ร้อยละ")
    assert [finding.severity for finding in run.findings("target_change")] == ["warning"]


def test_target_change_within_a_document() -> None:
    run = Run()
    kpi = run.kpi("จำนวนครั้งของกิจกรรม", target_raw="6 ครั้ง", target_value=6.0, target_unit="ครั้ง")
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=kpi["name"], target_raw="8 ครั้ง")
    assert subjects(run.findings("target_change")) == ["จำนวนครั้งของกิจกรรม"]


def test_target_change_is_silent_on_the_same_figure_in_other_words() -> None:
    run = Run()
    run.document("d2", 2569)
    kpi = run.kpi("จำนวนครั้งของกิจกรรม", indicator_id="i1", target_raw="6 ครั้ง", target_value=6.0)
    run.kpi("จำนวนครั้งของกิจกรรม", "d2", indicator_id="i1", target_raw="อย่างน้อย ๖ ครั้ง", target_value=6.0)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=kpi["name"], target_raw=None)
    assert run.findings("target_change") == []


def test_weight_change_between_documents_of_one_office_and_year() -> None:
    run = Run()
    run.document("d1", 2568)
    run.document("d2", 2568, doc_type="performance_report")
    run.document("d3", 2569)
    for doc_id, weight in (("d1", 10.0), ("d2", 15.0), ("d3", 20.0)):
        run.kpi("ร้อยละการเบิกจ่าย", doc_id, indicator_id="i1", weight=weight)
    (finding,) = run.findings("weight_change")
    assert finding.doc_ids == ("d1", "d2")


def test_weight_change_is_silent_on_equal_weights() -> None:
    run = Run()
    run.document("d2", 2568, doc_type="performance_report")
    for doc_id in ("d1", "d2"):
        run.kpi("ร้อยละการเบิกจ่าย", doc_id, indicator_id="i1", weight=10.0)
    assert run.findings("weight_change") == []


def test_evidence_of_an_abbreviation_is_the_line_that_prints_it() -> None:
    run = Run()
    kpi = run.kpi("ร้อยละของเรื่องที่แก้ไขแล้ว", lead_agencies=["สลบ."], definition="ดำเนินการโดย สสป. และเขต", line=90)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="bma_plan", name=kpi["name"], line=10)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="strategy", name=kpi["name"], line=90)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="agreement_detail", line=50, definition=kpi["definition"])
    lines = {
        subjects([finding])[0]: {item.line for item in finding.evidence} for finding in run.findings("unknown_agency")
    }
    assert lines == {"สลบ.": {10}, "สสป.": {50}}


def test_a_code_that_any_listing_prints_is_not_missing() -> None:
    run = Run()
    run.kpi("ร้อยละของเรื่องที่แก้ไขแล้ว", kr_code="3101", kr_code_printed="3101", listings=["bma_plan"])
    run.kpi("ร้อยละของเรื่องที่ แก้ไขแล้วทั้งหมด", kr_code="3101", kr_code_printed=None)
    run.kpi("จำนวนประชาชนที่ตรวจสุขภาพ", kr_code="5127", kr_code_printed=None)
    assert [finding.subject[:4] for finding in run.findings("missing_code")] == ["5127"]


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("ร้อยละของชุมชนที่คัดแยกขยะ", "ร้อยละของชุมชนที่คัตแยกขยะ", None),  # a look-alike letter in one word
        ("จำนวนบ้านที่ปลอดภัยในเขต", "จำนวนป้านที่ปลอดกัยในเขด", None),  # one in each of three words
        ("ร้อยละของบ้านพักคนชราที่ดี", "ร้อยละของวัดพักคนชราที่ดี", "warning"),
        ("ร้อยละของรายงานรายวัน", "ร้อยละของรายงานรายเดือน", "warning"),
        ("KPI 1 : ร้อยละของชุมชนที่คัดแยกขยะ (ร้อยละ)", "ร้อยละของชุมชนที่คัดแยกขยะ", None),
    ],
)
def test_recognition_slips_are_no_other_words(left: str, right: str, found: str | None) -> None:
    run = Run()
    kpi = run.kpi(left)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kpi_table", name=left)
    run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kr_list", name=right)
    assert [finding.severity for finding in run.findings("name_drift")] == ([found] if found else [])
