"""Targets met by year (pandas): of the results that performance reports print, how many reached their target?

python examples/targets_met.py [data/parquet]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def targets_met(folder: Path) -> pd.DataFrame:
    """Indicators with a reported result by year: met, missed, and not comparable (`met_reason` says why)."""
    rows = pd.read_parquet(folder / "outcomes")
    rows = rows[rows["achieved_raw"].notna()]
    rows["outcome"] = rows["met"].map({True: "met", False: "missed"}).fillna("not comparable")
    table = rows.pivot_table(
        index="fiscal_year", columns="outcome", values="indicator_id", aggfunc="count", fill_value=0
    )
    return table.reindex(columns=["met", "missed", "not comparable"], fill_value=0).rename_axis(None, axis="columns")


if __name__ == "__main__":
    print(targets_met(Path(sys.argv[1] if len(sys.argv) > 1 else "data/parquet")).to_string())
