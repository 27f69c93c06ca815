"""The few rules that a spec cannot say: whose rubric this is, how a report's boxes hang together."""

from __future__ import annotations

from collections.abc import Callable

from phaen.extractors.forms.context import Context
from phaen.extractors.forms.hooks.agreement import current_indicator, only_component, rubric_owner
from phaen.extractors.forms.hooks.baseline import baseline_below
from phaen.extractors.forms.hooks.level_rows import level_rows_table
from phaen.extractors.forms.hooks.linkage import linkage_table
from phaen.extractors.forms.hooks.milestones import milestone_indicator
from phaen.extractors.forms.hooks.paired_rows import paired_rows_table
from phaen.extractors.forms.hooks.report import DetailTexts, detail_note, result_below, score_scale, score_table
from phaen.extractors.forms.hooks.routine import groups_of_routine, routine_table, routine_tree
from phaen.extractors.forms.hooks.sums import measure_table, sum_table, tree_table
from phaen.extractors.forms.records import Mention
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedRow, JoinedTable

TABLES: dict[str, Callable[[Context, Form, JoinedTable], None]] = {
    "baseline_below": baseline_below,
    "level_rows": level_rows_table,
    "linkage": linkage_table,
    "paired_rows": paired_rows_table,
    "result_below": result_below,
    "routine": routine_table,
    "routine_tree": routine_tree,
    "score_scale": score_scale,
    "score_table": score_table,
    "sums": sum_table,
    "measures": measure_table,
    "tree": tree_table,
}
"""``hook``: reads a whole table."""

GROUPS: dict[str, Callable[[Context, Form, JoinedTable], bool]] = {"routine_tree": groups_of_routine}
"""``rows.grouped``: the hook that reads the table instead, where its rows stand in such groups."""

OWNERS: dict[str, Callable[[Context, JoinedTable], Mention | None]] = {
    "milestone_indicator": milestone_indicator,
    "rubric_heading": rubric_owner,
    "current_indicator": current_indicator,
}
"""``give.owner``: the indicator that a table's rows belong to; without one the table is not read."""

AFTER: dict[str, Callable[[Context, JoinedTable, JoinedRow, Mention], None]] = {
    "detail_note": detail_note,
    "only_component": only_component,
}
"""``give.after``: what else is said of an indicator that a row gave."""

TEXT_ROWS: dict[str, type[DetailTexts]] = {"detail_texts": DetailTexts}
"""``rows.text_rows``: takes the rows that run over all columns."""

NAMES = frozenset({*TABLES, *OWNERS, *AFTER, *TEXT_ROWS})
