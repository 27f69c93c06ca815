"""Where every space of a page is drawn, through pdfminer: of several in one text object PDFium tells the first.

Word processors that take spaces from another font draw those of a whole line as one text object, so that a space at the
end of a cell is none that PDFium tells of. Few pages are like this; only those are read here.
"""

from __future__ import annotations

import io


def drawn_spaces(data: bytes, password: str | None, number: int) -> list[tuple[float, float]]:
    """x and baseline (user space) of every upright space of page ``number`` (1-based); none where it cannot be read."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), password=password, pages=[number]) as document:
            matrices = [char["matrix"] for page in document.pages for char in page.chars if char["text"] == " "]
    except MemoryError:
        raise
    except Exception:  # pdfminer raises of everything on files that PDFium reads
        return []
    return [(e, f) for a, b, _c, _d, e, f in matrices if a > 0 and b == 0]
