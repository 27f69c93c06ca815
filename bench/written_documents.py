"""Documents of four offices over three years, written by hand, with problems planted and look-alikes beside them.

``EXPECTED`` names every finding that a careful auditor must get: rule, document, and a word of its subject, message or
evidence. Whatever else a rule of the first kinds says of these documents is false.
"""

from __future__ import annotations

from bench.written_drain_green import DRAIN_GREEN
from bench.written_sport_traffic import SPORT_TRAFFIC

DOCUMENTS: dict[str, list[str]] = {**DRAIN_GREEN, **SPORT_TRAFFIC}

EXPECTED: tuple[tuple[str, str, str], ...] = (
    ("name_drift", "drain_plan_2568", "รายวัน"),
    ("budget_total", "drain_plan_2568", "165,500,000"),
    ("repeated_unmarked", "drain_plan_2568", "อุโมงค์"),
    ("weight_total", "drain_agreement_2567", "65"),
    ("rubric_scale", "drain_agreement_2567", "สถานีสูบน้ำ"),
    ("target_weaker", "drain_agreement_2567", "สถานีสูบน้ำ"),
    ("result_conflict", "drain_report_2567", "อุโมงค์"),
    ("target_weaker", "drain_plan_2568", "คลองสายหลัก"),
    ("target_missed", "green_report_2567", "คัดแยกขยะ"),
    ("baseline_vs_result", "green_agreement_2568", "62"),
    ("target_weaker", "green_agreement_2568", "ต้นไม้"),
    ("target_change", "green_agreement_2568", "18,000"),
    ("dropped_indicator", "green_agreement_2568", "PM 2.5"),
    ("new_indicator", "green_agreement_2568", "สวนหย่อม"),
    ("code_conflict", "sport_plan_2568", "2304"),
    ("target_kind", "sport_plan_2568", "ดนตรี"),
    ("budget_total", "sport_plan_2568", "3,080,000"),
    ("weight_total", "sport_plan_2568", "25"),
    ("count_mismatch", "sport_plan_2568", "4"),
    ("rubric_shape", "sport_agreement_2567", "สนามกีฬา"),
    ("weight_total", "sport_agreement_2567", "65"),
    ("baseline_years", "sport_agreement_2567", "2563"),
    ("result_unsupported", "sport_report_2567", "เส้นทางท่องเที่ยว"),
    ("budget_conflict", "traffic_plan_2568", "กล้องวงจรปิด"),
    ("target_weaker", "traffic_plan_2568", "กล้องวงจรปิด"),
    ("target_direction", "traffic_plan_2568", "ค้าง"),
    ("unit_scale", "traffic_plan_2568", "72,000"),
    ("unknown_agency", "traffic_plan_2568", "สฮฮ."),
    ("dropped_indicator", "traffic_plan_2568", "ป้ายรถ"),
    # true as well, and seen only when the years are laid side by side
    ("budget_total", "traffic_plan_2568", "22,000,000"),
    ("target_change", "traffic_plan_2568", "ทางแยก"),
    ("target_change", "traffic_plan_2568", "ค้าง"),
    ("target_change", "green_agreement_2567", "ต้นไม้"),
    ("target_change", "green_agreement_2567", "คัดแยกขยะ"),
    ("target_change", "sport_plan_2568", "สถานีสูบน้ำ"),
    ("target_change", "sport_plan_2568", "สนามกีฬา"),
    ("target_change", "drain_plan_2568", "คลองสายหลัก"),
    ("component_change", "drain_plan_2568", "คลองสายหลัก"),
    ("component_change", "drain_plan_2568", "สถานีสูบน้ำ"),
    ("component_change", "sport_plan_2568", "สนามกีฬา"),
)
