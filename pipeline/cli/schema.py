"""``phaen schema``: the data dictionary, made from the schema, in one language."""

from __future__ import annotations

import click
from phaen.pipeline.assemble.flags import flags
from phaen.pipeline.cli.language import spoken
from phaen.pipeline.schema.datapackage import type_name
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.model import Column, Dataset
from phaen.pipeline.schema.names import SCHEMA_VERSION
from phaen.pipeline.schema.values import meaning, usage

_WORDS = {
    "en": {
        "title": "Data dictionary",
        "made": "Schema version {version}. Made by `phaen schema` from `pipeline/schema` and "
        "`pipeline/assemble/flags.csv`: change it there, then run `make dictionary`.",
        "heads": "| column | type | null | unit | meaning |",
        "null": ("yes", "no"),
        "folders": "Stored as hive folders `fiscal_year=YYYY`.",
        "file": "Stored as one file.",
        "usage": "**Before adding up or joining:** ",
        "values": "Values",
        "flags": "## Flags\n\nWhy a person should look at a row or document (column `flags`); none means that nothing "
        "spoke against it.\n\n| flag | meaning |",
    },
    "th": {
        "title": "พจนานุกรมข้อมูล",
        "made": "สคีมารุ่น {version} สร้างด้วย `phaen schema --language th` จากโฟลเดอร์ `pipeline/schema` "
        "และ `pipeline/assemble/flags.csv`",
        "heads": "| คอลัมน์ | ชนิดข้อมูล | ว่างได้ | หน่วย | ความหมาย |",
        "null": ("ได้", "ไม่ได้"),
        "folders": "เก็บเป็นโฟลเดอร์ตามปี `fiscal_year=YYYY`",
        "file": "เก็บเป็นไฟล์เดียว",
        "usage": "**ก่อนหายอดรวมหรือเชื่อมข้อมูล:** ",
        "values": "ค่าที่เป็นได้",
        "flags": "## Flags: เครื่องหมายเตือน {#flags}\n\nเหตุที่ควรตรวจสอบแถวหรือเอกสาร (คอลัมน์ `flags`) "
        "ไม่มีเครื่องหมายเตือน หมายถึงไม่พบเหตุให้สงสัย\n\n| เครื่องหมายเตือน | ความหมาย |",
    },
}
UNITS_TH = {
    "Buddhist Era year": "ปี พ.ศ.",
    "baht": "บาท",
    "page": "หน้า",
    "line": "บรรทัด",
    "PDF point": "พอยต์ PDF",
    "character": "ตัวอักษร",
    "table": "ตาราง",
    "percent": "ร้อยละ",
    "score points": "คะแนน",
    "document": "เอกสาร",
    "row": "แถว",
    "column": "คอลัมน์",
    "project": "โครงการ",
    "see achieved_unit": "ดู achieved_unit",
    "see target_unit": "ดู target_unit",
    "see threshold_unit": "ดู threshold_unit",
}
"""Units of columns in Thai; one that is not here (`0–1`, `1–5`) is written alike in both languages."""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _line(column: Column, language: str) -> str:
    words = _WORDS[language]
    null = words["null"][0 if column.nullable else 1]
    unit = column.unit or ""
    if language == "th":
        title = column.title[0]
        text = column.th if column.th.startswith(title) else f"{title}: {column.th}"
        unit = UNITS_TH.get(unit, unit)
    else:
        text = column.en
    return f"| `{column.name}` | {type_name(column.type)} | {null} | {unit} | {_cell(text)} |"


def _values(dataset: Dataset, language: str) -> str:
    """The values of closed columns that the column's own description does not explain in this language."""
    lines = []
    for column in dataset.columns:
        if column.choices and (language == "th" or not all(f"`{one}`" in column.en for one in column.choices)):
            said = "; ".join(f"`{one}` {meaning(dataset.name, column.name, one, language)}" for one in column.choices)
            lines.append(f"- `{column.name}`: {said}")
    return f"\n{_WORDS[language]['values']}:\n\n" + "\n".join(lines) + "\n" if lines else ""


def section(dataset: Dataset, language: str) -> str:
    """One dataset of the dictionary as Markdown."""
    words = _WORDS[language]
    about = dataset.th if language == "th" else f"{dataset.en}."
    where = words["folders" if dataset.partitioned else "file"]
    lines = "\n".join(_line(column, language) for column in dataset.columns)
    return (
        f"## {dataset.name}\n\n{about} {where}\n\n{words['usage']}{usage(dataset.name, language)}\n\n"
        f"{words['heads']}\n|---|---|---|---|---|\n{lines}\n{_values(dataset, language)}"
    )


def dictionary(language: str = "en") -> str:
    """The whole data dictionary as Markdown; ``language`` is ``en`` or ``th``."""
    words = _WORDS[language]
    names = " · ".join(f"[{name}](#{name})" for name in DATASETS)
    told = "\n".join(f"| `{flag}` | {_cell(row[language])} |" for flag, row in flags().items())
    sections = "\n".join(section(dataset, language) for dataset in DATASETS.values())
    return (
        f"# {words['title']}\n\n{str(words['made']).format(version=SCHEMA_VERSION)}\n\n{names} · [Flags](#flags)\n\n"
        f"{sections}\n{words['flags']}\n|---|---|\n{told}\n"
    )


@click.command(name="schema")
@click.argument("dataset", metavar="[DATASET]", required=False, type=click.Choice(list(DATASETS)))
def command(dataset: str | None) -> None:
    """Print the data dictionary as Markdown, whole or of one DATASET.

    Example: phaen schema kpis
    """
    language = spoken()
    click.echo(section(DATASETS[dataset], language) if dataset else dictionary(language), nl=False)
