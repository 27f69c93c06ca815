"""What scans showed of slips, and what the comparison of names makes of it."""

from __future__ import annotations

import pytest
from phaen.normalizers.matching.compare import compare
from phaen.normalizers.matching.keys import name_key
from phaen.normalizers.matching.words import confusables, slip_weight


@pytest.mark.parametrize(
    ("true", "read", "slips"),
    [
        ("ปลูกป่า", "บลูกป่า", [("letter", "ป", "บ")]),
        ("ที่ดิน", "ทีดิน", [("lost", "่", "")]),
        ("ทีดิน", "ที่ดิน", [("added", "", "่")]),
        ("ที่ดินของวัด", "ทีด่ินของวัด", [("moved", "่", "่")]),
        ("ห้องน้ำสะอาด", "ห้องน่ำสะอาด", [("mark", "้", "่")]),
        ("ถนนสายหลัก", "ถนนสายหลัก", []),
        ("ถนน", "คลองสายหลัก", []),
    ],
)
def test_slips_are_counted_by_kind(true: str, read: str, slips: list[tuple[str, str, str]]) -> None:
    pytest.importorskip("cv2")
    from bench.confusions import slips_of

    assert [(slip.kind, slip.true, slip.read) for slip in slips_of(true, read)] == slips


def test_a_slip_that_scans_show_often_costs_less_than_one_they_do_not() -> None:
    assert ("ป", "บ") in confusables()
    assert slip_weight("บลูก", "ปลูก") < slip_weight("ซลูก", "ปลูก")
    assert slip_weight("ทีดิน", "ที่ดิน") < 0.5 < slip_weight("ทฬดิน", "ทีดิน")


def test_names_with_a_common_slip_are_surer_to_be_one() -> None:
    name = "ร้อยละของคลองสายหลักที่ได้รับการปรับปรุงคุณภาพน้ำ"
    common, rare = name.replace("ปรับปรุง", "บรับปรุง"), name.replace("ปรับปรุง", "ปรับปฮุง")
    one, other = (compare(name_key(text), name_key(name)) for text in (common, rare))
    assert one.verdict == "same" and one.score > other.score
