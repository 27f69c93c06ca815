"""Columns of the datasets about work done and planned: ``plans``, ``results``, ``milestones``."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.measures import BASE, COMPONENT_NO, ITEM_NO, TARGET_RAW, TARGET_UNIT, TARGET_VALUE, WEIGHT
from phaen.pipeline.schema.model import (
    AMOUNT,
    BAHT,
    TO_DOCUMENTS,
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

ROW_KIND = text(
    "row_kind",
    "รายการ หรือ ยอดรวม",
    "`item`, or `total` (รวม, รวมงบประมาณทั้งสิ้น)",
    title=("ชนิดแถว", "Row kind"),
    nullable=False,
    choices=("item", "total"),
)

SECTIONS_OF_PLANS = (
    "part1",
    "part1_summary",
    "part2_issue",
    "part2_summary",
    "part3",
    "potential",
    "action",
    "strategy",
    "development",
    "operation",
)
AMOUNTS = Column(
    "amounts",
    pa.list_(AMOUNT),
    "จำนวนเงินทุกช่องของบรรทัด เมื่อเอกสารระบุหลายปี หลายแหล่งเงิน หรือหลายไตรมาส",
    "Every amount of the line where the form prints several (years, sources of money, quarters; `source` is the "
    "heading as printed); else empty. `-` and empty cells give no entry",
    title=("จำนวนเงินรายปีหรือรายแหล่ง", "Amounts"),
    nullable=False,
    unit="baht",
)
KIND = text(
    "kind",
    "โครงการ กิจกรรม หรืออื่น ๆ",
    "`project` (โครงการ…), `activity` (กิจกรรม…), else `other`; null on totals",
    title=("ชนิด", "Kind"),
    choices=("project", "activity", "other"),
)
START_MONTH = text(
    "start_month",
    "เดือนที่เริ่ม (ปี พ.ศ.-เดือน)",
    "First month, `YYYY-MM`, Buddhist year, from where the arrow stands",
    title=("เดือนที่เริ่ม", "First month"),
)
END_MONTH = text(
    "end_month", "เดือนที่สิ้นสุด (ปี พ.ศ.-เดือน)", "Last month, `YYYY-MM`, Buddhist year", title=("เดือนที่สิ้นสุด", "Last month")
)

PLANS = Dataset(
    "plans",
    "โครงการและกิจกรรม หนึ่งแถวต่อบรรทัดที่ปรากฏในเอกสาร",
    "Projects and activities: one row per printed project line",
    (
        *TYPED,
        text(
            "section",
            "ตารางของแผนที่บรรทัดนี้อยู่",
            "`part1` ส่วนที่ 1; `part1_summary` สรุปโครงการ ตามแผนฯ กทม.; `part2_issue` under a ประเด็นการพัฒนา; "
            "`part2_summary` โครงการ/กิจกรรมสำคัญ; `part3` ภารกิจประจำพื้นฐาน; `potential` Potential Base; `action` "
            "project table of a yearly plan outside the Bangkok forms; `strategy` of a strategic plan; `development` "
            "ผ.02 and its kin; `operation` ผด.02; null with the flag `section_unknown` where nothing says",
            title=("ตารางของแผน", "Plan section"),
            choices=SECTIONS_OF_PLANS,
        ),
        ROW_KIND,
        text(
            "seq",
            "เลขลำดับที่ระบุ (ไม่มีจุดท้าย)",
            "Printed running number, no trailing dot; null if none",
            title=("เลขลำดับ", "Running number"),
        ),
        text(
            "issue_no",
            "ประเด็นการพัฒนาที่",
            "Number of the ประเด็นการพัฒนา (part2_issue only)",
            title=("ประเด็นการพัฒนาที่", "Issue number"),
        ),
        text(
            "issue",
            "ข้อความประเด็นการพัฒนา",
            "Text of the ประเด็นการพัฒนา (part2_issue only)",
            title=("ประเด็นการพัฒนา", "Issue"),
        ),
        text(
            "objective",
            "วัตถุประสงค์หลัก",
            "Objective printed above the table (part2_issue only)",
            title=("วัตถุประสงค์หลัก", "Objective"),
        ),
        text(
            "key_result",
            "ตัววัดผลหลัก",
            "Key result printed above the table (part2_issue only)",
            title=("ตัววัดผลหลัก", "Key result"),
        ),
        text(
            "strategy",
            "ยุทธศาสตร์",
            "ยุทธศาสตร์ above or beside the line, without label and number",
            title=("ยุทธศาสตร์", "Strategy"),
        ),
        text("tactic", "กลยุทธ์", "กลยุทธ์ above or beside the line, without label and number", title=("กลยุทธ์", "Tactic")),
        text("programme", "แผนงาน", "แผนงาน, wherever a form prints it", title=("แผนงาน", "Programme")),
        text("output", "ผลผลิต", "ผลผลิต, wherever a form prints it", title=("ผลผลิต", "Output")),
        text(
            "project",
            "ชื่อโครงการ/กิจกรรม",
            "Name without its own leading number; null on totals",
            title=("โครงการ/กิจกรรม", "Project"),
        ),
        KIND,
        text(
            "budget_raw",
            "งบประมาณตามที่ปรากฏในเอกสาร",
            "Budget as printed",
            title=("งบประมาณตามที่ปรากฏในเอกสาร", "Budget as printed"),
        ),
        Column(
            "budget_baht",
            BAHT,
            "จำนวนเงิน",
            "The amount; null unless an amount is printed",
            title=("งบประมาณ (บาท)", "Budget (baht)"),
            unit="baht",
        ),
        text(
            "budget_status",
            "สถานะงบประมาณ",
            "`amount`; `none` ไม่ใช้งบประมาณ; `not_funded` ไม่ได้รับงบประมาณ; "
            "`shared` ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง; `by_year`: see amounts; `unstated` (-, empty)",
            title=("สถานะงบประมาณ", "Budget status"),
            choices=("amount", "none", "not_funded", "shared", "by_year", "unstated"),
        ),
        double(
            "budget_unit_baht",
            "หน่วยของจำนวนเงินที่ใช้คูณ (1 = บาท, 1000000 = ล้านบาท)",
            "What the printed amounts were multiplied by: 1 for baht, 1000000 for ล้านบาท; null without an amount",
            "baht",
            title=("หน่วยเงินที่ใช้คูณ", "Unit of money in baht"),
        ),
        AMOUNTS,
        texts(
            "units",
            "ส่วนราชการที่รับผิดชอบ",
            "Responsible units inside the agency, one each",
            title=("ส่วนราชการที่รับผิดชอบ", "Responsible units"),
        ),
        texts(
            "policy_codes",
            "รหัสนโยบายผู้ว่าราชการ",
            "Governor's policy codes, `P` and three digits",
            title=("รหัสนโยบาย", "Policy codes"),
        ),
        text("okr_code", "รหัส OKR 4 หลัก", "4-digit OKR printed on the line", title=("รหัส OKR", "OKR code")),
        text(
            "strategy_code",
            "รหัสยุทธศาสตร์ 6 หลัก",
            "6-digit รหัสยุทธศาสตร์ printed on the line",
            title=("รหัสยุทธศาสตร์", "Strategy code"),
        ),
        integer(
            "count",
            "จำนวนโครงการที่แถวรวมระบุ",
            "Number of projects that a sum row states; null on items",
            "project",
            title=("จำนวนโครงการ", "Number of projects"),
        ),
        text("purpose", "วัตถุประสงค์ของโครงการ", "วัตถุประสงค์ of the project", title=("วัตถุประสงค์ของโครงการ", "Purpose")),
        text(
            "output_target",
            "เป้าหมาย (ผลผลิตของโครงการ)",
            "เป้าหมาย, what the project is to produce",
            title=("เป้าหมายผลผลิต", "Output target"),
        ),
        text(
            "success_measure",
            "ตัวชี้วัดของบรรทัด",
            "ตัวชี้วัด of the line as printed; several are joined",
            title=("ตัวชี้วัดของโครงการ", "Success measure"),
        ),
        text("expected_result", "ผลที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้รับ", title=("ผลที่คาดว่าจะได้รับ", "Expected result")),
        text("details", "รายละเอียดของกิจกรรม", "รายละเอียดของกิจกรรม", title=("รายละเอียดกิจกรรม", "Details")),
        text("location", "สถานที่ดำเนินการ", "สถานที่ดำเนินการ", title=("สถานที่ดำเนินการ", "Location")),
        START_MONTH,
        END_MONTH,
    ),
    named_by=("source_file", "section", "row_kind", "seq", "project"),
    foreign_keys=(TO_DOCUMENTS,),
)

ACHIEVED_RAW = text(
    "achieved_raw", "ผลตามที่ปรากฏในเอกสาร", "Result as printed", title=("ผลตามที่ปรากฏในเอกสาร", "Result as printed")
)
ACHIEVED_VALUE = double(
    "achieved_value", "ตัวเลขของผล", "Number of the result", "see achieved_unit", title=("ตัวเลขผล", "Result value")
)
ACHIEVED_UNIT = text("achieved_unit", "หน่วยของผล", "Unit of the result", title=("หน่วยของผล", "Result unit"))

RESULTS = Dataset(
    "results",
    "ผลการดำเนินงานที่รายงาน",
    "Reported results, of performance reports and of the prior-year prose of a plan; "
    "`fiscal_year` is the year of the result",
    (
        *TYPED,
        kpi_id(nullable=True),
        text("kpi_name", "ชื่อตัวชี้วัด", "Indicator name", title=("ชื่อตัวชี้วัด", "Indicator name")),
        BASE,
        COMPONENT_NO,
        ITEM_NO,
        text(
            "source",
            "ส่วนของเอกสารที่รายงาน",
            "`score_table` ผลการดำเนินงาน box; `result_summary` สรุปผลการดำเนินงานตัวชี้วัด; "
            "`result_detail` รายละเอียด (รายตัวชี้วัด); `prior_year` prose",
            title=("ส่วนของเอกสาร", "Part of the document"),
            nullable=False,
            choices=("score_table", "result_summary", "result_detail", "prior_year"),
        ),
        TARGET_RAW,
        TARGET_VALUE,
        TARGET_UNIT,
        ACHIEVED_RAW,
        ACHIEVED_VALUE,
        ACHIEVED_UNIT,
        WEIGHT,
        text(
            "score_raw",
            "คะแนนตามที่ปรากฏในเอกสาร",
            "Score as printed",
            title=("คะแนนตามที่ปรากฏในเอกสาร", "Score as printed"),
        ),
        double("score", "คะแนนที่ได้", "Score", "score points", title=("คะแนน", "Score")),
        text(
            "project",
            "โครงการ/กิจกรรมที่สนับสนุน",
            "Supporting project (result_detail only)",
            title=("โครงการ/กิจกรรม", "Project"),
        ),
        text("narrative", "รายละเอียดผลการดำเนินงาน", "What was done, in words", title=("รายละเอียดผล", "Narrative")),
    ),
    named_by=("source_file", "source", "kpi_name"),
    foreign_keys=(TO_DOCUMENTS, TO_KPIS),
    across=(
        "doc_id",
        "source_file",
        "fiscal_year",
        "page",
        "line",
        "flags",
        "kpi_id",
        "source",
        "target_raw",
        "target_value",
        "target_unit",
        "achieved_raw",
        "achieved_value",
        "achieved_unit",
        "weight",
        "score",
    ),
)

MILESTONES = Dataset(
    "milestones",
    "ขั้นตอนการดำเนินงานของโครงการ (ตาราง จ)",
    "Steps of a project over the months (ตาราง จ): one row per step",
    (
        *TYPED,
        kpi_id(nullable=True),
        text("kpi_name", "ชื่อตัวชี้วัด", "Indicator name", title=("ชื่อตัวชี้วัด", "Indicator name")),
        text("item_no", "ตัวชี้วัดที่", "The ตัวชี้วัดที่ number", title=("ลำดับที่", "Item number")),
        text(
            "project",
            "ชื่อโครงการ/กิจกรรม",
            "Project without its label and bracketed unit",
            title=("โครงการ/กิจกรรม", "Project"),
        ),
        integer("step_no", "ลำดับขั้นตอน", "Number of the step", title=("ลำดับขั้นตอน", "Step number")),
        text("step", "ขั้นตอน", "What is done; a total's printed label", title=("ขั้นตอน", "Step")),
        double(
            "weight_pct",
            "เนื้องานรายขั้นตอน",
            "Weight of the step",
            "percent",
            title=("เนื้องานรายขั้นตอน (ร้อยละ)", "Step weight (percent)"),
        ),
        double(
            "cumulative_pct",
            "ความก้าวหน้าสะสม",
            "Running sum as printed",
            "percent",
            title=("ความก้าวหน้าสะสม (ร้อยละ)", "Cumulative percent"),
        ),
        START_MONTH,
        END_MONTH,
        ROW_KIND,
    ),
    named_by=("source_file", "kpi_name", "project", "row_kind", "step_no", "step"),
    foreign_keys=(TO_DOCUMENTS, TO_KPIS),
)
