"""Universities and colleges: yearly plans, plans of five years, quality plans."""

from __future__ import annotations

from samples.blocks import Block, Para, section, total
from samples.elsewhere.model import OtherSample, Row, heading, kpi, plan, table, title
from samples.strangers.model import Lines, about, by_source, document, paid, targets, thai, years


def documents() -> list[OtherSample]:
    """All of them."""
    return [_nursing(), _engineering(), _campus(), _library(), _quality_college(), _quality_programme()]


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


def _campus() -> OtherSample:
    """Five years in Thai digits under one heading, the base value before them, an owner of each indicator."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns = (
        ("ตัวชี้วัด (KPIs)", 22.0),
        ("หน่วยนับ", 7.0),
        ("ข้อมูลพื้นฐาน\n(ปี ๒๕๖๕)", 9.0),
        ("ค่าเป้าหมาย (ปีงบประมาณ พ.ศ.)", tuple((thai(str(year)), 5.5) for year in span)),
        ("ผู้รับผิดชอบหลัก", 12.0),
    )
    lines = (
        (
            "1",
            "ระบบการเรียนรู้ที่ยืดหยุ่น",
            (
                (
                    "๑.๑",
                    "1.1",
                    "จำนวนรายวิชาที่เรียนออนไลน์ได้ทั้งวิชา",
                    "วิชา",
                    "๘",
                    ("๑๐", "๑๕", "๒๐", "๒๕", "๓๐"),
                    "สำนักวิชาการ",
                ),
                (
                    "๑.๒",
                    "1.2",
                    "ร้อยละของอาจารย์ที่ผ่านการอบรมการสอนออนไลน์",
                    "ร้อยละ",
                    "๕๕",
                    ("๖๐", "๖๕", "๗๐", "๘๐", "๙๐"),
                    "สำนักวิชาการ",
                ),
            ),
        ),
        (
            "2",
            "การเงินที่ยั่งยืน",
            (("๒.๑", "2.1", "สัดส่วนรายได้จากการบริการวิชาการ", "ร้อยละ", "๓", ("๔", "๕", "๖", "๗", "๘"), "กองคลัง"),),
        ),
    )
    blocks: list[Block] = [
        *title("แผนยุทธศาสตร์การพัฒนาวิทยาเขต", thai("ระยะ 5 ปี (พ.ศ. 2566 - 2570)"), "มหาวิทยาลัยทะเลหมอก วิทยาเขตดอยงาม")
    ]
    kpis: list[Row] = []
    for number, goal, measures in lines:
        blocks.append(heading(thai(f"ยุทธศาสตร์ที่ {number} {goal}")))
        rows: Lines = []
        for printed, item, name, unit, base, values, owner in measures:
            rows.append((f"{printed} {name}", unit, base, *values, owner))
            kpis.append(
                kpi(
                    name,
                    "goal",
                    item_no=item,
                    strategy_no=number,
                    target_raw=values[0],
                    target_value=float(values[0]),
                    target_unit=unit,
                    targets_by_year=targets(*zip(span, values, strict=True)),
                    units=[owner],
                )
            )
        blocks.append(table(columns, rows, kind="goals"))
    return document(
        "stranger_campus_2566",
        blocks,
        {"doc_type": "strategic_plan", "sector": "education", "parent_agency": None, **years(2566, 2570)},
        kpis=kpis,
    )


def _library() -> OtherSample:
    """Goal and strategy beside the indicators, targets headed เป้าหมายรายปี, measures in a last column."""
    span = (2567, 2568, 2569, 2570, 2571)
    columns = (
        ("ที่", 4.0),
        ("เป้าประสงค์เชิงยุทธศาสตร์", 15.0),
        ("ตัวชี้วัดความสำเร็จ", 20.0),
        ("หน่วยวัด", 7.0),
        ("เป้าหมายรายปี", tuple((f"ปี {year}", 6.0) for year in span)),
        ("กลยุทธ์/มาตรการ", 16.0),
    )
    lines = (
        (
            "1",
            "ผู้ใช้เข้าถึงทรัพยากรได้ทุกที่",
            "จำนวนครั้งที่ดาวน์โหลดหนังสืออิเล็กทรอนิกส์",
            "ครั้ง",
            ("12,000", "14,000", "16,000", "18,000", "20,000"),
            12000.0,
            "ขยายสิทธิ์การเข้าถึงนอกเครือข่าย",
        ),
        (
            "2",
            "",
            "ระดับความพึงพอใจของผู้ใช้ห้องสมุด",
            "คะแนน",
            ("4.20", "4.25", "4.30", "4.40", "4.50"),
            4.2,
            "ปรับบริการตามเสียงผู้ใช้",
        ),
        ("3", "องค์กรสีเขียว", "ปริมาณการใช้ไฟฟ้าที่ลดลง", "ร้อยละ", ("5", "5", "7", "7", "10"), 5.0, "เปลี่ยนหลอดไฟทั้งอาคาร"),
    )
    rows: Lines = [(seq, goal, name, unit, *values, tactic) for seq, goal, name, unit, values, _, tactic in lines]
    kpis = [
        kpi(
            name,
            "goal",
            item_no=seq,
            target_raw=values[0],
            target_value=value,
            target_unit=unit,
            targets_by_year=targets(*zip(span, values, strict=True)),
        )
        for seq, _, name, unit, values, value, _ in lines
    ]
    office = "สำนักวิทยบริการ มหาวิทยาลัยทุ่งลาน"
    return document(
        "stranger_library_2567",
        [
            *title("แผนกลยุทธ์", office, "พ.ศ. 2567 – 2571"),
            heading("เป้าหมาย ตัวชี้วัด และกลยุทธ์"),
            table(columns, rows, kind="goals"),
        ],
        about("strategic_plan", office, "education", 2567, 2571, parent="มหาวิทยาลัยทุ่งลาน"),
        kpis=kpis,
    )


def _quality_college() -> OtherSample:
    """The score last year and this, the months in words, an amount with its unit in the cell."""
    columns = (
        ("องค์ประกอบ/ตัวบ่งชี้", 14.0),
        ("ผลการประเมิน", 8.0),
        ("จุดที่ควรพัฒนา/ข้อเสนอแนะ", 20.0),
        ("แนวทางการปรับปรุงพัฒนา", 20.0),
        ("ระยะเวลาดำเนินการ", 12.0),
        ("ผู้รับผิดชอบ", 11.0),
        ("งบประมาณ (บาท)", 10.0),
        ("ผู้กำกับติดตาม", 10.0),
    )
    rows: Lines = [
        (
            "1.2 การบริการนักศึกษา",
            "3.50",
            "ควรติดตามผลการให้คำปรึกษา",
            "โครงการเพื่อนที่ปรึกษา",
            "ตุลาคม 2567 - มีนาคม 2568",
            "งานกิจการนักศึกษา",
            "12,000",
            "รองผู้อำนวยการ",
        ),
        (
            "2.1 ระบบการวิจัย",
            "2.75",
            "ควรมีคลินิกวิจัย",
            "กิจกรรมคลินิกวิจัยเดือนละครั้ง",
            "มกราคม 2568 - กันยายน 2568",
            "งานวิจัย",
            "-",
            "รองผู้อำนวยการ",
        ),
    ]
    plans = [
        paid(
            "โครงการเพื่อนที่ปรึกษา",
            12000,
            section="action",
            units=["งานกิจการนักศึกษา"],
            start_month="2567-10",
            end_month="2568-03",
        ),
        paid(
            "กิจกรรมคลินิกวิจัยเดือนละครั้ง",
            None,
            section="action",
            units=["งานวิจัย"],
            start_month="2568-01",
            end_month="2568-09",
        ),
    ]
    college = "วิทยาลัยการสาธารณสุขปากน้ำ"
    return document(
        "stranger_quality_2568",
        [*title("แผนพัฒนาคุณภาพการศึกษา ประจำปีการศึกษา 2567", college, "ปีงบประมาณ พ.ศ. 2568"), table(columns, rows)],
        {"doc_type": "annual_plan", "agency_name": college, "sector": "education"},
        plans=plans,
    )


def _quality_programme() -> OtherSample:
    """Several works to one advice, the advice merged downwards, a total row."""
    columns = (
        ("ตัวบ่งชี้", 13.0),
        ("ข้อเสนอแนะของคณะกรรมการ", 20.0),
        ("แนวทางการพัฒนา/โครงการ/กิจกรรม", 22.0),
        ("กำหนดการ", 12.0),
        ("งบประมาณที่ใช้", 10.0),
        ("ผู้รับผิดชอบ", 12.0),
    )
    rows: Lines = [
        ("3.1 การรับนักศึกษา", "ควรเพิ่มช่องทางประชาสัมพันธ์", "โครงการเปิดบ้านหลักสูตร", "พ.ย. 2566", "20,000", "ประธานหลักสูตร"),
        (
            "3.1 การรับนักศึกษา",
            "ควรเพิ่มช่องทางประชาสัมพันธ์",
            "กิจกรรมรุ่นพี่เยี่ยมโรงเรียน",
            "ธ.ค. 2566 - ก.พ. 2567",
            "8,000",
            "ประธานหลักสูตร",
        ),
        total("รวม", "", "", "", "28,000", ""),
    ]
    plans = [
        paid(
            "โครงการเปิดบ้านหลักสูตร",
            20000,
            section="action",
            units=["ประธานหลักสูตร"],
            start_month="2566-11",
            end_month="2566-11",
        ),
        paid(
            "กิจกรรมรุ่นพี่เยี่ยมโรงเรียน",
            8000,
            section="action",
            units=["ประธานหลักสูตร"],
            start_month="2566-12",
            end_month="2567-02",
        ),
        plan(None, section="action", row_kind="total", budget_baht=28000, budget_status="amount"),
    ]
    faculty = "คณะศิลปศาสตร์ มหาวิทยาลัยราชภัฏปลายน้ำ"
    return document(
        "stranger_programme_2567",
        [*title("แผนพัฒนาคุณภาพระดับหลักสูตร", "ประจำปีงบประมาณ พ.ศ. 2567", faculty), table(columns, rows)],
        about("annual_plan", faculty, "education", 2567, parent="มหาวิทยาลัยราชภัฏปลายน้ำ"),
        plans=plans,
    )
