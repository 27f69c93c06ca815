"""``phaen audit``: check extracted datasets, write ``findings``, say what was found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
from phaen.pipeline.audit import RULES, run_rules
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.cli.outputs import Output
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.store import replace_dataset
from rich.console import Console
from rich.table import Table


def summary_table(findings: list[dict[str, Any]], language: str) -> Table:
    """Findings counted by rule and severity; every rule has its line, also where it found nothing."""
    thai = language == "th"
    counts = Counter((row["rule"], row["severity"]) for row in findings)
    table = Table(title="ข้อสังเกตตามกฎ" if thai else "Findings by rule", title_justify="left")
    table.add_column("กฎ" if thai else "Rule", no_wrap=True)
    for severity in SEVERITIES:
        table.add_column(severity, justify="right")
    table.add_column("ความหมาย" if thai else "Meaning")
    for rule in RULES:
        figures = [counts[(rule.name, severity)] for severity in SEVERITIES]
        shown = [str(figure) if figure else "·" for figure in figures]
        table.add_row(rule.name, *shown, rule.title_th if thai else rule.title_en)
    table.add_section()
    table.add_row("รวม" if thai else "Total", *(str(_count(findings, level)) for level in SEVERITIES), "")
    return table


def _count(findings: list[dict[str, Any]], severity: str) -> int:
    return sum(row["severity"] == severity for row in findings)


@click.command(name="audit")
@click.argument("data_dir", type=Output())
@click.option("--strict", is_flag=True, help="Exit with 1 when a finding of severity error exists.")
@click.option("--language", type=click.Choice(["en", "th"]), default="en", help="Language of the table.")
@click.option("--list", "listed", is_flag=True, help="Print every finding, one a line.")
def command(data_dir: Path, strict: bool, language: str, listed: bool) -> None:
    """Check the datasets under DATA_DIR and write what does not add up to its `findings`.

    Example: phaen audit data/parquet --strict
    """
    if not (data_dir / "documents").is_dir():
        raise StoreError(f"{data_dir} has no documents dataset; extract first: phaen extract INPUT --output {data_dir}")
    with locked(data_dir):
        findings = run_rules(data_dir)
        replace_dataset(data_dir, "findings", findings)
    Console().print(summary_table(findings, language))
    if listed:
        for row in findings:
            message = row["message_th"] if language == "th" else row["message_en"]
            click.echo(f"{row['severity']}\t{row['rule']}\t{row['subject']}\t{message}")
    errors = _count(findings, "error")
    if strict and errors:
        click.echo(f"Error: {errors} findings of severity error (--strict)", err=True)
        click.get_current_context().exit(1)
