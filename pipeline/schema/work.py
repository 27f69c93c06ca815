"""Columns of the datasets about work done and planned: ``plans``, ``results``, ``milestones``."""

from __future__ import annotations

from phaen.pipeline.schema.kpis import BASE, COMPONENT_NO, ITEM_NO, TARGET_RAW, TARGET_UNIT, TARGET_VALUE, WEIGHT
from phaen.pipeline.schema.model import BAHT, PROVENANCE, Column, Dataset, double, integer, kpi_id, text, texts

ROW_KIND = text(
    "row_kind",
    "รายการ หรือ ยอดรวม",
    "`item`, or `total` (รวม, รวมงบประมาณทั้งสิ้น)",
    nullable=False,
    choices=("item", "total"),
)

PLANS = Dataset(
    "plans",
    "โครงการและกิจกรรม หนึ่งแถวต่อบรรทัดที่พิมพ์",
    "Projects and activities: one row per printed project line",
    (
        *PROVENANCE,
        text(
            "section",
            "ตารางของแผนที่บรรทัดนี้อยู่",
            "`part1` ส่วนที่ 1; `part1_summary` สรุปโครงการ ตามแผนฯ กทม.; `part2_issue` under a ประเด็นการพัฒนา; "
            "`part2_summary` โครงการ/กิจกรรมสำคัญ; `part3` ภารกิจประจำพื้นฐาน; `potential` Potential Base",
            nullable=False,
            choices=("part1", "part1_summary", "part2_issue", "part2_summary", "part3", "potential"),
        ),
        ROW_KIND,
        text("seq", "เลขลำดับที่พิมพ์ (ไม่มีจุดท้าย)", "Printed running number, no trailing dot; null if none"),
        text("issue_no", "ประเด็นการพัฒนาที่", "Number of the ประเด็นการพัฒนา (part2_issue only)"),
        text("issue", "ข้อความประเด็นการพัฒนา", "Text of the ประเด็นการพัฒนา (part2_issue only)"),
        text("objective", "วัตถุประสงค์หลัก", "Objective printed above the table (part2_issue only)"),
        text("key_result", "ตัววัดผลหลัก", "Key result printed above the table (part2_issue only)"),
        text("programme", "แผนงาน", "แผนงาน (part3 only)"),
        text("output", "ผลผลิต", "ผลผลิต (part3 only)"),
        text("project", "ชื่อโครงการ/กิจกรรม", "Name without its own leading number; null on totals"),
        text(
            "kind",
            "โครงการ กิจกรรม หรืออื่น ๆ",
            "`project` (โครงการ…), `activity` (กิจกรรม…), else `other`; null on totals",
            choices=("project", "activity", "other"),
        ),
        text("budget_raw", "งบประมาณตามที่พิมพ์", "Budget as printed"),
        Column("budget_baht", BAHT, "จำนวนเงิน", "The amount; null unless an amount is printed", unit="baht"),
        text(
            "budget_status",
            "สถานะงบประมาณ",
            "`amount`; `none` ไม่ใช้งบประมาณ; `not_funded` ไม่ได้รับงบประมาณ; "
            "`shared` ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง; `unstated` (-, empty)",
            choices=("amount", "none", "not_funded", "shared", "unstated"),
        ),
        texts("units", "ส่วนราชการที่รับผิดชอบ", "Responsible units inside the agency, one each"),
        texts("policy_codes", "รหัสนโยบายผู้ว่าราชการ", "Governor's policy codes, `P` and three digits"),
        text("okr_code", "รหัส OKR 4 หลัก", "4-digit OKR printed on the line"),
        text("strategy_code", "รหัสยุทธศาสตร์ 6 หลัก", "6-digit รหัสยุทธศาสตร์ printed on the line"),
    ),
)

RESULTS = Dataset(
    "results",
    "ผลการดำเนินงานที่รายงาน",
    "Reported results, of performance reports and of the prior-year prose of a plan; "
    "`fiscal_year` is the year of the result",
    (
        *PROVENANCE,
        kpi_id(nullable=True),
        text("kpi_name", "ชื่อตัวชี้วัด", "Indicator name"),
        BASE,
        COMPONENT_NO,
        ITEM_NO,
        text(
            "source",
            "ส่วนของเอกสารที่รายงาน",
            "`score_table` ผลการดำเนินงาน box; `result_summary` สรุปผลการดำเนินงานตัวชี้วัด; "
            "`result_detail` รายละเอียด (รายตัวชี้วัด); `prior_year` prose",
            nullable=False,
            choices=("score_table", "result_summary", "result_detail", "prior_year"),
        ),
        TARGET_RAW,
        TARGET_VALUE,
        TARGET_UNIT,
        text("achieved_raw", "ผลตามที่พิมพ์", "Result as printed"),
        double("achieved_value", "ตัวเลขของผล", "Number of the result", "see achieved_unit"),
        text("achieved_unit", "หน่วยของผล", "Unit of the result"),
        WEIGHT,
        text("score_raw", "คะแนนตามที่พิมพ์", "Score as printed"),
        double("score", "คะแนนที่ได้", "Score", "score points"),
        text("project", "โครงการ/กิจกรรมที่สนับสนุน", "Supporting project (result_detail only)"),
        text("narrative", "รายละเอียดผลการดำเนินงาน", "What was done, in words"),
    ),
)

MILESTONES = Dataset(
    "milestones",
    "ขั้นตอนการดำเนินงานของโครงการ (ตาราง จ)",
    "Steps of a project over the months (ตาราง จ): one row per step",
    (
        *PROVENANCE,
        kpi_id(nullable=True),
        text("kpi_name", "ชื่อตัวชี้วัด", "Indicator name"),
        text("item_no", "ตัวชี้วัดที่", "The ตัวชี้วัดที่ number"),
        text("project", "ชื่อโครงการ/กิจกรรม", "Project without its label and bracketed unit"),
        integer("step_no", "ลำดับขั้นตอน", "Number of the step"),
        text("step", "ขั้นตอน", "What is done; a total's printed label"),
        double("weight_pct", "น้ำหนักของขั้นตอน", "Weight of the step", "percent"),
        double("cumulative_pct", "ร้อยละสะสม", "Running sum as printed", "percent"),
        text(
            "start_month",
            "เดือนที่เริ่ม (ปี พ.ศ.-เดือน)",
            "First month, `YYYY-MM`, Buddhist year, from where the arrow stands",
        ),
        text("end_month", "เดือนที่สิ้นสุด (ปี พ.ศ.-เดือน)", "Last month, `YYYY-MM`, Buddhist year"),
        ROW_KIND,
    ),
)
