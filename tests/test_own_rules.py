"""Rules of one's own: SQL with a TOML head, tried before they are used, beside the package's rules."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from audit_builders import Run, write
from click.testing import CliRunner, Result
from phaen.pipeline.cli.main import cli
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.views.own_rules import OwnRuleError, load

HEAD = """/*
severity = "warning"
title_th = "โครงการวงเงินสูง"
title_en = "Large project"
subject = "{project}"
message_th = "{project} ใช้งบประมาณ {budget_baht} บาท โปรดยืนยัน"
message_en = "{project} takes {budget_baht} baht: please confirm."
amount_at_stake = "budget_baht"
*/
"""
SQL = (
    "SELECT doc_id, page, line, bbox, flags, project, budget_baht, budget_raw AS raw "
    "FROM plans WHERE budget_baht > 1000"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    run = Run()
    for name, baht in (("โครงการใหญ่", 5000), ("โครงการเล็ก", 10), ("โครงการใหญ่กว่า", 9000)):
        run.plan(name, baht)
    return write(run, tmp_path / "parquet")


def rules(tmp_path: Path, text: str, name: str = "large_project.sql") -> Path:
    folder = tmp_path / "rules"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


def audit(data: Path, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(cli, ["audit", str(data), "--rules", str(folder), *more])


def test_findings_of_an_own_rule_stand_beside_the_others(data: Path, tmp_path: Path) -> None:
    result = audit(data, rules(tmp_path, HEAD + SQL))
    assert result.exit_code == 0, result.output
    assert "own.large_project" in result.output
    found = [row for row in read_rows(data, "findings") if row["rule"] == "own.large_project"]
    assert [row["subject"] for row in found] == ["โครงการใหญ่กว่า", "โครงการใหญ่"]
    assert [row["amount_at_stake"] for row in found] == [Decimal(9000), Decimal(5000)]
    assert found[0]["message_en"] == "โครงการใหญ่กว่า takes 9,000 baht: please confirm. (line 3)"
    assert found[0]["evidence"][0]["raw"] == "9,000" and found[0]["evidence"][0]["line"]
    assert len({row["finding_id"] for row in found}) == 2


def test_rows_of_one_key_are_one_finding(data: Path, tmp_path: Path) -> None:
    text = HEAD + SQL.replace("project, ", "project, 'all' AS key, ")
    assert audit(data, rules(tmp_path, text)).exit_code == 0
    (found,) = [row for row in read_rows(data, "findings") if row["rule"] == "own.large_project"]
    assert len(found["evidence"]) == 2


def test_rules_are_tried_without_writing(data: Path, tmp_path: Path) -> None:
    result = audit(data, rules(tmp_path, HEAD + SQL), "--check-rules")
    assert result.exit_code == 0 and "large_project: 2 findings\n1 rule can be used" in result.output
    assert not [row for row in read_rows(data, "findings") if row["rule"].startswith("own.")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SQL, "begins without its head"),
        (HEAD.replace('"warning"', "warning") + SQL, "is no TOML"),
        (HEAD.replace('"warning"', '"grave"') + SQL, "one of error, warning, info"),
        (HEAD.replace("title_th", "titel_th") + SQL, "the head has no title_th"),
        (HEAD.replace("*/", 'colour = "red"\n*/') + SQL, "colour is unknown"),
        (HEAD + SQL.replace(" AS raw", ""), "the query gives no column raw"),
        (HEAD.replace("{project} takes", "{name} takes") + SQL, "message_en names {name}"),
        (HEAD + SQL.replace("plans", "plan_lines"), "plan_lines"),
        (HEAD + "DROP VIEW plans", "is refused"),
        (HEAD + "SELECT doc_id, raw FROM read_csv('/etc/passwd')", "only the datasets can be read"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_file(data: Path, tmp_path: Path, text: str, problem: str) -> None:
    result = audit(data, rules(tmp_path, text), "--check-rules")
    assert result.exit_code == 1 and "large_project.sql" in result.output
    assert problem in " ".join(result.output.split())


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OwnRuleError, match="call the file by small letters"):
        load(rules(tmp_path, HEAD + SQL, "Large Project.sql"))


def test_trying_needs_rules(data: Path) -> None:
    result = CliRunner().invoke(cli, ["audit", str(data), "--check-rules"])
    assert result.exit_code == 2 and "--check-rules needs --rules" in result.output
