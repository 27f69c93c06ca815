"""What ``make release-check`` and ``make release-data`` would catch, and that the data release is what it says."""

from __future__ import annotations

import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from email.parser import Parser
from hashlib import sha256
from pathlib import Path

import pytest
from phaen.pipeline.run.store import read_rows, replace_dataset

from bench import release, release_data
from tests.people import ROOT, SAMPLES, copy_of

METADATA = """Metadata-Version: 2.4
Name: phaen
Version: {version}
Summary: s
Requires-Python: >=3.11
License-Expression: Apache-2.0
License-File: LICENSE
Description-Content-Type: text/markdown
{extras}
Requires-Dist: {needs}
"""


def metadata(version: str = "", needs: str = "click>=8.1") -> list[str]:
    project = release.tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = "\n".join(f"Provides-Extra: {name}" for name in project["optional-dependencies"])
    text = METADATA.format(version=version or project["version"], extras=extras, needs=needs)
    return list(release.metadata_faults(Parser().parsestr(text)))


def test_metadata() -> None:
    assert metadata() == []
    assert "version 9.9 is not that of pyproject.toml" in metadata(version="9.9")
    assert metadata(needs="click") == ["click has no lowest version"]


def wheel(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("phaen/__init__.py", "phaen/py.typed", "phaen-1.dist-info/METADATA", *names):
            archive.writestr(name, "")
    return path


def test_contents_of_a_wheel(tmp_path: Path) -> None:
    sound = wheel(tmp_path / "a.whl")
    assert list(release.wheel_faults(sound, sound)) == []
    other = wheel(tmp_path / "b.whl", "pipeline/run.py", "phaen/tests/test_a.py")
    told = "\n".join(release.wheel_faults(other, sound))
    assert "pipeline" in told and "phaen/tests/test_a.py" in told and "sdist and tree give other wheels" in told


@pytest.mark.parametrize("filters", [True, False])
def test_an_sdist_is_unpacked_by_every_python(filters: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phaen-1").mkdir()
    (tmp_path / "phaen-1" / "a.py").write_text("a = 1\n", "utf-8")
    with tarfile.open(tmp_path / "phaen-1.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "phaen-1", "phaen-1")
    if not filters:
        whole = tarfile.TarFile.extractall
        monkeypatch.delattr(tarfile, "data_filter")
        monkeypatch.setattr(tarfile.TarFile, "extractall", lambda self, path: whole(self, path))
    inner = release.opened(tmp_path / "phaen-1.tar.gz", tmp_path / "to")
    assert inner.name == "phaen-1" and (inner / "a.py").is_file()


def test_the_readmes_render_and_a_broken_one_is_found() -> None:
    for name in ("README.md", "README.th.md"):
        assert list(release.readme_faults((ROOT / name).read_text("utf-8"))) == []
    broken = "# A\n\n```sh\nmake\n\n[there](docs/nowhere.md)\n"
    assert list(release.readme_faults(broken)) and list(release.readme_faults("[there](docs/nowhere.md)"))


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("MIT", True),
        ("Artistic License OR GNU General Public License (GPL)", True),
        ("GNU Lesser General Public License v3", True),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0 OR GPL-2.0", False),
        ("GNU Affero General Public License", False),
        ("MIT AND GPL-3.0-only", False),
        ("unknown", False),
    ],
)
def test_licences(text: str, sound: bool) -> None:
    assert (list(release.licence_faults({"x": text})) == []) is sound


def test_what_gets_installed_is_followed_to_its_end() -> None:
    told = Parser().parsestr('Requires-Dist: jinja2>=3.1\nRequires-Dist: frictionless>=5; extra == "check"\n')
    assert release.dependencies(told, ()) == {"jinja2": "", "markupsafe": ""}
    assert release.dependencies(told, ("check",))["frictionless"] == "check"
    assert release.licence("jinja2").startswith("BSD") and release.licence("no-such-package") == "not installed"


@pytest.fixture
def sampled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """The run over the samples that the tests share stands in for one of its own."""

    def give(data: Path) -> None:
        monkeypatch.setattr(release_data, "extracted", lambda _: data)

    return give


def test_the_data_release(sampled: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy_of(SAMPLES, tmp_path / "data")
    sampled(data)
    first, faults = release_data.release(tmp_path / "first")
    assert faults == []
    folder = first.parent / first.stem
    assert {"README.md", "LICENSE", "CHANGES.md", "SHA256SUMS", "datapackage.json", "kpis"} <= {
        path.name for path in folder.iterdir()
    }
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert [one["name"] for one in json.loads((folder / "datapackage.json").read_text("utf-8"))["licenses"]] == [
        "Apache-2.0"
    ]
    monkeypatch.setattr(release_data, "check", lambda _: [])  # once is enough
    again, _ = release_data.release(tmp_path / "again")
    assert again.read_bytes() == first.read_bytes()
    assert "first release" in (folder / "CHANGES.md").read_text("utf-8")

    changed = copy_of(SAMPLES, tmp_path / "changed")
    replace_dataset(changed, "findings", read_rows(changed, "findings")[1:])
    sampled(changed)
    second, _ = release_data.release(tmp_path / "second", first)
    told = (second.parent / folder.name / "CHANGES.md").read_text("utf-8")
    assert "findings:" in told and "1 removed, 0 added" in told and f"since {folder.name}" in told


def test_a_package_that_is_not_what_it_says_is_found(sampled: Callable[[Path], None], tmp_path: Path) -> None:
    data = copy_of(SAMPLES, tmp_path / "data")
    shutil.rmtree(data / "kpis")
    sampled(data)
    _, faults = release_data.release(tmp_path / "out")
    assert any("kpis" in fault for fault in faults)
