"""Columns of the datasets that are made of others for people who add up: ``projects``, ``outcomes``."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.measures import BASE, TARGET_MAX, TARGET_OP, TARGET_RAW, TARGET_UNIT, TARGET_VALUE, WEIGHT
from phaen.pipeline.schema.model import (
    AGENCY_CODE,
    BAHT,
    BOOL,
    FISCAL_YEAR,
    FLAGS,
    INT,
    PROVENANCE,
    STRING,
    TO_DOCUMENTS,
    TO_INDICATORS,
    Column,
    Dataset,
    double,
    text,
    texts,
)
from phaen.pipeline.schema.work import ACHIEVED_RAW, ACHIEVED_UNIT, ACHIEVED_VALUE, AMOUNTS, KIND

SOURCE = pa.struct(
    [
        pa.field("doc_id", STRING),
        pa.field("dataset", STRING),
        pa.field("page", INT),
        pa.field("line", INT),
    ]
)

PROJECTS = Dataset(
    "projects",
    "โครงการที่ไม่ซ้ำกันของแต่ละเอกสาร หนึ่งแถวต่อโครงการ",
    "One row per distinct project of a document: adding budget_baht up counts each project once. Page, line and bbox "
    "are those of its first line",
    (
        *PROVENANCE,
        text("project_id", "คีย์ของโครงการ", "Key of the project", title=("คีย์ของโครงการ", "Project key"), nullable=False),
        text(
            "name",
            "ชื่อโครงการ/กิจกรรม",
            "Name of the project",
            title=("ชื่อโครงการ/กิจกรรม", "Project name"),
            nullable=False,
        ),
        KIND,
        texts(
            "sections",
            "ตารางที่โครงการปรากฏ",
            "Values of `plans.section` where it stands, sorted; `kpi_table` where it stands beside an indicator",
            title=("ตารางที่ปรากฏ", "Plan sections"),
        ),
        texts("seqs", "เลขลำดับที่ระบุ", "Running numbers printed on its lines", title=("เลขลำดับทุกแห่ง", "Running numbers")),
        Column(
            "budget_baht",
            BAHT,
            "งบประมาณของโครงการ",
            "The budget that its lines agree on; null where they disagree or print none, and where the money is part "
            "of another counted project",
            title=("งบประมาณ (บาท)", "Budget (baht)"),
            unit="baht",
        ),
        Column(
            "budget_conflict",
            BOOL,
            "เอกสารระบุงบประมาณไม่ตรงกัน",
            "Whether different budgets are printed for it",
            title=("งบประมาณไม่ตรงกัน", "Budget conflict"),
            nullable=False,
        ),
        AMOUNTS,
        texts("programmes", "แผนงาน", "แผนงาน of all its lines", title=("แผนงานทุกแห่ง", "Programmes")),
        texts("outputs", "ผลผลิต", "ผลผลิต of all its lines", title=("ผลผลิตทุกแห่ง", "Outputs")),
        texts(
            "policy_codes",
            "รหัสนโยบายผู้ว่าราชการ",
            "Governor's policy codes of all its lines",
            title=("รหัสนโยบาย", "Policy codes"),
        ),
        texts("okr_codes", "รหัส OKR 4 หลัก", "OKR codes of all its lines", title=("รหัส OKR ทุกแห่ง", "OKR codes")),
        texts(
            "units",
            "ส่วนราชการที่รับผิดชอบ",
            "Responsible units of all its lines",
            title=("ส่วนราชการที่รับผิดชอบ", "Responsible units"),
        ),
        texts(
            "kpi_ids",
            "ตัวชี้วัดที่โครงการสนับสนุน",
            "Indicators beside which it is printed",
            title=("ตัวชี้วัดที่สนับสนุน", "Indicators"),
        ),
    ),
    named_by=("source_file", "name"),
    key=("source_file", "project_id"),
    foreign_keys=(TO_DOCUMENTS,),
)

OUTCOMES = Dataset(
    "outcomes",
    "เป้าหมายและผลของตัวชี้วัด หนึ่งแถวต่อตัวชี้วัด หน่วยงาน และปี",
    "Target and result: one row per indicator, agency and fiscal year, whatever number of documents state it",
    (
        text(
            "indicator_id",
            "คีย์ของตัวชี้วัด",
            "Key into `indicators`",
            title=("รหัสอ้างอิงตัวชี้วัด", "Indicator key"),
            nullable=False,
        ),
        text("kr_code", "รหัส KR", "Canonical 4-digit code; null if none", title=("รหัส KR", "KR code")),
        text("name", "ชื่อตัวชี้วัด", "Name of the indicator", title=("ชื่อตัวชี้วัด", "Indicator name"), nullable=False),
        AGENCY_CODE,
        FISCAL_YEAR,
        BASE,
        WEIGHT,
        TARGET_RAW,
        TARGET_OP,
        TARGET_VALUE,
        TARGET_MAX,
        TARGET_UNIT,
        ACHIEVED_RAW,
        ACHIEVED_VALUE,
        ACHIEVED_UNIT,
        double("score", "คะแนนที่ได้", "Score", "score points", title=("คะแนน", "Score")),
        Column(
            "met",
            BOOL,
            "บรรลุเป้าหมายหรือไม่",
            "Whether the result meets the target; null with `met_reason`",
            title=("บรรลุเป้าหมาย", "Target met"),
        ),
        text(
            "met_reason",
            "เหตุที่เปรียบเทียบไม่ได้",
            "Why `met` is null: `no_target`, `no_result`, `target_unread`, `result_unread`, `units_differ`, "
            "`direction_unknown`, `conflict`; null where `met` is known",
            title=("เหตุที่เปรียบเทียบไม่ได้", "Why not judged"),
            choices=(
                "no_target",
                "no_result",
                "target_unread",
                "result_unread",
                "units_differ",
                "direction_unknown",
                "conflict",
            ),
        ),
        Column(
            "sources",
            pa.list_(SOURCE),
            "แถวที่ใช้",
            "Rows of `kpis` and `results` that it is made of",
            title=("แถวที่ใช้", "Sources"),
            nullable=False,
        ),
        texts(
            "conflicts",
            "คอลัมน์ที่เอกสารขัดแย้งกัน",
            "Columns on which plan, agreement and report disagree, sorted",
            title=("คอลัมน์ที่ขัดแย้ง", "Conflicting columns"),
        ),
        FLAGS,
    ),
    named_by=("indicator_id", "agency_code", "fiscal_year"),
    foreign_keys=(TO_INDICATORS,),
)
