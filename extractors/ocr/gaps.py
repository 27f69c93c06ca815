"""Figures with room for a sign between two digits that no reading gives: a point or a comma was lost there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np
from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.picture import DPI, SMOOTH, Grey
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers
from phaen.extractors.ocr.thai_digits import FAINT, Digit

_FIGURE = re.compile(r"-?[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*\.?")
_DIGIT = re.compile("[0-9๐-๙]")
_ITEM, _LETTER = re.compile("([0-9๐-๙]{1,2}),?"), re.compile("[ก-ฮเ-ไ]")
WIDER = 1.3
"""A step from one digit to the next that is this many times the usual one may have a sign in it."""
WIDE = 1.05
"""Digit heights: such a step may have a sign in it where there is no usual one to compare with."""
ROOM, SURE_ROOM = 0.36, 0.48
"""Body heights of bare paper between the ink of two digits: Thai digits, some of which are wider than high, leave less
in nearly every font (0.33 at most), and more (0.5 in the middle) where a point or comma stands between them. Thin types
leave up to 0.42: between both, a sign was lost where the paper shows a trace of it."""
TRACE = 225
"""Grey level, of evenly lit paper at 255, of the faintest trace of a point; the grain of a scan is lighter."""
TAIL = 0.12
"""Body heights that a comma hangs under the feet of the digits; a point stands on their level."""
POINT, LONGEST = 0.08, 0.35
"""Body heights: a point hangs less; a comma's tail is not longer."""
DOT = (0.1, 0.32)
"""Body heights: the width and height of a point."""
HANGING = 0.25
"""Body heights under the heads of the digits where points and commas begin, at least."""
UNDER = 0.4
"""Of a sign's width, what may stand under the tail of a digit beside it."""
_POINTED = re.compile("[0-9๐-๙]+(?:[.](?![0-9๐-๙]{3}(?![0-9๐-๙]))[0-9๐-๙]+)*")
_GROUPED = re.compile("[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:[.][0-9๐-๙]{1,2})?")
RIM = 3
"""Pixels beside a digit's ink that its soft edge reaches."""
LOW = 0.6
"""Body heights: a point or comma is less high."""


def drops(low: Numbers, feet: float, body: float, grey: Grey | None = None) -> list[float]:
    """How many body heights each of the signs ``low`` hangs under the ``feet`` of the digits, the faint ink under it in
    the picture ``grey`` included: the tail of a comma is the palest ink of coarse scans."""
    found = []
    for x, y, w, h, _ in low.tolist():
        foot, lowest = y + h, y + h + round(LONGEST * body)
        if grey is not None:
            top = max(0, y - RIM)
            smooth = cv2.GaussianBlur(
                grey[top : lowest + RIM, max(0, x - RIM) : x + w + RIM], (0, 0), SMOOTH * DPI / 72
            )
            inked = np.asarray((smooth[foot - top : lowest - top] < FAINT).any(axis=1), np.bool_)
            foot += len(inked) if inked.all() else int(inked.argmin())
        found.append((foot - feet) / body)
    return found


def told_by_ink(digits: Sequence[Digit], boxes: Numbers, body: float, grey: Grey) -> str | None:
    """The figure, in Thai digits, of a line of nothing but ``digits`` that are sure, and points and commas between
    them; ``None`` for any other. ``boxes`` are its pieces of ink, those of one digit as one.

    Its signs must be clearly points or commas, and stand where a figure has them: a point before thousands may be a
    comma that has lost its tail."""
    if not digits or not all(digit.sure for digit in digits):
        return None
    places = {digit.box[:2] for digit in digits}
    low = np.array([box for box in boxes if (int(box[0]), int(box[1])) not in places], np.int32).reshape(-1, 5)
    own = np.array([digit.box for digit in digits])
    feet = float(np.median(own[:, 3]))
    if len(boxes) != len(digits) + len(low) or (low[:, 3] >= LOW * body).any():
        return None
    if (low[:, 1] < np.median(own[:, 1]) + HANGING * body).any() or (low[:, 1] > feet).any():
        return None
    if any(_overlaps(box, digit.box) for box in low.tolist() for digit in digits):
        return None  # a part of the digit, or a point under its tail
    hanging = drops(low, feet, body, grey)
    if any(POINT <= drop < TAIL for drop in hanging):
        return None
    signs = [((box[0] + box[2] / 2), "," if drop >= TAIL else ".") for box, drop in zip(low, hanging, strict=True)]
    signs += [((digit.box[0] + digit.box[2]) / 2, chr(0x0E50 + digit.value)) for digit in digits]
    text = "".join(sign for _, sign in sorted(signs))
    return text if _GROUPED.fullmatch(text) or _POINTED.fullmatch(text) else None


def _overlaps(sign: Sequence[int], digit: Sequence[int]) -> bool:
    """Does much of a sign's box stand over or under a digit?"""
    shared = min(sign[0] + sign[2], digit[2]) - max(sign[0], digit[0])
    return shared > UNDER * sign[2]


def with_commas(reading: Reading, boxes: Numbers, body: float, grey: Grey | None = None) -> Reading:
    """``reading`` of a line that is an amount whose commas were read as points: the ink of a comma hangs lower, in the
    picture ``grey`` if there is one. The amount is believed where the readings differ in nothing else and its parts are
    thousands; so is a figure whose points all stand in the ink as they were read, where other readings lack them."""
    text = reading.text.strip()
    if len(reading.words) != 1 or not re.fullmatch(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)+", text):
        return reading
    boxes = boxes[np.argsort(boxes[:, 0])]
    high = boxes[boxes[:, 3] >= LOW * body]
    low = boxes[(boxes[:, 3] < LOW * body) & (boxes[:, 1] > np.median(high[:, 1]))] if len(high) else boxes[:0]
    signs = [at for at, sign in enumerate(text) if sign in ".,"]
    if len(high) != len(text) - len(signs) or len(low) != len(signs):
        return reading
    feet = float(np.median(high[:, 1] + high[:, 3]))
    seen = list(text)
    hanging = drops(low, feet, body, grey)
    for at, drop in zip(signs, hanging, strict=True):
        seen[at] = "," if drop >= TAIL else "."
    amount = "".join(seen)
    places = [sum(sign not in ".," for sign in text[:at]) for at in signs]
    stands = [int((high[:, 0] + high[:, 2] / 2 < box[0] + box[2] / 2).sum()) for box in low]
    if places == stands and amount == text and _POINTED.fullmatch(text) and max(hanging) < POINT:
        # a reading without its point is refuted by the ink
        others = {variant for variant in reading.doubtful if variant != text}
        refuted = {re.sub("[.,]", "", variant) for variant in others} == {text.replace(".", "")}
        return replace(reading, doubtful=()) if refuted and text in reading.doubtful else reading
    bare = {re.sub("[.,]", "", variant) for variant in (*reading.doubtful, *figures(text))}
    if not _GROUPED.fullmatch(amount) or len(bare) != 1 or (amount == text and not reading.doubtful):
        return reading
    if reading.doubtful and len(reading.doubtful) < 2:
        return reading if amount == text else replace(reading, words=(replace(reading.words[0], text=amount),))
    return replace(reading, words=(replace(reading.words[0], text=amount),), doubtful=())


def doubting_gaps(reading: Reading, boxes: Numbers, body: float, grey: Grey | None = None) -> Reading:
    """``reading`` of a line that is a figure, doubtful if its pieces of ink (``boxes``: x, y, width, height, area)
    show a sign that was not read, or leave room for one. ``body`` is the height of a consonant in pixels, ``grey`` the
    picture; without it every gap may hide a trace.

    Room is a wide step from the middle of one digit to that of the next (``11`` has wide gaps and usual steps) that
    is bare paper (๑๐ has wide steps and narrow gaps).
    """
    text = reading.text.strip()
    if reading.doubtful or not _FIGURE.fullmatch(text):
        return reading
    boxes = boxes[np.argsort(boxes[:, 0])]
    high = boxes[boxes[:, 3] >= LOW * body]
    digits = [at for at, sign in enumerate(text) if _DIGIT.match(sign)]
    if len(high) != len(digits) or len(digits) < 2:
        return reading
    joined = np.array([b - a == 1 for a, b in pairwise(digits)])
    steps = np.diff(high[:, 0] + high[:, 2] / 2)
    gaps = high[1:, 0] - (high[:-1, 0] + high[:-1, 2])
    usual = float(np.median(steps[joined])) if joined.sum() > 1 else 0.0
    limit = WIDER * usual if usual else WIDE * float(np.median(high[:, 3]))
    hiding = [grey is None or _has_trace(grey, a, b, body) for a, b in pairwise(high)]
    roomy = (steps > limit) & (gaps > np.where(hiding, ROOM, SURE_ROOM) * body)
    if (joined & (roomy | _signs_between(high, boxes, body))).any():
        return replace(reading, doubtful=figures(text))
    return reading


def with_item_point(reading: Reading, boxes: Numbers, body: float) -> Reading:
    """``reading`` of a line that begins with the number of an item, with the point behind it that its pieces of ink
    (``boxes``) show and no reading gives, or one gives as a comma: commas hang."""
    item = _ITEM.fullmatch(reading.words[0].text) if len(reading.words) > 1 else None
    if not item or not _LETTER.match(reading.words[1].text):
        return reading
    first = item[1]
    boxes = boxes[np.argsort(boxes[:, 0])]
    high = boxes[boxes[:, 3] >= LOW * body]
    if len(high) <= len(first):
        return reading
    digit, letter = high[len(first) - 1], high[len(first)]
    right, foot = int(digit[0] + digit[2]), int(digit[1] + digit[3])
    x, y, w, h, _ = boxes.T
    points = (x >= right - 1) & (x + w <= letter[0]) & (np.abs(y + h - foot) <= POINT * body + 1)
    points &= (np.maximum(w, h) <= DOT[1] * body) & (np.minimum(w, h) >= DOT[0] * body)
    if points.sum() != 1:
        return reading
    numbered = replace(reading.words[0], text=f"{first}.")
    return replace(reading, words=(numbered, *reading.words[1:]), slips=reading.slips + 1)


def _has_trace(grey: Grey, left: Numbers, right: Numbers, body: float) -> bool:
    """Is anything darker than paper between the feet of two digits?"""
    foot = int(max(left[1] + left[3], right[1] + right[3]))
    first, last = int(left[0] + left[2]) + RIM, int(right[0]) - RIM
    part = grey[max(0, foot - round(LOW * body)) : foot + round(2 * TAIL * body), first : max(first, last)]
    return bool(part.size) and int(cv2.blur(part, (3, 3)).min()) < TRACE


def _signs_between(digits: Numbers, boxes: Numbers, body: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each two neighbours of ``digits``: does low ink stand at their feet, between the one and the other?"""
    low = boxes[boxes[:, 3] < LOW * body]
    middles = low[:, 0] + low[:, 2] / 2
    ends, starts = digits[:-1, 0] + digits[:-1, 2], digits[1:, 0]
    feet = np.minimum(digits[:-1, 1] + digits[:-1, 3], digits[1:, 1] + digits[1:, 3])
    between = (middles >= np.minimum(ends, starts)[:, None]) & (middles <= np.maximum(ends, starts)[:, None])
    at_foot = low[:, 1] + low[:, 3] > feet[:, None] - 0.25 * body
    return np.asarray((between & at_foot).any(axis=1), np.bool_)
