"""Pictures of the gallery: small, without the empty rest of the page, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from bench.gallery import MARGIN, WIDTH, small
from tests.people import ROOT


def test_pictures_are_small_and_cropped(tmp_path: Path) -> None:
    drawn = Image.new("RGB", (2 * WIDTH, 1000), "white")
    drawn.paste((10, 20, 200), (100, 100, 300, 200))
    data = io.BytesIO()
    drawn.save(data, "PNG")
    small(data.getvalue(), tmp_path / "a.png")
    small(data.getvalue(), tmp_path / "b.png")
    made = Image.open(tmp_path / "a.png")
    assert made.size == (WIDTH, (200 + MARGIN) // 2)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_the_gallerys_pictures_stay_small() -> None:
    pictures = sorted((ROOT / "docs" / "assets" / "gallery").glob("*.png"))
    assert len(pictures) == 8
    assert all(path.stat().st_size < 200_000 for path in pictures)
