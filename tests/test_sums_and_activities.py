"""Activities that print their own money beside one project, and tables of sums: what they say, whether it adds up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from phaen.extractors.model import Cell, Document, Place, Row, Table
from phaen.extractors.pdf.ruled.rules import close_open_ends, horizontal, merged, vertical
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.labels import find_label
from phaen.pipeline.audit.rules import budget_total, count_mismatch
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.extract import ExtractOptions, extract_document

TITLE = ("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2569", "เทศบาลตำบลสมมุติ")
HEAD = "ที่ | โครงการ | กิจกรรมหลัก | ตัวชี้วัด | งบประมาณ (บาท) | หน่วยงานรับผิดชอบ"
SUMS = "ยุทธศาสตร์ | จำนวนโครงการ | งบประมาณ (บาท) | ร้อยละ"


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    text = "\n".join(line.replace(" | ", "\t") for line in (*TITLE, "", *lines))
    return dict(extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never", statements=False)).tables)


def found(rule: Any, data: dict[str, list[dict[str, Any]]]) -> list[Any]:
    return list(rule.check(Tables(data)))


def activities(first: str, *others: str, total: str) -> dict[str, list[dict[str, Any]]]:
    return read(
        HEAD,
        f"1 | โครงการพัฒนาแหล่งน้ำชุมชน | ขุดลอกสระ | สระ 2 แห่ง | {first} | โครงการชลประทาน",
        *(f" |  | กิจกรรมลำดับ {n} | ผลงาน {n} แห่ง | {baht} | สำนักงาน {n}" for n, baht in enumerate(others, 2)),
        "2 | โครงการส่งเสริมอาชีพ | อบรมกลุ่มอาชีพ | ผู้ผ่านการอบรม 60 คน | 90,000 | สำนักงานพัฒนาชุมชน",
        f"รวม |  |  |  | {total} | ",
    )


def test_rows_below_a_project_with_money_of_their_own_are_its_activities() -> None:
    data = activities("400,000", "150,000", "50,000", total="690,000")
    lines = [row for row in data["plans"] if row["row_kind"] == "item"]
    assert [(row["project"], row["details"], row["budget_baht"], row["success_measure"]) for row in lines] == [
        ("โครงการพัฒนาแหล่งน้ำชุมชน", "ขุดลอกสระ", Decimal(400000), "สระ 2 แห่ง"),
        ("โครงการพัฒนาแหล่งน้ำชุมชน", "กิจกรรมลำดับ 2", Decimal(150000), "ผลงาน 2 แห่ง"),
        ("โครงการพัฒนาแหล่งน้ำชุมชน", "กิจกรรมลำดับ 3", Decimal(50000), "ผลงาน 3 แห่ง"),
        ("โครงการส่งเสริมอาชีพ", "อบรมกลุ่มอาชีพ", Decimal(90000), "ผู้ผ่านการอบรม 60 คน"),
    ]
    assert ["merged_guess" in row["flags"] for row in lines] == [False, True, True, False]
    projects = {row["name"]: (row["budget_baht"], row["budget_conflict"]) for row in data["projects"]}
    assert projects["โครงการพัฒนาแหล่งน้ำชุมชน"] == (Decimal(600000), False)
    assert found(budget_total, data) == []


def test_activities_that_add_up_to_the_amount_beside_their_project_count_once() -> None:
    data = activities("200,000", "150,000", "50,000", total="290,000")
    projects = {row["name"]: (row["budget_baht"], row["budget_conflict"]) for row in data["projects"]}
    assert projects["โครงการพัฒนาแหล่งน้ำชุมชน"] == (Decimal(200000), False)
    assert found(budget_total, data) == []


def test_a_total_that_differs_from_its_activities_is_found() -> None:
    (one,) = found(budget_total, activities("400,000", "150,000", "50,000", total="680,000"))
    assert one.amount_at_stake == Decimal(10000)


def test_a_project_whose_cell_reaches_down_is_named_in_the_rows_with_money_of_their_own() -> None:
    texts: list[list[tuple[str, int] | None]] = [
        [(heading, 1) for heading in ("ที่", "โครงการ", "กิจกรรมหลัก", "งบประมาณ (บาท)", "ผู้รับผิดชอบ")],
        [("1", 2), ("โครงการพัฒนาแหล่งน้ำ", 2), ("ขุดลอกสระ", 1), ("400,000", 1), ("กองช่าง", 2)],
        [None, None, ("วางท่อ", 1), ("150,000", 1), None],
    ]
    rows = []
    for y, cells in enumerate(texts):
        place = Place(page=1, bbox=(0.0, 20.0 * y, 100.0, 20.0 * y + 20))
        rows.append(Row(tuple(one and Cell(one[0], one[0], place, rowspan=one[1]) for one in cells), place))
    (whole,) = join_tables(Document("0" * 16, "x.pdf", "pdf", (Table(tuple(rows), Place(page=1), 5),)))
    assert isinstance(whole, JoinedTable)
    cells = [whole.cell(row, "project") for row in whole.rows]
    assert [(cell.text, cell.inherited) for cell in cells] == [
        ("โครงการพัฒนาแหล่งน้ำ", False),
        ("โครงการพัฒนาแหล่งน้ำ", True),
    ]
    assert column(whole, "units") == ["กองช่าง"] * 2
    assert column(whole, "budget") == ["400,000", "150,000"]


def column(whole: JoinedTable, role: str) -> list[str]:
    return [whole.cell(row, role).text for row in whole.rows]


def test_groups_of_work_beside_people_responsible_are_not_the_office() -> None:
    data = read(
        "ที่ | โครงการ | กลุ่มงาน | งบประมาณ (บาท) | ผู้รับผิดชอบ",
        "1 | โครงการห้องสมุดมีชีวิต | วิชาการ | 12,000 | นางสาวอรุณี ดีงาม",
        "2 | โครงการสวนผักโรงเรียน | บริหารทั่วไป | 8,000 | นายวิทยา มั่นคง",
    )
    assert [(row["units"], row["flags"]) for row in data["plans"]] == [
        (["นางสาวอรุณี ดีงาม"], []),
        (["นายวิทยา มั่นคง"], []),
    ]
    alone = read("ที่ | โครงการ | กลุ่มงาน | งบประมาณ (บาท)", "1 | โครงการห้องสมุดมีชีวิต | วิชาการ | 12,000")
    assert alone["plans"][0]["units"] == ["วิชาการ"]


@pytest.mark.parametrize(
    "heads",
    [
        ["ที่ | โครงการ | ค่าตอบแทน | ค่าใช้สอย | ค่าวัสดุ | รวม | ผู้รับผิดชอบ"],
        [
            "ที่ | โครงการ | งบประมาณ (บาท) |  |  |  | ผู้รับผิดชอบ",
            " |  | ค่าตอบแทน | ค่าใช้สอย | ค่าวัสดุ | รวม | ",
        ],
    ],
)
def test_classes_of_expense_are_the_sources_of_a_project(heads: list[str]) -> None:
    data = read(
        *heads,
        "1 | โครงการห้องสมุดมีชีวิต | 8,000 | 5,000 | 2,000 | 15,000 | งานห้องสมุด",
        "2 | โครงการสวนผักโรงเรียน | - | 35,000 | 1,000 | 36,000 | งานเกษตร",
    )
    assert [(row["budget_baht"], row["flags"]) for row in data["plans"]] == [(Decimal(15000), []), (Decimal(36000), [])]
    assert [(one["source"], one["baht"]) for one in data["plans"][1]["amounts"]] == [
        ("ค่าใช้สอย", Decimal(35000)),
        ("ค่าวัสดุ", Decimal(1000)),
    ]


def test_a_programme_loses_its_label_and_number() -> None:
    match = find_label("แผนงานที่ 2.1 พัฒนาแหล่งท่องเที่ยว", elsewhere=True)
    assert match is not None and (match.number, match.value) == ("2.1", "พัฒนาแหล่งท่องเที่ยว")
    named = find_label("2.1 แผนงานการศึกษา", elsewhere=True)
    assert named is not None and named.value == "แผนงานการศึกษา"


def test_a_cell_of_sums_names_a_strategy_and_its_programme() -> None:
    data = read(
        "ยุทธศาสตร์/แผนงาน | จำนวนโครงการ | งบประมาณ (บาท)",
        "ยุทธศาสตร์ที่ 1 ด้านคุณภาพชีวิต 1.1 แผนงานสาธารณสุข | 4 | 200,000",
        "ยุทธศาสตร์ที่ 2 ด้านการเรียนรู้ 1.2 แผนงานการศึกษา | 2 | 100,000",
        "รวม | 6 | 300,000",
    )
    assert [(row["strategy"], row["programme"], row["count"]) for row in data["plans"]] == [
        ("ด้านคุณภาพชีวิต", "แผนงานสาธารณสุข", 4),
        ("ด้านการเรียนรู้", "แผนงานการศึกษา", 2),
        (None, None, 6),
    ]


@pytest.mark.parametrize(
    ("head", "cell", "programme"),
    [
        ("ยุทธศาสตร์/แผนงาน", "ยุทธศาสตร์ที่ 1 ด้านสังคม แผนงานสาธารณสุข", "แผนงานสาธารณสุข"),
        ("ยุทธศาสตร์/แผนงาน", "ยุทธศาสตร์ที่ 1 ด้านสังคมแผนงานสาธารณสุข", "แผนงานสาธารณสุข"),
        ("ยุทธศาสตร์", "ยุทธศาสตร์ที่ 1 ด้านระบบแผนงานสาธารณสุข", None),
        ("ยุทธศาสตร์/แผนงาน", "ยุทธศาสตร์ที่ 1 ด้านระบบแผนงานและโครงการ", None),
    ],
)
def test_a_programme_behind_its_strategy_is_told_by_heading_and_name(
    head: str, cell: str, programme: str | None
) -> None:
    data = read(f"{head} | จำนวนโครงการ | งบประมาณ (บาท)", f"{cell} | 4 | 200,000", "รวม | 4 | 200,000")
    assert data["plans"][0]["programme"] == programme
    assert data["plans"][0]["strategy"] == ("ด้านสังคม" if programme else cell.removeprefix("ยุทธศาสตร์ที่ 1 "))


def test_the_office_of_a_project_holds_for_its_activities() -> None:
    data = read(
        HEAD.replace("หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบ"),
        "1 | โครงการพัฒนาแหล่งน้ำชุมชน | ขุดลอกสระ | สระ 2 แห่ง | 400,000 | กองช่าง",
        " |  | วางท่อ | ท่อ 2 กม. | 150,000 | ",
        " |  | ปลูกหญ้าแฝก | 3 ไร่ | 20,000 | กองสาธารณสุข",
    )
    assert [row["units"] for row in data["plans"]] == [["กองช่าง"], ["กองช่าง"], ["กองสาธารณสุข"]]
    assert ["merged_guess" in row["flags"] for row in data["plans"]] == [False, True, True]


@pytest.mark.parametrize("head", ["ยุทธศาสตร์", "ประเด็นการพัฒนา", "ประเด็นยุทธศาสตร์"])
@pytest.mark.parametrize(("count", "money"), [("7", "300,000"), ("6", "310,000"), ("6", "300,000")])
def test_the_last_row_of_a_table_of_sums_is_compared_with_its_groups(head: str, count: str, money: str) -> None:
    data = read(
        "ที่ | โครงการ | งบประมาณ (บาท) | ผู้รับผิดชอบ",
        "1 | โครงการก | 50,000 | กองช่าง",
        "2 | โครงการข | 60,000 | กองช่าง",
        "รวม |  | 110,000 | ",
        "",
        "สรุปงบประมาณ",
        SUMS.replace("ยุทธศาสตร์", head),
        "1. ด้านน้ำ | 4 | 200,000 | 66.67",
        "2. ด้านถนน | 2 | 100,000 | 33.33",
        f"รวม | {count} | {money} | 100.00",
    )
    assert [row["strategy"] for row in data["plans"][3:]] == ["ด้านน้ำ", "ด้านถนน", None]
    assert len(found(budget_total, data)) == (money != "300,000")
    assert len(found(count_mismatch, data)) == (count != "6")


def test_no_rule_is_put_across_a_column_between_two_parted_headings() -> None:
    """Two headings over columns of their own with a column of two rows between them: its cell stays one."""
    xs = [0.0, 40.0, 80.0, 160.0, 200.0, 240.0]
    across = [horizontal(0, 240, y) for y in (0.0, 40.0, 60.0)]
    across += [horizontal(0, 80, 20.0), horizontal(160, 240, 20.0)]
    down = [vertical(x, 0.0, 60.0) for x in (0.0, 80.0, 160.0, 240.0)]
    down += [vertical(x, 19.8, 60.0) for x in (40.0, 200.0)]
    edges = merged([*across, *down])
    assert len(close_open_ends(edges)) == len(edges)
    loose = [edge for edge in edges if not (edge["orientation"] == "h" and edge["top"] == 60.0)]
    assert len(close_open_ends(loose)) > len(loose), xs


BY_PROGRAMME = (
    "ยุทธศาสตร์/แผนงาน | จำนวนโครงการ | คิดเป็นร้อยละของโครงการทั้งหมด | งบประมาณ (บาท) | คิดเป็นร้อยละของงบประมาณทั้งหมด"
)


@pytest.mark.parametrize("first", ["๑. การพัฒนาแหล่งน้ำ", "การพัฒนาแหล่งน้ำ", "ยุทธศาสตร์ที่ 1 การพัฒนาแหล่งน้ำ"])
def test_a_strategy_across_a_table_of_sums_needs_no_label(first: str) -> None:
    plans = read(
        BY_PROGRAMME,
        f"{first} |  |  |  | ",
        "แผนงานการเกษตร | 2 | 40 | 655,500 | 25",
        "2. ด้านสังคมเข้มแข็ง |  |  |  | ",
        "2.1 แผนงานการศึกษา | 3 | 60 | 1,906,200 | 75",
        "รวม | 5 | 100 | 2,561,700 | 100",
    )["plans"]
    assert [(row["strategy"], row["programme"], row["count"]) for row in plans] == [
        ("การพัฒนาแหล่งน้ำ", "แผนงานการเกษตร", 2), ("ด้านสังคมเข้มแข็ง", "แผนงานการศึกษา", 3), (None, None, 5),
    ]  # fmt: skip


def test_a_name_with_dashes_for_its_money_may_be_a_strategy_or_a_line() -> None:
    """Below it nothing is said to belong to the strategy above."""
    plans = read(
        BY_PROGRAMME,
        "1. การพัฒนาแหล่งน้ำ |  |  |  | ",
        "แผนงานการเกษตร | 2 | 100 | 655,500 | 100",
        "2. ด้านสังคมเข้มแข็ง | - | - | - | -",
        "แผนงานการศึกษา | 3 | 60 | 1,906,200 | 75",
        "รวมทั้งสิ้น | 5 | 100 | 2,561,700 | 100",
    )["plans"]
    assert [row["strategy"] for row in plans] == ["การพัฒนาแหล่งน้ำ", None, None]
