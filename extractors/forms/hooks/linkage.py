"""ตาราง ง (linkage): the key result that a supporting project, and so its indicator, serves."""

from __future__ import annotations

from phaen.extractors.forms.context import Context, is_blank, plain
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedTable


def linkage_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """ตาราง ง: the KR that a supporting project, and so its indicator, serves."""
    for row in table.rows:
        key_result, project = table.cell(row, "key_result").text, table.cell(row, "project").text
        if is_blank(key_result):
            continue
        ctx.records.linkages.append((plain(key_result), plain(project), plain(table.cell(row, "project_kpi").text)))
        ctx.claim(table.cell(row, "key_result"), table.cell(row, "project_kpi"))
