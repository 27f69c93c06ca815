"""The dataset ``data_dictionary``: what every column means, as rows, for readers that see no Arrow metadata."""

from __future__ import annotations

from phaen.pipeline.schema.model import BOOL, INT, Column, Dataset, text, texts

DATA_DICTIONARY = Dataset(
    "data_dictionary",
    "พจนานุกรมข้อมูล หนึ่งแถวต่อคอลัมน์",
    "Data dictionary: one row per column of every dataset",
    (
        text("dataset", "ชุดข้อมูล", "Dataset", title=("ชุดข้อมูล", "Dataset"), nullable=False),
        text("column", "ชื่อคอลัมน์", "Column", title=("คอลัมน์", "Column"), nullable=False),
        Column(
            "position",
            INT,
            "ลำดับของคอลัมน์ (นับจาก 1)",
            "1-based position in the dataset",
            title=("ลำดับคอลัมน์", "Position"),
            nullable=False,
        ),
        text("type", "ชนิดข้อมูล", "Arrow type, such as `list<string>`", title=("ชนิดข้อมูล", "Type"), nullable=False),
        Column(
            "nullable",
            BOOL,
            "ว่างได้หรือไม่",
            "Whether the column may be null",
            title=("ว่างได้", "Nullable"),
            nullable=False,
        ),
        text("unit", "หน่วย", "Unit; null if it has none", title=("หน่วย", "Unit")),
        texts("choices", "ค่าที่เป็นได้", "The only values it may have; empty if any", title=("ค่าที่เป็นได้", "Choices")),
        text("title_th", "ชื่อคอลัมน์ภาษาไทย", "Thai title", title=("ชื่อภาษาไทย", "Thai title"), nullable=False),
        text("title_en", "ชื่อคอลัมน์ภาษาอังกฤษ", "English title", title=("ชื่อภาษาอังกฤษ", "English title"), nullable=False),
        text(
            "description_th",
            "คำอธิบายภาษาไทย",
            "Thai description",
            title=("คำอธิบายภาษาไทย", "Thai description"),
            nullable=False,
        ),
        text(
            "description_en",
            "คำอธิบายภาษาอังกฤษ",
            "English description",
            title=("คำอธิบายภาษาอังกฤษ", "English description"),
            nullable=False,
        ),
        text(
            "key",
            "เป็นส่วนของคีย์ใด",
            "`primary` if it is part of the primary key",
            title=("คีย์", "Key"),
            choices=("primary",),
        ),
        text(
            "refers_to",
            "อ้างถึงคอลัมน์ใด",
            "`dataset.column` that it points to; null if none",
            title=("อ้างถึง", "Refers to"),
        ),
    ),
    named_by=("dataset", "column"),
    key=("dataset", "column"),
    partitioned=False,
)
