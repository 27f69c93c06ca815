"""Six layouts, three of them tight, in four kinds of scan: what becomes of the values, rows, letters and tones.

``python -m bench.ocr_layouts [--only WORDS] [--errors N] [--write]``: every layout prints documents of the samples its
own way (font, sizes, digits, rules); every print is scanned in every way and extracted. ``--only tight,fax`` takes
the layouts and scans whose names hold all these words; ``--write`` puts the tables into ``docs/ocr.md`` and its
Thai page. Recognised pages are kept in ``build/ocr-layouts`` under a key of picture and code: a run after a change
behind recognition costs nothing, and its times are those of pages read in that run.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.pdf.reader import read_pdf
from phaen.pipeline.extract import ExtractOptions, extract_document
from rapidfuzz.distance import Levenshtein

from bench.ocr import compare
from bench.parts import ROOT, made_by, put
from samples.blocks import Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.judging import FIGURES, Judged, judge
from samples.pdf_writer import Style, write_pdf
from samples.printed_html import Look, chromium, write_page
from samples.scans import SCANS, scan
from samples.scoring import cells, squash
from samples.strangers import strangers
from samples.variants import with_thai_digits

FOLDER = ROOT / "build" / "ocr-layouts"
PAGES = (ROOT / "docs" / "ocr.md", ROOT / "docs" / "th" / "ocr.md")
TLWG = Path("/usr/share/fonts/truetype/tlwg")
TONES = frozenset("่้๊๋์")
SURE = 0.95
"""Confidence from which a row is said to be wholly right."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How some documents of the samples are printed: by reportlab in a ``style``, which sets marks where the font has
    them, or by a browser with its ``look``, which shapes them. ``thai``: with Thai digits."""

    name: str
    stems: tuple[str, ...]
    style: Style | None = None
    look: Look | None = None
    thai: bool = False


def look(family: str, size: float, table_size: float, pitch: float, padding: float, **others: Any) -> Look:
    """A browser's layout in a font of Debian's ``fonts-thai-tlwg``: sizes and padding in points, ``pitch`` in sizes of
    the table's type."""
    faces = "".join(
        f"@font-face{{font-family:T;font-weight:{weight};src:url({(TLWG / f'{family}{part}.ttf').as_uri()})}}"
        for weight, part in (("normal", ""), ("bold", "-Bold"))
    )
    body = f"body{{font:{size}pt T}}table{{font-size:{table_size}pt;line-height:{pitch}}}"
    return Look(css=f"{faces}{body}th,td{{padding:{padding}pt 3pt}}", **others)


LAYOUTS = (
    Layout(
        "Sarabun",
        ("snk_agreement_2567", "hospital_plan_2567", "faculty_plan_2566", "others_levels_2567", "stranger_map_2566"),
        style=Style(size=14, table_size=12),
    ),
    Layout(
        "Laksaman, Thai digits",
        ("town_development_2566", "budget_2565", "stranger_vet_2567", "others_district_2568", "stranger_levels_2568"),
        look=look("Laksaman", 16, 14, 1.4, 3),
        thai=True,
    ),
    Layout(
        "Garuda, boxed",
        ("subdistrict_operations", "department_plan_2568", "stranger_five_2567", "others_goods_2566", "sno_plan_2568"),
        look=look("Garuda", 12, 10, 1.5, 3, boxed=True),
    ),
    Layout(
        "Sarabun, tight",
        ("district_plan_2569", "department_indicators", "stranger_music_2568", "others_sums_2568", "stranger_map_2561"),
        style=Style(size=13, table_size=11, pitch=1.15, padding=1.0),
    ),
    Layout(
        "Norasi, tight, Thai digits",
        ("town_anticorruption", "hospital_strategy", "stranger_yearly_2568", "others_college", "snk_agreement_2567"),
        look=look("Norasi", 14, 12, 1.1, 0.5),
        thai=True,
    ),
    Layout(
        "Laksaman, tight",
        ("ssl_plan_2567", "faculty_quality", "college_strategy", "stranger_harbour_2568", "others_operations_2568"),
        look=look("Laksaman", 16, 14, 1.15, 1),
    ),
)
KINDS = {"scan-200": "200 dpi", "scan-150": "150 dpi", "scan-fax": "fax", "scan-hard": "hard"}
NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Printed:
    """A document to print, with its expected rows."""

    stem: str
    sheet: Sheet
    gold: dict[str, Any]
    wide: bool


@cache
def documents() -> tuple[Printed, ...]:
    """Every sample."""
    own = [Printed(one.meta.stem, one.sheet, one.gold, False) for one in hand_written()]
    return (*own, *(Printed(one.stem, one.sheet, one.gold, True) for one in (*other_samples(), *strangers())))


@dataclass(slots=True)
class Tally:
    """Counts over all documents of a layout in one kind of scan."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    silent: int = 0
    unflagged: int = 0
    figures: int = 0
    figures_missing: int = 0
    figures_wrong: int = 0
    rows_right: int = 0
    rows_clear: int = 0
    sure: int = 0
    sure_right: int = 0
    letters: int = 0
    letters_wrong: int = 0
    tones: int = 0
    tones_lost: int = 0
    pages: int = 0
    seconds: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of cell precision and recall."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missing, 1)

    def add_row(self, judged: Judged) -> None:
        """Count a row got, wanted or both."""
        self.right += judged.right
        self.wrong += len(judged.wrong)
        self.missing += len(judged.missing)
        row, gold = judged.row or {}, judged.gold or {}
        columns = list(gold) or list(row)
        wanted = [(column, one) for column in columns if column in FIGURES for one in figures(gold.get(column))]
        got = [(column, one) for column in columns if column in FIGURES for one in figures(row.get(column))]
        self.figures += len(wanted)
        lost, false = without(wanted, got), without(got, wanted)
        self.figures_missing += len(lost)
        self.figures_wrong += len(false)
        clear = not any(flag.startswith("ocr") for flag in row.get("flags") or ())
        if judged.row is not None and not row["flags"]:
            self.silent += len(judged.wrong)
            self.unflagged += sum(
                len(cells(column, row.get(column))) for column in gold or row if column not in _NO_CELLS
            )
        self.rows_right += judged.is_right
        self.rows_clear += judged.is_right and clear
        if judged.row is not None and float(row["confidence"]) >= SURE:
            self.sure += 1
            self.sure_right += judged.is_right
        if judged.wrong or judged.missing:
            self.errors.append(described(judged, lost, false))

    def add_text(self, truth: str, found: str) -> None:
        """Count the letters of a cell or paragraph."""
        truth, found = squash(truth), squash(found)
        self.letters += len(truth)
        self.tones += sum(sign in TONES for sign in truth)
        edits = Levenshtein.editops(truth, found)
        self.letters_wrong += len(edits)
        lost = sum(edit.tag != "insert" and truth[edit.src_pos] in TONES for edit in edits)
        self.tones_lost += lost
        if edits:
            self.errors.append(
                f"  text: {truth} / {found}" if len(truth) < 300 else f"  text: {len(edits)} in a long one"
            )


_NO_CELLS = frozenset({"flags", "confidence", "source_file", "doc_id", "page", "line", "bbox"})


def figures(value: object) -> list[str]:
    """The figures of one column's value: of amounts and projects their baht, of baselines what is printed."""
    if isinstance(value, Mapping):
        return figures(value.get("baht", value.get("budget_baht", value.get("raw"))))
    if isinstance(value, (list, tuple)):
        return [one for item in value for one in figures(item)]
    return [squash(value)] if value is not None else []


def without(some: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """``some`` without one for each of ``others``."""
    left = list(others)
    kept = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            kept.append(one)
    return kept


def described(judged: Judged, lost: Sequence[Any], false: Sequence[Any]) -> str:
    """A row that is not right, in a line."""
    row, gold = judged.row or {}, judged.gold or {}
    columns = dict.fromkeys((*judged.wrong, *judged.missing))
    told = "no row" if judged.row is None else f"{row['confidence']} {' '.join(row['flags']) or 'SILENT'}"
    parts = [f"{column}: {gold.get(column)!r} / {row.get(column)!r}" for column in columns]
    marks = f" LOST {lost}" * bool(lost) + f" FALSE {false}" * bool(false)
    return f"{judged.dataset} [{told}]{marks} " + "; ".join(parts)


def printed(layout: Layout) -> Iterator[tuple[Printed, bytes]]:
    """The documents of a layout as PDF."""
    for stem in layout.stems:
        document = next(one for one in documents() if one.stem.startswith(stem))
        sheet = with_thai_digits(document.sheet) if layout.thai else document.sheet
        if layout.style is not None:
            style = layout.style.with_(all_landscape=document.wide, arrows="shapes" if document.wide else "chars")
            yield document, write_pdf(sheet, style)
        else:
            yield document, _by_browser(layout, document, sheet)


def _by_browser(layout: Layout, document: Printed, sheet: Sheet) -> bytes:
    """One document as a browser prints it; printed once."""
    out = FOLDER / "printed" / f"{layout.name} {document.stem}.pdf"
    assert layout.look is not None
    page = write_page(sheet, replace(layout.look, wide=document.wide))
    known = out.with_suffix(".html")
    if not (known.exists() and known.read_text("utf-8") == page and out.exists()):
        out.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(page, "utf-8")
        if not chromium(page, out):
            sys.exit("No browser (chromium, google-chrome) to print the layouts with.")
    return out.read_bytes()


def measured(layout: Layout, kind: str) -> Tally:
    """A layout in one kind of scan, or as it was printed (``NATIVE``)."""
    tally = Tally()
    for document, data in printed(layout):
        name = f"{document.stem}.pdf"
        shown = data if kind == NATIVE else scan(data, SCANS[kind])
        if kind != NATIVE:
            (FOLDER / kind).mkdir(parents=True, exist_ok=True)
            (FOLDER / kind / name).write_bytes(shown)
            started = cpu()
            scanned = read_pdf(shown, name, ocr=OcrOptions("auto", str(FOLDER / "cache"), 1e9))
            tally.seconds += cpu() - started
            native = read_pdf(data, name)
            tally.pages += native.page_count or 0
            for pair in compare(native, scanned):
                tally.add_text(pair.truth, pair.found)
        tables = extract_document(shown, name, ExtractOptions(ocr_cache=str(FOLDER / "cache"))).tables
        for judged in judge(document.gold, tables):
            tally.add_row(judged)
    return tally


def cpu() -> float:
    """Seconds of computing of this process so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


HEADS = (
    *("layout", "scan", "pages", "F1 (printed)", "silent", "figures missing", "wrong", "right rows without a doubt"),
    *(f"rows ≥ {SURE} right", "characters wrong", "tones lost", "s a page"),
)

HEADS_TH = (
    *("รูปแบบ", "ภาพสแกน", "หน้า", "F1 (ไฟล์ต้นฉบับ)", "ค่าผิดในแถวที่ไม่มีเครื่องหมายเตือน", "ตัวเลขที่ขาด", "ตัวเลขผิด"),
    *("แถวถูกที่ไม่มีข้อสงสัย", f"แถว ≥ {SURE} ที่ถูก", "อักขระผิด", "วรรณยุกต์ที่หาย", "วินาทีต่อหน้า"),
)


def line(layout: Layout, kind: str, tally: Tally, native: Tally) -> str:
    """One line of the table."""

    def share(part: int, whole: int) -> str:
        return f"{part} of {whole} ({part / max(whole, 1):.1%})"

    values = (
        layout.name,
        KINDS[kind],
        str(tally.pages),
        f"{tally.f1:.3f} ({native.f1:.3f})",
        share(tally.silent, tally.unflagged),
        share(tally.figures_missing, tally.figures),
        str(tally.figures_wrong),
        share(tally.rows_clear, tally.rows_right),
        share(tally.sure_right, tally.sure),
        f"{tally.letters_wrong / max(tally.letters, 1):.2%}",
        share(tally.tones_lost, tally.tones),
        f"{tally.seconds / max(tally.pages, 1):.1f}",
    )
    return f"| {' | '.join(values)} |"


def headed(heads: Sequence[str], lines: Sequence[str]) -> str:
    """A table of ``lines`` under ``heads``."""
    return "\n".join([f"| {' | '.join(heads)} |", "|---|---|" + "---:|" * (len(heads) - 2), *lines])


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="words that the name of layout and scan holds, all of them")
    parser.add_argument("--errors", type=int, default=0, help="wrong rows and texts to print for each scan")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    options = parser.parse_args()
    if not available():
        sys.exit(f"The samples' {MISSING}.")
    lines: list[str] = []
    print(headed(HEADS, lines), flush=True)
    words = options.only.split(",")
    for kind in KINDS:
        for layout in LAYOUTS:
            if not all(word in f"{layout.name} {kind}" for word in words):
                continue
            tally = measured(layout, kind)
            lines.append(line(layout, kind, tally, measured(layout, NATIVE)))
            print(lines[-1], flush=True)
            for error in tally.errors[: options.errors]:
                print("   ", error, flush=True)
    if options.write:
        for page, heads in zip(PAGES, (HEADS, HEADS_TH), strict=True):
            put(page, "layouts", f"{made_by('make bench-ocr-layouts')}\n\n{headed(heads, lines)}")


if __name__ == "__main__":
    main()
