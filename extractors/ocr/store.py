"""Recognised pages kept by content: the picture and the engine decide the key, so that a page is read once."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from phaen.extractors.ocr.dewarp import Bend
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.installed import version
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.picture import Grey, Picture
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.pdf.source.backend import Floats
from phaen.extractors.sealed import Damaged, seal, tell_damage, unseal
from phaen.extractors.whole_file import whole_file


@cache
def code_version() -> str:
    """A digest of this package and its data: an edited reader must read again."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("data/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def page_key(grey: Grey, scale: float) -> str:
    """The key of a page's picture."""
    digest = hashlib.sha256(f"{version()} {code_version()} {grey.shape} {scale:.4f}".encode())
    digest.update(grey.tobytes())
    return digest.hexdigest()


_TURNED = ("scale", "width", "height", "turn", "quarters")
NOTHING: Grey = np.zeros((0, 0), np.uint8)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What recognition made of a page: how its picture was turned and bent (its ``grey`` is ``NOTHING``), its rules,
    its lines."""

    picture: Picture
    shapes: Floats
    lines: list[SeenLine]


class PageStore:
    """Recognised pages as sealed JSON files, one per page; safe for several writers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.ocr"

    def load(self, key: str) -> SeenPage | None:
        """What is kept of a page; ``None`` if it has not been read, or the file cannot be."""
        path = self._path(key)
        try:
            kept = json.loads(bytes(unseal(path.read_bytes())))
            os.utime(path)  # in use: the cache removes what nobody has used for long
            shapes = np.array(kept["shapes"], np.float64).reshape(-1, 6)
            return SeenPage(_picture(kept["picture"]), shapes, [_line(line) for line in kept["lines"]])
        except OSError:
            return None
        except (Damaged, ValueError, KeyError, TypeError):
            tell_damage(path)
            return None

    def store(self, key: str, page: SeenPage) -> None:
        """Keep a page."""
        bend = page.picture.bend
        kept = {
            "picture": {name: getattr(page.picture, name) for name in _TURNED} | {"bend": bend and asdict(bend)},
            "shapes": page.shapes.tolist(),
            "lines": [asdict(line) for line in page.lines],
        }
        with whole_file(self._path(key)) as unfinished:
            unfinished.write_bytes(seal(json.dumps(kept, ensure_ascii=False).encode()))


def _picture(kept: dict[str, Any]) -> Picture:
    bend = kept.pop("bend")
    known = bend and Bend(tuple(bend["across"]), tuple(bend["down"]), tuple(tuple(row) for row in bend["rise"]))
    return Picture(NOTHING, **kept, bend=known)


def _line(kept: dict[str, Any]) -> SeenLine:
    reading = kept["reading"]
    words = tuple(Word(**word) for word in reading["words"])
    known = Reading(**{**reading, "words": words, "doubtful": tuple(reading["doubtful"])})
    x0, top, x1, bottom = kept["box"]
    return SeenLine(**{**kept, "box": (x0, top, x1, bottom), "reading": known})
