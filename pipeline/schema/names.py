"""What can be told of datasets without their columns: whether anything has changed is seen without loading Arrow."""

from __future__ import annotations

SCHEMA_VERSION = "2"
"""Raised with every change of a column's name, type or meaning; stands in every file's metadata."""

PER_DOCUMENT = (
    *("documents", "kpis", "kpi_mentions", "rubrics", "plans", "projects", "results", "milestones"),
    *("sections", "cells", "statements", "repairs"),
)
"""The datasets that one document's extraction gives."""

NAMES = (*PER_DOCUMENT, "outcomes", "indicators", "agencies", "findings", "data_dictionary")
"""All datasets in the order in which people read of them; those behind ``PER_DOCUMENT`` are made over all documents."""

COUNTED = ("kpis", "rubrics", "plans", "results", "milestones", "sections")
"""The datasets whose rows, and flagged rows, people are told the number of: the others repeat them."""

DATAPACKAGE = "datapackage.json"
"""The file that describes an output folder for other programs."""
