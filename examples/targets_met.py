"""Targets met by year (pandas): of the results that performance reports print, how many reached their target?

python examples/targets_met.py [data/parquet]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def targets_met(folder: Path) -> pd.DataFrame:
    """Results by year: met, missed, and not comparable (no figure, or other units)."""
    documents = pd.read_parquet(folder / "documents")
    originals = documents.loc[documents["duplicate_of"].isna(), "source_file"]
    results = pd.read_parquet(folder / "results")
    # the summary of a report is what it is scored by: one row per indicator
    rows = results[results["kpi_id"].notna() & (results["source"] == "result_summary")]
    rows = rows[rows["source_file"].isin(originals)]
    operators = pd.read_parquet(folder / "kpis")[["source_file", "kpi_id", "target_op"]]
    rows = rows.merge(operators, on=["source_file", "kpi_id"], how="left")
    same_unit = rows["target_unit"].fillna("") == rows["achieved_unit"].fillna("")
    comparable = same_unit & rows["target_value"].notna() & rows["achieved_value"].notna()
    at_most = rows["target_op"].isin(["<=", "<"])
    reached = (rows["achieved_value"] >= rows["target_value"]).mask(
        at_most, rows["achieved_value"] <= rows["target_value"]
    )
    rows["outcome"] = "not comparable"
    rows.loc[comparable & reached, "outcome"] = "met"
    rows.loc[comparable & ~reached, "outcome"] = "missed"
    table = rows.pivot_table(index="fiscal_year", columns="outcome", values="kpi_id", aggfunc="count", fill_value=0)
    return table.reindex(columns=["met", "missed", "not comparable"], fill_value=0).rename_axis(None, axis="columns")


if __name__ == "__main__":
    print(targets_met(Path(sys.argv[1] if len(sys.argv) > 1 else "data/parquet")).to_string())
