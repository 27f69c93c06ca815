"""The dashboard over 1,000 synthetic documents: server time of every page, and the memory of the server.

    python -m bench.dashboard [documents]

Flags, results, findings, projects, outcomes and a statement per value are made beside the rows of ``audit_data``. Time
is what the server itself used (its processor time), so that a busy machine does not count; the clock is told too.
Exit code 1 where a page takes longer than 500 ms or the server more than 400 MB.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from phaen.pipeline.assemble.projects import project_rows
from phaen.pipeline.audit import run_rules
from phaen.pipeline.linking.outcomes import outcome_rows
from phaen.pipeline.run.store import read_rows, write_dataset
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.schema.datasets import DATASETS, TYPED_DATASETS, to_table

sys.path.insert(0, str(Path(__file__).parent))
import audit_data

MOST_SECONDS, MOST_MEGABYTES = 0.5, 400
TIMES = 5
FLAGS = ("target_unread", "budget_unread", "raw_layout_guess", "unknown_agency", "name_end_guess")
LISTS = (
    *(
        "/",
        "/indicators",
        "/indicators?q=อบรม",
        "/targets",
        "/results?weight=5&met=no",
        "/budgets",
        "/budgets?by=policy",
    ),
    *("/policies", "/projects", "/rubrics", "/findings", "/findings?severity=error&sort=-subject", "/review"),
    *("/documents", "/documents?sort=-findings", "/decisions", "/dictionary", "/sql"),
)


def _statements(rows: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """A statement for every value of a typed row that a reader gives a place."""
    shared = ("doc_id", "source_file", "fiscal_year", "agency_code", "line", "confidence")
    names = ("name", "target_raw", "target_value", "weight", "project", "budget_baht", "achieved_raw", "level", "score")
    return [
        {**{name: row[name] for name in shared}, "dataset": dataset, "row_key": row["row_key"]}
        | {"column_name": name, "value": text_of(row[name]), "raw": text_of(row[name]), "how": "cell"}
        for dataset in TYPED_DATASETS
        for row in rows[dataset]
        for name in names
        if row.get(name) is not None
    ]


def make(folder: Path, documents: int) -> None:
    """Write an output of ``documents`` documents, with doubts, results, findings, projects and outcomes."""
    rows = audit_data.generate(documents)
    doubt = random.Random(3)
    for dataset in TYPED_DATASETS:
        for row in rows[dataset]:
            if doubt.random() < 0.05:
                row |= {"flags": [doubt.choice(FLAGS)], "confidence": round(doubt.uniform(0.3, 0.95), 2)}
    rows["statements"] = _statements(rows)
    whole = {name: to_table(name, rows[name]) for name in DATASETS}
    kpis, plans = whole["kpis"].to_pylist(), whole["plans"].to_pylist()
    by_file: dict[str, list[dict[str, Any]]] = {}
    for row in plans:
        by_file.setdefault(row["source_file"], []).append(row)
    projects = [one for own in by_file.values() for one in project_rows(own, [])]
    for row in projects:
        row["policy_codes"] = [f"P{doubt.randrange(40, 160):03}"]
    results = whole["results"].to_pylist()
    outcomes = outcome_rows(whole["documents"].to_pylist(), kpis, results)
    whole |= {"projects": to_table("projects", projects), "outcomes": to_table("outcomes", outcomes)}
    for name, table in whole.items():
        write_dataset(folder, name, table)
    write_dataset(folder, "findings", to_table("findings", run_rules(folder)))


def _details(folder: Path) -> list[str]:
    kpi = next(row for row in read_rows(folder, "kpis") if row["kr_code"])
    finding = read_rows(folder, "findings")[0]
    plan = next(row for row in read_rows(folder, "plans") if row["flags"])
    group = f"file={plan['source_file']}&dataset=plans&flag={plan['flags'][0]}"
    return [
        f"/indicator/{kpi['indicator_id']}",
        f"/rubric/{kpi['indicator_id']}",
        f"/finding/{finding['finding_id']}",
        f"/row/{kpi['kpi_id']}",
        f"/document/{kpi['source_file']}",
        f"/agency/{kpi['agency_code']}",
        f"/doubted?{group}",
        f"/value/plans/{plan['doc_id']}/{plan['row_key']}?{group}",
    ]


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", quote(path, safe="/?&=%-.+"), headers={"Host": "localhost"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def measure(folder: Path) -> bool:
    """Ask every page of a dashboard in a process of its own; prints a line per page. Is all within the limits?"""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "phaen", "dashboard", str(folder), "--no-open", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        opened = _processor_seconds(server.pid)
        print(f"opened in {opened:.1f} s of processor time, {_peak_megabytes(server.pid):.0f} MB")
        good = True
        for path in (*LISTS, *_details(folder)):
            status = _get(port, path)
            before, clock = _processor_seconds(server.pid), time.perf_counter()
            for _ in range(TIMES):
                status = max(status, _get(port, path))
            used = (_processor_seconds(server.pid) - before) / TIMES
            waited = (time.perf_counter() - clock) / TIMES
            good &= status == 200 and used <= MOST_SECONDS
            figures = f"{used * 1000:5.0f} ms of the processor {waited * 1000:6.0f} ms on the clock"
            print(f"{status} {figures} {_peak_megabytes(server.pid):5.0f} MB so far  {path}")
        peak = _peak_megabytes(server.pid)
        print(f"peak memory {peak:.0f} MB")
        return good and peak <= MOST_MEGABYTES
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    place = Path("build") / f"dashboard-{documents}"
    if not (place / "findings").is_dir():
        make(place, documents)
    sys.exit(0 if measure(place) else 1)
