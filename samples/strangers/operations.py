"""Operations plans of local governments: ผด.01 and ผด.02 with the months of the work."""

from __future__ import annotations

from dataclasses import replace

from samples.blocks import Para, total
from samples.elsewhere.model import MONTHS, OtherSample, heading, table, title
from samples.strangers.model import Lines, about, document, paid, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_operate_hill(), _operate_coast()]


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
