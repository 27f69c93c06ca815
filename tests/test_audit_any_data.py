"""Rules take any rows that keep the contract: nulls everywhere, odd figures, odd text, in any order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phaen.pipeline.audit import run_rules
from phaen.pipeline.audit.tables import READ
from phaen.pipeline.schema.datasets import DATASETS, validate
from phaen.pipeline.schema.model import Column

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


KEYS = {
    "doc_id": st.sampled_from(["d1", "d2", "d3"]),
    "duplicate_of": st.sampled_from(["d1", "d2", "d3"]),
    "kpi_id": st.sampled_from(["k1", "k2"]),
    "kr_code": st.sampled_from(["3101", "3102"]),
    "kr_code_printed": st.sampled_from(["3101", "3102"]),
    "fiscal_year": YEARS,
    "baseline_years": st.lists(YEARS, max_size=4),
    "bbox": st.just([1.0, 2.0, 3.0, 4.0]),
}
FEW = st.integers(1, 5)


def _of(kind: pa.DataType) -> st.SearchStrategy[Any]:
    """Values of an Arrow type."""
    if pa.types.is_list(kind):
        return st.lists(_of(kind.value_type), max_size=2)
    if pa.types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        return st.fixed_dictionaries({one.name: KEYS.get(one.name, _of(one.type)) for one in fields})
    if pa.types.is_decimal(kind):
        return st.sampled_from([Decimal("0.00"), Decimal("1000.00")])
    if pa.types.is_floating(kind):
        return FIGURES
    if pa.types.is_boolean(kind):
        return st.booleans()
    return FEW if pa.types.is_integer(kind) else TEXTS


def _value(column: Column) -> st.SearchStrategy[Any]:
    if column.choices:
        return st.sampled_from(column.choices)
    return KEYS.get(column.name, _of(column.type))


def _rows(dataset: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    columns = {
        column.name: _value(column) if not column.nullable and not column.is_list else st.none() | _value(column)
        for column in DATASETS[dataset].columns
    }
    return st.lists(st.fixed_dictionaries(columns), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.fixed_dictionaries({name: _rows(name) for name in READ}))
def test_every_rule_takes_every_row(data: dict[str, list[dict[str, Any]]]) -> None:
    findings = run_rules(data)
    assert len({row["finding_id"] for row in findings}) == len(findings)
    validate("findings", findings)
    again = run_rules({name: list(reversed(rows)) for name, rows in data.items() if name == "documents"} | data)
    assert [row["finding_id"] for row in again] == [row["finding_id"] for row in findings]
