"""Documents made from a seed, for tests that need many: plausible words, sound figures, known answers."""

from __future__ import annotations

from samples.content import (
    UNSTATED,
    Criterion,
    Indicator,
    Line,
    Project,
    Step,
    count,
    level,
    percent,
)
from samples.documents import Sample
from samples.forms import agreement, plan2567, plan2567_gold, plan2568, plan2568_gold, report
from samples.forms.agreement import Agreement
from samples.forms.plan2567_content import CityStrategy, Plan2567, PriorResult, Support
from samples.forms.plan2568_content import Issue, Plan2568, Potential
from samples.forms.report import Component, Report, Reported, Single
from samples.random_words import Words, vocabulary

FORMS = ("plan2568", "plan2567", "agreement", "report")


def random_document(seed: int, form: str | None = None, *, size: int = 1, prose: int = 1) -> Sample:
    """A document of one of the four ``FORMS`` (chosen by the seed unless given); one seed, one document.

    ``size``: how many times as many indicators and projects as in the shortest documents of the kind; ``prose``:
    sentences in every definition, criterion, narrative and the like.
    """
    maker = _Maker(seed, size, prose)
    chosen = form or FORMS[seed % len(FORMS)]
    if chosen == "plan2568":
        plan = maker.plan2568()
        return Sample(plan.meta, plan2568.blocks(plan), plan2568_gold.gold(plan))
    if chosen == "plan2567":
        old = maker.plan2567()
        return Sample(old.meta, plan2567.blocks(old), plan2567_gold.gold(old))
    if chosen == "agreement":
        deal = maker.agreement()
        return Sample(deal.meta, agreement.blocks(deal), agreement.gold(deal))
    told = maker.report()
    return Sample(told.meta, report.blocks(told), report.gold(told))


class _Maker(Words):
    # -- plan 2568
    def plan2568(self) -> Plan2568:
        year = self.rng.choice((2568, 2569))
        indicators = []
        for base, component in (("agenda", "1.1"), ("function", "1.2")):
            pool = list(vocabulary()["city"])
            self.rng.shuffle(pool)
            for n in self._number(2, 8):
                code, name, goal = None, "", percent(80)
                if base == "agenda" and n % 2 and pool:
                    code, name = pool.pop()
                else:
                    name, goal = self._named()
                host = code is None
                projects = tuple(Project(line.project, line.budget) for line in [self._line() for _ in range(2)])
                indicators.append(
                    Indicator(
                        name,
                        goal,
                        str(n),
                        base,  # type: ignore[arg-type]
                        component,
                        code=code,
                        responsibility="H" if host else "H : สผว. R : ทุกหน่วยงาน",
                        role="H" if host else "R",
                        lead=() if host else ("สผว.",),
                        support=() if host else ("ทุกหน่วยงาน",),
                        units=self._units(),
                        projects=projects[: self.rng.randint(1, 2)],
                    )
                )
        issues = []
        for n in self._number(1, 4):
            lines = tuple(self._line() for _ in self._number(1, 4))
            name, _ = self._named()
            link = "ด้านที่ 9 บริหารจัดการดี ประเด็นการพัฒนา 9.1 ระบบงาน เงิน คน ระเบียบที่มีประสิทธิภาพ"
            issues.append(Issue(str(n), self._fresh(self._work), self._fresh(self._work), name, link, lines))
        own = tuple(line for issue in issues for line in issue.lines)
        style = self.rng.choice(("{} บาท", "{}.-", "{}"))
        programmes = self._programmes(True, style)
        routine = tuple(line for programme in programmes for line in programme.lines)
        potential = tuple(
            Potential(
                f"2.{n}",
                name,
                weight,
                "สำนักยุทธศาสตร์และประเมินผล",
                Line(f"กิจกรรม{name}ของหน่วยงาน", UNSTATED, self._units()),
            )
            for n, (name, weight) in enumerate(
                [
                    ("ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม", 15),
                    ("ระดับคะแนนของการรายงานความคืบหน้าในระบบ BMA Policy Tracking", 10),
                    ("ร้อยละความพึงพอใจของผู้มีส่วนได้ส่วนเสียจากภายนอก", 5),
                ],
                1,
            )
        )
        return Plan2568(
            self._meta("plan2568", year, f"แผนปฏิบัติราชการประจำปี พ.ศ. {year}"),
            preface=self._sentences(1, 2),
            general=self._sentences(2, 5),
            swot=(("จุดแข็ง (Strength)", self._sentences(1, 3)), ("จุดอ่อน (Weakness)", self._sentences(1, 2))),
            vision=f"เป็นหน่วยงานชั้นนำในการ{self._work()}",
            mission=tuple(self._fresh(self._work) for _ in range(3)),
            city=(),
            city_total=UNSTATED,
            city_count=0,
            issues=tuple(issues),
            summary_total=self._sum(own),
            summary_count=len(own),
            programmes=programmes,
            routine_total=self._sum(routine, style),
            indicators=tuple(indicators),
            agenda_count=sum(i.base == "agenda" for i in indicators),
            potential=potential,
        )

    # -- agreement and its parts
    def _rubric(self, plan: str, weight: float) -> tuple[Criterion, ...]:
        rows = [Criterion(5, percent(100), (f"ดำเนินการตาม{plan} ร้อยละ 100", *self._sentences(1, 3)), weight)]
        rows += [
            Criterion(n, percent(n * 20), (f"ดำเนินการตาม{plan} ร้อยละ {n * 20}",), weight * n / 5) for n in (4, 3, 2)
        ]
        return (*rows, Criterion(1, percent(20), (f"มี{plan}ที่ได้รับความเห็นชอบ",), weight / 5))

    def _agreed(self, number: int, base: str | None, component: str | None, year: int, weight: float) -> Indicator:
        name, goal = self._named()
        strategy = self._one("strategy")
        past: tuple[tuple[int, str, float | None], ...] = tuple(
            (y, f"ร้อยละ {v}", float(v)) if self.rng.random() < 0.7 else (y, "-", None)
            for y, v in ((y, self.rng.randrange(20, 100)) for y in range(year - 3, year))
        )
        formula: tuple[str, str] | str = "ตรวจสอบผลการดำเนินงานเทียบกับเป้าหมาย"
        if self.rng.random() < 0.5:
            formula = ("ผลงานที่ทำได้จริง", "ผลงานตามแผน")
        return Indicator(
            name,
            goal,
            str(number),
            base,  # type: ignore[arg-type]
            component,
            units=self._units(),
            weight=weight,
            baseline=past,
            definition=self._sentences(1, 3),
            formula=formula,
            evidence=self._sentences(2, 4),
            objective=self._fresh(self._work),
            key_result=self._fresh(self._work),
            strategy=strategy,
            substrategy=(f"{strategy[0]}.{self.rng.randint(1, 5)}", self._work()),
            rubric=self._rubric(f"แผน{self._work()}", weight),
        )

    def agreement(self) -> Agreement:
        year = self.rng.choice((2566, 2567))
        layout = [("function", "1.1") for _ in self._number(1, 4)]
        layout += [("joint", "1.2")] + [("agenda", "1.3")] * 2
        rows = [self._agreed(n, b, c, year, self.rng.choice((5, 10, 20))) for n, (b, c) in enumerate(layout, 1)]
        title = f"แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}"
        return Agreement(self._meta("agreement", year, title), tuple(rows))

    # -- plan 2567
    def _steps(self) -> tuple[Step, ...]:
        cuts = sorted(self.rng.sample(range(1, 20), 3))
        weights = [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
        steps, done, month = [], 0, 0
        for text, weight in zip(self._sentences(4, 4), weights, strict=True):
            done += weight
            end = min(11, month + self.rng.randrange(0, 4))
            steps.append(Step(text, weight, done, month, end))
            month = min(11, end + 1)
        return tuple(steps)

    def plan2567(self) -> Plan2567:
        year = self.rng.choice((2566, 2567))
        agreed, issues, strategies = [], [], []
        for n in self._number(2, 5):
            i = self._agreed(n, None, None, year, 10)
            line = self._line()
            i = _with(i, projects=(Project(line.project),), steps=self._steps(), steps_project=line.project[7:])
            agreed.append(i)
            number, words = i.strategy or ("", "")
            strategies.append(number)
            link = f"ยุทธศาสตร์ที่ {number} {words}"
            issues.append(Issue(str(n), self._fresh(self._work), i.objective, self._fresh(self._work), link, (line,)))
        strategy = self._one("strategy")
        line = self._line()
        line = Line(line.project, line.budget, line.units, line.policies, line.policy_raw, strategy="551004")
        name, goal = self._named()
        city = CityStrategy(
            strategy,
            (f"{strategy[0]}.1", self._work()),
            self._fresh(self._work),
            "1",
            self._fresh(self._work),
            count(1, "ระบบ", "อย่างน้อย {} {}", ">="),
            (self.agency.code,),
            ("ทุกหน่วยงาน",),
            "H",
            (f"{strategy[0]}.1.2", self._work()),
            ((f"{strategy[0]}.1.2.1", name, "-", goal),),
            (line,),
        )
        summary = (Line(line.project, line.budget, line.units, line.policies, line.policy_raw),)
        programmes = self._programmes(False, "{}.-")
        routine = tuple(x for programme in programmes for x in programme.lines)
        prior = tuple(
            PriorResult("function", "1", str(n), self._named()[0], level(5), level(self.rng.randint(3, 5)), text)
            for n, text in enumerate(self._sentences(2, 3), 1)
        )
        support = Support(None, "ความสำเร็จในการพัฒนานวัตกรรม", "สกก.", self._project(), self._one("unit")[0])
        spend = Support("3.1", "ความสำเร็จของการเบิกจ่ายงบประมาณในภาพรวม", "สงม.", self._project(), "ฝ่ายการคลัง")
        return Plan2567(
            self._meta("plan2567", year, f"แผนปฏิบัติราชการ ประจำปี พ.ศ. {year}"),
            general=self._sentences(2, 4),
            prior=prior,
            vision=f"เป็นหน่วยงานชั้นนำในการ{self._work()}",
            mission=tuple(self._fresh(self._work) for _ in range(3)),
            city=city,
            city_summary=summary,
            city_total=self._sum(summary) if line.budget.baht else UNSTATED,
            issues=tuple(issues),
            issue_strategies=tuple(strategies),
            programmes=programmes,
            routine_total=self._sum(routine, "{}.-"),
            indicators=tuple(agreed),
            innovation=support,
            potential=(spend,),
        )

    # -- report
    def _reported(self, number: int) -> Reported:
        weight = self.rng.choice((10, 15, 20))
        reached = self.rng.randint(3, 5)
        return Reported(
            str(number),
            self._fresh(lambda: f"ระดับความสำเร็จของการ{self._work()}"),
            level(5),
            weight,
            tuple(weight * n / 5 for n in range(1, 6)),
            level(reached),
            weight * reached / 5,
            " ".join(self._sentences(1, 2)),
            self._project(),
            level(reached),
            tuple(f"{n}. {text}" for n, text in enumerate(self._sentences(2, 5), 1)),
            self._sentences(1, 1)[0],
            "-ไม่มี-",
            self._sentences(1, 3),
        )

    def report(self) -> Report:
        year = self.rng.choice((2564, 2565, 2566))
        person = ("นายตัวอย่าง ตั้งใจ", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "02 000 0000")
        parts = tuple(
            Component(
                number,
                base,
                f"ความสำเร็จของการดำเนินงาน{words}",
                *person,
                tuple(self._reported(n) for n in self._number(1, 4)),
                self._sentences(1, 3),
                ("-ไม่มี-",),
            )
            for number, base, words in (("1", "function", "ภารกิจหลัก"), ("2", "agenda", "ภารกิจตามนโยบาย"))
        )
        single = Single(
            "4",
            "innovation",
            None,
            "ความสำเร็จในการเสนอนวัตกรรมเพื่อเพิ่มประสิทธิภาพการปฏิบัติงานของหน่วยงาน",
            ((None, ("≤ 60", "70", "80", "90", "100")),),
            10,
            level(5),
            "100",
            100,
            self._sentences(1, 3),
            self._sentences(1, 2),
            ("-ไม่มี-",),
            self._sentences(1, 2),
            *person,
        )
        title = f"รายงานผลการปฏิบัติราชการ ตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}"
        return Report(self._meta("report", year, title), parts, (single,))


def _with(indicator: Indicator, **changes: object) -> Indicator:
    from dataclasses import replace

    return replace(indicator, **changes)  # type: ignore[arg-type]
