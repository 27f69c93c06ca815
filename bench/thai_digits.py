"""Trains the networks that read Thai digits (``extractors/ocr/data/thai_digits.npz``) from the fonts of this machine.

``python -m bench.thai_digits [--without NAME …]``: pages of random words and figures in every Thai font that
fontconfig knows (Debian: fonts-thai-tlwg) and the samples' own, printed, scanned and noised like the samples' scans.
Fonts whose file name holds a NAME are left out of training and used for the test; without any, a tenth of the pages is.
"""

from __future__ import annotations

import argparse
import io
import random
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.picture import DPI, Picture, evenly_lit
from phaen.extractors.ocr.segments import body_height, find_pieces
from phaen.extractors.ocr.thai_digits import NONE, candidates, judged, piece_features
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples.wear import faxed

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "samples" / "fonts"
TARGET = ROOT / "extractors" / "ocr" / "data" / "thai_digits.npz"
THAI = "๐๑๒๓๔๕๖๗๘๙"
LIKE_ZERO = "oO0Q°"
"""Signs with the shape of ๐: whether it is a digit, its neighbours tell."""
WIDTH, HEIGHT = 1300, 700
"""Points ÷ 2: a training page."""
HIDDEN = 128
WHOLE, PART = 0.82, 0.7
"""Of a digit's width and height: pieces that have as much of both are the digit, those that have less of one a part."""
Floats = NDArray[np.float32]


@cache
def words() -> list[str]:
    """Thai words, the project's own and those of PyThaiNLP."""
    from pythainlp.corpus import thai_words

    own = (ROOT / "normalizers" / "data" / "domain_words.txt").read_text("utf-8").split()
    return sorted(set(thai_words())) + own * 5


def font_files() -> list[Path]:
    """Fonts with Thai letters."""
    listed = subprocess.run(["fc-list", ":lang=th", "file"], capture_output=True, text=True, check=True).stdout
    found = {Path(line.rstrip(": ")) for line in listed.splitlines()} | set(OWN.glob("*.ttf"))
    return sorted(path for path in found if "Purisa" not in path.name)  # handwriting


def figure(rng: random.Random) -> str:
    """A Thai figure: amount, year, item number, code."""
    digits = "".join(rng.choice(THAI) for _ in range(rng.choice([1, 1, 2, 3, 4, 4, 6])))
    way = rng.random()
    if way < 0.15 and len(digits) > 3:
        return f"{digits[:-3]},{digits[-3:]}"
    if way < 0.3 and len(digits) > 1:
        return f"{digits[:1]}.{digits[1:]}"
    return digits + rng.choice(["", "", "", ".", "%", ")", "/"])


def other(rng: random.Random) -> str:
    """Anything but a Thai digit."""
    way = rng.random()
    if way < 0.75:
        return "".join(rng.choice(words()) for _ in range(rng.randint(1, 3)))
    if way < 0.85:
        return "".join(rng.choice("0123456789,.") for _ in range(rng.randint(1, 7)))
    if way < 0.95:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        return "".join(rng.choice(letters) for _ in range(rng.randint(1, 8)))
    return rng.choice(
        ["■", "□", "✓", "•", "-", "(", ")", "/", "%", ":", "ฯ", "ๆ", "ฤ", "ฦ", "&", "+", "=", "“", "”", "≥"]
    )


def ink_box(font: ImageFont.FreeTypeFont, sign: str) -> tuple[float, float, float, float]:
    """Where the ink of a sign stands that is drawn at 0, 0."""
    mask, (left, top) = font.getmask2(sign)
    x0, y0, x1, y1 = mask.getbbox()
    return left + x0, top + y0, left + x1, top + y1


def page(path: Path, seed: int) -> tuple[list[tuple[Floats, Floats]], list[int]]:
    """Features and classes of all pieces of ink of one random page."""
    rng, noise = random.Random(seed), np.random.default_rng(seed)
    dpi = rng.choice([150, 150, 200, 200, 300])
    size = rng.uniform(11, 17) * dpi / 72
    font = ImageFont.truetype(str(path), round(size))
    width, height = WIDTH * dpi // 200, HEIGHT * dpi // 200
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    marked: list[tuple[float, float, float, float, int]] = []  # x0, top, x1, bottom, digit
    y = size
    while y < height - 2 * size:
        x = float(rng.randint(5, 60))
        while x < width * 0.9:
            text = figure(rng) if rng.random() < 0.45 else other(rng)
            draw.text((x, y), text, font=font, fill=rng.randint(0, 60))
            for at, sign in enumerate(text):
                if sign in THAI or sign in LIKE_ZERO:
                    x0, top, x1, bottom = ink_box(font, sign)
                    left = x + font.getlength(text[:at])
                    marked.append((left + x0, y + top, left + x1, y + bottom, THAI.find(sign)))
            x += font.getlength(text) + rng.choice([0.05, 0.25, 0.3, 1.0]) * size
        y += rng.uniform(1.7, 2.2) * size
    image = image.rotate(rng.uniform(-0.1, 0.1), resample=Image.Resampling.BICUBIC, fillcolor=255)
    if rng.random() < 0.6:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 0.9) * dpi / 200))
    grey: Any = np.asarray(image, np.float32)
    grey = 35 + grey / 255 * rng.uniform(180, 210) + noise.normal(0, rng.uniform(1, 9), grey.shape)
    if rng.random() < 0.15:
        grey = faxed(grey, noise).astype(np.uint8)
    else:
        jpeg = io.BytesIO()
        Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(jpeg, "JPEG", quality=rng.randint(30, 80))
        grey = np.asarray(Image.open(jpeg), np.uint8)
    factor = DPI / dpi
    way = rng.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC])
    grey = np.ascontiguousarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=way), np.uint8)
    picture = Picture(evenly_lit(grey), DPI / 72, grey.shape[1] * 72 / DPI, grey.shape[0] * 72 / DPI, 0.0)
    _, found, boxes, _ = cv2.connectedComponentsWithStats(picture.letters(), connectivity=8)
    labels, stats = np.asarray(found, np.int32), np.asarray(boxes, np.int32)
    body = body_height(stats[1:], picture.scale)
    seen, classes = [], []
    for line in find_pieces(stats, np.arange(1, len(stats), dtype=np.int32), body):
        for pieces in candidates(stats, labels, picture.grey, line):
            x, top, w, h = stats[list(pieces), :4].T
            box = np.array([x.min(), top.min(), (x + w).max(), (top + h).max()]) / factor
            kind = _class(box, marked)
            if kind is not None:
                seen.append(piece_features(pieces, stats, labels, picture.grey, line))
                classes.append(kind)
    return seen, classes


def _class(box: Any, marked: list[tuple[float, float, float, float, int]]) -> int | None:
    """The digit that the ink in ``box`` is, ``NONE`` for other signs and for a digit's parts, or ``None`` where that
    cannot be said."""
    x0, top, x1, bottom = (float(side) for side in box)
    for left, upper, right, lower, digit in marked:
        wide, high = min(right, x1) - max(left, x0), min(lower, bottom) - max(upper, top)
        if wide <= 0 or high <= 0:
            continue
        width, height = right - left, lower - upper
        if wide < 0.3 * min(width, x1 - x0) or high < 0.3 * min(height, bottom - top):
            continue  # beside it
        if digit < 0 or x1 - x0 > 1.25 * width or bottom - top > 1.35 * height:
            return None  # like a zero; grown together with its neighbour
        if wide > WHOLE * width and high > WHOLE * height:
            return digit
        return NONE if min(wide / width, high / height) < PART else None
    return NONE


def train(seen: Floats, classes: NDArray[np.int64], seed: int, epochs: int) -> list[Floats]:
    """Weights of a network with one hidden layer (Adam, dropout of inputs)."""
    rng = np.random.default_rng(seed)
    parts = [
        rng.normal(0, np.sqrt(2 / seen.shape[1]), (seen.shape[1], HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        rng.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, NONE + 1)).astype(np.float32),
        np.zeros(NONE + 1, np.float32),
    ]
    first = [np.zeros_like(part) for part in parts]
    second = [np.zeros_like(part) for part in parts]
    step, batch = 0, 256
    total = epochs * (len(seen) // batch)
    for _ in range(epochs):
        order = rng.permutation(len(seen))
        for start in range(0, len(order) - batch + 1, batch):
            take = order[start : start + batch]
            x = seen[take] + rng.normal(0, 0.05, (batch, seen.shape[1])).astype(np.float32)
            hidden = np.maximum(x @ parts[0] + parts[1], 0)
            scores = hidden @ parts[2] + parts[3]
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            error = scores / scores.sum(axis=1, keepdims=True)
            error[np.arange(batch), classes[take]] -= 1
            error /= batch
            back = (error @ parts[2].T) * (hidden > 0)
            slopes = [x.T @ back, back.sum(0), hidden.T @ error, error.sum(0)]
            step += 1
            rate = 2e-3 * (1 - step / (total + 1))
            for n, slope in enumerate(slopes):
                slope = slope + 1e-5 * parts[n]
                first[n] = 0.9 * first[n] + 0.1 * slope
                second[n] = 0.999 * second[n] + 0.001 * slope * slope
                mean, spread = first[n] / (1 - 0.9**step), second[n] / (1 - 0.999**step)
                parts[n] -= (rate * mean / (np.sqrt(spread) + 1e-8)).astype(np.float32)
    return parts


def scores(parts: list[Floats], seen: Floats) -> Floats:
    """Class probabilities."""
    found = np.maximum(seen @ parts[0] + parts[1], 0) @ parts[2] + parts[3]
    found = np.exp(found - found.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True), np.float32)


def arabic_pictures() -> NDArray[np.uint8]:
    """0–9 of the samples' font, 64 pixels high, on equally wide pictures."""
    font = ImageFont.truetype(str(OWN / "Sarabun-Regular.ttf"), 90)
    found = []
    for sign in "0123456789":
        x0, y0, x1, y1 = font.getbbox(sign)
        image = Image.new("L", (round(x1 - x0), round(y1 - y0)), 255)
        ImageDraw.Draw(image).text((-x0, -y0), sign, font=font, fill=0)
        image = image.resize((max(1, round(image.width * 64 / image.height)), 64), Image.Resampling.BICUBIC)
        wide = Image.new("L", (56, 64), 255)
        wide.paste(image, ((56 - image.width) // 2, 0))
        found.append(np.asarray(wide, np.uint8))
    return np.stack(found)


def main() -> None:
    """Make pages, train, test, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=[])
    parser.add_argument("--pages", type=int, default=12, help="pages of each font")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    learn: tuple[list[Any], list[int]] = ([], [])
    test: tuple[list[Any], list[int]] = ([], [])
    for at, path in enumerate(font_files()):
        held = any(name in path.name for name in options.without)
        for number in range(options.pages):
            seen, classes = page(path, at * 1000 + number)
            side = test if held or (not options.without and number == options.pages - 1 and at % 3 == 0) else learn
            side[0].extend(seen)
            side[1].extend(classes)
    kept: dict[str, Any] = {"arabic": arabic_pictures()}
    truth = np.array(test[1])
    found = []
    for net in (0, 1):
        parts = train(np.stack([one[net] for one in learn[0]]), np.array(learn[1]), net + 1, options.epochs)
        kept |= {f"{'ab'[net]}{name}": part.astype(np.float16) for name, part in zip("wbvc", parts, strict=True)}
        found.append(scores(parts, np.stack([one[net] for one in test[0]])))
    print(f"{len(learn[1])} pieces to learn from, {len(truth)} to test, {int((truth != NONE).sum())} of them digits")
    value, likely, sure = judged(found)
    digits = truth != NONE
    for name, said in (*((f"p ≥ {limit}", likely >= limit) for limit in (0.5, 0.9, 0.98, 0.995)), ("sure", sure)):
        print(
            f"  {name}: digits found {(said & digits).sum() / digits.sum():.4f}, "
            f"of these wrong {(said & digits & (value != truth)).sum()}, "
            f"others taken for digits {(said & ~digits).sum()}"
        )
    np.savez_compressed(options.target, **kept)


if __name__ == "__main__":
    main()
