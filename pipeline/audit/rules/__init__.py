"""The rules, one module each, in the order in which reports list them."""

from __future__ import annotations

from phaen.pipeline.audit.model import Rule
from phaen.pipeline.audit.rules import (
    baseline_years,
    budget_conflict,
    budget_total,
    code_conflict,
    count_mismatch,
    duplicate_document,
    milestone_total,
    missing_code,
    name_drift,
    result_conflict,
    rubric_shape,
    target_change,
    unknown_agency,
    weight_change,
    weight_total,
)

RULES: tuple[Rule, ...] = (
    code_conflict.RULE,
    name_drift.RULE,
    target_change.RULE,
    missing_code.RULE,
    budget_total.RULE,
    budget_conflict.RULE,
    count_mismatch.RULE,
    weight_total.RULE,
    weight_change.RULE,
    rubric_shape.RULE,
    result_conflict.RULE,
    milestone_total.RULE,
    unknown_agency.RULE,
    duplicate_document.RULE,
    baseline_years.RULE,
)
