"""Plans of organisations outside Bangkok (and another print of its districts), each with the rows it must give."""

from __future__ import annotations

from samples.elsewhere import (
    anticorruption,
    budget_book,
    development_plan,
    district_print,
    faculty_plan,
    hospital_map,
    hospital_plan,
    indicator_sheet,
    ministry_plan,
    operations_plan,
    quality_plan,
    strategic_plan,
)
from samples.elsewhere.model import OtherSample

MODULES = (
    anticorruption,
    budget_book,
    development_plan,
    district_print,
    faculty_plan,
    hospital_map,
    hospital_plan,
    indicator_sheet,
    ministry_plan,
    operations_plan,
    quality_plan,
    strategic_plan,
)


def other_samples() -> list[OtherSample]:
    """Every sample, in order of its name."""
    return [module.sample() for module in MODULES]
