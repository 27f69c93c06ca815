"""Documents of one table, typed with bars between the cells."""

from __future__ import annotations

from typing import Any

from phaen.pipeline.extract import ExtractOptions, extract_document


def tables(title: str, *rows: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every dataset, of a text with ``title`` above a table of ``rows``."""
    text = title + "".join("| " + " | ".join(row) + " |\n" for row in rows)
    return extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never")).tables
