"""Local governments and Bangkok's districts: ผ.02, ผ.03, ผด.01, ผด.02, plans against corruption, district prints."""

from __future__ import annotations

from dataclasses import replace

from samples.blocks import Para, section, total
from samples.elsewhere.model import MONTHS, Column, OtherSample, heading, plan, table, title
from samples.strangers.model import Lines, about, by_year, document, paid, thai, years


def documents() -> list[OtherSample]:
    """All of them."""
    return [
        _develop_hill(),
        _develop_coast(),
        _operate_hill(),
        _operate_coast(),
        _clean_hill(),
        _clean_coast(),
        _district_north(),
        _district_south(),
    ]


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


def _months(first: int, last: int, sign: str) -> list[str]:
    if sign == "←→":
        marks = ["→" if first < n < last else "" for n in range(12)]
        marks[first], marks[last] = ("←→", "←→") if first == last else ("←", "→")
        return marks
    return [sign if first <= n <= last else "" for n in range(12)]


def _month(year: int, index: int) -> str:
    return f"{year - 1 if index < 3 else year}-{(index + 9) % 12 + 1:02d}"


def _operate_hill() -> OtherSample:
    """ผด.02 in Thai digits with arrows; ผด.01 above, strategies numbered, shares with two decimals."""
    sums = (
        ("ยุทธศาสตร์/แผนงาน", 24.0),
        ("จำนวนโครงการที่ดำเนินการ", 10.0),
        ("คิดเป็นร้อยละของโครงการทั้งหมด", 10.0),
        ("จำนวนงบประมาณ (บาท)", 10.0),
        ("คิดเป็นร้อยละของงบประมาณทั้งหมด", 10.0),
        ("หน่วยงานรับผิดชอบ", 12.0),
    )
    sum_rows: Lines = [
        ("๑. ยุทธศาสตร์ด้านสังคม", "", "", "", "", ""),
        ("๑.๑ แผนงานการศึกษา", "๒", "๑๐๐.๐๐", "๑๙๕,๐๐๐", "๑๐๐.๐๐", "กองการศึกษา"),
        total("รวมทั้งสิ้น", "๒", "๑๐๐.๐๐", "๑๙๕,๐๐๐", "๑๐๐.๐๐", ""),
    ]
    columns = (
        ("ลำดับที่", 4.0),
        ("โครงการ/กิจกรรม", 14.0),
        ("รายละเอียดของกิจกรรม", 15.0),
        ("งบประมาณ", 8.0),
        ("สถานที่ดำเนินการ", 9.0),
        ("หน่วยงานดำเนินการ", 9.0),
        (thai("พ.ศ. 2567"), tuple((m, 3.2) for m in MONTHS[:3])),
        (thai("พ.ศ. 2568"), tuple((m, 3.2) for m in MONTHS[3:])),
    )
    rows: Lines = [
        ("๑", "โครงการวันเด็กแห่งชาติ", "จัดกิจกรรมและของรางวัล", "๗๕,๐๐๐", "สนามกีฬาตำบล", "กองการศึกษา", *_months(3, 3, "←→")),
        (
            "๒",
            "โครงการอาหารกลางวันเสริมโปรตีน",
            "จัดซื้อไข่ไก่และนม",
            "๑๒๐,๐๐๐",
            "ศูนย์เด็กเล็ก ๓ แห่ง",
            "กองการศึกษา",
            *_months(0, 11, "←→"),
        ),
    ]
    common = {"section": "operation", "units": ["กองการศึกษา"], "strategy": "ด้านสังคม", "programme": "แผนงานการศึกษา"}
    plans = [
        paid(None, 195000, row_kind="total", count=2, **common),
        paid(None, 195000, row_kind="total", count=2, section="operation"),
        paid(
            "โครงการวันเด็กแห่งชาติ",
            75000,
            seq="1",
            details="จัดกิจกรรมและของรางวัล",
            location="สนามกีฬาตำบล",
            start_month="2568-01",
            end_month="2568-01",
            **common,
        ),
        paid(
            "โครงการอาหารกลางวันเสริมโปรตีน",
            120000,
            seq="2",
            details="จัดซื้อไข่ไก่และนม",
            location="ศูนย์เด็กเล็ก 3 แห่ง",
            start_month="2567-10",
            end_month="2568-09",
            **common,
        ),
    ]
    body = "องค์การบริหารส่วนจังหวัดแพร่"
    return document(
        "stranger_operations_2568",
        [
            *title(thai("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568"), body),
            Para("แบบ ผด.01"),
            table(sums, sum_rows),
            Para("แบบ ผด.02"),
            heading("๑. ยุทธศาสตร์ด้านสังคม"),
            heading("๑.๑ แผนงานการศึกษา"),
            replace(table(columns, rows), months=tuple(range(6, 18))),
        ],
        about("operations_plan", body, "local", 2568),
        plans=plans,
    )


def _operate_coast() -> OtherSample:
    """ผด.02 with ticks instead of arrows, the programme as a row of the table, a total."""
    columns = (
        ("ที่", 4.0),
        ("โครงการ", 14.0),
        ("รายละเอียดของกิจกรรมที่เกิดจากโครงการ", 15.0),
        ("งบประมาณ\n(บาท)", 8.0),
        ("สถานที่", 9.0),
        ("หน่วยงานรับผิดชอบหลัก", 9.0),
        ("ปี พ.ศ. 2566", tuple((m, 3.2) for m in MONTHS[:3])),
        ("ปี พ.ศ. 2567", tuple((m, 3.2) for m in MONTHS[3:])),
    )
    rows: Lines = [
        (
            "1",
            "โครงการเก็บขยะชายหาด",
            "ระดมอาสาเก็บขยะเดือนละครั้ง",
            "36,000",
            "หาดทรายทอง",
            "กองสาธารณสุขและสิ่งแวดล้อม",
            *_months(4, 6, "✓"),
        ),
        ("2", "โครงการปะการังเทียม", "จัดวางปะการังเทียม 50 แท่ง", "250,000", "อ่าวเพชร", "กองช่าง", *_months(1, 2, "✓")),
        total("รวม", "2 โครงการ", "", "286,000", "", "", *[""] * 12),
    ]
    common = {"section": "operation", "strategy": "การจัดการทรัพยากรธรรมชาติ", "programme": "แผนงานการเกษตร"}
    plans = [
        paid(
            "โครงการเก็บขยะชายหาด",
            36000,
            seq="1",
            details="ระดมอาสาเก็บขยะเดือนละครั้ง",
            location="หาดทรายทอง",
            units=["กองสาธารณสุขและสิ่งแวดล้อม"],
            start_month="2567-02",
            end_month="2567-04",
            **common,
        ),
        paid(
            "โครงการปะการังเทียม",
            250000,
            seq="2",
            details="จัดวางปะการังเทียม 50 แท่ง",
            location="อ่าวเพชร",
            units=["กองช่าง"],
            start_month="2566-11",
            end_month="2566-12",
            **common,
        ),
        paid(None, 286000, section="operation", row_kind="total", count=2),
    ]
    town = "เทศบาลตำบลหาดทรายทอง"
    return document(
        "stranger_operations_2567",
        [
            *title("แผนการดำเนินงาน", "ประจำปีงบประมาณ พ.ศ. 2567", town),
            Para("แบบ ผด. 02"),
            heading("ยุทธศาสตร์ที่ 3 การจัดการทรัพยากรธรรมชาติ"),
            heading("3.1 แผนงานการเกษตร"),
            replace(table(columns, rows), months=tuple(range(6, 18))),
        ],
        about("operations_plan", town, "local", 2567),
        plans=plans,
    )


def _clean_hill() -> OtherSample:
    """Against corruption, four years, Thai digits, the note a real note and no office."""
    span = (2561, 2562, 2563, 2564)
    columns: tuple[Column, ...] = (
        ("มิติ", 13.0),
        ("ภารกิจตามมิติ", 14.0),
        ("โครงการ/กิจกรรม/มาตรการ", 22.0),
        *((f"ปี {thai(str(year))}", (("งบประมาณ (บาท)", 8.0),)) for year in span),
        ("หมายเหตุ", 8.0),
    )
    rows: Lines = [
        (
            "๑. การสร้างสังคมที่ไม่ทนต่อการทุจริต",
            "๑.๑ การสร้างจิตสำนึกแก่บุคลากร",
            "๑.๑.๑ โครงการอบรมคุณธรรมบุคลากร",
            "๓๐,๐๐๐",
            "๓๐,๐๐๐",
            "๓๐,๐๐๐",
            "๓๐,๐๐๐",
            "",
        ),
        ("", "๑.๒ การสร้างจิตสำนึกแก่เด็ก", "๑.๒.๑ กิจกรรมโตไปไม่โกง", "๑๐,๐๐๐", "-", "๑๐,๐๐๐", "-", ""),
        total("มิติที่ ๑", "รวม", "๒ โครงการ", "๔๐,๐๐๐", "๓๐,๐๐๐", "๔๐,๐๐๐", "๓๐,๐๐๐", ""),
    ]
    common = {"section": "strategy", "budget_status": "by_year"}
    plans = [
        plan("โครงการอบรมคุณธรรมบุคลากร", seq="1.1.1", amounts=by_year([(y, 30000) for y in span]), **common),
        plan("กิจกรรมโตไปไม่โกง", seq="1.2.1", amounts=by_year(((2561, 10000), (2563, 10000))), **common),
        plan(
            None,
            row_kind="total",
            count=2,
            amounts=by_year(zip(span, (40000, 30000, 40000, 30000), strict=True)),
            **common,
        ),
    ]
    body = "องค์การบริหารส่วนตำบลห้วยทราย"
    return document(
        "stranger_clean_2561",
        [
            *title(thai("แผนปฏิบัติการป้องกันการทุจริต สี่ปี (พ.ศ. 2561 - 2564)"), body, "จังหวัดเชียงราย"),
            table(columns, rows, kind="goals"),
        ],
        about("strategic_plan", body, "local", 2561, 2564),
        plans=plans,
    )


def _clean_coast() -> OtherSample:
    """Five years in one row of headings, the office in its own column, dimensions as rows."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns: tuple[Column, ...] = (
        ("ภารกิจตามมิติ", 16.0),
        ("โครงการ/มาตรการ", 22.0),
        *((f"ปี {year} งบประมาณ (บาท)", 8.0) for year in span),
        ("หน่วยงานรับผิดชอบ", 10.0),
    )
    rows: Lines = [
        section("มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต", 8),
        ("1.1 ปลูกจิตสำนึกข้าราชการ", "มาตรการส่งเสริมการปฏิบัติตามประมวลจริยธรรม", "-", "-", "-", "-", "-", "สำนักปลัด"),
        (
            "1.2 ปลูกจิตสำนึกประชาชน",
            "โครงการเครือข่ายภาคประชาชนเฝ้าระวัง",
            "25,000",
            "25,000",
            "25,000",
            "30,000",
            "30,000",
            "สำนักปลัด",
        ),
    ]
    plans = [
        plan("มาตรการส่งเสริมการปฏิบัติตามประมวลจริยธรรม", section="strategy", budget_status="unstated", units=["สำนักปลัด"]),
        plan(
            "โครงการเครือข่ายภาคประชาชนเฝ้าระวัง",
            section="strategy",
            budget_status="by_year",
            units=["สำนักปลัด"],
            amounts=by_year(zip(span, (25000, 25000, 25000, 30000, 30000), strict=True)),
        ),
    ]
    town = "เทศบาลเมืองอ่าวเพชร"
    return document(
        "stranger_clean_2566",
        [*title("แผนปฏิบัติการป้องกันการทุจริต 5 ปี", "พ.ศ. 2566 - 2570", town), table(columns, rows, kind="goals")],
        about("strategic_plan", town, "local", 2566, 2570),
        plans=plans,
    )


def _district_north() -> OtherSample:
    """Routine work of a district: the output before the programme, amounts of two sources, the section as ฝ่าย."""
    columns = (
        ("ลำดับ", 4.0),
        ("แผนงาน", 14.0),
        ("ผลผลิต", 14.0),
        ("โครงการ/กิจกรรม", 18.0),
        ("งบประมาณ (บาท)", 10.0),
        ("ฝ่ายที่รับผิดชอบ", 13.0),
    )
    rows: Lines = [
        (
            "1",
            "แผนงานรักษาความสะอาด",
            "พื้นที่สะอาดปลอดภัย",
            "โครงการคัดแยกขยะจากต้นทาง",
            "150,000",
            "ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
        ),
        (
            "2",
            "แผนงานรักษาความสะอาด",
            "พื้นที่สะอาดปลอดภัย",
            "กิจกรรมล้างตลาดประจำเดือน",
            "ไม่ใช้งบประมาณ",
            "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        ),
        ("3", "แผนงานพัฒนาชุมชน", "ชุมชนเข้มแข็ง", "โครงการครอบครัวอบอุ่น", "80,000", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
    ]
    common = {"section": "part3"}
    plans = [
        paid(
            "โครงการคัดแยกขยะจากต้นทาง",
            150000,
            seq="1",
            programme="แผนงานรักษาความสะอาด",
            output="พื้นที่สะอาดปลอดภัย",
            units=["ฝ่ายรักษาความสะอาดและสวนสาธารณะ"],
            **common,
        ),
        plan(
            "กิจกรรมล้างตลาดประจำเดือน",
            budget_status="none",
            seq="2",
            programme="แผนงานรักษาความสะอาด",
            output="พื้นที่สะอาดปลอดภัย",
            units=["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"],
            **common,
        ),
        paid(
            "โครงการครอบครัวอบอุ่น",
            80000,
            seq="3",
            programme="แผนงานพัฒนาชุมชน",
            output="ชุมชนเข้มแข็ง",
            units=["ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"],
            **common,
        ),
    ]
    office = "สำนักงานเขตดอนเมือง"
    return document(
        "stranger_district_2568",
        [
            *title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", office, "กรุงเทพมหานคร"),
            heading("ส่วนที่ 3 แผนปฏิบัติราชการตามภารกิจประจำ"),
            table(columns, rows),
        ],
        {
            "doc_type": "annual_plan",
            "agency_name": office,
            "agency_code": "สนข.ดอนเมือง",
            "sector": "bma",
            **years(2568),
        },
        plans=plans,
    )


def _district_south() -> OtherSample:
    """Headings of issue and objective as rows, the amounts in a column of their own name, a total."""
    columns = (("ที่", 4.0), ("โครงการ/กิจกรรม", 22.0), ("งบประมาณที่ได้รับ (บาท)", 12.0), ("ส่วนราชการที่รับผิดชอบ", 15.0))
    rows: Lines = [
        section("ประเด็นการพัฒนาที่ 1 ปลอดภัยดี", 4),
        section("วัตถุประสงค์หลัก (Objective) : ลดอุบัติเหตุบนถนน", 4),
        section("ตัววัดผลหลัก (KR) : จำนวนจุดเสี่ยงที่ได้รับการแก้ไข", 4),
        ("1", "โครงการปรับปรุงจุดเสี่ยงหน้าโรงเรียน", "520,000", "ฝ่ายโยธา"),
        ("2", "กิจกรรมอาสาจราจรหน้าโรงเรียน", "-", "ฝ่ายเทศกิจ"),
        total("รวม", "", "520,000", ""),
    ]
    common = {"section": "part2_issue", "issue_no": "1"}
    plans = [
        paid(
            "โครงการปรับปรุงจุดเสี่ยงหน้าโรงเรียน",
            520000,
            seq="1",
            issue="ปลอดภัยดี",
            objective="ลดอุบัติเหตุบนถนน",
            units=["ฝ่ายโยธา"],
            **common,
        ),
        paid(
            "กิจกรรมอาสาจราจรหน้าโรงเรียน",
            None,
            seq="2",
            issue="ปลอดภัยดี",
            objective="ลดอุบัติเหตุบนถนน",
            units=["ฝ่ายเทศกิจ"],
            **common,
        ),
        paid(None, 520000, section="part2_issue", row_kind="total"),
    ]
    for row in plans:
        row.pop("issue_no") if row["row_kind"] == "total" and "issue_no" in row else None
    office = "สำนักงานเขตบางขุนเทียน"
    return document(
        "stranger_district_2567",
        [
            *title("แผนปฏิบัติราชการประจำปี พ.ศ. 2567", office),
            heading("ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน"),
            table(columns, rows),
        ],
        {
            "doc_type": "annual_plan",
            "agency_name": office,
            "agency_code": "สนข.บางขุนเทียน",
            "sector": "bma",
            **years(2567),
        },
        plans=plans,
    )
