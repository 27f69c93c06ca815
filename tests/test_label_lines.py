"""Indicators and projects told in lines of a label and a value, and in tables of two columns."""

from __future__ import annotations

import pytest

from tests.test_interrupted import read

REPORT = """รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
สำนักสิ่งแวดล้อม กรุงเทพมหานคร

องค์ประกอบที่ 1.1 ประสิทธิภาพในการดำเนินงานตามภารกิจหลัก (Function Base)

"""
ONE = {
    "name": ("ตัวชี้วัดที่ 1", "ร้อยละของขยะมูลฝอยที่คัดแยกได้"),
    "target": ("ค่าเป้าหมาย", "ร้อยละ 30"),
    "weight": ("น้ำหนัก", "10"),
    "achieved": ("ผลการดำเนินงาน", "ร้อยละ 32.5"),
    "share": ("คิดเป็น", "ร้อยละ 108.33 ของเป้าหมาย"),
    "score": ("คะแนนที่ได้รับ", "9.5"),
    "narrative": ("คำชี้แจง", "ดำเนินการครบทุกเขต"),
}
PLAN = """แผนปฏิบัติราชการประจำปี พ.ศ. 2569
สำนักงานเขตบางซื่อ กรุงเทพมหานคร
ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน
ประเด็นการพัฒนาที่ 1 เมืองน่าอยู่
รายละเอียดโครงการ
"""


@pytest.mark.parametrize(
    "order",
    [
        ("name", "target", "weight", "achieved", "share", "score", "narrative"),
        ("name", "weight", "target", "achieved", "score"),
        ("name", "achieved", "share", "score"),
        ("name", "target", "achieved"),
    ],
)
@pytest.mark.parametrize("sign", [" : ", ": ", "："])
def test_a_result_told_in_lines(order: tuple[str, ...], sign: str) -> None:
    text = REPORT + "".join(f"{ONE[role][0]}{sign}{ONE[role][1]}\n" for role in order)
    tables = read(text + "\nหลักฐานอ้างอิง : รายงานปริมาณขยะรายเดือน\n")
    (kpi,), (result,) = tables["kpis"], tables["results"]
    assert (kpi["name"], kpi["base"], kpi["item_no"]) == (ONE["name"][1], "function", "1")
    assert kpi["target_value"] == (30 if "target" in order else None)
    assert kpi["weight"] == (10 if "weight" in order else None)
    assert (result["achieved_value"], result["achieved_unit"]) == (32.5, "ร้อยละ")
    assert result["score"] == (9.5 if "score" in order else None)
    assert result["narrative"] == (ONE["narrative"][1] if "narrative" in order else None)
    assert any(row["kind"] == "evidence" and "ขยะรายเดือน" in row["text"] for row in tables["sections"])
    assert tables["documents"][0]["coverage"] > 0.95


def test_several_results_and_a_wrapped_line() -> None:
    two = "ตัวชี้วัดที่ 2 จำนวนสวนสาธารณะที่ปรับปรุงให้มี\nทางเดินสำหรับทุกคน\nค่าเป้าหมาย : 12 แห่ง\nผลการดำเนินงาน : 11 แห่ง\n"
    tables = read(REPORT + "".join(f"{label} : {value}\n" for label, value in ONE.values()) + "\n" + two)
    assert [(row["item_no"], row["achieved_value"]) for row in tables["results"]] == [("1", 32.5), ("2", 11)]
    assert tables["kpis"][1]["name"].startswith("จำนวนสวน") and "ทุกคน" in tables["kpis"][1]["name"]


def test_a_value_that_cannot_be_read_is_flagged() -> None:
    text = "ตัวชี้วัด : ร้อยละของน้ำเสียที่บำบัด\nน้ำหนัก : 5 หรือ 10\nผลการดำเนินงาน : ร้อยละ 8 0\n"
    tables = read(REPORT + text)
    assert tables["results"][0]["achieved_value"] is None and "achieved_unread" in tables["results"][0]["flags"]
    assert tables["kpis"][0]["weight"] is None and "weight_unread" in tables["kpis"][0]["flags"]


def test_projects_told_in_lines_and_in_a_table_of_two_columns() -> None:
    lines = (
        "1. ชื่อโครงการ : โครงการปรับปรุงทางเท้า\nวัตถุประสงค์ : เพื่อให้เดินทางสะดวก\nงบประมาณ : 2,450,000 บาท\n"
        "ผู้รับผิดชอบ : ฝ่ายโยธา\n\n2. ชื่อโครงการ : โครงการชุมชนปลอดขยะ\n"
        "งบประมาณ : ไม่ใช้งบประมาณ\nผู้รับผิดชอบ : ฝ่ายรักษาความสะอาด\n\n"
    )
    table = "ชื่อโครงการ\tโครงการห้องสมุดมีชีวิต\nงบประมาณ\t350,000 บาท\nผู้รับผิดชอบ\tฝ่ายพัฒนาชุมชน\n"
    tables = read(PLAN + lines + table)
    got = [
        (row["seq"], row["project"], row["budget_baht"], row["budget_status"], row["units"]) for row in tables["plans"]
    ]
    assert got == [
        ("1", "โครงการปรับปรุงทางเท้า", 2_450_000, "amount", ["ฝ่ายโยธา"]),
        ("2", "โครงการชุมชนปลอดขยะ", None, "none", ["ฝ่ายรักษาความสะอาด"]),
        (None, "โครงการห้องสมุดมีชีวิต", 350_000, "amount", ["ฝ่ายพัฒนาชุมชน"]),
    ]
    assert {row["issue"] for row in tables["plans"]} == {"เมืองน่าอยู่"}
    assert (tables["documents"][0]["status"], tables["documents"][0]["tables_read"]) == ("ok", 1)


def test_words_that_only_look_like_labels_make_no_row() -> None:
    text = "โครงการ : ความหมาย\nโครงการหมายถึงงานที่มีจุดเริ่มต้นและจุดสิ้นสุด\nเป้าหมาย : ชุมชนน่าอยู่\n"
    tables = read(PLAN + text)
    assert not tables["plans"] and not tables["kpis"]


@pytest.mark.parametrize("end", ["", " :"])
def test_a_label_alone_in_its_line_tells_what_follows(end: str) -> None:
    title = "รายละเอียดตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2569\nสำนักการโยธา กรุงเทพมหานคร\n\n"
    title += "องค์ประกอบที่ 1.2 ภารกิจหลัก (Function Base)\n\n"
    told = (
        f"น้ำหนัก : 15 คะแนน\nคำนิยาม{end}\nสะพานที่ซ่อม หมายถึง สะพานที่เปิดใช้แล้ว\nไม่นับสะพานชั่วคราว\n"
        f"วิธีคำนวณ{end}\nสะพานที่ซ่อมแล้ว หารด้วยสะพานทั้งหมด\n\nวิธีเก็บข้อมูล/หลักฐาน{end}\nบันทึกการตรวจรับ\n"
        "เกณฑ์การให้คะแนน\nระดับ\tค่าเป้าหมาย\tคะแนนที่ได้รับ\n4\tร้อยละ 80\t12\n5\tร้อยละ 90\t15\n"
    )
    tables = read(f"{title}ตัวชี้วัดที่ 3 ร้อยละของสะพานที่ซ่อมแล้วเสร็จ\n{told}")
    (kpi,) = tables["kpis"]
    assert (kpi["item_no"], kpi["weight"]) == ("3", 15)
    assert kpi["definition"] == "สะพานที่ซ่อม หมายถึง สะพานที่เปิดใช้แล้วไม่นับสะพานชั่วคราว"
    assert kpi["calculation"] == "สะพานที่ซ่อมแล้ว หารด้วยสะพานทั้งหมด"
    assert kpi["evidence"] == "บันทึกการตรวจรับ"
    assert [(row["level"], row["score"]) for row in tables["rubrics"]] == [(4, 12), (5, 15)]
    assert tables["documents"][0]["doc_type"] == "kpi_agreement"
