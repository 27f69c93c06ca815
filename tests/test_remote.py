"""Input and output on an S3 server (moto, on loopback), and what object names from strangers may do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from phaen.pipeline.cli.main import cli
from phaen.pipeline.run import remote
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.remote import fetch, local_home, publish
from phaen.pipeline.run.store import read_rows

pytest.importorskip("s3fs", reason="s3fs is not installed (phaen[s3])")
server = pytest.importorskip("moto.server", reason="moto is not installed")

TEXTS = Path(__file__).resolve().parent / "fixtures" / "samples" / "text-plain"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder of the test's own, for the local copies."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A file system on an S3 server of its own, with the bucket ``plans``."""
    import fsspec

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.config.conf["s3"] = {"skip_instance_cache": True, "use_listings_cache": False}
    fs = fsspec.filesystem("s3")
    fs.mkdir("plans")
    yield fs
    fs.rm("plans", recursive=True)
    running.stop()
    fsspec.config.conf.pop("s3")


def phaen(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_from_s3_to_s3(s3: Any, tmp_path: Path) -> None:
    names = sorted(path.name for path in TEXTS.iterdir())[:2]
    for name in names:
        s3.put_file(str(TEXTS / name), f"plans/raw/sub/{name}")
    s3.pipe_file("plans/raw/notes.docx", b"not an input")
    words = ("extract", "s3://plans/raw", "--output", "s3://plans/out", "--engine", "serial")
    result = phaen(*words)
    assert result.exit_code == 0, (result.output, result.exception)
    s3.get("plans/out/", str(tmp_path / "copy"), recursive=True)
    rows = read_rows(tmp_path / "copy", "documents")
    assert [row["source_file"] for row in rows] == [f"sub/{name}" for name in names]
    assert read_rows(tmp_path / "copy", "kpis")

    before = {info["name"]: info["LastModified"] for info in s3.find("plans/out", detail=True).values()}
    assert "nothing has changed" in phaen(*words).output
    assert {i["name"]: i["LastModified"] for i in s3.find("plans/out", detail=True).values()} == before

    s3.rm_file(f"plans/raw/sub/{names[0]}")
    assert phaen(*words).exit_code == 0
    shutil.rmtree(tmp_path / "copy")
    s3.get("plans/out/", str(tmp_path / "copy"), recursive=True)
    assert [row["source_file"] for row in read_rows(tmp_path / "copy", "documents")] == [f"sub/{names[1]}"]


def test_missing_places_are_clear_errors(s3: Any) -> None:
    with pytest.raises(StoreError, match="s3://plans/none does not exist, or is empty"):
        fetch("s3://plans/none")
    with pytest.raises(StoreError, match="cannot be"):
        publish(TEXTS, "s3://no-such-bucket-here/out")
    with pytest.raises(StoreError, match="is not a place phaen can open"):
        fetch("gopher://plans/raw")


def test_object_names_cannot_leave_the_local_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sly:
        """A file system whose object names try to climb out."""

        names = ("root/../../evil.txt", "root/a/./b.txt", "root/..\\c.txt", "root//d.txt")

        def find(self, root: str, detail: bool) -> dict[str, dict[str, int]]:
            return {name: {"size": 4} for name in self.names}

        def get_file(self, full: str, target: str) -> None:
            Path(target).write_text(full)

    monkeypatch.setattr(remote, "_file_system", lambda url: (Sly(), "root"))
    folder = fetch("sly://root")
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {"%2E%2E/%2E%2E/evil.txt", "a/%2E/b.txt", "..%5Cc.txt", "d.txt"}
    home = local_home("sly://root")
    assert {path.name for path in home.iterdir()} == {"input", "input.objects.json"}
