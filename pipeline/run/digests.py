"""Digests of what results depend on: files, code and its data, libraries, options.

Made from the files themselves, not from a version number: an edited header wording must redo the documents.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from phaen.normalizers.repair.compiled import compiled, installed_versions
from phaen.pipeline.schema.names import SCHEMA_VERSION

if TYPE_CHECKING:
    from phaen.pipeline.result import ExtractOptions

RESULT = "phaen.pipeline.run.worker"
"""The module that turns a file's bytes into the result that is kept; it imports ``extract_document``."""
_PACKAGES = ("extractors", "normalizers", "pipeline")
_LIBRARIES = ("pdfminer.six", "pdfplumber", "pyarrow", "pypdfium2", "pythainlp", "rapidfuzz")
_NEITHER = (".pyc", ".pyi", ".ttf")
"""Endings of files that are neither code nor data that anything depends on."""
_IMPORT = re.compile(
    r"[ \t]*(?:from[ \t]+(phaen[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)|import[ \t]+(phaen[\w.]*)"
    r"|[^\n]*import_module\([ \t]*[\"'](phaen[\w.]*))"
)
_TOO_NEW = 2_000_000_000
"""Nanoseconds in which a file may change again without another stamp: what is so new is read itself."""
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


def digest(parts: Iterable[bytes]) -> str:
    """The SHA-256 of several texts, none of which can run into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "little"))
        whole.update(part)
    return whole.hexdigest()


@lru_cache(maxsize=1)
def _roots() -> dict[str, Path]:
    """Package → its folder, wherever it is installed."""
    return {name: Path(next(iter(import_module(f"phaen.{name}").__path__))) for name in _PACKAGES}


@lru_cache(maxsize=1)
def _modules() -> dict[str, Path]:
    """Module or package of phaen → its file."""
    found = {}
    for package, root in _roots().items():
        for folder, _, names in os.walk(root):
            parts = ("phaen", package, *Path(folder).relative_to(root).parts)
            for name in names:
                if name.endswith(".py"):
                    found[".".join(parts if name == "__init__.py" else (*parts, name[:-3]))] = Path(folder, name)
    return found


def module_file(name: str) -> Path | None:
    """The file of a module or package of phaen; ``None`` if ``name`` is neither."""
    return _modules().get(name)


@cache
def _look(path: Path) -> tuple[str, tuple[str, ...]]:
    """A file's digest, and what of phaen it imports if it is code; every file is read once."""
    content = path.read_bytes()
    names = tuple(_imported(content.decode("utf-8"))) if path.suffix == ".py" else ()
    return hashlib.sha256(content).hexdigest(), names


def _imported(source: str) -> Iterator[str]:
    """Names of phaen that a module's text imports, wherever in it; some name no module but a thing in one."""
    place = source.find("phaen")
    while place >= 0:
        match = _IMPORT.match(source, source.rfind("\n", 0, place) + 1)
        place = source.find("phaen", max(place + 1, match.end() if match else 0))
        if not match:
            continue
        package, names, plain, loaded = match.groups()
        if package:
            yield package
            yield from (f"{package}.{name}" for name in _NAME.findall(names))
        else:
            yield plain or loaded


@lru_cache(maxsize=2)
def import_closure(root: str) -> dict[str, Path]:
    """Module → file of everything of phaen that a module imports, directly or not, at its top or inside functions."""
    found: dict[str, Path] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        path = None if name in found else module_file(name)
        if path is None:
            continue
        found[name] = path
        waiting.append(name.rpartition(".")[0])
        waiting += _look(path)[1]
    return found


def _data_files(folder: Path) -> Iterator[Path]:
    """Data of a package: files in its folder, and in folders below that are no packages."""
    for path in folder.iterdir():
        if path.is_dir():
            if path.name != "__pycache__" and not (path / "__init__.py").exists():
                yield from _data_files(path)
        elif path.suffix not in (".py", *_NEITHER) and not path.name.startswith("."):
            yield path


def _files_digest(paths: Iterable[Path]) -> str:
    named = {}
    for path in paths:
        package, root = next((name, root) for name, root in _roots().items() if path.is_relative_to(root))
        named[f"{package}/{path.relative_to(root).as_posix()}"] = path
    return digest(part for name in sorted(named) for part in (name.encode(), _look(named[name])[0].encode()))


def closure_files(root: str) -> set[Path]:
    """Code that a module depends on, and the data files of the packages that the code stands in."""
    code = set(import_closure(root).values())
    return code | {path for folder in {path.parent for path in code} for path in _data_files(folder)}


def library_versions() -> dict[str, str]:
    """The versions of phaen and of the libraries that results depend on."""
    return dict(_kept_versions())


@lru_cache(maxsize=1)
def _kept_versions() -> dict[str, str]:
    kept: dict[str, str] = compiled(__file__, "versions", [installed_versions()], _library_versions)
    return kept


def _library_versions() -> dict[str, str]:
    from importlib import metadata  # as dear as all the stamps

    found = {}
    for name in ("phaen", *_LIBRARIES):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "unknown"
    return found


def _all_files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """All code and data below a folder of phaen's."""
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                if one.name != "__pycache__":
                    yield from _all_files(one.path)
            elif not one.name.endswith(_NEITHER) and one.is_file():
                yield one


@lru_cache(maxsize=1)
def _digests() -> tuple[str, str]:
    """The digests of what one document's extraction depends on, and of all of phaen's files.

    Reading some seven hundred files is a twelfth of a small run. So the digests are kept beside the compiled code, and
    hold as long as no file is new, gone, of another size or changed since, by all that the system tells of it.
    """
    told = {one.path: one.stat() for root in _roots().values() for one in _all_files(root)}
    stamps = sorted((path, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for path, one in told.items())

    def read() -> tuple[str, str]:
        return _files_digest(closure_files(RESULT)), _files_digest(map(Path, told))

    if max(max(one.st_mtime_ns, one.st_ctime_ns) for one in told.values()) > time.time_ns() - _TOO_NEW:
        return read()
    kept: tuple[str, str] = compiled(__file__, "digests", [repr(stamps).encode()], read)
    return kept


@lru_cache(maxsize=1)
def extraction_version() -> str:
    """A digest of the code, data and libraries that one document's extraction depends on."""
    return digest([SCHEMA_VERSION.encode(), _digests()[0].encode(), repr(library_versions()).encode()])


@lru_cache(maxsize=1)
def program_version() -> str:
    """A digest of all of phaen's code and data, linking and audit included."""
    return digest([_digests()[1].encode(), repr(library_versions()).encode()])


def folder_digest(folder: Path | None) -> str:
    """A digest of the CSV files of a register folder; of nothing for ``None``."""
    files = sorted(folder.glob("*.csv")) if folder else []
    return digest(part for path in files for part in (path.name.encode(), path.read_bytes()))


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces; raises ``OSError``."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            whole.update(piece)
    return whole.hexdigest()


def optional_digest(path: Path | None) -> str:
    """The same of a file that need not be there: then of nothing."""
    return file_digest(path) if path is not None and path.exists() else hashlib.sha256().hexdigest()


def forms_digest(folder: Path | None) -> str:
    """A digest of the CSV and TOML files of a folder of forms; of nothing for ``None``."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".toml")) if folder else []
    return digest(
        part for path in files for part in (str(path.relative_to(folder or path)).encode(), path.read_bytes())
    )


def options_digest(options: ExtractOptions) -> str:
    """A digest of what extraction depends on besides the file: options, agency register and code."""
    agencies = Path(options.registers) / "agencies.csv" if options.registers else None
    from phaen.extractors.ocr import installed

    recogniser = "" if options.ocr == "never" else f"{installed.version()} {options.ocr_page_seconds:g}"
    repeated = [
        options.cells,
        options.statements,
        options.pages,
        forms_digest(Path(options.forms) if options.forms else None),
    ]
    known = [options.backend, options.passwords, optional_digest(agencies), options.ocr, recogniser, *repeated]
    told = json.dumps(known, ensure_ascii=False)
    return digest([extraction_version().encode(), told.encode()])


def content_key(file_sha256: str, source_file: str, options: str) -> str:
    """The key of one document's result; ``options`` is :func:`options_digest`."""
    return digest([file_sha256.encode(), source_file.encode("utf-8"), options.encode()])
