"""``phaen schema``: the data dictionary, made from the schema."""

from __future__ import annotations

import click
from phaen.pipeline.assemble.flags import flags
from phaen.pipeline.schema.datapackage import type_name
from phaen.pipeline.schema.datasets import DATASETS, SCHEMA_VERSION
from phaen.pipeline.schema.model import Column, Dataset


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _line(column: Column) -> str:
    null = "yes" if column.nullable else "no"
    return (
        f"| `{column.name}` | {type_name(column.type)} | {null} | {column.unit or ''} "
        f"| {_cell(column.th)} | {_cell(column.en)} |"
    )


def _section(dataset: Dataset) -> str:
    where = "hive folders `fiscal_year=YYYY`" if dataset.partitioned else "one file"
    lines = "\n".join(map(_line, dataset.columns))
    return (
        f"## {dataset.name}\n\n{dataset.th}\n\n{dataset.en}. Stored as {where}.\n\n"
        f"| column | type | null | unit | ความหมาย | meaning |\n|---|---|---|---|---|---|\n{lines}\n"
    )


def _flags() -> str:
    lines = "\n".join(f"| `{flag}` | {_cell(row['th'])} | {_cell(row['en'])} |" for flag, row in flags().items())
    return (
        "## Flags\n\nเหตุที่ควรมีคนดูแถวหรือเอกสาร (คอลัมน์ `flags`)\n\n"
        "Why a person should look at a row or document (column `flags`); none means that nothing spoke against it.\n\n"
        f"| flag | ความหมาย | meaning |\n|---|---|---|\n{lines}\n"
    )


def dictionary() -> str:
    """The whole data dictionary as Markdown."""
    names = " · ".join(f"[{name}](#{name})" for name in DATASETS)
    return (
        f"# Data dictionary\n\nSchema version {SCHEMA_VERSION}. Made by `phaen schema` from "
        "`pipeline/schema/*.py` and `pipeline/assemble/flags.csv`: change it there, then run `make dictionary`.\n\n"
        f"{names} · [Flags](#flags)\n\n" + "\n".join([*map(_section, DATASETS.values()), _flags()])
    )


@click.command(name="schema")
@click.argument("dataset", required=False, type=click.Choice(list(DATASETS)))
def command(dataset: str | None) -> None:
    """Print the data dictionary as Markdown, whole or of one DATASET.

    Example: phaen schema kpis
    """
    click.echo(_section(DATASETS[dataset]) if dataset else dictionary(), nl=False)
