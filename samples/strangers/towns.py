"""Local governments and a district of Bangkok: development plan, goods, sums, operations, integrity, routine work."""

from __future__ import annotations

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, Row, heading, plan, table, title
from samples.strangers.model import Lines, about, by_year, document, paid, thai, years


def documents() -> list[OtherSample]:
    """All of them."""
    return [_projects(), _goods(), _sums(), _operations(), _integrity(), _district()]


def _projects() -> OtherSample:
    """ผ.02/1 of a town: the supporting office beside the main one, three years, amounts in Thai digits."""
    span = (2566, 2567, 2568)
    columns = (
        ("ลำดับ", 4.0),
        ("ชื่อโครงการ/กิจกรรม", 18.0),
        ("วัตถุประสงค์ของโครงการ", 15.0),
        ("เป้าหมายผลผลิตของโครงการ", 14.0),
        ("งบประมาณและแหล่งที่มา (บาท)", tuple((f"ปี {year}", 9.0) for year in span)),
        ("ตัวชี้วัดความสำเร็จ (KPI)", 13.0),
        ("ผลลัพธ์ที่คาดว่าจะได้รับ", 14.0),
        ("หน่วยงานที่รับผิดชอบ", 10.0),
    )
    lines = (
        (
            "1",
            "ก่อสร้างลานกีฬาชุมชนวัดใต้",
            "ให้เยาวชนมีที่ออกกำลังกาย",
            "ลานกีฬา 1 แห่ง",
            (450000, None, None),
            "จำนวนลานกีฬา",
            "เยาวชนใช้เวลาว่างเป็นประโยชน์",
            "กองช่าง",
        ),
        (
            "2",
            "อุดหนุนชมรมผู้สูงอายุ",
            "ให้ผู้สูงอายุได้พบปะ",
            "4 ชมรม",
            (40000, 40000, 40000),
            "ชมรมที่จัดกิจกรรมสม่ำเสมอ",
            "ผู้สูงอายุไม่โดดเดี่ยว",
            "กองสวัสดิการสังคม",
        ),
    )
    rows: Lines = []
    plans: list[Row] = []
    for seq, name, purpose, output, money, measure, result, owner in lines:
        printed = (thai(f"{one:,}") if one else "-" for one in money)
        rows.append((thai(seq), name, purpose, thai(output), *printed, measure, result, owner))
        plans.append(
            plan(
                name,
                section="development",
                seq=seq,
                strategy="การพัฒนาคุณภาพชีวิต",
                programme="แผนงานสร้างความเข้มแข็งของชุมชน",
                purpose=purpose,
                output_target=output,
                budget_status="by_year",
                amounts=by_year(zip(span, money, strict=True)),
                success_measure=measure,
                expected_result=result,
                units=[owner],
            )
        )
    rows.append(total("รวม", thai("2 โครงการ"), "", "", *map(thai, ("490,000", "40,000", "40,000")), "", "", ""))
    whole = by_year(zip(span, (490000, 40000, 40000), strict=True))
    plans.append(
        plan(
            None, section="development", row_kind="total", count=2, budget_status="by_year", amounts=whole,
        )
    )  # fmt: skip
    town = "เทศบาลเมืองท่าเรือใหม่"
    return document(
        "others_projects_2566",
        [
            *title(thai("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2568)"), town),
            Para("แบบ ผ.02/1"),
            heading(thai("ยุทธศาสตร์ที่ 2 การพัฒนาคุณภาพชีวิต")),
            Para(thai("2.1 แผนงานสร้างความเข้มแข็งของชุมชน")),
            table(columns, rows),
        ],
        about("development_plan", town, "local", 2566, 2568),
        plans=plans,
    )


def _goods() -> OtherSample:
    """ผ.03: durable goods; the programme and the group said once for several goods."""
    columns = (
        ("ลำดับ", 4.0),
        ("แผนงาน", 13.0),
        ("หมวดรายจ่าย", 10.0),
        ("ประเภทครุภัณฑ์", 13.0),
        ("เป้าหมาย (ผลผลิตของครุภัณฑ์)", 22.0),
        ("งบประมาณ (บาท)", (("2566", 8.0), ("2567", 8.0), ("2568", 8.0))),
        ("หน่วยงานรับผิดชอบหลัก", 11.0),
    )
    lines = (
        ("1", "บริหารงานทั่วไป", "ค่าครุภัณฑ์", "ครุภัณฑ์คอมพิวเตอร์", "เครื่องพิมพ์เลเซอร์ 3 เครื่อง", (26700, None, None), "สำนักปลัด"),
        ("2", "", "", "ครุภัณฑ์ยานพาหนะ", "รถบรรทุกน้ำ 1 คัน", (None, 2500000, None), "งานป้องกันภัย"),
        ("3", "สาธารณสุข", "ค่าครุภัณฑ์", "ครุภัณฑ์การแพทย์", "เตียงผู้ป่วย 2 เตียง", (None, None, 38000), "กองสาธารณสุข"),
    )
    rows: Lines = []
    plans: list[Row] = []
    programme = ""
    for seq, stated, group, sort, output, money, owner in lines:
        rows.append((seq, stated, group, sort, output, *(f"{one:,}" if one else "" for one in money), owner))
        programme = stated or programme
        plans.append(
            plan(
                sort,
                section="development",
                seq=seq,
                programme=programme,
                output_target=output,
                budget_status="by_year",
                amounts=by_year(zip((2566, 2567, 2568), money, strict=True)),
                units=[owner],
            )
        )
    office = "องค์การบริหารส่วนตำบลหนองปลาหมอ"
    return document(
        "others_goods_2566",
        [*title("บัญชีครุภัณฑ์", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2568)", office), Para("แบบ ผ. 03"), table(columns, rows)],
        about("development_plan", office, "local", 2566, 2568),
        plans=plans,
    )


def _sums() -> OtherSample:
    """ผด.01: what share of projects and money each programme has."""
    columns = (
        ("ยุทธศาสตร์/แผนงาน", 26.0),
        ("จำนวนโครงการ", 9.0),
        ("ร้อยละของจำนวนโครงการทั้งหมด", 11.0),
        ("งบประมาณรวม (บาท)", 12.0),
        ("ร้อยละของงบประมาณทั้งหมด", 11.0),
        ("หน่วยดำเนินการ", 12.0),
    )
    rows: Lines = [
        section("1. ยุทธศาสตร์ด้านเมืองน่าอยู่", 6),
        ("1.1 แผนงานเคหะและชุมชน", "6", "60.00", "4,200,000", "84.00", "กองช่าง"),
        ("1.2 แผนงานสาธารณสุข", "4", "40.00", "800,000", "16.00", "กองสาธารณสุข"),
        total("รวม", "10", "100.00", "5,000,000", "100.00", ""),
    ]
    shared: Row = {"section": "operation", "row_kind": "total", "strategy": "ด้านเมืองน่าอยู่"}
    plans = [
        paid(None, 4200000, **shared, programme="แผนงานเคหะและชุมชน", count=6, units=["กองช่าง"]),
        paid(None, 800000, **shared, programme="แผนงานสาธารณสุข", count=4, units=["กองสาธารณสุข"]),
        paid(None, 5000000, **shared, programme=None, count=10),
    ]
    town = "เทศบาลตำบลเขาวงกต"
    return document(
        "others_sums_2568",
        [*title("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568", town), Para("แบบ ผด. 01"), table(columns, rows)],
        about("operations_plan", town, "local", 2568),
        plans=plans,
    )


def _operations() -> OtherSample:
    """ผด.02 with ticks under months, two of them with a gap between."""
    months = ("ต.ค.", "พ.ย.", "ธ.ค."), ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
    columns = (
        ("ลำดับที่", 4.0),
        ("โครงการ/กิจกรรม", 18.0),
        ("ลักษณะของกิจกรรม", 16.0),
        ("วงเงินงบประมาณ (บาท)", 9.0),
        ("พื้นที่ดำเนินการ", 10.0),
        ("กอง/ฝ่ายที่รับผิดชอบ", 10.0),
        ("พ.ศ. 2567", tuple((month, 3.0) for month in months[0])),
        ("พ.ศ. 2568", tuple((month, 3.0) for month in months[1])),
    )

    def ticks(*at: int) -> tuple[str, ...]:
        return tuple("/" if number in at else "" for number in range(12))

    rows: Lines = [
        ("1", "ขุดลอกคลองส่งน้ำบ้านไร่", "ยาว 1,200 เมตร", "295,000", "หมู่ที่ 4", "กองช่าง", *ticks(3, 4, 5)),
        ("2", "ตรวจสุขภาพพนักงานเก็บขยะ", "พนักงาน 18 คน", "27,000", "สำนักงานเทศบาล", "กองสาธารณสุข", *ticks(8)),
        ("3", "ประชุมประชาคมหมู่บ้าน", "11 หมู่บ้าน", "11,000", "ทุกหมู่บ้าน", "สำนักปลัด", *ticks(1, 7)),
    ]
    shared: Row = {"section": "operation", "strategy": "การพัฒนาแหล่งน้ำและการมีส่วนร่วม"}
    plans = [
        paid(
            "ขุดลอกคลองส่งน้ำบ้านไร่",
            295000,
            **shared,
            seq="1",
            details="ยาว 1,200 เมตร",
            location="หมู่ที่ 4",
            units=["กองช่าง"],
            start_month="2568-01",
            end_month="2568-03",
        ),
        paid(
            "ตรวจสุขภาพพนักงานเก็บขยะ",
            27000,
            **shared,
            seq="2",
            details="พนักงาน 18 คน",
            location="สำนักงานเทศบาล",
            units=["กองสาธารณสุข"],
            start_month="2568-06",
            end_month="2568-06",
        ),
        paid(
            "ประชุมประชาคมหมู่บ้าน",
            11000,
            **shared,
            seq="3",
            details="11 หมู่บ้าน",
            location="ทุกหมู่บ้าน",
            units=["สำนักปลัด"],
            start_month="2567-11",
            end_month="2568-05",
        ),
    ]
    town = "เทศบาลตำบลไร่พัฒนา"
    return document(
        "others_operations_2568",
        [
            *title("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568", town),
            heading("ยุทธศาสตร์ที่ 3 การพัฒนาแหล่งน้ำและการมีส่วนร่วม"),
            table(columns, rows),
        ],
        about("operations_plan", town, "local", 2568),
        plans=plans,
    )


def _integrity() -> OtherSample:
    """Dimensions as rows across the table, the years as two digits, who answers for it."""
    columns = (
        ("มิติ/แนวทาง", 18.0),
        ("โครงการ/มาตรการ/กิจกรรม", 26.0),
        ("งบประมาณรายปี (บาท)", (("ปี 66", 8.0), ("ปี 67", 8.0), ("ปี 68", 8.0))),
        ("ผู้รับผิดชอบ", 12.0),
    )
    lines = (
        ("1.1 ปลุกจิตสำนึก", "โครงการเยาวชนรักสัตย์", (15000, 15000, 20000), "กองการศึกษา"),
        ("", "มาตรการประกาศงดรับของขวัญ", (None, None, None), "สำนักปลัด"),
        ("2.1 เปิดเผยข้อมูล", "กิจกรรมติดประกาศราคากลาง", (None, 5000, 5000), "กองคลัง"),
    )
    rows: Lines = []
    plans: list[Row] = []
    for guide, name, money, owner in lines:
        rows.append((guide, name, *(f"{one:,}" if one else "-" for one in money), owner))
        paid_by = by_year(zip((2566, 2567, 2568), money, strict=True))
        plans.append(
            plan(
                name,
                section="strategy",
                amounts=paid_by,
                units=[owner],
                budget_status="by_year" if paid_by else "unstated",
            )
        )
    office = "องค์การบริหารส่วนตำบลสองแคว"
    return document(
        "others_integrity_2566",
        [*title("แผนปฏิบัติการป้องกันการทุจริต", "พ.ศ. 2566 - 2568", office), table(columns, rows)],
        {"agency_name": office, "sector": "local", **years(2566, 2568)},
        plans=plans,
    )


def _district() -> OtherSample:
    """A district of Bangkok: office, programme and output in columns, lines that ask for nothing."""
    columns = (
        ("ลำดับ", 4.0),
        ("แผนงาน", 14.0),
        ("ผลผลิต", 14.0),
        ("โครงการ/กิจกรรม/รายการ", 24.0),
        ("งบประมาณที่ได้รับ (บาท)", 11.0),
        ("ฝ่ายที่รับผิดชอบ", 13.0),
    )
    rows: Lines = [
        ("1", "แผนงานรักษาความสะอาด", "กวาดทำความสะอาดที่และทางสาธารณะ", "กิจกรรมล้างตลาดสด", "86,400", "ฝ่ายรักษาความสะอาดฯ"),
        ("2", "", "", "โครงการถนนสวยคลองใส", "ไม่ใช้งบประมาณ", "ฝ่ายรักษาความสะอาดฯ"),
        ("3", "แผนงานการศึกษา", "จัดการเรียนการสอน", "โครงการห้องสมุดเคลื่อนที่", "150,000", "ฝ่ายการศึกษา"),
        total("", "รวม", "", "", "236,400", ""),
    ]
    clean: Row = {"programme": "แผนงานรักษาความสะอาด", "output": "กวาดทำความสะอาดที่และทางสาธารณะ"}
    plans = [
        paid("กิจกรรมล้างตลาดสด", 86400, section="part3", seq="1", **clean, units=["ฝ่ายรักษาความสะอาดฯ"]),
        plan(
            "โครงการถนนสวยคลองใส", section="part3", seq="2", **clean, budget_status="none", units=["ฝ่ายรักษาความสะอาดฯ"]
        ),
        paid(
            "โครงการห้องสมุดเคลื่อนที่",
            150000,
            section="part3",
            seq="3",
            programme="แผนงานการศึกษา",
            output="จัดการเรียนการสอน",
            units=["ฝ่ายการศึกษา"],
        ),
        paid(None, 236400, section="part3", row_kind="total", programme=None, output=None),
    ]
    return document(
        "others_district_2568",
        [*title("แผนปฏิบัติราชการประจำปี พ.ศ. 2568", "สำนักงานเขตบางกะปิ"), table(columns, rows)],
        {
            "doc_type": "annual_plan",
            "agency_code": "สนข.บางกะปิ",
            "agency_name": "สำนักงานเขตบางกะปิ",
            "sector": "bma",
            **years(2568),
        },
        plans=plans,
    )
