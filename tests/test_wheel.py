"""The wheel: one top-level package with every data file, and it works beside a file of the user's named pipeline.py."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = {"phaen": "phaen", "pipeline": "phaen/pipeline"}
PACKAGES |= {name: f"phaen/{name}" for name in ("extractors", "normalizers")}
TRAP = "raise SystemExit('the file of the user was imported')\n"


def tracked() -> list[str]:
    """The files of the repository, untracked new ones included, what is ignored left out."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [name for name in told.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network from a copy of the sources."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is not known")
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in tracked():
        if name.split("/")[0] in PACKAGES or name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    done = subprocess.run([*command, "-w", target, source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = target.glob("*.whl")
    return built


def test_the_only_top_level_package_is_phaen_with_every_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in names} == {"phaen"}
    wanted = set()
    for name in tracked():
        top, _, rest = name.partition("/")
        if top in PACKAGES and rest and not name.endswith((".md", ".po")):
            wanted.add(f"{PACKAGES[top]}/{rest}")
    assert names >= wanted, sorted(wanted - names)
    assert {Path(name).suffix for name in names} >= {".csv", ".sql", ".html", ".css", ".js", ".txt"}
    assert "phaen/py.typed" in names


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, its dependencies lent by the one that runs the tests."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    lent = {sysconfig.get_path("purelib"), *(path for path in sys.path if path.endswith("site-packages"))}
    # a folder named in a .pth file is searched, but its own .pth files (the editable install) are not run
    (Path(site.stdout.strip()) / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    return folder / "bin"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["phaen", "extract", "plan.txt", "-o", "out", "--jobs", "1"], "1 document (1 ok)"),
        (["python", "-m", "phaen", "--version"], "phaen, version"),
        (["python", "-c", "import phaen; print(len(phaen.extract('plan.txt').kpis), phaen.__file__)"], "8 "),
        (["phaen", "schema", "plans"], "budget_baht"),
    ],
)
def test_it_works_beside_a_users_own_pipeline(environment: Path, tmp_path: Path, command: list[str], said: str) -> None:
    for name in PACKAGES:
        (tmp_path / f"{name}.py").write_text(TRAP, "utf-8")
    (tmp_path / "phaen.py").unlink()
    shutil.copy(ROOT / "data" / "raw" / "sno_plan_2568.txt", tmp_path / "plan.txt")
    done = subprocess.run(
        [environment / command[0], *command[1:]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert str(ROOT) not in done.stdout
