"""Rubrics with thresholds of their own for each group of agencies: across, down, or a table or a part of one each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.test_interrupted import read

HEAD = """แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569
สำนักการจราจรและขนส่ง

ที่\tชื่อตัวชี้วัด\tผลการดำเนินงาน ย้อนหลัง 3 ปี\tเป้าหมาย\tน้ำหนักคะแนน
องค์ประกอบที่ 1 การประเมินประสิทธิผลการดำเนินงาน (Performance Base)
1.1 ประสิทธิภาพในการดำเนินงานตามภารกิจหลัก (Function Base)
1.\tร้อยละของสัญญาณไฟจราจรที่ใช้งานได้\tพ.ศ. 2566 : ร้อยละ 90\tร้อยละ 95\t20
2.\tร้อยละของกล้องจราจรที่ใช้งานได้\tพ.ศ. 2566 : ร้อยละ 80\tร้อยละ 90\t10

ตัวชี้วัดที่ 2 ร้อยละของกล้องจราจรที่ใช้งานได้
เกณฑ์การให้คะแนน
"""
WANT = [("ก", level, 50 + 10 * level) for level in range(1, 6)] + [
    ("ข", level, 40 + 10 * level) for level in range(1, 6)
]


def across(first: str, second: str, sign: str = "ร้อยละ ") -> str:
    rows = [f"{n}\t{sign}{50 + 10 * n}\t{sign}{40 + 10 * n}" for n in range(1, 6)]
    return "\n".join([f"ระดับ\t{first}\t{second}", *rows])


def down(first: str, second: str) -> str:
    heads = "\t".join(f"ระดับ {n}" for n in range(1, 6))
    rows = [
        f"{name}\t" + "\t".join(f"ร้อยละ {base + 10 * n}" for n in range(1, 6))
        for name, base in ((first, 50), (second, 40))
    ]
    return "\n".join([f"กลุ่มหน่วยงาน\t{heads}", *rows])


def of_one(base: int) -> list[str]:
    return [f"{n}\tร้อยละ {base + 10 * n}\tผลการใช้งาน" for n in range(1, 6)]


COLUMNS = "ระดับ\tเกณฑ์ร้อยละความสำเร็จ\tการดำเนินงาน"
PARTS = "\n".join([COLUMNS, "กลุ่ม ก\t\t", *of_one(50), "กลุ่ม ข\t\t", *of_one(40)])
TABLES = "\n".join(["กลุ่ม ก", COLUMNS, *of_one(50), "", "กลุ่ม ข", COLUMNS, *of_one(40)])


def found(tables: dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = sorted(tables["rubrics"], key=lambda row: (str(row["group"]), row["level"]))
    assert {row["kpi_name"] for row in rows} == {"ร้อยละของกล้องจราจรที่ใช้งานได้"}
    return [(row["group"], row["level"], row["threshold_value"]) for row in rows]


@pytest.mark.parametrize(
    "table",
    [
        across("กลุ่ม ก", "กลุ่ม ข"),
        across("กลุ่มที่ ก (สำนัก)", "กลุ่มที่ ข (สำนักงานเขต)"),
        across("กลุ่มหน่วยงาน ก", "กลุ่มหน่วยงาน ข"),
        down("กลุ่ม ก", "กลุ่ม ข"),
        PARTS,
        TABLES,
    ],
)
def test_levels_of_groups(table: str) -> None:
    tables = read(HEAD + table + "\n")
    assert found(tables) == WANT
    assert not any(row["flags"] for row in tables["rubrics"])
    document = tables["documents"][0]
    assert (document["status"], document["flags"]) == ("ok", [])
    assert [row["weight"] for row in tables["kpis"]] == [20, 10] and {row["base"] for row in tables["kpis"]} == {
        "function"
    }


def test_what_must_be_done_by_group_is_the_criterion() -> None:
    text = across("กลุ่ม ก", "กลุ่ม ข").replace("ร้อยละ 60\t", "จัดทำแผนงานและแจ้งเวียนให้ทุกส่วนราชการทราบ\t", 1)
    first = min(read(HEAD + text)["rubrics"], key=lambda row: (row["group"], row["level"]))
    assert first["criterion"].startswith("จัดทำแผน") and first["threshold_value"] is None


def test_a_rubric_of_no_indicator_is_told() -> None:
    """Nothing names whose it is: its rows are kept, and the document says that a table gave none."""
    body = HEAD[: HEAD.index("ตัวชี้วัดที่ 2")] + "เกณฑ์การให้คะแนน\n" + across("กลุ่ม ก", "กลุ่ม ข") + "\n"
    tables = read(body)
    document = tables["documents"][0]
    assert not tables["rubrics"] and ("rows_unread" in document["flags"] or document["status"] == "partial")
    assert sum("unclaimed_cells" in row["flags"] for row in tables["sections"]) == 5
