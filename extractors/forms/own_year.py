"""Results of the document's own year among those of earlier years: they are what a report tells, no baseline."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context
from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.behind_target import RESULTS
from phaen.extractors.wordings.catalogue import active
from phaen.normalizers.text import clean
from phaen.normalizers.years import year_of_headings

_GOALS, _RESULTS = "goal_indicators", "goal_results"
_EARLIER = ("baseline", "year_results")
_TOLD = re.compile(RESULTS)


def tell_own_year(ctx: Context, table: JoinedTable) -> None:
    """Make a table of goals with the results of several years one of results, where the column of the document's own
    year stands behind the only target, or that of the same year. A plan of that year cannot know them: only a report,
    or what may be one."""
    if table.kind != _GOALS or not table.elsewhere or ctx.doc_type not in (None, "performance_report"):
        return
    own = [
        column
        for role in _EARLIER
        for column in table.columns(role)
        if year_of_headings(table.headings[column]) == ctx.fiscal_year
    ]
    targets = table.columns("target")
    if len(targets) > 1:  # of several years, that of the document's own counts
        targets = [column for column in targets if year_of_headings(table.headings[column]) == ctx.fiscal_year]
    if ctx.fiscal_year is None or len(own) != 1 or len(targets) != 1 or own[0] < targets[0]:
        return
    roles = tuple("achieved" if column == own[0] else role for column, role in enumerate(table.roles))
    known = {role.name for role in active().kinds[_RESULTS]}
    if any(_TOLD.match(clean(part)) for part in table.headings[own[0]]) and set(roles) - {None} <= known:
        table.kind, table.roles = _RESULTS, roles
