"""What happens to a page before and while it is scanned: stamps, signatures, the next sheet shining through, the curl
of a bound volume, the black and white of a fax. Pictures are grey, as arrays of 0 (black) to 255."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Grey = NDArray[np.floating[Any]]
Random = np.random.Generator
FONT = Path(__file__).parent / "fonts" / "Sarabun-Bold.ttf"
STAMP_INK, PEN_INK = 120, 70
"""Grey of blue ink on a stamp's rubber and of a pen."""


def _array(image: Image.Image) -> Grey:
    return np.asarray(image, dtype=np.float32)


def shine_through(grey: Grey, behind: Image.Image, strength: float) -> Grey:
    """``grey`` with the page on the sheet's other side, mirrored and soft; ``strength`` (0–1) is how dark it shows."""
    mirrored = behind.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize((grey.shape[1], grey.shape[0]))
    shade = 255 - _array(mirrored.filter(ImageFilter.GaussianBlur(1.2)))
    return np.asarray(grey - strength * shade, np.float32)


def stamped(grey: Grey, dpi: int, rng: Random) -> Grey:
    """``grey`` with the round stamp of an office, 3.5 cm wide, somewhere in the lower half of the page."""
    side = int(dpi * 3.5 / 2.54)
    stamp = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(stamp)
    width = max(2, dpi // 60)
    for inset in (width, side // 6):
        draw.ellipse((inset, inset, side - inset, side - inset), outline=STAMP_INK, width=width)
    font = ImageFont.truetype(str(FONT), side // 9)
    draw.text((side / 2, side / 2), "ตรวจแล้ว", fill=STAMP_INK, font=font, anchor="mm")
    stamp = stamp.rotate(float(rng.uniform(-25, 25)), fillcolor=255, resample=Image.Resampling.BICUBIC)
    top = int(rng.uniform(0.5, 0.85) * (grey.shape[0] - side))
    left = int(rng.uniform(0.1, 0.8) * (grey.shape[1] - side))
    out = grey.copy()
    part = np.s_[top : top + side, left : left + side]
    out[part] = out[part] * _array(stamp) / 255
    return out


def signed(grey: Grey, dpi: int, rng: Random) -> Grey:
    """``grey`` with a signature, 5 cm long, somewhere in the lower half of the page."""
    sheet = Image.new("L", (grey.shape[1], grey.shape[0]), 255)
    length = dpi * 5 / 2.54
    x, y = float(rng.uniform(0.1, 0.6)) * grey.shape[1], float(rng.uniform(0.5, 0.9)) * grey.shape[0]
    phase = rng.uniform(0, 2 * math.pi, 3)
    points = []
    for t in np.linspace(0, 1, 160):
        loops = 0.16 * math.sin(38 * t + phase[0]) + 0.08 * math.sin(17 * t + phase[1])
        points.append((x + length * (t + 0.05 * math.sin(29 * t + phase[2])), y + length * loops))
    ImageDraw.Draw(sheet).line(points, fill=PEN_INK, width=max(2, dpi // 80), joint="curve")
    return np.asarray(np.minimum(grey, _array(sheet.filter(ImageFilter.GaussianBlur(0.6)))), np.float32)


def curled(grey: Grey, dpi: int, reach: float) -> Grey:
    """``grey`` as the left page of a bound volume lies on the glass: towards the binding on the right, lines rise by
    up to ``reach`` cm within the last 5 cm, and it grows dark."""
    height, width = grey.shape
    near = np.exp(-(width - np.arange(width, dtype=np.float32)) / (dpi * 2.5 / 2.54))
    rows = np.arange(height, dtype=np.float32)[:, None] + reach * dpi / 2.54 * near[None, :]
    low = np.clip(np.floor(rows).astype(np.int32), 0, height - 2)
    part = np.clip(rows - low, 0, 1)
    columns = np.arange(width)[None, :]
    bent = grey[low, columns] * (1 - part) + grey[low + 1, columns] * part
    return np.asarray(bent * (1 - 0.45 * near[None, :]), np.float32)


def faxed(grey: Grey, rng: Random) -> Grey:
    """``grey`` in black and white, with frayed edges, specks and thin white streaks."""
    level = 150 + rng.normal(0, 18, grey.shape)
    black = grey < level
    specks = rng.random(grey.shape) < 0.0004
    bits = np.where(black ^ specks, 0, 255)
    for row in rng.integers(0, grey.shape[0], grey.shape[0] // 700):
        left = int(rng.uniform(0, 0.7) * grey.shape[1])
        bits[row, left : left + grey.shape[1] // 4] = 255
    return np.asarray(bits, np.float32)


def as_image(grey: NDArray[Any], bits: bool = False) -> Image.Image:
    """The array as a picture, of one bit a pixel if it is black and white."""
    image = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return image.convert("1", dither=Image.Dither.NONE) if bits else image
