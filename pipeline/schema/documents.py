"""Columns of ``documents``, ``sections``, ``repairs`` and of what is made over all documents."""

from __future__ import annotations

import pyarrow as pa
from phaen.pipeline.schema.model import (
    AGENCY_CODE,
    BAHT,
    BBOX,
    DOC_ID,
    FISCAL_YEAR,
    FLAGS,
    INT,
    LINE,
    PAGE,
    PLACE,
    PROVENANCE,
    SOURCE_FILE,
    STRING,
    TO_DOCUMENTS,
    TO_KPIS,
    Column,
    Dataset,
    ForeignKey,
    double,
    integer,
    kpi_id,
    text,
    texts,
)

DOC_TYPES = (
    "annual_plan",
    "kpi_agreement",
    "performance_report",
    "strategic_plan",
    "development_plan",
    "operations_plan",
    "budget_book",
)
SECTORS = ("bma", "local", "province", "central", "education", "health", "other")
STATUSES = ("ok", "partial", "failed", "skipped")
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
    "contents",
    "hidden",
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
            "`performance_report` รายงานผลตามคำรับรอง; `strategic_plan` แผนกลยุทธ์, แผนยุทธศาสตร์, แผนแม่บท; "
            "`development_plan` แผนพัฒนาท้องถิ่น; `operations_plan` แผนการดำเนินงาน; `budget_book` เอกสารงบประมาณ; "
            "null where no title says",
            choices=DOC_TYPES,
        ),
        FISCAL_YEAR,
        integer("first_year", "ปีแรกที่เอกสารครอบคลุม", "First fiscal year that the document covers", "Buddhist Era year"),
        integer("last_year", "ปีสุดท้ายที่เอกสารครอบคลุม", "Last one; the first for a yearly document", "Buddhist Era year"),
        AGENCY_CODE,
        text("agency_name", "ชื่อหน่วยงานตามหน้าปก", "Office as the title prints it, in the register or not"),
        text(
            "sector",
            "ภาคส่วนของหน่วยงาน",
            "`bma` กรุงเทพมหานคร; `local` เทศบาล, อบต., อบจ.; `province`; `central` ministries and departments; "
            "`education`; `health`; `other`; null where unknown",
            choices=SECTORS,
        ),
        text("parent_agency", "หน่วยงานต้นสังกัด", "Agency that it belongs to; null if none"),
        text("title", "ชื่อเอกสาร", "Title as printed"),
        integer("page_count", "จำนวนหน้า; ว่างเมื่อเป็นข้อความ", "Pages of a PDF; null for text", "page"),
        text(
            "text_source",
            "ที่มาของข้อความ",
            "`native` text layer as it is; `repaired`: with repairs; `ocr`; `text` a text file; `office`; `html`",
            choices=("native", "repaired", "ocr", "text", "office", "html"),
        ),
        text(
            "status",
            "ผลการอ่าน",
            "`ok`: every table that holds amounts, codes, targets or scores was read into typed rows; `partial`: "
            "not all of it, `error` says where; `failed`; `skipped`: a kind of file that is not read",
            nullable=False,
            choices=STATUSES,
        ),
        text("error", "เหตุที่อ่านไม่ได้หรือไม่ครบ", "Why it is not `ok`, and what to do next; null for `ok`"),
        integer("tables", "จำนวนตารางที่พิมพ์ (ต่อข้ามหน้าแล้ว)", "Printed tables, after joining over pages", "table"),
        integer("tables_read", "จำนวนตารางที่ได้เป็นแถวข้อมูล", "Tables that gave typed rows", "table"),
        double(
            "coverage",
            "สัดส่วนตัวอักษรที่ได้ที่อยู่ในชุดข้อมูล",
            "Share of the document's characters (white space, page numbers, running heads left out) that stand in a "
            "row of some dataset; `cells` and `statements` do not count",
            "0–1",
        ),
        double(
            "coverage_typed",
            "สัดส่วนตัวอักษรที่อยู่ในชุดข้อมูลที่มีค่า",
            "The share in kpis, kpi_mentions, rubrics, plans, results and milestones",
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
    named_by=("source_file",),
    key=("source_file",),
    foreign_keys=(ForeignKey(("duplicate_of",), "documents", ("doc_id",)),),
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
            "Kind of content; `table`: a table that no form claims; `contents`: a list of contents; "
            "`hidden`: what nobody can see on the page",
            nullable=False,
            choices=SECTION_KINDS,
        ),
        text("text", "เนื้อหา", "The text", nullable=False),
        kpi_id(nullable=True),
    ),
    named_by=("source_file", "kind", "heading_path"),
    foreign_keys=(TO_DOCUMENTS, TO_KPIS),
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
        PLACE,
        text("rule", "กฎที่ซ่อม", "Rule that made the change", nullable=False),
        text("before", "ก่อนซ่อม", "Text before", nullable=False),
        text("after", "หลังซ่อม", "Text after", nullable=False),
    ),
    named_by=("source_file", "page", "line", "rule", "before"),
    foreign_keys=(TO_DOCUMENTS,),
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
        texts(
            "other_ids",
            "กุญแจอื่นที่เคยใช้หรือใช้ได้",
            "Every key that one of its names alone would have had: a reference made before a join still finds it",
        ),
        integer("first_year", "ปีแรก", "First fiscal year seen", "Buddhist Era year"),
        integer("last_year", "ปีล่าสุด", "Last fiscal year seen", "Buddhist Era year"),
        integer("documents", "จำนวนเอกสาร", "Documents that list it", "document", nullable=False),
    ),
    named_by=("indicator_id",),
    key=("indicator_id",),
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
    named_by=("agency_code",),
    key=("agency_code",),
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
        text(
            "certainty",
            "ความแน่นอนของแถวที่อ้างถึง",
            "How surely the rows it rests on were read: `sure`, `doubtful`",
            nullable=False,
            choices=("sure", "doubtful"),
        ),
        Column("amount_at_stake", BAHT, "จำนวนเงินที่เกี่ยวข้อง", "Amount that it is about; null if none", unit="baht"),
        double("points_at_stake", "คะแนนที่เกี่ยวข้อง", "Score points that it is about; null if none", "score points"),
        text(
            "status",
            "ผลการพิจารณา",
            "What a person decided: `open`, `accepted`, `dismissed`, `fixed`",
            nullable=False,
            choices=("open", "accepted", "dismissed", "fixed"),
        ),
        text("decided_by", "ผู้พิจารณา", "Who decided; null while open"),
        text("decided_on", "วันที่พิจารณา", "The day, as written in the review folder; null while open"),
        text("note", "หมายเหตุของผู้พิจารณา", "What the person wrote; null if nothing"),
    ),
    named_by=("finding_id",),
    key=("finding_id",),
    partitioned=False,
    per_document=False,
)
