"""Plans of local governments against corruption."""

from __future__ import annotations

from samples.blocks import section, total
from samples.elsewhere.model import Column, OtherSample, plan, table, title
from samples.strangers.model import Lines, about, by_year, document, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_clean_hill(), _clean_coast()]


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
