"""Development plans of local governments: ผ.02 and ผ.03."""

from __future__ import annotations

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, heading, plan, table, title
from samples.strangers.model import Lines, about, by_year, document, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_develop_hill(), _develop_coast()]


def _develop_hill() -> OtherSample:
    """ผ.02 in Thai digits, units of projects before the money, strategies and programmes with other labels."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns = (
        ("ที่", 4.0),
        ("โครงการ", 16.0),
        ("วัตถุประสงค์", 13.0),
        ("เป้าหมาย\n(ผลผลิตของโครงการ)", 13.0),
        ("งบประมาณและที่มา", tuple((f"{thai(str(year))}\n(บาท)", 7.5) for year in span)),
        ("ตัวชี้วัด\n(KPI)", 10.0),
        ("ผลที่คาดว่าจะได้รับ", 12.0),
        ("หน่วยงานที่รับผิดชอบหลัก", 9.0),
    )
    rows: Lines = [
        (
            "๑",
            "ก่อสร้างถนนคอนกรีตเสริมเหล็ก บ้านห้วยทราย หมู่ที่ ๕",
            "เพื่อให้ประชาชนเดินทางสะดวก",
            "ถนนกว้าง ๔ เมตร ยาว ๓๐๐ เมตร",
            "-",
            "๖๘๐,๐๐๐",
            "-",
            "-",
            "-",
            "จำนวนเมตรของถนน",
            "การคมนาคมสะดวก",
            "กองช่าง",
        ),
        (
            "๒",
            "โครงการขุดลอกลำห้วยสาธารณะ",
            "เพื่อกักเก็บน้ำ",
            "ลำห้วย ๒ สาย",
            "๒๐๐,๐๐๐",
            "๒๐๐,๐๐๐",
            "๒๐๐,๐๐๐",
            "๒๐๐,๐๐๐",
            "๒๐๐,๐๐๐",
            "ร้อยละของพื้นที่ที่มีน้ำใช้",
            "มีน้ำใช้ตลอดปี",
            "กองช่าง",
        ),
        total("รวม", "๒ โครงการ", "", "", "๒๐๐,๐๐๐", "๘๘๐,๐๐๐", "๒๐๐,๐๐๐", "๒๐๐,๐๐๐", "๒๐๐,๐๐๐", "", "", ""),
    ]
    common = {
        "section": "development",
        "budget_status": "by_year",
        "units": ["กองช่าง"],
        "strategy": "การพัฒนาแหล่งน้ำและโครงสร้างพื้นฐาน",
        "programme": "แผนงานอุตสาหกรรมและการโยธา",
    }
    plans = [
        plan(
            "ก่อสร้างถนนคอนกรีตเสริมเหล็ก บ้านห้วยทราย หมู่ที่ 5",
            seq="1",
            amounts=by_year(((2567, 680000),)),
            purpose="เพื่อให้ประชาชนเดินทางสะดวก",
            output_target="ถนนกว้าง 4 เมตร ยาว 300 เมตร",
            success_measure="จำนวนเมตรของถนน",
            expected_result="การคมนาคมสะดวก",
            **common,
        ),
        plan(
            "โครงการขุดลอกลำห้วยสาธารณะ",
            seq="2",
            amounts=by_year([(year, 200000) for year in span]),
            purpose="เพื่อกักเก็บน้ำ",
            output_target="ลำห้วย 2 สาย",
            success_measure="ร้อยละของพื้นที่ที่มีน้ำใช้",
            expected_result="มีน้ำใช้ตลอดปี",
            **common,
        ),
        plan(
            None,
            section="development",
            row_kind="total",
            budget_status="by_year",
            count=2,
            amounts=by_year([(year, 880000 if year == 2567 else 200000) for year in span]),
        ),
    ]
    body = "องค์การบริหารส่วนตำบลห้วยทราย"
    return document(
        "stranger_development_2566",
        [
            *title(thai("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)"), body, "อำเภอแม่สาย จังหวัดเชียงราย"),
            Para("รายละเอียดโครงการพัฒนา"),
            Para(thai("แบบ ผ.02")),
            heading(thai("1. ยุทธศาสตร์การพัฒนาแหล่งน้ำและโครงสร้างพื้นฐาน")),
            heading(thai("1.1 แผนงานอุตสาหกรรมและการโยธา")),
            table(columns, rows, kind="goals"),
        ],
        about("development_plan", body, "local", 2566, 2570),
        plans=plans,
    )


def _develop_coast() -> OtherSample:
    """A town: the office before the money, strategy rows inside the table, ผ.03 with its own order."""
    span = (2567, 2568, 2569, 2570)
    columns = (
        ("ลำดับ", 4.0),
        ("ชื่อโครงการ/กิจกรรม", 16.0),
        ("วัตถุประสงค์ของโครงการ", 13.0),
        ("เป้าหมาย/ผลผลิต", 13.0),
        ("หน่วยงานรับผิดชอบ", 9.0),
        ("งบประมาณ (บาท)", tuple((f"ปี {year}", 8.0) for year in span)),
        ("ตัวชี้วัดความสำเร็จ", 10.0),
        ("ผลที่คาดว่าจะได้รับ", 12.0),
    )
    rows: Lines = [
        section("ยุทธศาสตร์ที่ 2 การท่องเที่ยวและเศรษฐกิจชุมชน", 11),
        section("แผนงานสร้างความเข้มแข็งของชุมชน", 11),
        (
            "1",
            "โครงการถนนคนเดินริมหาด",
            "เพื่อเพิ่มรายได้",
            "จัดกิจกรรม 24 ครั้ง",
            "กองสวัสดิการสังคม",
            "300,000",
            "300,000",
            "350,000",
            "350,000",
            "รายได้เฉลี่ยต่อครัวเรือน",
            "เศรษฐกิจชุมชนดีขึ้น",
        ),
        (
            "2",
            "โครงการอบรมมัคคุเทศก์น้อย",
            "เพื่อให้เยาวชนมีทักษะ",
            "เยาวชน 50 คน",
            "กองการศึกษา",
            "-",
            "45,000",
            "-",
            "45,000",
            "จำนวนผู้ผ่านการอบรม",
            "เยาวชนมีรายได้",
        ),
    ]
    common = {
        "section": "development",
        "budget_status": "by_year",
        "strategy": "การท่องเที่ยวและเศรษฐกิจชุมชน",
        "programme": "แผนงานสร้างความเข้มแข็งของชุมชน",
    }
    plans = [
        plan(
            "โครงการถนนคนเดินริมหาด",
            seq="1",
            amounts=by_year(zip(span, (300000, 300000, 350000, 350000), strict=True)),
            units=["กองสวัสดิการสังคม"],
            purpose="เพื่อเพิ่มรายได้",
            output_target="จัดกิจกรรม 24 ครั้ง",
            success_measure="รายได้เฉลี่ยต่อครัวเรือน",
            expected_result="เศรษฐกิจชุมชนดีขึ้น",
            **common,
        ),
        plan(
            "โครงการอบรมมัคคุเทศก์น้อย",
            seq="2",
            amounts=by_year(((2568, 45000), (2570, 45000))),
            units=["กองการศึกษา"],
            purpose="เพื่อให้เยาวชนมีทักษะ",
            output_target="เยาวชน 50 คน",
            success_measure="จำนวนผู้ผ่านการอบรม",
            expected_result="เยาวชนมีรายได้",
            **common,
        ),
    ]
    goods = (
        ("ที่", 4.0),
        ("แผนงาน", 12.0),
        ("หมวด", 8.0),
        ("ประเภท", 12.0),
        ("เป้าหมาย\n(ผลผลิตของครุภัณฑ์)", 16.0),
        ("งบประมาณ", tuple((f"{year}\n(บาท)", 7.5) for year in span)),
        ("หน่วยงานรับผิดชอบหลัก", 10.0),
    )
    things: Lines = [
        (
            "1",
            "แผนงานบริหารงานทั่วไป",
            "ค่าครุภัณฑ์",
            "ครุภัณฑ์คอมพิวเตอร์",
            "เครื่องคอมพิวเตอร์โน้ตบุ๊ก 3 เครื่อง",
            "66,000",
            "-",
            "-",
            "-",
            "สำนักปลัด",
        )
    ]
    plans.append(
        plan(
            "ครุภัณฑ์คอมพิวเตอร์",
            section="development",
            seq="1",
            programme="แผนงานบริหารงานทั่วไป",
            budget_status="by_year",
            amounts=by_year(((2567, 66000),)),
            output_target="เครื่องคอมพิวเตอร์โน้ตบุ๊ก 3 เครื่อง",
            units=["สำนักปลัด"],
        )
    )
    town = "เทศบาลเมืองอ่าวเพชร"
    return document(
        "stranger_development_2567",
        [
            *title("แผนพัฒนาท้องถิ่น พ.ศ. 2567-2570", town),
            table(columns, rows, kind="goals"),
            Para("แบบ ผ.03"),
            heading("บัญชีครุภัณฑ์"),
            table(goods, things),
        ],
        about("development_plan", town, "local", 2567, 2570),
        plans=plans,
    )
