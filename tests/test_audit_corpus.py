"""The audit of a corpus with known findings: all of them found, none invented."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from phaen.normalizers.text import squash
from phaen.pipeline.cli import extract as cli_extract
from phaen.pipeline.run.store import read_rows
from rapidfuzz import fuzz

CORPUS = Path(os.environ.get("PHAEN_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))
GOLD = CORPUS / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="no corpus with gold files: set PHAEN_CORPUS")

LISTED_IN_FULL = frozenset(
    [
        "code_conflict",
        "name_drift",
        "target_change",
        "missing_code",
        "budget_total",
        "budget_conflict",
        "count_mismatch",
        "weight_total",
        "weight_change",
        "rubric_shape",
        "result_conflict",
        "milestone_total",
        "unknown_agency",
        "duplicate_document",
        "baseline_years",
    ]
)
"""Rules whose findings the gold files list in full; those of other rules were read one by one."""
LIKE = 75
"""partial_ratio from which a subject is the expected one in other words."""


def _alike(expected: dict[str, Any], row: dict[str, Any]) -> bool:
    subject, have = squash(expected["subject"]), squash(row["subject"])
    said = have + squash(row["message_th"]) + squash(row["message_en"])
    known = subject + squash(expected.get("note") or "")
    return bool(
        subject == have
        or (len(said) >= 4 and fuzz.partial_ratio(subject, said) >= LIKE)
        or (len(have) >= 4 and fuzz.partial_ratio(have, known) >= LIKE)
    )


def _expected() -> list[tuple[frozenset[str], dict[str, Any]]]:
    """Documents (stems) and finding."""
    found: list[tuple[frozenset[str], dict[str, Any]]] = []
    for path in sorted(GOLD.glob("*.json")):
        content = json.loads(path.read_text("utf8"))
        between = path.stem.startswith("findings_")
        for row in content["findings"]:
            found.append((frozenset(row["docs"] if between else [path.stem]), row))
    return found


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[frozenset[str], dict[str, Any]]]:
    output = tmp_path_factory.mktemp("corpus") / "parquet"
    result = CliRunner().invoke(cli_extract.command, [str(CORPUS / "text"), "--output", str(output)])
    assert result.exit_code == 0, result.output
    stems = {row["doc_id"]: Path(row["source_file"]).name.split(".")[0] for row in read_rows(output, "documents")}
    rows = read_rows(output, "findings")
    return [(frozenset(stems[doc_id] for doc_id in row["doc_ids"]), row) for row in rows]


def test_the_expected_findings_are_found(findings: list[tuple[frozenset[str], dict[str, Any]]]) -> None:
    expected = _expected()
    missed = [
        (sorted(stems), wanted["rule"], wanted["subject"])
        for stems, wanted in expected
        if not any(stems == have and row["rule"] == wanted["rule"] and _alike(wanted, row) for have, row in findings)
    ]
    assert len(missed) <= 0.05 * len(expected), missed


def test_no_finding_is_invented(findings: list[tuple[frozenset[str], dict[str, Any]]]) -> None:
    expected = _expected()
    invented = [
        (sorted(stems), row["rule"], row["subject"], row["message_en"])
        for stems, row in findings
        if row["rule"] in LISTED_IN_FULL
        and not any(
            stems == wanted and row["rule"] == known["rule"] and _alike(known, row) for wanted, known in expected
        )
    ]
    assert not invented
