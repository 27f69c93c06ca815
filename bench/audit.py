"""How long the audit and the report take: python bench/audit.py [--documents 1000].

Generates datasets, runs the rules and writes the report, in a temporary folder; prints seconds, findings, pages and
the largest page. Exits 1 when the audit needs 30 s or more, or a page has 2 MB or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import audit_data
from phaen.pipeline.audit import run_rules
from phaen.pipeline.report.build import build
from phaen.pipeline.run.store import write_dataset
from phaen.pipeline.schema.datasets import to_table

MAX_SECONDS = 30.0
MAX_PAGE = 2 * 1024 * 1024


def main() -> int:
    """Measure and print; the exit code says whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="write datasets and report here instead of a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        data = folder / "parquet"
        rows = dict(audit_data.write(data, options.documents))
        print(f"{options.documents} documents, {sum(rows.values()):,} rows")
        start = time.perf_counter()
        findings = run_rules(data)
        audited = time.perf_counter() - start
        print(f"audit {audited:.1f} s, {len(findings):,} findings")
        write_dataset(data, "findings", to_table("findings", findings))
        start = time.perf_counter()
        built = build(data, folder / "report")
        print(
            f"report {time.perf_counter() - start:.1f} s, {built.pages:,} pages, largest {built.largest / 1e6:.2f} MB"
        )
    return int(audited >= MAX_SECONDS or built.largest >= MAX_PAGE)


if __name__ == "__main__":
    sys.exit(main())
