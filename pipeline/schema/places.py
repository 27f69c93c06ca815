"""Columns of the datasets that repeat a document cell by cell and value by value: ``cells``, ``statements``."""

from __future__ import annotations

from phaen.pipeline.schema.model import BOOL, PROVENANCE, TO_DOCUMENTS, Column, Dataset, integer, text, texts

TABLE_NO = integer(
    "table_no",
    "ลำดับตารางในเอกสาร",
    "Number of the table in the document, from 0; null for prose",
    title=("ตารางที่", "Table number"),
)
ROW_NO = integer(
    "row_no", "แถวในตาราง (นับจาก 0)", "0-based row in the table; null for prose", title=("แถวที่", "Row number")
)
COLUMN_NO = integer(
    "column_no",
    "คอลัมน์ในตาราง (นับจาก 0)",
    "0-based column in the table; null for prose",
    title=("คอลัมน์ที่", "Column number"),
)

CELLS = Dataset(
    "cells",
    "ทุกช่องของทุกตารางที่ปรากฏในเอกสาร",
    "Every cell of every printed table, read by a form or not, after joining over pages; page, line, bbox and place "
    "are the cell's own",
    (
        *PROVENANCE,
        integer(
            "table_no",
            "ลำดับตารางในเอกสาร",
            "Number of the table in the document, from 0",
            title=("ตารางที่", "Table number"),
            nullable=False,
        ),
        text("kind", "ชนิดตารางที่อ่าน", "The form that read the table; null if none", title=("ชนิดตาราง", "Kind of table")),
        integer("row_no", "แถวในตาราง (นับจาก 0)", "0-based row", title=("แถวที่", "Row number"), nullable=False),
        integer(
            "column_no", "คอลัมน์ในตาราง (นับจาก 0)", "0-based column", title=("คอลัมน์ที่", "Column number"), nullable=False
        ),
        integer(
            "row_span",
            "จำนวนแถวที่ช่องครอบ",
            "Rows that the cell covers",
            "row",
            title=("จำนวนแถวที่ครอบ", "Row span"),
            nullable=False,
        ),
        integer(
            "column_span",
            "จำนวนคอลัมน์ที่ช่องครอบ",
            "Columns that the cell covers",
            "column",
            title=("จำนวนคอลัมน์ที่ครอบ", "Column span"),
            nullable=False,
        ),
        Column(
            "is_header",
            BOOL,
            "เป็นหัวตารางหรือไม่",
            "Whether it is a heading",
            title=("เป็นหัวตาราง", "Is a heading"),
            nullable=False,
        ),
        texts(
            "header_path", "หัวคอลัมน์จากบนลงล่าง", "The headings above it, top to bottom", title=("หัวคอลัมน์", "Header path")
        ),
        text(
            "role", "บทบาทของคอลัมน์", "What the form took the column for; null if for nothing", title=("บทบาท", "Role")
        ),
        text("text", "ข้อความ", "Text, normalised", title=("เนื้อหา", "Text"), nullable=False),
        text(
            "text_raw",
            "ข้อความตามที่ปรากฏในเอกสาร",
            "Text as the source holds it",
            title=("ข้อความตามที่ปรากฏในเอกสาร", "Text as printed"),
            nullable=False,
        ),
    ),
    named_by=("source_file", "table_no", "row_no", "column_no"),
    foreign_keys=(TO_DOCUMENTS,),
)

STATEMENTS = Dataset(
    "statements",
    "ทุกค่าพร้อมที่มา",
    "One row per value of a typed row (kpis, rubrics, plans, results, milestones), with the cell or words that it was "
    "read from; a value joined from several places has several rows. Confidence and flags are this value's",
    (
        *PROVENANCE,
        text(
            "dataset",
            "ชุดข้อมูลของแถว",
            "Dataset of the row",
            title=("ชุดข้อมูล", "Dataset"),
            nullable=False,
            choices=("kpis", "rubrics", "plans", "results", "milestones"),
        ),
        text(
            "row_key",
            "คีย์ของแถว",
            "The row's row_key in that dataset",
            title=("คีย์ของแถว", "Row key"),
            nullable=False,
        ),
        text(
            "column_name",
            "คอลัมน์",
            "Column; `units[0]` for an element of a list",
            title=("คอลัมน์", "Column"),
            nullable=False,
        ),
        text("value", "ค่า", "The value as text; null where a text gave none", title=("ค่า", "Value")),
        text("raw", "ข้อความที่อ่าน", "The text that it was read from, as printed", title=("ข้อความที่อ่าน", "Text read")),
        TABLE_NO,
        ROW_NO,
        COLUMN_NO,
        text("how", "วิธีหรือกฎที่อ่าน", "Parser or rule that read it", title=("วิธีที่อ่าน", "How it was read")),
    ),
    named_by=("source_file", "dataset", "row_key", "column_name"),
    foreign_keys=(TO_DOCUMENTS,),
)
