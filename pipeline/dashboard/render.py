"""Pages from views: templates with automatic escaping, values in their looks, no script in any page."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from phaen.pipeline.assemble.flags import meaning
from phaen.pipeline.dashboard.data import Data, Row
from phaen.pipeline.dashboard.page import PAGE_ROWS, Query, View
from phaen.pipeline.dashboard.search import marked
from phaen.pipeline.dashboard.views import rule_title
from phaen.pipeline.dashboard.words import word
from phaen.pipeline.report.charts import figure
from phaen.pipeline.report.crops import Shown
from phaen.pipeline.report.site import percent
from phaen.pipeline.schema.as_text import text_of
from phaen.pipeline.views.reasons import reason

TABS = (
    ("overview", "/"),
    ("indicators", "/indicators"),
    ("targets_view", "/targets"),
    ("results_view", "/results"),
    ("budgets", "/budgets"),
    ("rubrics_view", "/rubrics"),
    ("findings", "/findings"),
    ("review", "/review"),
    ("documents", "/documents"),
    ("dictionary", "/dictionary"),
    ("sql_box", "/sql"),
)
MANY = 8
LONG = 600
"""Characters of a cell that are shown; downloads hold all."""


def _rounded(value: Any) -> Any:
    """A figure of single precision without the digits that it does not have."""
    if isinstance(value, float):
        return float(f"{value:.6g}")
    return [_rounded(one) for one in value] if isinstance(value, list) else value


def shown(value: Any) -> str:
    """A value as text of a cell; a dash for none."""
    text = text_of(_rounded(value))
    if text == "":
        return "–"
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


def some(values: Sequence[object]) -> str:
    """The first of many, and how many more."""
    more = f" +{len(values) - MANY}" if len(values) > MANY else ""
    return shown(", ".join(map(str, values[:MANY]))) + more


def number(value: Any) -> str:
    """A figure with thousands separated; a dash for none."""
    return "–" if value is None else figure(float(value))


def baht(value: Any) -> str:
    """An amount, satang only where there are any."""
    if value is None:
        return "–"
    amount = Decimal(value)
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def spans(value: Iterable[int | None]) -> str:
    """Years as spans: 2560–2564, 2567."""
    years = sorted({year for year in value if year is not None})
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    return ", ".join(f"{a}–{b}" if b > a + 1 else ", ".join(map(str, dict.fromkeys((a, b)))) for a, b in runs) or "–"


@cache
def policy_names() -> dict[str, str]:
    """Policy code → what the policy is called, where a document printed it."""
    lines = files("phaen.normalizers.registers").joinpath("policies.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: row["name"] for row in rows if row["name"]}


@cache
def environment() -> Environment:
    """The templates; a misspelt name is an error, not a blank."""
    made = Environment(
        loader=PackageLoader("phaen.pipeline.dashboard"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    looks: dict[str, Callable[..., str]] = {"shown": shown, "number": number, "baht": baht, "percent": percent}
    made.filters |= looks | {"years": spans, "some": some}
    made.globals |= {"marked": marked, "rule_title": rule_title, "flag_meaning": meaning, "reason": reason}
    return made


def _basics(query: Query) -> dict[str, Any]:
    def say(key: str, **figures: Any) -> str:
        return word(key, query.language).format(**figures) if figures else word(key, query.language)

    tabs = [(say(key), query.link(path), path) for key, path in TABS]
    switch = [(name, label, query.link(lang=name)) for name, label in (("th", "ไทย"), ("en", "English"))]
    return {"t": say, "query": query, "tabs": tabs, "switch": switch, "language": query.language}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page needs besides its view.

    ``show`` gives the picture or source line of a place. ``token`` goes into forms; without one nothing can be
    written. ``problem``: why the last decision was not taken; ``done``: one was.
    """

    show: Callable[[Row], Shown | None]
    token: str = ""
    problem: str = ""
    done: bool = False


def page(view: View, query: Query, data: Data, sheet: Sheet) -> str:
    """A view as HTML."""
    table = view.table
    rows = table.part(data, query.page, query.get("sort")) if table else []
    count = table.count(data) if table else 0
    values = {
        **_basics(query),
        "view": view,
        "table": table,
        "rows": rows,
        "count": count,
        "first": (query.page - 1) * PAGE_ROWS + 1,
        "pages": -(-count // PAGE_ROWS),
        "show": sheet.show,
        "named_agency": data.agency_names.get,
        "named_policy": policy_names().get,
        "token": sheet.token,
        "writable": bool(sheet.token),
        "problem": sheet.problem,
        "done": sheet.done,
        **view.values,
    }
    return environment().get_template(view.template).render(values)


def error_page(query: Query) -> str:
    """The page for an address that leads nowhere."""
    return environment().get_template("error.html").render(_basics(query))
