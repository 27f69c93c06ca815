"""What a report tells of a result, over several paragraphs."""

from __future__ import annotations

from pathlib import Path

import phaen

REPORT = Path(__file__).parent / "fixtures" / "samples" / "text-plain" / "bangrak_report_2566.txt"


def test_paragraphs_of_a_narrative_are_one_text_as_printed() -> None:
    printed = " ".join(REPORT.read_text("utf-8").split())
    told = [row["narrative"] for row in phaen.extract(REPORT).tables["results"] if row["narrative"]]
    assert any("1." in one and "2." in one for one in told)
    for one in told:
        assert one in printed, one
