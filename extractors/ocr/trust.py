"""From what the readings of a line show to the probability that it is right."""

from __future__ import annotations

from extractors.ocr.reading import Reading


def confidence(reading: Reading) -> float:
    """The probability that the line is right to the letter."""
    if reading.doubtful:
        return 0.3
    sure = 0.5 * reading.agreement + 0.5 * min(1.0, reading.confidence / 0.9)
    return round(min(0.99, sure), 3)
