"""Charts as inline SVG, drawn here: no script, no library in the page, every text escaped.

Colours and fonts come from the style sheet by class, so print and contrast settings apply. Each chart has a title
and a description for people who do not see it; pages print the figures as a table beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape
from phaen.normalizers.clipping import clip

BAR = 22
GAP = 8
LABEL = 290
WIDTH = 800
SHORT = 44
"""Characters of a label that fit beside a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and one value per series, in the order of the series."""

    label: str
    values: tuple[float, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: label and (year, value) points; ``kind`` is a class of the style sheet."""

    label: str
    points: tuple[tuple[int, float], ...]
    kind: str


def figure(value: float) -> str:
    """A figure on a chart: thousands separated, at most two decimals."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def short(value: float) -> Markup:
    """Millions shortened, so that amounts fit beside bars; the scale in the language that is shown."""
    if abs(value) < 1_000_000:
        return Markup(figure(value))
    scale = Markup('<tspan class="th">ล้าน</tspan><tspan class="en">M</tspan>')
    return Markup("{figure}\u00a0{scale}").format(figure=figure(round(value / 1_000_000, 2)), scale=scale)


def _svg(body: Markup, width: int, height: int, title: str, key: str) -> Markup:
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {w} {h}" aria-labelledby="{key}"><title id="{key}">{title}</title>'
        "{body}</svg>"
    ).format(w=width, h=height, key=key, title=title, body=body)


def bars(rows: Sequence[Bar], series: Sequence[str], title: str, key: str) -> Markup:
    """Stacked horizontal bars; ``series`` are classes of the style sheet (``error``, ``met`` …)."""
    if not rows:
        return Markup()
    most = max((sum(row.values) for row in rows), default=0) or 1
    space = WIDTH - LABEL - 90
    parts: list[Markup] = []
    for index, row in enumerate(rows):
        y = index * (BAR + GAP)
        text = Markup('<text x="{x}" y="{y}" class="label" text-anchor="end">{t}<title>{full}</title></text>').format(
            x=LABEL - 8, y=y + BAR * 0.7, t=clip(row.label, SHORT), full=row.label
        )
        parts.append(Markup('<a href="{h}">{t}</a>').format(h=row.href, t=text) if row.href else text)
        x = float(LABEL)
        for name, value in zip(series, row.values, strict=True):
            if value <= 0:
                continue
            width = max(value / most * space, 1.5)
            parts.append(
                Markup(
                    '<rect class="s-{c}" x="{x:.1f}" y="{y}" width="{w:.1f}" height="{h}"><title>{t}</title></rect>'
                ).format(c=name, x=x, y=y, w=width, h=BAR, t=f"{row.label}: {name} {figure(value)}")
            )
            x += width
        parts.append(
            Markup('<text x="{x:.1f}" y="{y}" class="value">{t}</text>').format(
                x=x + 6, y=y + BAR * 0.7, t=short(sum(row.values))
            )
        )
    return _svg(Markup("").join(parts), WIDTH, len(rows) * (BAR + GAP), title, key)


def _step(span: float) -> float:
    """A round distance between grid lines: about four of them over ``span``."""
    power = 10.0 ** floor(log10(span / 4))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power * 4 >= span)


def _ticks(low: float, high: float) -> list[float]:
    """Round figures that enclose ``low`` and ``high``."""
    step = _step((high - low) or 1)
    first, last = floor(low / step), ceil(high / step)
    return [index * step for index in range(first, last + 1)]


def lines(series: Sequence[Line], title: str, key: str, height: int = 260) -> Markup:
    """Values over years: one polyline with marked points per series."""
    points = [point for line in series for point in line.points]
    if not points:
        return Markup()
    years = sorted({year for year, _ in points})
    ticks = _ticks(min(0.0, *(value for _, value in points)), max(0.0, *(value for _, value in points)))
    low, high = ticks[0], ticks[-1]
    left, right, top, bottom = 70, 150, 16, 34
    plot_w, plot_h = WIDTH - left - right, height - top - bottom

    def at(year: int, value: float) -> tuple[float, float]:
        across = (year - years[0]) / (years[-1] - years[0]) if len(years) > 1 else 0.5
        return left + across * plot_w, top + (1 - (value - low) / (high - low)) * plot_h

    parts: list[Markup] = []
    for tick in ticks:
        y = at(years[0], tick)[1]
        parts.append(
            Markup(
                '<line class="grid" x1="{a}" x2="{b}" y1="{y:.1f}" y2="{y:.1f}"/>'
                '<text class="axis" x="{t}" y="{ty:.1f}" text-anchor="end">{v}</text>'
            ).format(a=left, b=left + plot_w, y=y, t=left - 8, ty=y + 4, v=short(tick))
        )
    for year in range(years[0], years[-1] + 1):
        x = at(year, low)[0]
        parts.append(
            Markup('<text class="axis" x="{x:.1f}" y="{y}" text-anchor="middle">{v}</text>').format(
                x=x, y=height - 10, v=year
            )
        )
    taken: list[float] = []
    # Labels are put from the top down, so that the order of labels is the order of points.
    for line in sorted((line for line in series if line.points), key=lambda line: -max(line.points)[1]):
        placed = [at(year, value) for year, value in sorted(line.points)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        parts.append(Markup('<polyline class="l-{c}" points="{p}"/>').format(c=line.kind, p=path))
        for (year, value), (x, y) in zip(sorted(line.points), placed, strict=True):
            parts.append(
                Markup('<circle class="p-{c}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{t}</title></circle>').format(
                    c=line.kind, x=x, y=y, t=f"{line.label} {year}: {figure(value)}"
                )
            )
        y = placed[-1][1] + 4
        while any(abs(y - other) < 15 for other in taken):
            y += 15
        taken.append(y)
        parts.append(
            Markup('<text class="t-{c}" x="{x:.1f}" y="{y:.1f}">{t}</text>').format(
                c=line.kind, x=placed[-1][0] + 10, y=y, t=clip(line.label, 20)
            )
        )
    return _svg(Markup("").join(parts), WIDTH, max(height, int(max(taken, default=0)) + 10), title, key)


def legend(names: Mapping[str, Markup]) -> Markup:
    """What the colours of stacked bars mean."""
    items = [
        Markup('<li><span class="key s-{c}"></span>{t}</li>').format(c=name, t=text) for name, text in names.items()
    ]
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(items))


__all__ = ["Bar", "Line", "bars", "escape", "figure", "legend", "lines", "short"]
