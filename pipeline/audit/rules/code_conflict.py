"""One indicator printed with different KR codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, has_printed_code, rule
from phaen.pipeline.audit.names import likeness
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, offices, place_name, sentence, spaced, swapped


def _finding(tables: Tables, rows: list[Row], where: str) -> Finding:
    codes = sorted({str(row["kr_code_printed"]) for row in rows})
    shown: dict[tuple[str, str], Row] = {}
    for row in rows:
        shown.setdefault((row["kr_code_printed"], row["doc_id"]), row)
    order, th, en = _said(tables, shown, where)
    if len(order) == 2 and swapped(*order):
        th, en = f"{th} (อาจสลับเลข)", f"{en} (digits may have changed places)"
    return Finding(
        rule=RULE.name,
        severity="error",
        doc_ids=tuple(sorted({row["doc_id"] for row in rows})),
        subject=indicator(tables, rows[0]),
        message_th=f"{th} โปรดยืนยันรหัสที่ถูกต้อง",
        message_en=f"{en}, for one indicator. Please confirm the code.",
        evidence=tuple(
            evidence_of(row, f"{row['kr_code_printed']} {row.get('name_raw') or row.get('name') or ''}".strip())
            for row in shown.values()
        ),
        discriminator=f"{where} {' '.join(codes)}",
    )


def _said(tables: Tables, shown: Mapping[tuple[str, str], Row], where: str) -> tuple[list[str], str, str]:
    """The codes, the rarest first, and who or which listing prints which, in Thai and English."""
    labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (code, doc_id), row in shown.items():
        office = tables.label(doc_id)
        labels[code].append(place_name(row.get("listing") or "kpi_table") if where == "document" else (office, office))
    order = sorted(labels, key=lambda code: (len(labels[code]), code))
    if where == "document" and len({label for found in labels.values() for label in found}) == 1:
        th, en = labels[order[0]][0]
        return (
            order,
            f"{spaced(th).strip()} ระบุทั้ง {' และ '.join(order)}",
            f"{sentence(en)} has both {' and '.join(order)}",
        )
    said_th, said_en = [], []
    for code in order:
        names = [list(dict.fromkeys(pair)) for pair in zip(*labels[code], strict=True)]
        th, en = (", ".join(one) for one in names) if where == "document" else offices(names[0])
        said_th.append(f"{code} ({th})")
        said_en.append(f"{en}: {code}")
    return order, f"ระบุรหัสต่างกัน คือ {' และ '.join(said_th)}", sentence(", ".join(said_en))


def within_documents(tables: Tables) -> Iterator[Finding]:
    """Listings of one indicator that print different codes."""
    for kpi_id, mentions in tables.mentions.items():
        coded = [row for row in mentions if row.get("kr_code_printed")]
        if len({row["kr_code_printed"] for row in coded}) > 1:
            name = (tables.kpi.get(kpi_id) or {}).get("name")
            yield _finding(tables, [{**row, "name": name or row.get("name")} for row in coded], "document")


def _same_measure(left: Row, right: Row) -> bool:
    """Are two rows under different codes one measure: linked as one, or alike in name and target?"""
    if left.get("indicator_id") and left.get("indicator_id") == right.get("indicator_id"):
        return True
    for column in ("target_unit", "target_value"):
        if left.get(column) != right.get(column) and None not in (left.get(column), right.get(column)):
            return False
    names = str(left.get("name") or ""), str(right.get("name") or "")
    return likeness(*names) >= materiality.SAME_MEASURE_LIKENESS


def across_documents(tables: Tables) -> Iterator[Finding]:
    """Codes that no document prints side by side, for what is one measure in two documents of one year."""
    by_year: dict[int | None, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    side_by_side: dict[str, set[str]] = defaultdict(set)
    for row in tables.distinct("kpis"):
        if row.get("kr_code_printed"):
            by_year[row.get("fiscal_year")][row["kr_code_printed"]].append(row)
            side_by_side[row["doc_id"]].add(row["kr_code_printed"])
    together = {(a, b) for codes in side_by_side.values() for a in codes for b in codes}
    for _, by_code in sorted(by_year.items(), key=lambda item: item[0] or 0):
        firsts = {code: _distinct(rows) for code, rows in sorted(by_code.items())}
        codes = list(firsts)
        for index, code in enumerate(codes):
            for other in codes[index + 1 :]:
                if (code, other) in together:
                    continue
                pairs = [(a, b) for a in firsts[code] for b in firsts[other] if _same_measure(a, b)]
                if pairs:
                    a, b = pairs[0]
                    others = [*by_code[code], *by_code[other]]
                    yield _finding(tables, [a, b, *(row for row in others if row not in (a, b))], "documents")


def _distinct(rows: list[Row]) -> list[Row]:
    """One row per name: a code that 50 offices print alike is compared once."""
    return list({str(row.get("name")): row for row in reversed(rows)}.values())


RULE = rule("code_conflict", within=within_documents, across=across_documents, concerns=has_printed_code)
