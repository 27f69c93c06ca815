"""Input and output on an S3 server (moto, on loopback), and what object names from strangers may do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from phaen.pipeline.cli.main import cli
from phaen.pipeline.run import remote
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.manifest import check_whole
from phaen.pipeline.run.remote import fetch, local_home, publish
from phaen.pipeline.run.store import read_rows

from tests.states import content, extract, plan
from tests.states import phaen as run_here

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


def output_at(fs: Any, url: str, to: Path) -> Path:
    """A copy of the output that the manifest at a URL names now."""
    shutil.rmtree(to, ignore_errors=True)
    prefix = json.loads(fs.cat_file(f"{url}/manifest.json"))["prefix"]
    fs.get(f"{url}/{prefix}/", str(to), recursive=True)
    return to


def test_from_s3_to_s3(s3: Any, tmp_path: Path) -> None:
    names = sorted(path.name for path in TEXTS.iterdir())[:2]
    for name in names:
        s3.put_file(str(TEXTS / name), f"plans/raw/sub/{name}")
    s3.pipe_file("plans/raw/notes.rtf", b"not an input")
    s3.pipe_file("plans/raw/.hidden.txt", b"hidden")
    words = ("extract", "s3://plans/raw", "--output", "s3://plans/out", "--engine", "serial")
    result = phaen(*words)
    assert result.exit_code == 0, (result.output, result.exception)
    rows = read_rows(output_at(s3, "plans/out", tmp_path / "copy"), "documents")
    assert [(row["source_file"], row["status"]) for row in rows] == [
        ("notes.rtf", "skipped"), *((f"sub/{name}", "ok") for name in names),
    ]  # fmt: skip
    assert read_rows(tmp_path / "copy", "kpis")
    check_whole(tmp_path / "copy")

    before = {info["name"]: info["LastModified"] for info in s3.find("plans/out", detail=True).values()}
    assert "nothing has changed" in phaen(*words).output
    assert {i["name"]: i["LastModified"] for i in s3.find("plans/out", detail=True).values()} == before

    s3.rm_file(f"plans/raw/sub/{names[0]}")
    assert phaen(*words).exit_code == 0
    rows = read_rows(output_at(s3, "plans/out", tmp_path / "copy"), "documents")
    assert [row["source_file"] for row in rows] == ["notes.rtf", f"sub/{names[1]}"]


def test_publishing_that_is_cut_off_leaves_the_last_output_whole(
    s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever object is the last that is written: who reads by the manifest sees the old output or the new one."""
    output, raw = tmp_path / "out", tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(plan(1), "utf-8")
    (raw / "b.txt").write_text(plan(2), "utf-8")
    s3.pipe_file("plans/there/notes.txt", b"of somebody else")
    extract(raw, output)
    publish(output, "s3://plans/there")
    old = content(output)
    (raw / "b.txt").write_text(plan(3), "utf-8")
    extract(raw, output)
    new = content(output)
    calls = 0
    real = remote._file_system

    class Dying:
        """The file system, which goes away before the nth object is written."""

        def __init__(self, fs: Any) -> None:
            self.fs = fs

        def __getattr__(self, name: str) -> Any:
            if name in ("put_file", "cp_file", "pipe_file", "rm_file"):
                return lambda *words: self.write(name, *words)
            return getattr(self.fs, name)

        def write(self, name: str, *words: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == moment:
                raise ConnectionError("gone")
            return getattr(self.fs, name)(*words)

    def dying(url: str) -> tuple[Any, str]:
        fs, root = real(url)
        return Dying(fs), root

    monkeypatch.setattr(remote, "_file_system", dying)
    seen = []
    moment = 1
    while True:
        calls = 0
        try:
            publish(output, "s3://plans/there")
        except StoreError as error:
            assert "s3://plans/there cannot be written: gone" in str(error)
        now = content(output_at(s3, "plans/there", tmp_path / "copy"))
        assert now in (old, new), moment
        seen.append(now == new)
        if calls < moment:
            break
        moment += 7
    assert seen[0] is False and seen[-1] is True
    assert s3.cat_file("plans/there/notes.txt") == b"of somebody else"


def test_without_credentials_there_is_one_sentence(s3: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for places, told in (
        (("s3://plans/raw", "-o", "s3://plans/out"), "s3://plans/out"),  # where it would write is asked first
        (("s3://plans/raw", "-o", str(tmp_path / "out")), "s3://plans/raw"),
    ):
        said = run_here("extract", *places, "--engine", "serial")
        assert said.code == 2 and said.err.startswith(f"Error: {told} cannot be read: "), said
        assert "Traceback" not in said.err


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

        names = ("root/../../evil.txt", "root/a/./b.txt", "root/x\\..\\c.txt", "root//d.txt")

        def find(self, root: str, detail: bool) -> dict[str, dict[str, int]]:
            return {name: {"size": 4} for name in self.names}

        def get_file(self, full: str, target: str) -> None:
            Path(target).write_text(full)

    monkeypatch.setattr(remote, "_file_system", lambda url: (Sly(), "root"))
    folder = fetch("sly://root")
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {"%2E%2E/%2E%2E/evil.txt", "a/%2E/b.txt", "x%5C..%5Cc.txt", "d.txt"}
    home = local_home("sly://root")
    assert {path.name for path in home.iterdir()} == {"input", "input.objects.json"}
