"""What of text recognition is installed here; this can be asked without loading any of it."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path

from phaen.normalizers.repair.compiled import compiled, installed_versions

PACKAGES = "tesseract-ocr tesseract-ocr-tha"
MISSING = (
    "pages are pictures and need text recognition: install the Debian packages "
    f"{PACKAGES} and the Python extra phaen[ocr]"
)
LANGUAGES = ("tha", "eng")
_FOLDERS = ("usr/share/tesseract-ocr/*/tessdata", "usr/share/tessdata", "usr/local/share/tessdata")


def data_folder() -> str | None:
    """The folder with Tesseract's Thai and English data; ``None`` when there is none."""
    given = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(given)] if given else []
    for pattern in _FOLDERS:
        folders += sorted(Path("/").glob(pattern), reverse=True)
    for folder in folders:
        if all((folder / f"{language}.traineddata").is_file() for language in LANGUAGES):
            return str(folder)
    return None


@cache
def available() -> bool:
    """Can text be recognised here: language data, the binding and the picture library?"""
    libraries = ("tesserocr", "cv2")
    return data_folder() is not None and all(importlib.util.find_spec(name) for name in libraries)


@cache
def version() -> str:
    """What results depend on: the binding, which brings the engine, and the size of its data; ``""`` without them."""
    if not available():
        return ""
    folder = Path(data_folder() or "")
    sizes = [(folder / f"{language}.traineddata").stat().st_size for language in LANGUAGES]
    return f"{compiled(__file__, 'versions', [installed_versions()], _libraries)} {sizes}"


def _libraries() -> list[str]:
    from importlib import metadata  # dear to load: every run asks what is installed

    return [f"{name} {metadata.version(name)}" for name in ("tesserocr", "opencv-python-headless")]
