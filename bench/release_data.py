"""The samples' datasets as a data package that can be published: ``make release-data``.

A folder and a zip of it: the Parquet datasets with ``datapackage.json``, a README, the licence, ``SHA256SUMS`` (as
``sha256sum -c`` reads it) and ``CHANGES.md``, which lists what differs from an earlier release,
by default the newest zip beside it. The same samples, code and earlier release give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from phaen.pipeline.cli.diff import describe
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.names import DATAPACKAGE, SCHEMA_VERSION
from phaen.pipeline.views.datapackage_check import check
from phaen.pipeline.views.diff import diff_outputs

ROOT = Path(__file__).resolve().parent.parent
NAME = "phaen-samples"
DATE = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: nothing in it depends on a clock."""
LISTED = 10
"""Rows and cells of a dataset that the list of changes names."""
SUMS = "SHA256SUMS"


def extracted(folder: Path) -> Path:
    """A run over the sample documents of the repository."""
    output = folder / "parquet"
    words = [sys.executable, "-m", "phaen", "extract", str(ROOT / "data" / "raw"), "--output", str(output)]
    words += ["--jobs", "1", "--review", str(folder / "review"), "--quiet"]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"the samples could not be read:\n{done.stderr[-3000:]}")
    return output


def copied(output: Path, target: Path) -> None:
    """The datasets and their description, under the licence that the samples, the project's own writing, have."""
    for name in DATASETS:
        if (output / name).is_dir():
            shutil.copytree(output / name, target / name)
    package = json.loads((output / DATAPACKAGE).read_text("utf-8"))
    package["name"] = NAME
    package["licenses"] = [{"name": "Apache-2.0", "title": "Documents, data and descriptions: Apache License 2.0"}]
    (target / DATAPACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8")


def readme(target: Path) -> str:
    """What a reader finds in the package, with the number of rows."""
    package = json.loads((target / DATAPACKAGE).read_text("utf-8"))
    lines = [
        f"# {NAME} {version('phaen')}",
        "",
        f"Datasets of phaen {version('phaen')} (schema {SCHEMA_VERSION}) from the sample documents in its folder",
        "`data/raw`. The documents are invented, in the genre of plans of Thai government offices: they show what the",
        "datasets look like, and say nothing about any office.",
        "",
        "ชุดข้อมูลจากเอกสารตัวอย่างของ phaen เอกสารแต่งขึ้นตามแบบแผนของหน่วยงานราชการไทย",
        "ใช้ดูรูปแบบของข้อมูล ไม่ใช่ข้อเท็จจริงของหน่วยงานใด",
        "",
        "| dataset | rows | what it holds | เนื้อหา |",
        "|---|---:|---|---|",
    ]
    for resource in package["resources"]:
        dataset = DATASETS[resource["name"]]
        rows = sum(file["rows"] for file in resource["files"])
        lines.append(f"| `{dataset.name}` | {rows} | {dataset.en} | {dataset.th} |")
    lines += [
        "",
        "`datapackage.json` describes every column in Thai and English. `sha256sum -c SHA256SUMS` checks the files,",
        '`CHANGES.md` lists what is new. Read with pandas: `pandas.read_parquet("kpis")`.',
        "",
        "Licence: Apache-2.0 (`LICENSE`). Made by `make release-data`.",
    ]
    return "\n".join(lines) + "\n"


def changes(last: Path | None, target: Path) -> str:
    """What differs from an earlier release, dataset by dataset."""
    if last is None:
        return "# Changes\n\nThe first release: there is none to compare with.\n"
    told = "\n".join(describe(diff, LISTED) for diff in diff_outputs(last, target))
    return f"# Changes since {last.name}\n\n```text\n{told}\n```\n"


def checksums(folder: Path) -> Iterator[tuple[str, str]]:
    """SHA-256 and name of every file but the list itself."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS):
        yield sha256(path.read_bytes()).hexdigest(), path.relative_to(folder).as_posix()


def zipped(folder: Path) -> Path:
    """The folder as a zip beside it, with the same bytes whenever it is made."""
    target = folder.with_name(folder.name + ".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = (Path(folder.name) / path.relative_to(folder)).as_posix()
            archive.writestr(zipfile.ZipInfo(name, DATE), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target


def opened(last: Path | None, folder: Path) -> Path | None:
    """An earlier release as a folder: unpacked where it is a zip."""
    if last is None or last.is_dir():
        return last
    with zipfile.ZipFile(last) as archive:
        archive.extractall(folder)
    (inner,) = folder.iterdir()
    return inner


def release(output: Path, last: Path | None = None) -> tuple[Path, list[str]]:
    """Make folder and zip under ``output``; gives the zip and what a check of the package finds wrong."""
    target = output / f"{NAME}-{version('phaen')}"
    if last is None:
        earlier = [path for path in output.glob(f"{NAME}-*.zip") if path.stem != target.name]
        last = max(earlier, key=lambda path: path.stat().st_mtime, default=None)
    with tempfile.TemporaryDirectory(prefix="phaen-release-") as folder:
        work = Path(folder)
        (work / "last").mkdir()
        before = opened(last, work / "last")
        made = work / target.name
        made.mkdir()
        copied(extracted(work), made)
        shutil.copy(ROOT / "LICENSE", made / "LICENSE")
        (made / "CHANGES.md").write_text(changes(before, made), "utf-8")
        (made / "README.md").write_text(readme(made), "utf-8")
        (made / SUMS).write_text("".join(f"{digest}  {name}\n" for digest, name in checksums(made)), "utf-8")
        faults = check(made)
        output.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target)
    return zipped(target), faults


def main() -> int:
    """Make the release; the exit code is 1 where the package does not hold what it describes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("build/release"))
    parser.add_argument("--last", type=Path, help="Zip or folder of the release to compare with.")
    given = parser.parse_args()
    made, faults = release(given.output, given.last)
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB, sha256 {sha256(made.read_bytes()).hexdigest()}")
    for fault in faults:
        print(f"not sound: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
