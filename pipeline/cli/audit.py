"""``phaen audit``: check extracted datasets, write ``findings``, say what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

import click
from phaen.pipeline.audit import RULES, model, run_rules
from phaen.pipeline.audit.engine import in_order
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.cli.language import spoken
from phaen.pipeline.cli.lines import ThaiText
from phaen.pipeline.cli.outputs import Output, data_first
from phaen.pipeline.report.site import texts
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.progress import printable
from phaen.pipeline.run.store import read_rows, replace_dataset
from phaen.pipeline.views.own_rules import PREFIX, OwnRule, OwnRuleError
from phaen.pipeline.views.own_rules import find as find_own
from phaen.pipeline.views.own_rules import load as load_own_rules
from rich.console import Console
from rich.table import Table


def summary_table(findings: list[dict[str, Any]], language: str, own: Sequence[OwnRule] = ()) -> Table:
    """Findings counted by rule and severity; every rule has its line, also where it found nothing."""
    thai = language == "th"
    counts = Counter((row["rule"], row["severity"]) for row in findings)
    table = Table(title=_("Findings by rule"), title_justify="left")
    table.add_column(_("Rule"), no_wrap=True)
    for severity in SEVERITIES:
        table.add_column(texts()[severity][0] if thai else severity, justify="right")
    table.add_column(_("Meaning"))
    titles = {rule.name: rule.title_th if thai else rule.title_en for rule in RULES}
    titles |= {PREFIX + rule.name: rule.head["title_th" if thai else "title_en"] for rule in own}
    for name, title in titles.items():
        figures = [counts[(name, severity)] for severity in SEVERITIES]
        shown = [str(figure) if figure else "·" for figure in figures]
        table.add_row(name, *shown, ThaiText(title))
    table.add_section()
    table.add_row(_("Total"), *(str(_count(findings, level)) for level in SEVERITIES), "")
    return table


def _count(findings: list[dict[str, Any]], severity: str) -> int:
    return sum(row["severity"] == severity for row in findings)


def _places(row: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """Where a finding between documents stands; of one document its message says it."""
    if len(row["doc_ids"]) < 2:
        return ""
    places = []
    for one in row["evidence"]:
        at = _("page {page}").format(page=one["page"]) if one["page"] else _("line {line}").format(line=one["line"])
        places.append(
            f"{printable(files.get(one['doc_id'], one['doc_id']))} {at if one['page'] or one['line'] else ''}"
        )
    distinct = list(dict.fromkeys(place.strip() for place in places))
    return f" ({model.listed(distinct)})" if distinct else ""


@click.command(name="audit")
@data_first(Output())
@click.option("--strict", is_flag=True, help="Exit with 1 when a finding of severity error exists.")
@click.option("--list", "listed", is_flag=True, help="Print every finding, one a line.")
@click.option(
    "--rules",
    "own_rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with rules of your own: SQL files with a TOML head.",
)
@click.option("--check-rules", is_flag=True, help="Only try the rules of --rules on the data; write nothing.")
def command(data: Path, strict: bool, listed: bool, own_rules: Path | None, check_rules: bool) -> None:
    """Check the datasets under DATA and write the inconsistencies found to its `findings`.

    Example: phaen audit data/parquet --strict
    """
    language = spoken()
    if check_rules and own_rules is None:
        raise click.UsageError(_("--check-rules needs --rules FOLDER"))
    if not (data / "documents").is_dir():
        raise StoreError(
            "{folder} has no documents dataset; extract first: phaen extract INPUT --output {folder}", folder=data
        )
    try:
        own = load_own_rules(own_rules) if own_rules else []
        found = [one.row() for one in find_own(own, data)] if own else []
    except OwnRuleError as error:
        raise click.ClickException(str(error)) from None
    if check_rules:
        counts = Counter(row["rule"] for row in found)
        for rule in own:
            count = counts[PREFIX + rule.name]
            click.echo(f"{rule.name}: " + ngettext("{count} finding", "{count} findings", count).format(count=count))
        usable = ngettext("{count} rule can be used", "{count} rules can be used", len(own))
        click.echo(usable.format(count=len(own)))
        return
    with locked(data):
        findings = in_order([*run_rules(data), *found])
        replace_dataset(data, "findings", findings)
    Console().print(summary_table(findings, language, own))
    if listed:
        files = {row["doc_id"]: row["source_file"] for row in read_rows(data, "documents")}
        for row in findings:
            message = row["message_th"] if language == "th" else row["message_en"]
            severity = row["severity"]
            shown = f"{texts()[severity][0]} ({severity})" if language == "th" else severity
            click.echo(f"{shown}\t{row['rule']}\t{row['subject']}\t{message}{_places(row, files)}")
    errors = _count(findings, "error")
    if strict and errors:
        told = ngettext("{count} finding of severity error", "{count} findings of severity error", errors)
        click.echo(_("Error: {message}").format(message=told.format(count=errors) + " (--strict)"), err=True)
        click.get_current_context().exit(1)
