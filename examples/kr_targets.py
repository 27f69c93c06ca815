"""How a KR's target moved across years and agencies (Polars).

python examples/kr_targets.py [data/parquet] [KR]
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def kr_targets(folder: Path, code: str | None = None) -> pl.DataFrame:
    """Targets of one KR, or of every KR that has more than one, as printed and as figures."""
    rows = (
        pl.scan_parquet(folder / "kpis", hive_partitioning=True)
        .filter(pl.col("kr_code").is_not_null() & pl.col("target_value").is_not_null())
        .select("kr_code", "fiscal_year", "agency_code", "target_raw", "target_value", "target_unit")
        .unique()
    )
    if code is None:
        rows = rows.filter(pl.col("target_value").n_unique().over("kr_code") > 1)
    else:
        rows = rows.filter(pl.col("kr_code") == code)
    return rows.sort("kr_code", "fiscal_year", "agency_code", "target_value").collect()


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/parquet")
    with pl.Config(tbl_rows=40, tbl_cols=-1, fmt_str_lengths=40, tbl_hide_dataframe_shape=True):
        print(kr_targets(folder, sys.argv[2] if len(sys.argv) > 2 else None))
