"""Columns of ``documents``, ``sections``, ``repairs`` and of what is made over all documents."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.model import (
    AGENCY_CODE,
    BBOX,
    DOC_ID,
    FISCAL_YEAR,
    FLAGS,
    INT,
    LINE,
    PAGE,
    PROVENANCE,
    SOURCE_FILE,
    STRING,
    Column,
    Dataset,
    double,
    integer,
    kpi_id,
    text,
    texts,
)

DOC_TYPES = ("annual_plan", "kpi_agreement", "performance_report")
SECTION_KINDS = (
    "vision",
    "mission",
    "swot",
    "general",
    "kr_list",
    "factors",
    "obstacles",
    "evidence",
    "outputs",
    "conditions",
    "explanation",
    "table",
    "other",
)

DOCUMENTS = Dataset(
    "documents",
    "เอกสารที่อ่าน หนึ่งแถวต่อไฟล์",
    "Documents: one row per source file, failed ones included",
    (
        DOC_ID,
        SOURCE_FILE,
        text(
            "doc_type",
            "ชนิดเอกสาร",
            "`annual_plan` แผนปฏิบัติการ/แผนปฏิบัติราชการประจำปี; `kpi_agreement` แบบสรุปตัวชี้วัดเจรจาตกลง; "
            "`performance_report` รายงานผลตามคำรับรอง; null if unknown",
            choices=DOC_TYPES,
        ),
        FISCAL_YEAR,
        AGENCY_CODE,
        text("agency_name", "ชื่อหน่วยงาน", "Agency name"),
        text("parent_agency", "หน่วยงานต้นสังกัด", "Agency that it belongs to; null if none"),
        text("title", "ชื่อเอกสาร", "Title as printed"),
        integer("page_count", "จำนวนหน้า; ว่างเมื่อเป็นข้อความ", "Pages of a PDF; null for text", "page"),
        text(
            "text_source",
            "ที่มาของข้อความ",
            "`native` text layer as it is; `repaired`: with repairs; `ocr`; `text` a text file",
            choices=("native", "repaired", "ocr", "text"),
        ),
        text(
            "status",
            "ผลการอ่าน",
            "`ok`; `partial`: some of it could not be read, see flags; `failed`: see error",
            nullable=False,
            choices=("ok", "partial", "failed"),
        ),
        text("error", "เหตุที่อ่านไม่ได้", "Why it failed, one sentence; null unless failed"),
        double(
            "coverage",
            "สัดส่วนตัวอักษรที่ได้ที่อยู่ในชุดข้อมูล",
            "Share of the document's characters that are in a dataset or in recognised furniture",
            "0–1",
        ),
        integer("unclaimed", "จำนวนตัวอักษรที่ไม่มีที่อยู่", "Characters that are in none", "character"),
        text(
            "duplicate_of",
            "รหัสเอกสารที่ซ้ำกัน",
            "doc_id of the same document already given: same bytes, or same agency, type, year, indicators",
        ),
        FLAGS,
    ),
    partitioned=False,
)

SECTIONS = Dataset(
    "sections",
    "เนื้อหาอื่นทั้งหมด หนึ่งแถวต่อหัวข้อ",
    "Everything that no other dataset holds: one row per heading with text under it, and unclaimed tables",
    (
        *PROVENANCE,
        texts("heading_path", "หัวข้อจากนอกเข้าใน", "Headings, outermost first"),
        text(
            "kind",
            "ชนิดเนื้อหา",
            "Kind of content; `table` is a table that no form claims",
            nullable=False,
            choices=SECTION_KINDS,
        ),
        text("text", "เนื้อหา", "The text", nullable=False),
        kpi_id(nullable=True),
    ),
)

REPAIRS = Dataset(
    "repairs",
    "การซ่อมชั้นข้อความ ย้อนกลับได้",
    "Repairs of the text layer: putting `before` back for `after` at the place undoes one",
    (
        DOC_ID,
        SOURCE_FILE,
        FISCAL_YEAR,
        AGENCY_CODE,
        PAGE,
        LINE,
        BBOX,
        text("rule", "กฎที่ซ่อม", "Rule that made the change", nullable=False),
        text("before", "ก่อนซ่อม", "Text before", nullable=False),
        text("after", "หลังซ่อม", "Text after", nullable=False),
    ),
)

INDICATORS = Dataset(
    "indicators",
    "ตัวชี้วัดเดียวกันข้ามปีและหน่วยงาน",
    "Measures: the same indicator across years and agencies",
    (
        text("indicator_id", "กุญแจ", "Key of the measure", nullable=False),
        text("kr_code", "รหัส KR", "Canonical 4-digit code; null if none"),
        text("name", "ชื่อ", "Name", nullable=False),
        texts("aliases", "ชื่ออื่น", "Other names it was printed with"),
        integer("first_year", "ปีแรก", "First fiscal year seen", "Buddhist Era year"),
        integer("last_year", "ปีล่าสุด", "Last fiscal year seen", "Buddhist Era year"),
        integer("documents", "จำนวนเอกสาร", "Documents that list it", "document", nullable=False),
    ),
    partitioned=False,
    per_document=False,
)

AGENCIES = Dataset(
    "agencies",
    "หน่วยงาน",
    "Agencies named in the run's documents, as the register knows them",
    (
        text("agency_code", "อักษรย่อ", "Abbreviation", nullable=False),
        text("agency_name", "ชื่อหน่วยงาน", "Name"),
        texts("aliases", "ชื่ออื่น", "Other names and abbreviations"),
        text("parent_code", "อักษรย่อหน่วยงานต้นสังกัด", "Abbreviation of the agency it belongs to"),
    ),
    partitioned=False,
    per_document=False,
)

EVIDENCE = pa.struct(
    [
        pa.field("doc_id", STRING),
        pa.field("page", INT),
        pa.field("line", INT),
        pa.field("raw", STRING),
        pa.field("bbox", pa.list_(pa.float64())),
    ]
)

FINDINGS = Dataset(
    "findings",
    "ข้อสังเกตสำหรับผู้ตรวจสอบ",
    "What an auditor should look at",
    (
        text("finding_id", "กุญแจ", "Stable key", nullable=False),
        text("rule", "กฎ", "Rule that found it", nullable=False),
        text(
            "severity",
            "ระดับ",
            "`error`, `warning` or `info`",
            nullable=False,
            choices=("error", "warning", "info"),
        ),
        texts("doc_ids", "เอกสารที่เกี่ยวข้อง", "Documents concerned"),
        text("subject", "สิ่งที่กล่าวถึง", "Indicator, project or code it is about"),
        text("message_th", "ข้อความภาษาไทย", "Thai message", nullable=False),
        text("message_en", "ข้อความภาษาอังกฤษ", "English message", nullable=False),
        Column(
            "evidence",
            pa.list_(EVIDENCE),
            "หลักฐาน",
            "Where it stands, what is printed",
            nullable=False,
        ),
    ),
    partitioned=False,
    per_document=False,
)
