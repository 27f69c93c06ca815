"""Rules take any rows that keep the contract: nulls everywhere, odd figures, odd text, in any order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phaen.pipeline.audit import run_rules
from phaen.pipeline.audit.tables import COLUMNS
from phaen.pipeline.schema.datasets import DATASETS, validate

TEXTS = st.sampled_from(
    [
        "ร้อยละของเรื่องที่แก้ไข",
        "ร้อยละของเรื่องที่แก้ไขรายเดือน",
        "สปล.",
        "รวม 3 ขั้นตอน",
        "องค์ประกอบที่ 2 (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน 5 ตัวชี้วัด",
        "รวมจำนวน...2...โครงการ จำนวนเงินทั้งสิ้น...1,000...บาท",
        "",
        "-",
        "๑๐๐",
        "<b>\u200b\ufffd",
        "ระดับ",
        "ร้อยละ",
    ]
)
FIGURES = st.sampled_from([0.0, 1.0, 5.0, 10.0, 33.33, 100.0, -1.0, 1e12])
YEARS = st.sampled_from([2564, 2567, 2568])


def _value(name: str, kind: str, choices: tuple[str, ...]) -> st.SearchStrategy[Any]:
    if choices:
        return st.sampled_from(choices)
    if name in ("doc_id", "duplicate_of"):
        return st.sampled_from(["d1", "d2", "d3"])
    if name == "kpi_id":
        return st.sampled_from(["k1", "k2"])
    if name in ("kr_code", "kr_code_printed"):
        return st.sampled_from(["3101", "3102"])
    if name == "fiscal_year":
        return YEARS
    if name == "bbox":
        return st.just([1.0, 2.0, 3.0, 4.0])
    if name == "projects":
        return st.lists(
            st.fixed_dictionaries(
                {"name": TEXTS, "budget_baht": st.none() | st.just(Decimal("5.00")), "repeated": st.booleans()}
            ),
            max_size=2,
        )
    if name == "baseline":
        return st.lists(
            st.fixed_dictionaries({"fiscal_year": YEARS, "raw": TEXTS, "value": st.none() | FIGURES}), max_size=2
        )
    if name == "baseline_years":
        return st.lists(YEARS, max_size=4)
    if kind.startswith("list"):
        return st.lists(TEXTS, max_size=2)
    if kind.startswith("decimal"):
        return st.sampled_from([Decimal("0.00"), Decimal("1000.00")])
    if kind in ("double", "float"):
        return FIGURES
    if kind == "bool":
        return st.booleans()
    return st.integers(1, 5) if kind == "int32" else TEXTS


def _rows(dataset: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    columns = {
        column.name: _value(column.name, str(column.type), column.choices)
        if not column.nullable and not column.is_list
        else st.none() | _value(column.name, str(column.type), column.choices)
        for column in DATASETS[dataset].columns
        if column.name in COLUMNS[dataset]
    }
    return st.lists(st.fixed_dictionaries(columns), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.fixed_dictionaries({name: _rows(name) for name in COLUMNS}))
def test_every_rule_takes_every_row(data: dict[str, list[dict[str, Any]]]) -> None:
    findings = run_rules(data)
    assert len({row["finding_id"] for row in findings}) == len(findings)
    validate("findings", findings)
    again = run_rules({name: list(reversed(rows)) for name, rows in data.items() if name == "documents"} | data)
    assert [row["finding_id"] for row in again] == [row["finding_id"] for row in findings]
