"""Figures that two recognitions of a scan read differently: kept as printed, never as a value.

A row that carries ``ocr_disagrees`` loses every value that one of its page's doubtful figures could have made; raw text
stays, and the flag says why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from phaen.extractors.model import Document

FLAG = "ocr_disagrees"
_KEPT = frozenset(
    {
        *("doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "bbox", "confidence", "flags"),
        *("kpi_id", "indicator_id", "level", "step_no", "rule", "before", "after", "row_kind", "section", "listing"),
    }
)
"""Columns that no figure of the row's own cells makes."""
_CODE = re.compile(r"[A-Z]?[0-9]+(?:\.[0-9]+)*")
Rows = dict[str, list[dict[str, Any]]]


def withhold(rows: Rows, document: Document) -> Rows:
    """``rows`` without the values that doubtful figures make, changed in place."""
    doubtful = {page.page: _numbers(page.doubtful) for page in document.pages if page.doubtful}
    if not doubtful:
        return rows
    for dataset in rows.values():
        for row in dataset:
            page = row.get("page")
            if page is None or FLAG not in (row.get("flags") or ()):
                continue
            numbers = doubtful.get(page, frozenset()) | doubtful.get(page + 1, frozenset())
            for column, value in row.items():
                if column not in _KEPT and not column.endswith("_raw"):
                    row[column] = _without(value, numbers)
    return rows


def _numbers(figures: tuple[str, ...]) -> frozenset[Decimal]:
    """What figures amount to, whole and in every reading of their signs."""
    found = set()
    for figure in figures:
        for part in (figure, figure.replace(",", ""), *re.split("[,:/.]", figure)):
            plain = part.replace(",", "").strip(".:/")
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
                found.add(Decimal(plain))
    return frozenset(found)


def _without(value: Any, numbers: frozenset[Decimal]) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float, Decimal)):
        return None if Decimal(str(value)) in numbers else value
    if isinstance(value, str):
        return None if _CODE.fullmatch(value) and Decimal(_digits(value)) in numbers else value
    if isinstance(value, Mapping):
        return {key: item if key == "raw" else _without(item, numbers) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        kept = [_without(item, numbers) for item in value]
        return [item for item in kept if item is not None]
    return value


def _digits(code: str) -> str:
    """A code's figure: ``P065`` → ``065``, ``1.2`` → ``1.2``; of several dots the first counts."""
    head, _, rest = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").partition(".")
    return f"{head}.{rest.replace('.', '')}" if rest else head
