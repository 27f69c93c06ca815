"""``phaen tables``: the printed tables of one file, read by a form or not."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path

import click
from phaen.pipeline.cli.language import spoken
from phaen.pipeline.views.reasons import reason

FORMATS = ("csv", "xlsx", "html", "parquet")


@click.command(name="tables")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--page", type=click.IntRange(1), help="Only tables that stand on this page.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="File; for CSV a folder.  [default: CSV to the terminal]"
)
@click.option(
    "--forms", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of your own forms."
)
def command(file: Path, page: int | None, kind: str, output: Path | None, forms: Path | None) -> None:
    """Give the tables of FILE as data, whole over page ends, whether a form reads them or not.

    Exit code 0: tables are given; 1: the file has none (on that page).

    Example: phaen tables data/raw/plan.pdf --page 12 --format html -o tables.html
    """
    from phaen.pipeline.extract import extract_document
    from phaen.pipeline.result import ExtractOptions
    from phaen.pipeline.schema.datasets import to_table
    from phaen.pipeline.views.tables import as_csv, as_html, as_sheet, printed_tables

    if output is None and kind != "csv":
        raise click.UsageError(_("--format {kind} needs --output").format(kind=kind))
    options = ExtractOptions(statements=False, forms=str(forms.resolve()) if forms else None)
    rows = extract_document(file.read_bytes(), file.name, options).tables
    if (error := rows["documents"][0].get("error")) and not rows["cells"]:
        raise click.ClickException(reason(error, spoken()))
    tables = printed_tables(rows["cells"], page)
    if not tables:
        none = _("{file}: no table on page {page}") if page else _("{file}: no table")
        click.echo(none.format(file=file, page=page), err=True)
        raise click.exceptions.Exit(1)
    if output is None:
        for table in tables:
            click.echo(f"# {table.label}")
            click.echo(as_csv(table))
        return
    if kind == "csv":
        output.mkdir(parents=True, exist_ok=True)
        for table in tables:
            (output / f"{table.name}.csv").write_bytes(as_csv(table).encode("utf-8-sig"))
    elif kind == "html":
        output.write_text(as_html(tables, file.name), "utf-8")
    elif kind == "xlsx":
        from phaen.pipeline.views.workbook import write_workbook

        write_workbook(output, [as_sheet(table) for table in tables])
    else:
        import pyarrow.parquet as pq

        numbers = {table.number for table in tables}
        pq.write_table(to_table("cells", [row for row in rows["cells"] if row["table_no"] in numbers]), output)
    click.echo(_("{output}: {count} tables").format(output=output, count=len(tables)))
