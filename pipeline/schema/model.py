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

    ``title`` is its short name for people, in Thai and in English.

    In list columns "not stated" is the empty list; only ``bbox`` may be null. ``choices`` closes a text
    column to a fixed set of values; every other value breaks the schema.
    """

    name: str
    type: pa.DataType
    th: str
    en: str
    title: tuple[str, str]
    nullable: bool = True
    unit: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the column holds a list."""
        return bool(pa.types.is_list(self.type))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of one dataset whose values stand in columns of another; a null points nowhere."""

    columns: tuple[str, ...]
    dataset: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset: a folder of Parquet files under the output folder.

    ``partitioned`` datasets are split into hive folders by ``fiscal_year``, whose value stands in the name of
    the folder, not in the file. :mod:`phaen.pipeline.schema.names` says which are made document by document, and whose
    rows are counted.

    ``named_by`` are the columns that name a row for a person: ``phaen diff`` pairs rows by them, and ``row_key`` is
    made of them. ``key`` are those that name exactly one row, where there are such: ``doc_id`` and ``kpi_id`` come
    from the bytes of a file, and a file may be given twice, so that only with its path do they name one row.

    ``across`` are the columns that linking and the rules over documents read: a run keeps them beside the cache.
    ``linked`` are those that linking fills or changes.
    """

    name: str
    th: str
    en: str
    columns: tuple[Column, ...]
    named_by: tuple[str, ...]
    key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    partitioned: bool = True
    across: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})
        if len(self.by_name) != len(self.columns):
            raise ValueError(f"dataset {self.name} has two columns of one name")
        own = (*self.named_by, *self.key, *(column for key in self.foreign_keys for column in key.columns))
        for column in own:
            if column not in self.by_name:
                raise ValueError(f"dataset {self.name} has no column {column}, which one of its keys names")
        for column in (*self.across, *self.linked):
            if column not in self.by_name:
                raise ValueError(f"dataset {self.name} has no column {column}, which linking needs")
        for column in self.key:
            if self.by_name[column].nullable:
                raise ValueError(f"dataset {self.name}: {column} is part of the key and must not be nullable")


DOC_ID = Column(
    "doc_id",
    STRING,
    "รหัสเอกสาร: เลขฐานสิบหก 16 หลักแรกของ SHA-256 ของไฟล์ต้นฉบับ",
    "Document key: first 16 hex digits of the SHA-256 of the file's bytes (zeros if it cannot be opened)",
    title=("รหัสเอกสาร", "Document key"),
    nullable=False,
)
SOURCE_FILE = Column(
    "source_file",
    STRING,
    "ที่อยู่ไฟล์ต้นฉบับ นับจากโฟลเดอร์ข้อมูลนำเข้า คั่นด้วย /",
    "Path of the source file relative to the input folder, `/` separators",
    title=("ไฟล์ต้นฉบับ", "Source file"),
    nullable=False,
)
FISCAL_YEAR = Column(
    "fiscal_year",
    INT,
    "ปีงบประมาณที่แถวนี้กล่าวถึง (พ.ศ.)",
    "Fiscal year that the row speaks about; normally the document's own (1 October to 30 September)",
    title=("ปีงบประมาณ", "Fiscal year"),
    unit="Buddhist Era year",
)
AGENCY_CODE = Column(
    "agency_code",
    STRING,
    "อักษรย่อของหน่วยงานเจ้าของเอกสาร เช่น สกจ.",
    "Abbreviation of the agency that owns the document, such as สกจ.",
    title=("หน่วยงาน", "Agency"),
)
PAGE = Column(
    "page",
    INT,
    "หน้า PDF ที่แถวเริ่ม (นับจาก 1) ว่างเมื่อข้อมูลนำเข้าเป็นข้อความ",
    "1-based PDF page where the row starts; null for text input",
    title=("หน้า", "Page"),
    unit="page",
)
LINE = Column(
    "line",
    INT,
    "บรรทัดของไฟล์ข้อความที่แถวเริ่ม (นับจาก 1) ว่างเมื่อข้อมูลนำเข้าเป็น PDF",
    "1-based source line where the row starts; null for PDF input",
    title=("บรรทัด", "Line"),
    unit="line",
)
BBOX = Column(
    "bbox",
    pa.list_(pa.float32()),
    "กรอบบนหน้านั้น: x0, top, x1, bottom ว่างเมื่อข้อมูลนำเข้าเป็นข้อความ",
    "Box on that page: x0, top, x1, bottom from the page's top left corner; null for text input",
    title=("กรอบบนหน้า", "Box on the page"),
    unit="PDF point",
)
PLACE = Column(
    "place",
    STRING,
    "ที่ในไฟล์สำนักงานหรือ HTML เช่น Sheet1!B7 ว่างสำหรับ PDF และข้อความ",
    "Place in an office or HTML file, such as `Sheet1!B7` or `table 3 r2 c4`; null for PDF and text",
    title=("ที่ในไฟล์", "Place in the file"),
)
CONFIDENCE = Column(
    "confidence",
    pa.float32(),
    "ความน่าจะเป็นที่ทั้งแถวถูกต้อง 0–1",
    "How likely the whole row is right",
    title=("ระดับความเชื่อมั่น", "Confidence"),
    nullable=False,
    unit="0–1",
)
FLAGS = Column(
    "flags",
    STRINGS,
    "เหตุที่ควรตรวจสอบแถวนี้กับเอกสารต้นฉบับ ว่างเมื่อไม่มีข้อสงสัย",
    "Machine-readable reasons why a person should look at the row; empty when clean",
    title=("เครื่องหมายเตือน", "Flags"),
    nullable=False,
)

ROW_KEY = Column(
    "row_key",
    STRING,
    "คีย์คงที่ของแถวภายในเอกสาร ใช้ใน statements และการแก้ไขของเจ้าหน้าที่",
    "Stable key of the row within its document: `statements` and people's corrections name rows by it",
    title=("คีย์ของแถว", "Row key"),
    nullable=False,
)
CORRECTED = Column(
    "corrected",
    STRINGS,
    "คอลัมน์ที่เจ้าหน้าที่แก้ไขแล้ว",
    "Columns that a person set",
    title=("คอลัมน์ที่เจ้าหน้าที่แก้ไข", "Corrected columns"),
    nullable=False,
)
DECIDED_BY = Column(
    "decided_by",
    STRING,
    "ผู้แก้ไขหรือพิจารณาแถวนี้",
    "Who set a value of it, answered a question about it or judged it; null where nobody did",
    title=("ผู้พิจารณา", "Decided by"),
)
DECIDED_ON = Column(
    "decided_on",
    STRING,
    "วันที่พิจารณาครั้งล่าสุด",
    "The last day that somebody did, as written in the review folder",
    title=("วันที่พิจารณา", "Decided on"),
)
AMOUNT = pa.struct(
    [
        pa.field("fiscal_year", INT),
        pa.field("source", STRING),
        pa.field("raw", STRING),
        pa.field("baht", BAHT),
    ]
)
"""One of several amounts of a line: by year, by source of money, by quarter."""

PROVENANCE = (DOC_ID, SOURCE_FILE, FISCAL_YEAR, AGENCY_CODE, PAGE, LINE, BBOX, PLACE, CONFIDENCE, FLAGS)
"""The columns that every row dataset starts with: where the row comes from and how far it can be believed."""

TYPED = (*PROVENANCE, ROW_KEY, CORRECTED, DECIDED_BY, DECIDED_ON)
"""The same of rows of values: what ``statements`` and people's corrections speak of."""


TO_DOCUMENTS = ForeignKey(("source_file",), "documents", ("source_file",))
TO_KPIS = ForeignKey(("kpi_id",), "kpis", ("kpi_id",))
TO_INDICATORS = ForeignKey(("indicator_id",), "indicators", ("indicator_id",))


def kpi_id(nullable: bool = False) -> Column:
    """The key into ``kpis``."""
    return Column(
        "kpi_id",
        STRING,
        "คีย์ของตัวชี้วัดในชุดข้อมูล kpis",
        "Key of the indicator in `kpis`: same input, same key",
        title=("รหัสแถวตัวชี้วัด", "Indicator row key"),
        nullable=nullable,
    )


Title = tuple[str, str]


def text(name: str, th: str, en: str, *, title: Title, nullable: bool = True, choices: tuple[str, ...] = ()) -> Column:
    """A text column."""
    return Column(name, STRING, th, en, title, nullable, choices=choices)


def texts(name: str, th: str, en: str, *, title: Title) -> Column:
    """A column of lists of texts."""
    return Column(name, STRINGS, th, en, title, nullable=False)


def double(name: str, th: str, en: str, unit: str | None = None, *, title: Title) -> Column:
    """A nullable number column."""
    return Column(name, DOUBLE, th, en, title, unit=unit)


def integer(name: str, th: str, en: str, unit: str | None = None, *, title: Title, nullable: bool = True) -> Column:
    """A 32-bit whole number column."""
    return Column(name, INT, th, en, title, nullable, unit)
