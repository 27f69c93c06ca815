"""The words in which datasets are described: :class:`Column` and :class:`Dataset`, and the shared columns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

STRING = pa.string()
INT = pa.int32()
DOUBLE = pa.float64()
BOOL = pa.bool_()
STRINGS = pa.list_(pa.string())
BAHT = pa.decimal128(18, 2)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type, whether it may be null, what it means in Thai and English, and its unit.

    In list columns "not stated" is the empty list; only ``bbox`` may be null. ``choices`` closes a text
    column to a fixed set of values; every other value breaks the schema.
    """

    name: str
    type: pa.DataType
    th: str
    en: str
    nullable: bool = True
    unit: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the column holds a list."""
        return bool(pa.types.is_list(self.type))


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset: a folder of Parquet files under the output folder.

    ``partitioned`` datasets are split into hive folders by ``fiscal_year``, whose value stands in the name of
    the folder, not in the file. ``per_document`` datasets are made document by document, others over all.
    """

    name: str
    th: str
    en: str
    columns: tuple[Column, ...]
    partitioned: bool = True
    per_document: bool = True
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})
        if len(self.by_name) != len(self.columns):
            raise ValueError(f"dataset {self.name} has two columns of one name")


DOC_ID = Column(
    "doc_id",
    STRING,
    "รหัสเอกสาร: เลขฐานสิบหก 16 หลักแรกของ SHA-256 ของไฟล์ต้นฉบับ",
    "Document key: first 16 hex digits of the SHA-256 of the file's bytes (zeros if it cannot be opened)",
    nullable=False,
)
SOURCE_FILE = Column(
    "source_file",
    STRING,
    "ที่อยู่ไฟล์ต้นฉบับ นับจากโฟลเดอร์ข้อมูลเข้า คั่นด้วย /",
    "Path of the source file relative to the input folder, `/` separators",
    nullable=False,
)
FISCAL_YEAR = Column(
    "fiscal_year",
    INT,
    "ปีงบประมาณที่แถวนี้กล่าวถึง (พ.ศ.)",
    "Fiscal year that the row speaks about; normally the document's own (1 October to 30 September)",
    unit="Buddhist Era year",
)
AGENCY_CODE = Column(
    "agency_code",
    STRING,
    "อักษรย่อของหน่วยงานเจ้าของเอกสาร เช่น สกจ.",
    "Abbreviation of the agency that owns the document, such as สกจ.",
)
PAGE = Column(
    "page",
    INT,
    "หน้า PDF ที่แถวเริ่ม (นับจาก 1); ว่างเมื่อข้อมูลเข้าเป็นข้อความ",
    "1-based PDF page where the row starts; null for text input",
    unit="page",
)
LINE = Column(
    "line",
    INT,
    "บรรทัดของไฟล์ข้อความที่แถวเริ่ม (นับจาก 1); ว่างเมื่อข้อมูลเข้าเป็น PDF",
    "1-based source line where the row starts; null for PDF input",
    unit="line",
)
BBOX = Column(
    "bbox",
    pa.list_(pa.float32()),
    "กรอบบนหน้านั้น: x0, top, x1, bottom; ว่างเมื่อข้อมูลเข้าเป็นข้อความ",
    "Box on that page: x0, top, x1, bottom from the page's top left corner; null for text input",
    unit="PDF point",
)
CONFIDENCE = Column(
    "confidence",
    pa.float32(),
    "ความมั่นใจต่อทั้งแถว 0–1",
    "How sure the pipeline is of the whole row",
    nullable=False,
    unit="0–1",
)
FLAGS = Column(
    "flags",
    STRINGS,
    "เหตุที่ควรให้คนตรวจแถวนี้; ว่างเมื่อไม่มีข้อสงสัย",
    "Machine-readable reasons why a person should look at the row; empty when clean",
    nullable=False,
)

PROVENANCE = (DOC_ID, SOURCE_FILE, FISCAL_YEAR, AGENCY_CODE, PAGE, LINE, BBOX, CONFIDENCE, FLAGS)
"""The columns that every row dataset starts with: where the row comes from and how far it can be believed."""


def kpi_id(nullable: bool = False) -> Column:
    """The key into ``kpis``."""
    return Column(
        "kpi_id",
        STRING,
        "กุญแจของตัวชี้วัดในชุดข้อมูล kpis",
        "Key of the indicator in `kpis`: same input, same key",
        nullable=nullable,
    )


def text(name: str, th: str, en: str, *, nullable: bool = True, choices: tuple[str, ...] = ()) -> Column:
    """A text column."""
    return Column(name, STRING, th, en, nullable=nullable, choices=choices)


def texts(name: str, th: str, en: str) -> Column:
    """A column of lists of texts."""
    return Column(name, STRINGS, th, en, nullable=False)


def double(name: str, th: str, en: str, unit: str | None = None) -> Column:
    """A nullable number column."""
    return Column(name, DOUBLE, th, en, unit=unit)


def integer(name: str, th: str, en: str, unit: str | None = None, *, nullable: bool = True) -> Column:
    """A 32-bit whole number column."""
    return Column(name, INT, th, en, nullable=nullable, unit=unit)
