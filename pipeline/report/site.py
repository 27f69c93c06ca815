"""Templates and files of the report: every text escaped, both languages in every page."""

from __future__ import annotations

import csv
import io
import math
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from phaen.normalizers.clipping import clip
from phaen.pipeline.report.charts import figure
from phaen.pipeline.report.model import slug
from phaen.pipeline.views.reasons import reason

NAVIGATION = (
    ("overview", "index.html"),
    ("findings", "findings.html"),
    ("indicators", "indicators.html"),
    ("changes", "changes.html"),
    ("since", "since.html"),
    ("decisions", "decisions.html"),
    ("documents", "documents.html"),
    ("exports", "exports.html"),
)
ASSETS = (
    "tokens.css",
    "style.css",
    "report.js",
    "hold.js",
    *(f"fonts/Sarabun-{one}.ttf" for one in ("Regular", "Bold")),
)
PAGE_ROWS = 500
"""Rows of a long table that go on one page: pages stay far under 2 MB."""


@cache
def texts() -> dict[str, tuple[str, str]]:
    """key → Thai, English: the words of the report's own (``ui.csv``)."""
    content = files("phaen.pipeline.report").joinpath("ui.csv").read_text("utf8")
    return {row["key"]: (row["th"], row["en"]) for row in csv.DictReader(io.StringIO(content))}


@cache
def translated(key: str) -> Markup:
    """Both languages of a text of ``ui.csv``; a key that is not there (a value of a document) is shown as it is."""
    thai, english = texts().get(key, (key, key))
    return Markup('<span class="th" lang="th">{}</span><span class="en" lang="en">{}</span>').format(thai, english)


def both_reasons(error: str | None) -> Markup:
    """``documents.error`` in both languages."""
    parts = (reason(error, "th"), reason(error, "en"))
    return Markup('<span class="th" lang="th">{}</span><span class="en" lang="en">{}</span>').format(*parts)


@cache
def attributes(key: str) -> Markup:
    """``aria-label`` in Thai with both languages beside it for the switch."""
    thai, english = texts()[key]
    return Markup('aria-label="{th}" data-label-th="{th}" data-label-en="{en}"').format(th=thai, en=english)


def shown_figure(value: Any) -> str:
    """A figure, or a dash for none."""
    return "–" if value is None or (isinstance(value, float) and math.isnan(value)) else figure(float(value))


def percent(value: Any) -> str:
    """A share of 0–1, cut rather than rounded up: 100 % only where all of it is there."""
    return "–" if value is None else f"{int(float(value) * 1000) / 10:g}%"


@cache
def environment() -> Environment:
    """The templates, with automatic escaping and no silent blanks for misspelt names."""
    made = Environment(
        loader=PackageLoader("phaen.pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"t": translated, "label": attributes, "navigation": NAVIGATION, "reason": both_reasons}
    made.filters |= {"clip": clip, "figure": shown_figure, "percent": percent, "slug": slug}
    return made


class Site:
    """The output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = 0
        self.largest = 0
        for name in ("assets", "crops", "exports", "finding", "agency", "indicator", "signoff"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "assets" / "fonts").mkdir(exist_ok=True)
        for name in ASSETS:
            source = files("phaen.pipeline.report").joinpath(f"static/{name}").read_bytes()
            (folder / "assets" / name).write_bytes(source)

    def write(self, file: str, template: str, title: str | tuple[str, str], here: str, **values: Any) -> None:
        """One page. ``title`` is a key of ``ui.csv`` or the Thai and English title itself."""
        thai, english = texts()[title] if isinstance(title, str) else title
        html = (
            environment()
            .get_template(template)
            .render(
                root="../" if "/" in file else "",
                here=here,
                title_th=f"{clip(thai, 90)} · phaen",
                title_en=f"{clip(english, 90)} · phaen",
                **values,
            )
        )
        data = html.encode()
        (self.folder / file).write_bytes(data)
        self.pages += 1
        self.largest = max(self.largest, len(data))

    def write_list(self, stem: str, template: str, here: str, name: str, rows: Sequence[Any], **values: Any) -> None:
        """A long table over as many pages as it needs: ``stem.html``, ``stem-2.html`` …"""
        parts = [rows[start : start + PAGE_ROWS] for start in range(0, len(rows), PAGE_ROWS)] or [rows]
        names = [f"{stem}.html" if index == 0 else f"{stem}-{index + 1}.html" for index in range(len(parts))]
        for index, part in enumerate(parts):
            self.write(names[index], template, here, here, current=index, files=names, **{name: part}, **values)


def clear(folder: Path) -> None:
    """Empty an earlier report; a folder that holds anything else is left alone and reported (``FileExistsError``)."""
    if not folder.exists():
        return
    known = {"assets", "crops", "exports", "finding", "agency", "indicator", "signoff"}
    entries = list(folder.iterdir())
    foreign = [entry.name for entry in entries if entry.name not in known and entry.suffix != ".html"]
    if foreign or (entries and not (folder / "index.html").is_file()):
        raise FileExistsError(
            f"{folder} holds files that are no report: {', '.join(sorted(foreign)[:5]) or 'no index.html'}"
        )
    for entry in entries:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def both(row: Mapping[str, Any], key: str) -> tuple[str, str]:
    """The Thai and the English form of a column pair."""
    return str(row[f"{key}_th"]), str(row[f"{key}_en"])
