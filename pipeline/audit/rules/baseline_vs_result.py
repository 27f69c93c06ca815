"""The baseline of a plan says another figure of a year than the office's report of that year, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import likeness
from phaen.pipeline.audit.rules.target_weaker import results_of
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator
from phaen.pipeline.audit.years import baseline_figure, same_unit

LENGTHS = 0.25
"""Share by which the lengths of two writings of one name differ at most: marks and spaces come and go."""
NOTHING = frozenset({"", "-", "–", "ไม่มี", "-ไม่มี-", "n/a"})


def _said(row: Row, year: int) -> str | None:
    """What the baseline prints of ``year``: ``""`` where it names the year and says nothing, ``None`` where it does
    not name it."""
    raws = [str(item.get("raw") or "") for item in row.get("baseline") or () if item.get("fiscal_year") == year]
    if not raws:
        return None
    return "" if "".join(raws[0].split()).lower() in NOTHING else raws[0]


def _same(value: float, result: Row) -> bool:
    return abs(value - float(result["achieved_value"])) <= materiality.SCORE_TOLERANCE


def _compared(tables: Tables, row: Row, year: int, results: Sequence[Row]) -> Finding | None:
    """The finding about one year of a baseline, where the reported results of that year contradict it."""
    told = [one for one in results if one.get("achieved_value") is not None]
    if not told:
        return None
    said, figure = _said(row, year), baseline_figure(row, year)
    raw = str(told[0].get("achieved_raw") or "")
    if said == "":
        th = f"ข้อมูลพื้นฐาน พ.ศ. {year} ระบุว่าไม่มี แต่รายงานปีนั้นระบุผล “{raw}” โปรดระบุผลย้อนหลัง"
        en = f"The baseline has nothing for {year}, the report of that year has “{raw}”: please give the past result."
    elif figure is not None and not any(
        _same(figure.value, one) or not same_unit(figure.unit, one.get("achieved_unit")) for one in told
    ):
        th = f"ข้อมูลพื้นฐาน พ.ศ. {year} ระบุ “{figure.raw}” แต่รายงานปีนั้นระบุผล “{raw}” โปรดยืนยันผลที่ถูกต้อง"
        en = f"The baseline says “{figure.raw}” for {year}, the report of that year “{raw}”: please confirm the result."
    else:
        return None
    return Finding(
        rule=RULE.name,
        severity=RULE.severity,
        doc_ids=tuple(sorted({row["doc_id"], told[0]["doc_id"]})),
        subject=indicator(tables, row),
        message_th=th,
        message_en=en,
        evidence=(evidence_of(row, f"พ.ศ. {year} : {said or '-'}"), evidence_of(told[0], raw)),
        points_at_stake=float(row["weight"]) if row.get("weight") is not None else None,
        discriminator=f"{row.get('kpi_id')} {year}",
    )


def _years(row: Row) -> list[int]:
    return sorted({int(item["fiscal_year"]) for item in row.get("baseline") or () if item.get("fiscal_year")})


def _named_alike(result: Row, row: Row) -> bool:
    one, other = str(result.get("kpi_name") or ""), str(row.get("name") or "")
    # names of other lengths are other names: most pairs need no closer look
    near = abs(len(one) - len(other)) <= LENGTHS * max(len(one), len(other))
    return near and likeness(one, other) >= materiality.SAME_RESULT


def within_documents(tables: Tables) -> Iterator[Finding]:
    """A document's baselines against its own account of the year before, by name."""
    for doc_id, rows in tables.by_document("kpis").items():
        told: dict[int, list[Row]] = defaultdict(list)
        for one in tables.by_document("results").get(doc_id, []):
            if one.get("source") == "prior_year" and one.get("achieved_value") is not None and one.get("fiscal_year"):
                told[int(one["fiscal_year"])].append(one)
        for row in rows if told else ():
            for year in sorted(told.keys() & set(_years(row))):
                own = [one for one in told[year] if _named_alike(one, row)]
                if finding := _compared(tables, row, year, own):
                    yield finding


def across_documents(tables: Tables) -> Iterator[Finding]:
    """Baselines against the reports of the years that they name, of one office and indicator."""
    reported = results_of(tables)
    for row in tables.distinct("kpis"):
        for year in _years(row):
            key = (str(row.get("indicator_id")), str(row.get("agency_code")), year)
            results = [one for one in reported.get(key, ()) if one["doc_id"] != row["doc_id"]]
            if finding := _compared(tables, row, year, results):
                yield finding
    yield from _restated(tables, reported)


def _restated(tables: Tables, reported: Mapping[tuple[str, str, int], list[Row]]) -> Iterator[Finding]:
    """A year's past result that two documents of an office print differently, where no report says which is right."""
    known: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    rows = sorted(tables.distinct("kpis"), key=lambda row: (int(row.get("fiscal_year") or 0), str(row["doc_id"])))
    for row in rows:
        for year in _years(row):
            key = (str(row.get("indicator_id")), str(row.get("agency_code")), year)
            own = baseline_figure(row, year)
            if own is None or not row.get("indicator_id") or reported.get(key):
                continue
            before = next((one for one in reversed(known[key]) if one["doc_id"] != row["doc_id"]), None)
            known[key].append(row)
            figure = baseline_figure(before, year) if before is not None else None
            if before is None or figure is None or not same_unit(own.unit, figure.unit):
                continue
            if abs(own.value - figure.value) > materiality.SCORE_TOLERANCE:
                yield _finding_of(tables, row, before, year, own.raw, figure.raw)


def _finding_of(tables: Tables, row: Row, before: Row, year: int, own: str, other: str) -> Finding:
    said = before.get("fiscal_year")
    return Finding(
        rule=RULE.name,
        severity=RULE.severity,
        doc_ids=tuple(sorted({row["doc_id"], before["doc_id"]})),
        subject=indicator(tables, row),
        message_th=f"ข้อมูลพื้นฐาน พ.ศ. {year} ระบุ “{own}” แต่เอกสารปี {said} ระบุ “{other}” โปรดยืนยันผลที่ถูกต้อง",
        message_en=f"The baseline says “{own}” for {year}, that of the document of {said} “{other}”: please "
        "confirm the result.",
        evidence=(evidence_of(row, f"พ.ศ. {year} : {own}"), evidence_of(before, f"พ.ศ. {year} : {other}")),
        points_at_stake=float(row["weight"]) if row.get("weight") is not None else None,
        discriminator=f"{row.get('kpi_id')} {year} {own} {other}",
    )


RULE = rule("baseline_vs_result", within=within_documents, over_years=across_documents)
