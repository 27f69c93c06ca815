"""What became of the findings since the last run: new, changed, gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from phaen.pipeline.audit import RULES
from phaen.pipeline.report.site import Site
from phaen.pipeline.views.changes import SAID, FindingChange

_RULES = {rule.name: rule for rule in RULES}


def write_since(site: Site, changes: Sequence[FindingChange] | None, findings: Mapping[str, Mapping[str, Any]]) -> None:
    """The page of changes; ``changes`` is ``None`` where the output keeps none before it."""
    rows = [_row(change, findings) for change in changes or ()]
    counts = [(kind, sum(row["kind"] == kind for row in rows)) for kind in ("new", "changed", "gone")]
    site.write_list("since", "since.html", "since", "rows", rows, counts=counts, known=changes is not None)


def _row(change: FindingChange, findings: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    row, rule = change.row, _RULES.get(change.row["rule"])
    before = change.before if change.kind == "changed" else None
    return {
        "kind": change.kind,
        "severity": row["severity"],
        "rule_th": rule.title_th if rule else row["rule"],
        "rule_en": rule.title_en if rule else row["rule"],
        "subject": row["subject"] or "–",
        "message_th": row["message_th"],
        "message_en": row["message_en"],
        "before_th": before["message_th"] if before and before["message_th"] != row["message_th"] else None,
        "before_en": before["message_en"] if before and before["message_en"] != row["message_en"] else None,
        "status": row["status"],
        "columns": [name for name in SAID if before and before.get(name) != row.get(name)],
        "href": f"finding/{row['finding_id']}.html" if row["finding_id"] in findings and change.after else None,
    }
