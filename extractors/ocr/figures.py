"""The figures of a recognised text, as strings: what two readings of a line must agree on."""

from __future__ import annotations

import re

from phaen.normalizers.text import arabic_digits

FIGURE = re.compile(r"[0-9๐-๙]+(?:[.,:/][0-9๐-๙]+)*")


def figures(text: str) -> tuple[str, ...]:
    """The figures of a text in Arabic digits, in order; ``1,000`` is one, ``5.`` is ``5``."""
    return tuple(arabic_digits(found) for found in FIGURE.findall(text))
