"""A Dask cluster gives the same bytes as this process, and says clearly what is missing."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.run import cluster
from phaen.pipeline.run.cluster import dask_cluster
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import Executor, serial
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.job import RunOptions, RunReport
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.worker import Outcome, Task

distributed = pytest.importorskip("distributed", reason="Dask is not installed (phaen[cluster])")

TEXTS = Path(__file__).resolve().parent / "fixtures" / "samples" / "text-plain"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a local cluster of two worker processes."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as local:
        yield local.scheduler_address


def do(given: Path, output: Path, executor: Executor) -> RunReport:
    with Path(os.devnull).open("w") as quiet:
        return run(RunOptions(given, output, ExtractOptions(), executor), PlainReporter(quiet))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


def test_dask_gives_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    one = do(TEXTS, tmp_path / "serial", serial())
    other = do(TEXTS, tmp_path / "dask", dask_cluster(scheduler))
    assert files(tmp_path / "dask") == files(tmp_path / "serial")
    assert [outcome.key for outcome in one.outcomes] == [outcome.key for outcome in other.outcomes]
    assert do(TEXTS, tmp_path / "dask", dask_cluster(scheduler)).unchanged


def test_a_missing_scheduler_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, timeout: int) -> None:
        raise OSError(f"Timed out trying to connect to {address}")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(StoreError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1: start one"):
        dask_cluster("tcp://127.0.0.1:1")


def test_a_worker_that_comes_late_is_waited_for(tmp_path: Path) -> None:
    with distributed.LocalCluster(
        n_workers=0, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as local:
        with pytest.raises(StoreError, match="has no worker: start one with `dask worker tcp"):
            dask_cluster(local.scheduler_address, wait=1)
        late = threading.Timer(1.0, local.scale, args=[1])
        late.start()
        done = do(TEXTS, tmp_path / "late", dask_cluster(local.scheduler_address))
        late.join()
    assert {outcome.status for outcome in done.outcomes} == {"ok"}


def test_a_file_that_a_cluster_cannot_finish_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(9):
        (raw / f"{number}.txt").write_text(f"รายงานประจำเดือนที่ {number}\n", "utf-8")
    sent: list[list[str]] = []
    plain, packed = cluster._work, cluster._Waiting.parcel

    def breaks(parcel: list[tuple[bytes, Task]]) -> list[tuple[Outcome, bytes]]:
        if any(task.source_file == "4.txt" for _, task in parcel):
            raise MemoryError
        return plain(parcel)

    def seen(self: cluster._Waiting) -> list[tuple[bytes, Task]]:
        parcel = packed(self)
        sent.append([task.source_file for _, task in parcel])
        return parcel

    monkeypatch.setattr(cluster, "_work", breaks)
    monkeypatch.setattr(cluster._Waiting, "parcel", seen)
    monkeypatch.setattr(cluster, "PARCELS", 2)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as local:
        done = do(raw, tmp_path / "out", dask_cluster(local.scheduler_address))
    assert max(map(len, sent)) == 4
    assert ["4.txt"] in sent
    failed = {outcome.source_file: outcome.error for outcome in done.outcomes if outcome.status == "failed"}
    assert failed == {"4.txt": "The cluster could not finish it (MemoryError)."}
    assert len(done.outcomes) == 9
