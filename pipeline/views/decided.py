"""What people decided and a run applied, as rows: of every typed row, document and finding that a decision touched."""

from __future__ import annotations

LABELS = {
    "kpis": "name",
    "plans": "coalesce(project, budget_raw)",
    "results": "kpi_name",
    "rubrics": "concat_ws(' ', kpi_name, level)",
    "milestones": "step",
}
"""What names a row of a typed dataset in a list."""

_PLACE = "doc_id, source_file, agency_code, fiscal_year, page, line, decided_by, decided_on"
_COLUMNS = {
    "kpis": "CASE WHEN kr_code_source = 'person' THEN list_distinct(list_concat(corrected, ['kr_code'])) "
    "ELSE corrected END"
}
"""Which columns a decision set; an answered question sets the code."""
_OTHERS = """
SELECT 'documents', doc_id, coalesce(title, source_file), ['agency_code'], NULL, NULL, doc_id, source_file, agency_code,
    fiscal_year, NULL, NULL, decided_by, decided_on
FROM documents WHERE decided_by IS NOT NULL
UNION ALL
SELECT 'findings', f.finding_id, f.message_th, [], f.status, f.note, f.doc_ids[1], d.source_file, d.agency_code,
    d.fiscal_year, f.evidence[1].page, f.evidence[1].line, f.decided_by, f.decided_on
FROM findings f
LEFT JOIN (SELECT doc_id, min(source_file) AS source_file, any_value(agency_code) AS agency_code,
    any_value(fiscal_year) AS fiscal_year FROM documents GROUP BY doc_id) d ON d.doc_id = f.doc_ids[1]
WHERE f.decided_by IS NOT NULL
"""


def decided_sql() -> str:
    """The view ``decided``: a row for every row that a person's decision touched, findings among them."""
    typed = " UNION ALL ".join(
        f"SELECT '{name}' AS dataset, row_key, {label} AS label, {_COLUMNS.get(name, 'corrected')} AS columns, "
        f"NULL::VARCHAR AS status, NULL::VARCHAR AS note, {_PLACE} FROM {name} WHERE decided_by IS NOT NULL"
        for name, label in LABELS.items()
    )
    rows = f"{typed} UNION ALL {_OTHERS}"
    return f"CREATE VIEW decided AS SELECT * FROM ({rows}) ORDER BY decided_on DESC, dataset, source_file, row_key"
