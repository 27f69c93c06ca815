"""What the readers of office files put up with, each number with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """Limits of the office readers; a file beyond one is refused with a sentence that names it."""

    members: int = 5_000
    """Parts inside one file. The largest plan seen has 60; a package of tens of thousands is an attack."""
    unpacked: int = 256 << 20
    """Bytes of all parts together after unpacking. Plans with many photographs reach 80 MB."""
    ratio: int = 200
    """Unpacked bytes to packed bytes of one part above :attr:`ratio_from`. XML of plans packs 10 to 40 times."""
    ratio_from: int = 4 << 20
    """Below so many unpacked bytes a high ratio is harmless (a sheet of equal rows packs 300 times)."""
    markup: int = 64 << 20
    """Bytes of one XML or HTML part: parsed, it takes about ten times as much memory."""
    depth: int = 200
    """Elements inside one another. Word nests tables and text boxes; nothing honest goes beyond 60."""
    cells: int = 2_000_000
    """Filled cells of a workbook: about 1 GB of memory."""
    merged: int = 200_000
    """Cells under merged ones; the library makes an object for each (50 µs), and plans merge some hundreds."""
    columns: int = 200
    """Columns of one table; the month tables of plans have 30."""


SETTINGS = OfficeSettings()
