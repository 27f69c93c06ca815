"""Documents of the forms of other offices, with headings, units, order and layout that no spec was written for."""

from __future__ import annotations

from samples.elsewhere.model import OtherSample
from samples.strangers import (
    colleges,
    departments,
    development,
    districts,
    faculties,
    hospitals,
    integrity,
    ministries,
    operations,
    quality,
    rough_departments,
    rough_health,
    rough_local,
    rough_schools,
    towns,
    universities,
)


def strangers() -> list[OtherSample]:
    """Every document, with the rows that must come out."""
    return [
        *faculties.documents(),
        *universities.documents(),
        *quality.documents(),
        *hospitals.documents(),
        *development.documents(),
        *operations.documents(),
        *integrity.documents(),
        *districts.documents(),
        *ministries.documents(),
        *rough_schools.documents(),
        *rough_health.documents(),
        *rough_local.documents(),
        *rough_departments.documents(),
        *colleges.documents(),
        *towns.documents(),
        *departments.documents(),
    ]
