"""Columns that the datasets about indicators, their results and what is derived from them share."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.model import BAHT, BOOL, DOUBLE, INT, STRING, double, text

BASES = ("agenda", "function", "joint", "innovation", "potential", "strategy", "bma_plan", "project", "goal")
LISTINGS = (
    "agreement_detail",
    "agreement_summary",
    "bma_plan",
    "goal_table",
    "kpi_table",
    "kr_list",
    "milestones",
    "project_table",
    "result_detail",
    "result_summary",
    "rubric",
    "score_table",
    "strategy",
    "strategy_table",
    "supplement",
)
OPERATORS = (">=", "<=", "<", ">", "increase", "decrease")
OPERATOR_WORDS = (
    "`>=` อย่างน้อย, ไม่น้อยกว่า, ไม่ต่ำกว่า, ขึ้นไป; `<=` ไม่เกิน, ภายใน; `<` น้อยกว่า; `>` มากกว่า; "
    "`increase` เพิ่มขึ้น; `decrease` ลดลง; else null"
)

BASE = text(
    "base",
    "ฐานขององค์ประกอบที่ตัวชี้วัดอยู่ (Agenda, Function, … Base)",
    "The (… Base / Joint KPIs) word of the องค์ประกอบ it is listed under; `strategy`: only under the agency's "
    "own ประเด็นการพัฒนา; `bma_plan`: only in the city plan's tables; `project`: indicator of a project line; "
    "`goal`: of a เป้าประสงค์ or strategy outside the Bangkok forms; null where no องค์ประกอบ is named",
    title=("มิติการประเมิน", "Base"),
    choices=BASES,
)
COMPONENT_NO = text(
    "component_no",
    "ลำดับที่ขององค์ประกอบการประเมินตามที่ปรากฏในเอกสาร (เลขอารบิก)",
    "The องค์ประกอบ number as printed, Arabic digits: `1.1`, `2`",
    title=("องค์ประกอบที่", "Component number"),
)
ITEM_NO = text(
    "item_no",
    "ลำดับตัวชี้วัดตามที่ปรากฏในเอกสาร (เลขอารบิก ไม่มีจุดท้าย)",
    "The printed item number, Arabic digits, no trailing dot; null where none is printed",
    title=("ลำดับที่", "Item number"),
)
TARGET_RAW = text(
    "target_raw",
    "ค่าเป้าหมายตามที่ปรากฏในเอกสาร",
    "Target text as printed (for the document's year, where several are printed)",
    title=("ค่าเป้าหมายตามที่ปรากฏในเอกสาร", "Target as printed"),
)
TARGET_VALUE = double(
    "target_value",
    "ตัวเลขแรกของค่าเป้าหมาย",
    "First number of the target",
    "see target_unit",
    title=("ตัวเลขค่าเป้าหมาย", "Target value"),
)
TARGET_UNIT = text(
    "target_unit",
    "หน่วยของค่าเป้าหมาย เช่น ร้อยละ ระดับ ฉบับ",
    "`ร้อยละ`, `ระดับ`, or the counted noun (`หน่วยงาน`, `ฉบับ`, `ครั้ง` …)",
    title=("หน่วยค่าเป้าหมาย", "Target unit"),
)
TARGET_OP = text(
    "target_op",
    "เครื่องหมายของค่าเป้าหมาย",
    OPERATOR_WORDS,
    title=("เครื่องหมายค่าเป้าหมาย", "Target operator"),
    choices=OPERATORS,
)
TARGET_MAX = double(
    "target_max",
    "ตัวเลขบนของช่วงค่าเป้าหมาย (ร้อยละ 75 - 85)",
    "Upper figure of a target that is a range (`ร้อยละ 75 - 85`); else null",
    "see target_unit",
    title=("ค่าเป้าหมายสูงสุดของช่วง", "Upper target value"),
)
CODE_PRINTED = text(
    "kr_code_printed",
    "รหัส KR/OKR 4 หลักที่เอกสารระบุกำกับ",
    "4-digit รหัส KR/OKR printed beside it; null if none",
    title=("รหัส KR ที่เอกสารระบุ", "KR code as printed"),
)
ROLE = text(
    "role",
    "บทบาทของหน่วยงานเจ้าของเอกสาร: H หลัก R สนับสนุน",
    "Role of the document's own agency: H (host) leads, R supports; null if not stated",
    title=("บทบาท", "Role"),
    choices=("H", "R", "H/R"),
)
WEIGHT = double(
    "weight", "น้ำหนักคะแนนของตัวชี้วัด", "น้ำหนัก คะแนน of the indicator", "score points", title=("ค่าน้ำหนักคะแนน", "Weight")
)

TARGET_OF_YEAR = pa.struct([pa.field("fiscal_year", INT), pa.field("raw", STRING)])
BASELINE = pa.struct([pa.field("fiscal_year", INT), pa.field("raw", STRING), pa.field("value", DOUBLE)])
PROJECT = pa.struct([pa.field("name", STRING), pa.field("budget_baht", BAHT), pa.field("repeated", BOOL)])
