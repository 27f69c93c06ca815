"""Columns of the datasets that repeat a document cell by cell and value by value: ``cells``, ``statements``."""

from __future__ import annotations

from phaen.pipeline.schema.model import BOOL, PROVENANCE, TO_DOCUMENTS, Column, Dataset, integer, text, texts

TABLE_NO = integer("table_no", "ลำดับตารางในเอกสาร", "Number of the table in the document, from 0; null for prose")
ROW_NO = integer("row_no", "แถวในตาราง (นับจาก 0)", "0-based row in the table; null for prose")
COLUMN_NO = integer("column_no", "คอลัมน์ในตาราง (นับจาก 0)", "0-based column in the table; null for prose")

CELLS = Dataset(
    "cells",
    "ทุกช่องของทุกตารางที่พิมพ์",
    "Every cell of every printed table, read by a form or not, after joining over pages; page, line, bbox and place "
    "are the cell's own",
    (
        *PROVENANCE,
        integer("table_no", "ลำดับตารางในเอกสาร", "Number of the table in the document, from 0", nullable=False),
        text("kind", "ชนิดตารางที่อ่าน", "The form that read the table; null if none"),
        integer("row_no", "แถวในตาราง (นับจาก 0)", "0-based row", nullable=False),
        integer("column_no", "คอลัมน์ในตาราง (นับจาก 0)", "0-based column", nullable=False),
        integer("row_span", "จำนวนแถวที่ช่องครอบ", "Rows that the cell covers", "row", nullable=False),
        integer("column_span", "จำนวนคอลัมน์ที่ช่องครอบ", "Columns that the cell covers", "column", nullable=False),
        Column("is_header", BOOL, "เป็นหัวตารางหรือไม่", "Whether it is a heading", nullable=False),
        texts("header_path", "หัวคอลัมน์จากบนลงล่าง", "The headings above it, top to bottom"),
        text("role", "บทบาทของคอลัมน์", "What the form took the column for; null if for nothing"),
        text("text", "ข้อความ", "Text, normalised", nullable=False),
        text("text_raw", "ข้อความตามที่พิมพ์", "Text as the source holds it", nullable=False),
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
            nullable=False,
            choices=("kpis", "rubrics", "plans", "results", "milestones"),
        ),
        text("row_key", "กุญแจของแถว", "The row's row_key in that dataset", nullable=False),
        text("column_name", "คอลัมน์", "Column; `units[0]` for an element of a list", nullable=False),
        text("value", "ค่า", "The value as text; null where a text gave none"),
        text("raw", "ข้อความที่อ่าน", "The text that it was read from, as printed"),
        TABLE_NO,
        ROW_NO,
        COLUMN_NO,
        text("how", "วิธีหรือกฎที่อ่าน", "Parser or rule that read it"),
    ),
    named_by=("source_file", "dataset", "row_key", "column_name"),
    foreign_keys=(TO_DOCUMENTS,),
)
