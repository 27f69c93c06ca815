"""Faculties: yearly plans with sources of money, quarters, strategies as rows or columns."""

from __future__ import annotations

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, heading, kpi, table, title
from samples.strangers.model import Lines, about, by_source, document, paid, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_nursing(), _engineering()]


def _nursing() -> OtherSample:
    """Order of its own, unit column หน่วยวัด, sources with their sum, group rows, Thai digits."""
    columns = (
        ("ลำดับที่", 5.0),
        ("ชื่อโครงการ/กิจกรรม", 18.0),
        ("ผู้รับผิดชอบโครงการ", 11.0),
        ("ตัวชี้วัดความสำเร็จของโครงการ", 18.0),
        ("เป้าหมาย", 7.0),
        ("หน่วยวัด", 7.0),
        ("แหล่งงบประมาณ (บาท)", (("งบประมาณแผ่นดิน", 9.0), ("เงินรายได้", 9.0), ("รวม", 9.0))),
    )
    tactic = "พัฒนาหลักสูตรให้ตรงกับความต้องการของระบบสุขภาพ"
    rows: Lines = [
        section(thai(f"กลยุทธ์ที่ 1.1 {tactic}"), 9),
        (
            "๑",
            "โครงการทบทวนหลักสูตรพยาบาลศาสตรบัณฑิต",
            "งานหลักสูตร",
            "จำนวนหลักสูตรที่ทบทวน",
            "๒",
            "หลักสูตร",
            "๔๕,๐๐๐",
            "-",
            "๔๕,๐๐๐",
        ),
        (
            "๒",
            "โครงการฝึกปฏิบัติในชุมชนห่างไกล",
            "งานฝึกปฏิบัติ",
            "ร้อยละของนักศึกษาที่ผ่านการประเมิน",
            "๙๐",
            "ร้อยละ",
            "๑๒๐,๐๐๐",
            "๓๐,๐๐๐",
            "๑๕๐,๐๐๐",
        ),
        (
            "๓",
            "กิจกรรมแลกเปลี่ยนเรียนรู้พยาบาลพี่เลี้ยง",
            "งานบริการวิชาการ",
            "จำนวนพยาบาลพี่เลี้ยงที่เข้าร่วม",
            "๔๐",
            "คน",
            "-",
            "๑๘,๕๐๐",
            "๑๘,๕๐๐",
        ),
        total("รวมทั้งสิ้น", "", "", "", "", "", "๑๖๕,๐๐๐", "๔๘,๕๐๐", "๒๑๓,๕๐๐"),
    ]
    strategy = "ผลิตบัณฑิตพยาบาลที่ชุมชนไว้วางใจ"
    common = {"section": "action", "strategy": strategy, "tactic": tactic}
    plans = [
        paid(
            "โครงการทบทวนหลักสูตรพยาบาลศาสตรบัณฑิต",
            45000,
            seq="1",
            units=["งานหลักสูตร"],
            amounts=by_source(งบประมาณแผ่นดิน=45000),
            success_measure="จำนวนหลักสูตรที่ทบทวน",
            **common,
        ),
        paid(
            "โครงการฝึกปฏิบัติในชุมชนห่างไกล",
            150000,
            seq="2",
            units=["งานฝึกปฏิบัติ"],
            amounts=by_source(งบประมาณแผ่นดิน=120000, เงินรายได้=30000),
            success_measure="ร้อยละของนักศึกษาที่ผ่านการประเมิน",
            **common,
        ),
        paid(
            "กิจกรรมแลกเปลี่ยนเรียนรู้พยาบาลพี่เลี้ยง",
            18500,
            seq="3",
            units=["งานบริการวิชาการ"],
            amounts=by_source(เงินรายได้=18500),
            success_measure="จำนวนพยาบาลพี่เลี้ยงที่เข้าร่วม",
            **common,
        ),
        paid(None, 213500, section="action", row_kind="total", amounts=by_source(งบประมาณแผ่นดิน=165000, เงินรายได้=48500)),
    ]
    kpis = [
        kpi("จำนวนหลักสูตรที่ทบทวน", "project", target_raw="๒", target_value=2.0, target_unit="หลักสูตร"),
        kpi("ร้อยละของนักศึกษาที่ผ่านการประเมิน", "project", target_raw="๙๐", target_value=90.0, target_unit="ร้อยละ"),
        kpi("จำนวนพยาบาลพี่เลี้ยงที่เข้าร่วม", "project", target_raw="๔๐", target_value=40.0, target_unit="คน"),
    ]
    college = "คณะพยาบาลศาสตร์ มหาวิทยาลัยภูพาน"
    return document(
        "stranger_nursing_2567",
        [
            *title(thai("แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2567"), college),
            heading(thai(f"ประเด็นยุทธศาสตร์ที่ 1 {strategy}")),
            table(columns, rows),
            Para("หมายเหตุ : เงินรายได้จัดสรรตามมติคณะกรรมการประจำคณะ"),
        ],
        about("annual_plan", college, "education", 2567, parent="มหาวิทยาลัยภูพาน"),
        plans=plans,
        kpis=kpis,
    )


def _engineering() -> OtherSample:
    """Thousands of baht in the caption, strategy and tactic as columns, quarters ticked, a target with its unit."""
    columns = (
        ("ยุทธศาสตร์", 12.0),
        ("กลยุทธ์", 12.0),
        ("แผนงาน/โครงการ", 18.0),
        ("ตัวชี้วัด", 16.0),
        ("ค่าเป้าหมาย ปี 2568", 10.0),
        ("งบประมาณที่ได้รับจัดสรร", 10.0),
        ("หน่วยงานที่รับผิดชอบ", 12.0),
        ("หมายเหตุ", 8.0),
    )
    rows: Lines = [
        (
            "1. วิศวกรพร้อมใช้",
            "1.1 เรียนจากโจทย์โรงงาน",
            "โครงการสหกิจศึกษาโรงงานคู่พัฒนา",
            "จำนวนนักศึกษาที่ฝึกครบหลักสูตร",
            "120 คน",
            "350",
            "งานสหกิจศึกษา",
            "",
        ),
        (
            "",
            "",
            "โครงการห้องปฏิบัติการเปิดนอกเวลา",
            "ร้อยละการใช้ห้องปฏิบัติการ",
            "ไม่น้อยกว่าร้อยละ 75",
            "82.5",
            "ภาควิชาไฟฟ้า",
            "ปรับแผน",
        ),
        (
            "2. งานวิจัยที่ใช้ได้จริง",
            "2.1 ร่วมทุนกับชุมชน",
            "โครงการเครื่องสีข้าวชุมชนพลังแสงอาทิตย์",
            "จำนวนต้นแบบที่ส่งมอบ",
            "2 เครื่อง",
            "1,200",
            "ฝ่ายวิจัย",
            "",
        ),
    ]
    strategies = {"1": "วิศวกรพร้อมใช้", "2": "งานวิจัยที่ใช้ได้จริง"}
    common = {"section": "action", "budget_unit_baht": 1000.0}
    plans = [
        paid(
            "โครงการสหกิจศึกษาโรงงานคู่พัฒนา",
            350000,
            strategy=strategies["1"],
            tactic="เรียนจากโจทย์โรงงาน",
            units=["งานสหกิจศึกษา"],
            success_measure="จำนวนนักศึกษาที่ฝึกครบหลักสูตร",
            **common,
        ),
        paid(
            "โครงการห้องปฏิบัติการเปิดนอกเวลา",
            82500,
            strategy=strategies["1"],
            tactic="เรียนจากโจทย์โรงงาน",
            units=["ภาควิชาไฟฟ้า"],
            success_measure="ร้อยละการใช้ห้องปฏิบัติการ",
            **common,
        ),
        paid(
            "โครงการเครื่องสีข้าวชุมชนพลังแสงอาทิตย์",
            1200000,
            strategy=strategies["2"],
            tactic="ร่วมทุนกับชุมชน",
            units=["ฝ่ายวิจัย"],
            success_measure="จำนวนต้นแบบที่ส่งมอบ",
            **common,
        ),
    ]
    kpis = [
        kpi("จำนวนนักศึกษาที่ฝึกครบหลักสูตร", "project", target_raw="120 คน", target_value=120.0, target_unit="คน"),
        kpi(
            "ร้อยละการใช้ห้องปฏิบัติการ",
            "project",
            target_raw="ไม่น้อยกว่าร้อยละ 75",
            target_op=">=",
            target_value=75.0,
            target_unit="ร้อยละ",
        ),
        kpi("จำนวนต้นแบบที่ส่งมอบ", "project", target_raw="2 เครื่อง", target_value=2.0, target_unit="เครื่อง"),
    ]
    faculty = "คณะวิศวกรรมศาสตร์ มหาวิทยาลัยเทคโนโลยีราชมงคลลุ่มน้ำ"
    return document(
        "stranger_engineering_2568",
        [
            *title(faculty, "แผนปฏิบัติราชการประจำปี 2568"),
            Para("โครงการภายใต้แผนปฏิบัติราชการ"),
            Para("(หน่วย : พันบาท)"),
            table(columns, rows),
        ],
        about("annual_plan", faculty, "education", 2568, parent="มหาวิทยาลัยเทคโนโลยีราชมงคลลุ่มน้ำ"),
        plans=plans,
        kpis=kpis,
    )
