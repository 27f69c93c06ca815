"""A target weaker than last year's target or than what was reached then, or one whose direction was turned round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from phaen.normalizers.targets import parse_target
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator
from phaen.pipeline.audit.years import AT_LEAST, AT_MOST, Figure, baseline_figure, lower_is_better, same_unit

PROJECT = "project"
PAIR = 2


def reached(results: Sequence[Row], row: Row, year: int) -> Figure | None:
    """What the office reached in ``year``: by its report, else by the baseline that the row itself prints."""
    for result in results:
        if result.get("achieved_value") is not None:
            raw, unit = str(result.get("achieved_raw") or ""), result.get("achieved_unit")
            return Figure(float(result["achieved_value"]), unit, raw, result)
    return baseline_figure(row, year)


def results_of(tables: Tables) -> Mapping[tuple[str, str, int], list[Row]]:
    """Reported results by indicator, agency and year of the result, the summary's first."""
    found: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for result in tables.distinct("results"):
        kpi = tables.kpi.get(str(result.get("kpi_id")))
        if kpi and kpi.get("indicator_id") and kpi.get("agency_code") and result.get("fiscal_year"):
            found[(kpi["indicator_id"], kpi["agency_code"], int(result["fiscal_year"]))].append(result)
    for rows in found.values():
        rows.sort(key=lambda row: row.get("source") != "result_summary")
    return found


def weaker(row: Row, figure: Figure) -> bool:
    """Is the target less than what was reached, in its own unit and direction?"""
    target, unit = row.get("target_value"), row.get("target_unit")
    if target is None or not same_unit(unit, figure.unit):
        return False
    lower = lower_is_better(row)
    slack = materiality.SCORE_TOLERANCE
    return (lower is False and float(target) < figure.value - slack) or (
        lower is True and float(target) > figure.value + slack
    )


def _aimed(before: Row | None, row: Row) -> Figure | None:
    """Last year's target, where this year's is weaker and both point the same way."""
    if before is None or before.get("target_value") is None or lower_is_better(before) is not lower_is_better(row):
        return None
    figure = Figure(float(before["target_value"]), before.get("target_unit"), str(before["target_raw"]), before)
    return figure if weaker(row, figure) else None


def _weaker_than(tables: Tables, row: Row, aimed: Figure | None, figure: Figure | None, key: str) -> Finding:
    """The finding for a target that is weaker than last year's, than what was reached then, or than both."""
    printed, raw = str(row["target_raw"]), arabic_digits(str(row["target_raw"]))
    year, lower = int(row["fiscal_year"]), lower_is_better(row)
    unit = " จุด" if row.get("target_unit") == "ร้อยละ" else f" {row.get('target_unit') or ''}".rstrip()
    unit_en = " points" if unit == " จุด" else ""
    said_th, said_en = [], []
    if aimed is not None:
        gap = number(abs(float(row["target_value"]) - aimed.value))
        way = ("ผ่อนขึ้น", "เป็น", "is eased by") if lower else ("ลดลง", "เหลือ", "falls by")
        said_th.append(
            f"ค่าเป้าหมาย{way[0]} {gap}{unit} จาก{arabic_digits(aimed.raw)} (พ.ศ. {year - 1}) {way[1]}{raw} (พ.ศ. {year})"
        )
        said_en.append(
            f"The target {way[2]} {gap}{unit_en}, from {arabic_digits(aimed.raw)} ({year - 1}) to {raw} ({year})"
        )
    if figure is not None:
        gap = number(abs(float(row["target_value"]) - figure.value))
        than = "ผ่อนกว่า" if lower else "ต่ำกว่า"
        what, what_en = ("", "it") if aimed else (f"ค่าเป้าหมาย “{raw}” (พ.ศ. {year}) ", f"The target “{raw}” ({year})")
        said_th.append(f"{what}{than}ผลที่ทำได้แล้ว “{arabic_digits(figure.raw)}” (พ.ศ. {year - 1}) อยู่ {gap}{unit}")
        said_en.append(
            f"{what_en} is {gap}{unit_en} weaker than what was reached, “{arabic_digits(figure.raw)}” ({year - 1})"
        )
    sources = [one for one in (aimed, figure) if one is not None]
    return Finding(
        rule=RULE.name,
        severity=RULE.severity,
        doc_ids=tuple(sorted({row["doc_id"], *(one.row["doc_id"] for one in sources)})),
        subject=indicator(tables, row),
        message_th=f"{' และ'.join(said_th)} โปรดระบุเหตุผล",
        message_en=f"{', and '.join(said_en)}: please say why.",
        evidence=(evidence_of(row, printed), *(evidence_of(one.row, one.raw) for one in sources)),
        points_at_stake=_weight(row),
        discriminator=key,
    )


def _op(row: Row) -> str | None:
    op = row.get("target_op") or parse_target(str(row.get("target_raw") or "")).op
    return str(op) if op else None


def _turned(before: Row, after: Row) -> bool:
    """Does one target say at most, the other at least, of figures in one unit?"""
    if not same_unit(before.get("target_unit"), after.get("target_unit")):
        return False
    a, b = _op(before), _op(after)
    return (a in AT_MOST and b in AT_LEAST) or (a in AT_LEAST and b in AT_MOST)


def _turned_round(tables: Tables, before: Row, after: Row, key: str) -> Finding:
    old, new = before["fiscal_year"], after["fiscal_year"]
    return Finding(
        rule=RULE.name,
        severity="error",
        doc_ids=tuple(sorted({before["doc_id"], after["doc_id"]})),
        subject=indicator(tables, after),
        message_th=f"ทิศทางของค่าเป้าหมายกลับด้าน: พ.ศ. {old} ระบุ “{before['target_raw']}” พ.ศ. {new} ระบุ "
        f"“{after['target_raw']}” โปรดยืนยันทิศทาง",
        message_en=f"The target's direction was turned round: “{before['target_raw']}” in {old}, "
        f"“{after['target_raw']}” in {new}. Please confirm the direction.",
        evidence=tuple(evidence_of(row, str(row["target_raw"])) for row in (before, after)),
        points_at_stake=_weight(after),
        discriminator=key,
    )


def _weight(row: Row) -> float | None:
    return float(row["weight"]) if row.get("weight") is not None else None


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator, office and year."""
    done = results_of(tables)
    by_indicator: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in tables.distinct("kpis"):
        if row.get("target_raw") and row.get("fiscal_year") and row.get("agency_code") and row.get("base") != PROJECT:
            measure = str(row.get("indicator_id") or row["kpi_id"])
            by_indicator[(measure, row["agency_code"])].setdefault(int(row["fiscal_year"]), row)
    for (indicator_id, agency), years in sorted(by_indicator.items()):
        for year, row in sorted(years.items()):
            key, before = f"{indicator_id} {agency} {year}", years.get(year - 1)
            if before is not None and _turned(before, row):
                yield _turned_round(tables, before, row, key)
                continue
            aimed = _aimed(before, row)
            figure = reached(done.get((indicator_id, agency, year - 1), ()), row, year - 1)
            figure = figure if figure is not None and weaker(row, figure) else None
            if figure is None and aimed is not None and len(years) == PAIR and lower_is_better(row) is False:
                continue  # that it falls, by how much and since when, target_change says of the two
            if aimed is not None or figure is not None:
                yield _weaker_than(tables, row, aimed, figure, key)


RULE = rule("target_weaker", over_years=check)
