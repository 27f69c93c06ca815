"""Documents of the forms of other offices, with headings, units, order and layout that no spec was written for."""

from __future__ import annotations

from samples.elsewhere.model import OtherSample
from samples.strangers import colleges, departments, faculties, hospitals, local, ministries, rough, towns


def strangers() -> list[OtherSample]:
    """Every document, with the rows that must come out."""
    return [
        *faculties.documents(),
        *hospitals.documents(),
        *local.documents(),
        *ministries.documents(),
        *rough.documents(),
        *colleges.documents(),
        *towns.documents(),
        *departments.documents(),
    ]
