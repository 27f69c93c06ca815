"""Is the package ready for an index? ``make release-check`` builds wheel and sdist and looks at them.

Checked: the wheel's only top-level package, that the sdist alone gives the same wheel, metadata, licences of everything
that gets installed with the package (``licences.csv`` beside the wheel), and that the README renders. Nothing is sent
anywhere, and nothing is fetched.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
BUILD = "from setuptools import build_meta as b; import sys; print(getattr(b, sys.argv[1])(sys.argv[2]))"
FORBIDDEN = re.compile(r"\bA?GPL|Affero|(?<!Lesser )(?<!Library )General Public", re.IGNORECASE)
"""Licences that bind whoever installs the package; LGPL and MPL bind only changes of the library itself."""
CHOICE = re.compile(r"\bOR\b")
OPTIONAL = ("dashboard", "ocr", "cluster", "s3", "check")
"""Extras that users install; those of tests and documentation stay with developers."""


def clean_copy(target: Path) -> None:
    """The files of the repository, new ones included, ignored ones left out."""
    listed = ["git", "ls-files", "-coz", "--exclude-standard"]
    told = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, told.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def build(source: Path, target: Path, kind: str) -> Path:
    """The distribution that setuptools makes of a source tree; ``kind``: ``build_wheel`` or ``build_sdist``."""
    words = [sys.executable, "-c", BUILD, kind, str(target.resolve())]
    done = subprocess.run(words, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{kind} fails:\n{done.stderr[-3000:]}")
    return target / done.stdout.split()[-1]


def opened(sdist: Path, target: Path) -> Path:
    """The only folder of an sdist, unpacked into ``target``."""
    with tarfile.open(sdist) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(target, filter="data")
        else:  # Python 3.11.2, Debian 12's, does not know filters yet
            archive.extractall(target)
    (inner,) = target.iterdir()
    return inner


def contents(wheel: Path) -> set[str]:
    """Names of the files in a wheel, its record of itself left out."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def wheel_faults(wheel: Path, again: Path) -> Iterator[str]:
    """What is wrong with the files of a wheel; ``again``: the wheel that the sdist alone gives."""
    names = contents(wheel)
    if tops := {name.split("/")[0] for name in names} - {"phaen"}:
        yield f"the wheel has other top-level names than phaen: {', '.join(sorted(tops))}"
    if "phaen/py.typed" not in names:
        yield "the wheel has no phaen/py.typed"
    if strays := [name for name in sorted(names) if re.search(r"(^|/)(tests?|bench|samples)/|\.pyc$", name)]:
        yield f"the wheel holds what users do not need: {strays[0]}"
    if lost := sorted(names ^ contents(again)):
        yield f"sdist and tree give other wheels: {lost[0]} and {len(lost) - 1} more"


def information(wheel: Path) -> Message:
    """The metadata of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode("utf-8"))


def metadata_faults(told: Message) -> Iterator[str]:
    """What an index would refuse, or a user would miss."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for name in ("Name", "Version", "Summary", "Requires-Python", "License-Expression", "License-File"):
        if not told.get(name):
            yield f"metadata have no {name}"
    if told.get("Version") != project["version"]:
        yield f"version {told.get('Version')} is not that of pyproject.toml"
    if told.get("Description-Content-Type") != "text/markdown":
        yield "the README is not declared as Markdown"
    if extras := set(project["optional-dependencies"]) ^ set(told.get_all("Provides-Extra") or ()):
        yield f"extras differ from pyproject.toml: {', '.join(sorted(extras))}"
    for text in told.get_all("Requires-Dist") or ():
        if not Requirement(text).specifier:
            yield f"{text} has no lowest version"


def readme_faults(text: str) -> Iterator[str]:
    """What of a README does not become HTML, and links to files that are not there."""
    from markdown import markdown

    html = markdown(text, extensions=["tables", "fenced_code"])
    prose = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", html, flags=re.DOTALL)
    for left in ("```", "|---", "\n# ", "](", "**"):
        if left in prose:
            yield f"the README does not render: {left!r} is left"
    for link in re.findall(r'href="([^"#:]+)', html):
        if not (ROOT / link).exists():
            yield f"the README links to {link}, which is not there"


def dependencies(told: Message, extras: tuple[str, ...]) -> dict[str, str]:
    """What gets installed with the package: name to the extra that asks for it, or ``""``; found where installed."""
    found: dict[str, str] = {}
    todo = [(Requirement(text), extra) for extra in ("", *extras) for text in told.get_all("Requires-Dist") or ()]
    todo = [(one, extra) for one, extra in todo if _asked(one, extra) and (not extra or not _asked(one, ""))]
    while todo:
        wanted, extra = todo.pop(0)
        name = wanted.name.lower().replace("_", "-")
        if name in found:
            continue
        found[name] = extra
        try:
            inner = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        told_of = [Requirement(text) for text in inner]
        todo += [(one, extra) for one in told_of if any(_asked(one, choice) for choice in ("", *wanted.extras))]
    return found


def _asked(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def licence(name: str) -> str:
    """The licence that an installed package declares; ``not installed`` or ``unknown`` where nothing says."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed"
    if expression := told.get("License-Expression"):
        return str(expression)
    kinds = [one.rsplit(" :: ", 1)[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    if kinds := [one for one in kinds if one != "OSI Approved"]:
        return " OR ".join(sorted(kinds))  # several classifiers are a choice, as of Artistic or GPL
    first = (told.get("License") or "").strip().split("\n")[0]
    return first or "unknown"


def licence_faults(licences: dict[str, str]) -> Iterator[str]:
    """Packages whose licence binds users, or is not known; of several to choose from one that does not is enough."""
    for name, text in licences.items():
        if text == "unknown" or all(FORBIDDEN.search(one) for one in CHOICE.split(text)):
            yield f"{name}: licence {text}"


def main() -> int:
    """Build, check, tell; the exit code is 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("dist"))
    output: Path = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="phaen-release-") as folder:
        tree, unpacked, again = (Path(folder) / name for name in ("tree", "unpacked", "again"))
        clean_copy(tree)
        again.mkdir()
        wheel, sdist = build(tree, output, "build_wheel"), build(tree, output, "build_sdist")
        inner = opened(sdist, unpacked)
        faults = list(wheel_faults(wheel, build(inner, again, "build_wheel")))
    told = information(wheel)
    asked = dependencies(told, OPTIONAL)
    licences = {name: licence(name) for name in sorted(asked)}
    with (output / "licences.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("package", "extra", "licence"), *((n, asked[n], licences[n]) for n in licences)])
    faults += [
        *metadata_faults(told),
        *readme_faults((ROOT / "README.md").read_text("utf-8")),
        *licence_faults(licences),
    ]
    for made in (wheel, sdist):
        print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    missing = [name for name, text in licences.items() if text == "not installed"]
    print(f"{output / 'licences.csv'}: {len(licences)} packages; not installed here: {', '.join(missing) or 'none'}")
    for fault in faults:
        print(f"not ready: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
