"""Names of persons taken out of exported tables: after a title (นางสาว…), after a label (ผู้รายงาน :), of reviewers.

Thai documents print a person's name with a title, a given name and a surname, or behind the label of a signature
(ลงชื่อ). Names of other shapes, such as a given name alone in a cell, cannot be told from other words: what this leaves
out is less work for a person who checks, not a promise of anonymity.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

MARK = "(ชื่อบุคคล)"
"""What stands in a name's place."""
DECIDERS = frozenset({"decided_by"})
"""Columns that hold nothing but the name of a person who decided."""
_NOT_TEXT = frozenset({"doc_id", "source_file", "kpi_id", "project_id", "finding_id", "indicator_id", "duplicate_of"})
_LETTERS = "[\u0e01-\u0e3a\u0e40-\u0e4e]"
_OFFICES = (
    "ก(?:เทศมนตรี|รัฐมนตรี|องค์การ|สมาคม|อบต|อบจ|เมือง)|ทะเบียน|อำเภอ|จ้าง|ช่าง|ตรวจ|ท้าย|ท่า|หน้า|ทหาร|ตำรวจ|เรือ|ด่าน|"
    "ไปรษณีย์|สถานี|ประกัน|ชำนาญการ|เชี่ยวชาญ|ปฏิบัติการ|ทรงคุณวุฒิ|สาธารณสุข|พยาบาล|เลิ้ง|รอง|ใน|แบบ"
)
"""What follows นาย or นาง in words for offices, ranks and places (นายกเทศมนตรี, นางเลิ้ง)."""
_LABEL = re.compile(
    r"(?P<label>(?:(?:ลงชื่อ|ลงนาม)\s*[.…:(]|"
    r"(?:ชื่อผู้รับผิดชอบ(?:การรายงาน|โครงการ)?|ชื่อผู้รายงาน|ชื่อผู้จัดทำ|ชื่อผู้ประสานงาน)\s*[:.…(])[ .…:(]*)"
    rf"(?P<name>{_LETTERS}[\u0e01-\u0e3a\u0e40-\u0e4e. ]*)"
)


@cache
def titles() -> tuple[str, ...]:
    """Titles before names, longest first (``person_titles.csv``)."""
    text = files("phaen.pipeline.views").joinpath("person_titles.csv").read_text("utf-8")
    return tuple(sorted((row["title"] for row in csv.DictReader(text.splitlines())), key=len, reverse=True))


@cache
def _titled() -> re.Pattern[str]:
    words = "|".join(map(re.escape, titles()))
    return re.compile(
        rf"(?<!{_LETTERS})(?:{words})\s*(?!{_OFFICES}){_LETTERS}{{2,}}\s+(?:ณ\s+)?{_LETTERS}{{2,}}", re.UNICODE
    )


def without_names(text: str) -> tuple[str, int]:
    """A text with every name of a person replaced by :data:`MARK`, and how many there were."""
    found = 0

    def labelled(match: re.Match[str]) -> str:
        nonlocal found
        if not match["name"].strip(" ."):
            return match[0]
        found += 1
        return match["label"] + MARK

    told, titled = _titled().subn(MARK, _LABEL.sub(labelled, text))
    return told, found + titled


def _strip(value: Any, counted: list[int]) -> Any:
    if isinstance(value, str):
        told, found = without_names(value)
        counted[0] += found
        return told
    if isinstance(value, list):
        return [_strip(item, counted) for item in value]
    if isinstance(value, dict):
        return {key: item if key in _NOT_TEXT else _strip(item, counted) for key, item in value.items()}
    return value


def _has_text(kind: pa.DataType) -> bool:
    if pa.types.is_list(kind):
        return _has_text(kind.value_type)
    if pa.types.is_struct(kind):
        return any(_has_text(field.type) for field in kind)
    return bool(pa.types.is_string(kind))


def leave_out_persons(table: pa.Table) -> tuple[pa.Table, int]:
    """A table of the same schema without names of persons, and how many were left out."""
    counted = [0]
    for at, field in enumerate(table.schema):
        if field.name in DECIDERS:
            column = table.column(at)
            counted[0] += len(column) - column.null_count
            table = table.set_column(at, field, pa.nulls(len(column), field.type))
        elif field.name not in _NOT_TEXT and _has_text(field.type):
            values = [_strip(value, counted) for value in table.column(at).to_pylist()]
            table = table.set_column(at, field, pa.array(values, field.type))
    return table, counted[0]
