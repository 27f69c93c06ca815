"""Materiality: what is big enough to be a finding. Every tolerance of the audit stands here, nowhere else."""

from __future__ import annotations

from decimal import Decimal

BAHT_TOLERANCE = Decimal("0.01")
"""A printed total may differ from the sum of its lines by less than this (baht): rounding of satang."""

PERCENT_TOLERANCE = 0.05
"""Sums of weights and step shares may be off by this many points: thirds printed as 33.33."""

SCORE_TOLERANCE = 0.05
"""A score may differ from the recomputed one by this many points: figures printed with few decimals."""

MIN_BASELINE_YEARS = 1
"""A baseline is compared with its heading only when it lists at least this many years."""

NAME_SAME_LETTERS = 2
"""Two names whose consonants differ by at most this many letters are one name read differently
(ราชนัดดา / ราชนัลดา), unless what differs are whole dictionary words."""

NAME_SAME_LETTERS_NO_WORD = 3
"""The same limit where neither side holds a dictionary word: damaged proper names (ราชชนิตดา / ราชนันทา)."""

NAME_SAME_INDICATOR = 0.6
"""Listings of one document whose names are less alike than this were laid together wrongly: no finding about names."""

PROJECT_WORDS = ("โครงการ", "กิจกรรม")
"""A heading that begins like this names the project of an indicator, not the indicator."""

NAME_DAMAGE_LIKENESS = 0.55
"""Where other words stand but at least this share of their consonants is the same, in the same order, text
recognition is the likely cause (ก่อหนี้ผูกพัน / ก่อกำหนดผู้กั้น): the finding is of severity ``info``."""

CONTENT_WORD_CONSONANTS = 2
"""A dictionary word of fewer consonants says too little to make another name."""

SAME_MEASURE_LIKENESS = 0.84
"""Two indicators under different codes in different documents are taken for one measure from this likeness
of their consonants up; measured on neighbouring city indicators, which stay below 0.80."""

KR_CODES_SINCE = 2568
"""Fiscal year (BE) from which city plans print 4-digit KR codes."""

SCALE_TOP_SCORE = 100.0
"""Top score of a rubric that scores on the common 60–100 scale instead of the indicator's weight."""

ADVERSE_SHARE = 50.0
"""Per cent from which a target of something adverse cannot be meant as a limit."""

COMPLEMENT_LIKENESS = 0.5
"""Likeness from which two shares are taken for parts of one whole (เรื่องค้าง, เรื่องที่เสร็จสิ้น ต่อเรื่องทั้งหมด)."""

CITY_PLAN_GAP = 2
"""Coded indicators that ส่วนที่ 1 leaves out before that is a finding."""

PROJECTS_WITHOUT_BUDGET = 4
"""Strategic projects that a plan has at least, none with money, before that is worth a word."""

SAME_PROJECT = 0.75
"""Likeness from which two project names of one document are one project."""

OTHER_PROJECT = 0.6
"""Likeness below which they are not."""

MEASURED_PROJECT = 0.7
"""Likeness from which an indicator or its project is about a project or key result."""

LARGE_PROJECT = Decimal(10_000_000)
"""Baht from which a project without an indicator is a finding."""

MOST_OF_BUDGET = Decimal("0.5")
"""Share of a plan's money that such a project takes."""

LATE_STEPS = 4
"""Steps in the last month of the year from which the plan is called late."""

LATE_SHARE = 50.0
"""Per cent of the work that they are."""

SAME_POPULATION = 0.6
"""Likeness from which two groups named in targets are one."""

OTHER_OFFICE_LETTERS = (2, 6)
"""Letters by which another writing of an office's name differs: fewer are a slip, more another office."""

SAME_RESULT = 0.95
"""Likeness from which a result told in prose is that of an indicator."""

DROPPED_LIKENESS = 0.7
"""Likeness from which an indicator of the next year may continue one of the year before."""

SCALE_LEVELS = 4
"""Levels of a rubric whose criteria state a figure of one kind before they count as a scale of their own."""

SCALE_DIFFERS = 2
"""Levels on which two scales of a rubric differ before that is a finding."""

SCALE_TOLERANCE = 1.0
"""Points by which a share computed from counts may differ from the printed one: 33 for 33.33."""

SAME_STEP = 0.85
"""Likeness of two criteria without their figures from which they are steps of one scale."""

OUTLIER_LINES = 8
"""Amounts that a list has at least before one of them is called out of line."""

OUTLIER_FACTOR = 200
"""Times that an amount is more, or less, than the median of its list before it is out of line …"""

OUTLIER_GAP = 20
"""… and times that it is more, or less, than the next one."""

UNIT_FACTORS = (1_000, 1_000_000)
"""What amounts are off by where thousands or millions of baht were read for baht."""

UNIT_LAST_YEAR = 2.0
"""Times by which an amount may have changed from the year before, beside such a factor."""

SAME_NAME_READ = 0.93
"""Likeness from which two names beside one amount are one name, read differently."""
