"""Columns of the datasets about indicators: ``kpis``, ``kpi_mentions``, ``rubrics``."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.model import (
    BAHT,
    BOOL,
    DOUBLE,
    INT,
    PROVENANCE,
    STRING,
    TO_DOCUMENTS,
    TO_INDICATORS,
    TO_KPIS,
    TYPED,
    Column,
    Dataset,
    double,
    integer,
    kpi_id,
    text,
    texts,
)

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

KPIS = Dataset(
    "kpis",
    "ตัวชี้วัด หนึ่งแถวต่อหนึ่งตัวชี้วัดต่อเอกสาร",
    "Indicators: one row per distinct indicator per document",
    (
        *TYPED,
        kpi_id(),
        BASE,
        COMPONENT_NO,
        ITEM_NO,
        text(
            "name",
            "ชื่อตัวชี้วัด จากแหล่งที่น่าเชื่อถือที่สุดในเอกสาร",
            "Indicator name from the most authoritative listing, without labels and weight clauses",
            title=("ชื่อตัวชี้วัด", "Indicator name"),
            nullable=False,
        ),
        CODE_PRINTED,
        text(
            "kr_code",
            "รหัส KR ที่ใช้: ที่เอกสารระบุ หรือที่จับคู่ได้",
            "Canonical code: the printed one, else the matched one, else null",
            title=("รหัส KR", "KR code"),
        ),
        text(
            "kr_code_source",
            "ที่มาของ kr_code",
            "`printed`, `matched`, `person` or `none`",
            title=("ที่มาของรหัส KR", "Source of the KR code"),
            nullable=False,
            choices=("printed", "matched", "person", "none"),
        ),
        double(
            "kr_match_score",
            "คะแนนการจับคู่รหัส",
            "Score of the match; null unless `matched`",
            "0–1",
            title=("คะแนนจับคู่รหัส", "Code match score"),
        ),
        TARGET_RAW,
        Column(
            "targets_by_year",
            pa.list_(TARGET_OF_YEAR),
            "ค่าเป้าหมายรายปี เมื่อตารางระบุหลายปี",
            "Every year's target where a table prints several; else empty",
            title=("ค่าเป้าหมายรายปี", "Targets by year"),
            nullable=False,
        ),
        TARGET_OP,
        TARGET_VALUE,
        TARGET_MAX,
        text(
            "target_date",
            "ค่าเป้าหมายที่เป็นวันที่ (ปี พ.ศ.-เดือน-วัน)",
            "A target that is a date, `YYYY-MM-DD` or `YYYY-MM`, Buddhist year; target_value is null then",
            title=("ค่าเป้าหมายที่เป็นวันที่", "Target date"),
        ),
        TARGET_UNIT,
        WEIGHT,
        ROLE,
        texts(
            "lead_agencies",
            "หน่วยงานรับผิดชอบหลัก (H)",
            "Codes after `H :` or หน่วยงานรับผิดชอบหลัก; empty if not stated",
            title=("หน่วยงานรับผิดชอบหลัก (H)", "Lead agencies (H)"),
        ),
        texts(
            "support_agencies",
            "หน่วยงานสนับสนุน (R)",
            "Codes after `R :` or หน่วยงานสนับสนุน; `ทุกหน่วยงาน` kept as it is",
            title=("หน่วยงานสนับสนุน (R)", "Support agencies (R)"),
        ),
        texts(
            "units",
            "ส่วนราชการที่รับผิดชอบ",
            "Responsible units inside the agency, one each",
            title=("ส่วนราชการที่รับผิดชอบ", "Responsible units"),
        ),
        Column(
            "baseline",
            pa.list_(BASELINE),
            "ข้อมูลพื้นฐาน / ผลการดำเนินงานย้อนหลัง รายปี",
            "Results of earlier years, one per printed year; value null where no single figure is printed",
            title=("ข้อมูลพื้นฐาน", "Baseline"),
            nullable=False,
        ),
        text("definition", "นิยาม", "Definition", title=("นิยาม", "Definition")),
        text("calculation", "วิธีคำนวณ/สูตร", "Formula or way of counting", title=("วิธีคำนวณ", "Calculation")),
        text(
            "evidence",
            "วิธีเก็บข้อมูล/หลักฐาน",
            "How data are collected; evidence",
            title=("วิธีเก็บข้อมูล/หลักฐาน", "Evidence required"),
        ),
        text(
            "objective",
            "วัตถุประสงค์หลัก (Objective)",
            "Objective that it hangs under",
            title=("วัตถุประสงค์หลัก", "Objective"),
        ),
        text(
            "key_result",
            "ตัววัดผลหลัก (KR)",
            "Key result that it hangs under; null if it is itself the KR",
            title=("ตัววัดผลหลัก", "Key result"),
        ),
        text("strategy_no", "ยุทธศาสตร์ที่", "Number of the ยุทธศาสตร์, such as `7`", title=("ยุทธศาสตร์ที่", "Strategy number")),
        text(
            "substrategy_no",
            "ยุทธศาสตร์ย่อยที่",
            "Number of the ยุทธศาสตร์ย่อย, such as `7.3`",
            title=("ยุทธศาสตร์ย่อยที่", "Sub-strategy number"),
        ),
        texts(
            "policy_codes",
            "รหัสนโยบายผู้ว่าราชการ",
            "Governor's policy codes, `P` and three digits",
            title=("รหัสนโยบาย", "Policy codes"),
        ),
        Column(
            "projects",
            pa.list_(PROJECT),
            "โครงการ/กิจกรรม และงบประมาณของตัวชี้วัด",
            "Projects and activities with their budget; `repeated` for (โครงการซ้ำ)",
            title=("โครงการ/กิจกรรม", "Projects"),
            nullable=False,
            unit="baht",
        ),
        texts(
            "listings",
            "ทุกแห่งในเอกสารที่ตัวชี้วัดปรากฏ",
            "Every place where the indicator is listed, sorted: " + ", ".join(f"`{name}`" for name in LISTINGS),
            title=("ตำแหน่งที่ปรากฏ", "Listings"),
        ),
        text(
            "indicator_id",
            "คีย์ของตัวชี้วัดเดียวกันข้ามปีและหน่วยงาน",
            "Key into `indicators`: one indicator tracked across years and agencies",
            title=("รหัสอ้างอิงตัวชี้วัด", "Indicator key"),
        ),
        Column(
            "reviewed",
            BOOL,
            "เจ้าหน้าที่พิจารณาแล้ว",
            "Whether a person's decision was applied to this row",
            title=("เจ้าหน้าที่พิจารณาแล้ว", "Reviewed"),
            nullable=False,
        ),
    ),
    named_by=("source_file", "base", "component_no", "item_no", "name"),
    key=("source_file", "kpi_id"),
    foreign_keys=(TO_DOCUMENTS, TO_INDICATORS),
    across=(
        *(column.name for column in PROVENANCE),
        "kpi_id",
        "base",
        "component_no",
        "item_no",
        "name",
        "kr_code_printed",
        "target_raw",
        "target_op",
        "target_value",
        "target_max",
        "target_date",
        "target_unit",
        "targets_by_year",
        "baseline",
        "weight",
        "lead_agencies",
        "support_agencies",
        "projects",
        "reviewed",
        "kr_code",
        "corrected",
        "decided_by",
        "decided_on",
    ),
    linked=(
        "agency_code",
        "flags",
        "kr_code",
        "kr_code_source",
        "kr_match_score",
        "indicator_id",
        "reviewed",
        "decided_by",
        "decided_on",
    ),
)

KPI_MENTIONS = Dataset(
    "kpi_mentions",
    "ทุกแห่งที่เอกสารกล่าวถึงตัวชี้วัด",
    "One row per listing of an indicator: what each place in the document says",
    (
        *PROVENANCE,
        kpi_id(),
        text(
            "listing",
            "ชนิดของรายการ",
            "Kind of place (see `kpis.listings`)",
            title=("ชนิดของรายการ", "Listing"),
            nullable=False,
            choices=LISTINGS,
        ),
        text(
            "name_raw",
            "ชื่อตามที่ปรากฏในเอกสาร",
            "Name as the source holds it",
            title=("ชื่อตามที่ปรากฏในเอกสาร", "Name as printed"),
        ),
        text("name", "ชื่อหลังปรับรูป", "Name, normalised", title=("ชื่อตัวชี้วัด", "Indicator name")),
        TARGET_RAW,
        CODE_PRINTED,
        BASE,
        COMPONENT_NO,
        ITEM_NO,
        ROLE,
        WEIGHT,
        text(
            "baseline_heading",
            "หัวคอลัมน์ของข้อมูลพื้นฐาน",
            "Heading of the baseline column as printed",
            title=("หัวข้อมูลพื้นฐาน", "Baseline heading"),
        ),
        Column(
            "baseline_years",
            pa.list_(INT),
            "ปีที่ระบุในข้อมูลพื้นฐาน",
            "Years listed in the baseline",
            title=("ปีของข้อมูลพื้นฐาน", "Baseline years"),
            nullable=False,
            unit="Buddhist Era year",
        ),
        texts(
            "heading_path",
            "หัวข้อที่อยู่เหนือรายการ",
            "Headings above the listing, outermost first",
            title=("หัวข้อ", "Headings"),
        ),
    ),
    named_by=("source_file", "listing", "name"),
    foreign_keys=(TO_DOCUMENTS, TO_KPIS),
)

RUBRICS = Dataset(
    "rubrics",
    "เกณฑ์การให้คะแนน 5 ระดับ",
    "Scoring rubrics: one row per indicator, level and group",
    (
        *TYPED,
        kpi_id(),
        text("kpi_name", "ชื่อตัวชี้วัด", "Indicator name", title=("ชื่อตัวชี้วัด", "Indicator name"), nullable=False),
        integer("level", "ระดับ", "Level", "1–5", title=("ระดับ", "Level"), nullable=False),
        text(
            "group",
            "กลุ่มหน่วยงาน",
            "กลุ่มหน่วยงาน letter; null if the rubric has no groups",
            title=("กลุ่มหน่วยงาน", "Agency group"),
        ),
        text(
            "threshold_raw",
            "เกณฑ์ของระดับตามที่ปรากฏในเอกสาร",
            "Threshold as printed",
            title=("เกณฑ์ตามที่ปรากฏในเอกสาร", "Threshold as printed"),
        ),
        double(
            "threshold_value",
            "ตัวเลขของเกณฑ์",
            "Number of the threshold",
            "see threshold_unit",
            title=("ตัวเลขเกณฑ์", "Threshold value"),
        ),
        double(
            "threshold_max",
            "ตัวเลขบนของช่วงเกณฑ์",
            "Upper figure of a threshold that is a range; else null",
            "see threshold_unit",
            title=("เกณฑ์สูงสุดของช่วง", "Upper threshold value"),
        ),
        text(
            "threshold_op",
            "เครื่องหมายของเกณฑ์",
            OPERATOR_WORDS,
            title=("เครื่องหมายของเกณฑ์", "Threshold operator"),
            choices=OPERATORS,
        ),
        text(
            "threshold_date",
            "เกณฑ์ที่เป็นวันที่ (ปี พ.ศ.-เดือน-วัน)",
            "A threshold that is a date, `YYYY-MM-DD` or `YYYY-MM`, Buddhist year; threshold_value is null then",
            title=("เกณฑ์ที่เป็นวันที่", "Threshold date"),
        ),
        text("threshold_unit", "หน่วยของเกณฑ์", "Unit of the threshold", title=("หน่วยของเกณฑ์", "Threshold unit")),
        text("criterion", "เกณฑ์ทั้งข้อความ", "What must be done, whole text", title=("เกณฑ์ทั้งข้อความ", "Criterion")),
        texts("criteria", "เกณฑ์แยกเป็นข้อ", "The same, split into its printed items", title=("เกณฑ์รายข้อ", "Criteria")),
        text(
            "score_raw",
            "คะแนนตามที่ปรากฏในเอกสาร",
            "Score as printed",
            title=("คะแนนตามที่ปรากฏในเอกสาร", "Score as printed"),
        ),
        double("score", "คะแนนที่ได้รับของระดับ", "Score of the level", "score points", title=("คะแนน", "Score")),
        double(
            "scale_score",
            "คะแนนของระดับในรายงาน (60–100)",
            "The 60–100 printed above the level in a report",
            "score points",
            title=("คะแนนตามมาตรวัด", "Scale score"),
        ),
    ),
    named_by=("source_file", "kpi_name", "group", "level"),
    foreign_keys=(TO_DOCUMENTS, TO_KPIS),
)
