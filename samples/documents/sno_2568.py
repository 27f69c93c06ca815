"""สำนักอนามัย (Health Department), annual plan 2568: indicators of สำนักการแพทย์, printed otherwise."""

from __future__ import annotations

from samples.content import (
    NO_BUDGET,
    UNSTATED,
    Agency,
    Finding,
    Indicator,
    Line,
    Meta,
    Project,
    baht,
    count,
    percent,
)
from samples.documents.snp_2568 import VEHICLES
from samples.forms.plan2568_content import Issue, Plan2568, Potential, Programme

AGENCY = Agency("สนอ.", "สำนักอนามัย")
OFFICE = ("สำนักงานเลขานุการ",)
VACCINE = Line("โครงการฉีดวัคซีนป้องกันโรคในผู้สูงอายุ", baht(22_500_000), ("กองควบคุมโรคติดต่อ",), ("P110",), "P110")
DOGS = Line("โครงการควบคุมประชากรสุนัขและแมวจรจัด", baht(6_300_000), ("สำนักงานสัตวแพทย์สาธารณสุข",), ("P131",), "131")
FOOD = Line("กิจกรรมตรวจสุขลักษณะร้านอาหารริมทาง", NO_BUDGET, ("กองสุขาภิบาลอาหาร",), (), "-")

PLAN = Plan2568(
    Meta(
        "sno_plan_2568",
        AGENCY,
        2568,
        "แผนปฏิบัติการประจำปี พ.ศ. 2568",
        (
            Finding("missing_code", "9127", "the code cell is empty; สนพ. 2568 prints 9127"),
            Finding("count_mismatch", "โครงการ/กิจกรรมสำคัญ รวมจำนวน.....4.....โครงการ/กิจกรรม", "the table lists 3"),
        ),
    ),
    preface=("แผนปฏิบัติการฉบับนี้จัดทำขึ้นจากการระดมความเห็นของศูนย์บริการสาธารณสุขทุกแห่ง",),
    general=("สำนักอนามัยดูแลงานสาธารณสุขมูลฐาน การควบคุมโรค และสุขาภิบาลอาหาร ผ่านศูนย์บริการสาธารณสุข 69 แห่ง",),
    swot=(
        ("จุดแข็ง (Strength)", ("มีอาสาสมัครสาธารณสุขเข้มแข็งในทุกชุมชน",)),
        ("จุดอ่อน (Weakness)", ("พื้นที่ให้บริการบางแห่งคับแคบ",)),
    ),
    vision="คนกรุงเทพฯ สุขภาพดี ใกล้ที่ไหนรักษาที่นั่น",
    mission=("ส่งเสริมสุขภาพคนทุกวัย", "ป้องกันและควบคุมโรค"),
    city=(),
    city_total=UNSTATED,
    city_count=0,
    issues=(
        Issue(
            "1",
            "การสร้างภูมิคุ้มกันให้คนเมือง",
            "ผู้สูงอายุปลอดภัยจากโรคที่ป้องกันได้ด้วยวัคซีน",
            "ร้อยละของผู้สูงอายุกลุ่มเสี่ยงที่ได้รับวัคซีนป้องกันไข้หวัดใหญ่",
            "ด้านที่ 5 สุขภาพดี ประเด็นการพัฒนา 5.3 การป้องกันโรค",
            (VACCINE,),
        ),
        Issue(
            "2",
            "การจัดการสิ่งแวดล้อมที่กระทบต่อสุขภาพ",
            None,
            "จำนวนสุนัขและแมวที่ได้รับการผ่าตัดทำหมัน",
            "ด้านที่ 5 สุขภาพดี ประเด็นการพัฒนา 5.4 สุขาภิบาลเมือง",
            (DOGS, FOOD),
        ),
    ),
    summary_total=baht(28_800_000),
    summary_count=4,
    programmes=(
        Programme(
            "ส่งเสริมสุขภาพ",
            "ศูนย์บริการสาธารณสุข",
            (
                Line("โครงการปรับปรุงศูนย์บริการสาธารณสุข", baht(31_200_000, "{}.-"), seq="1"),
                Line("โครงการจัดหายาและเวชภัณฑ์", baht(96_450_000, "{}.-"), seq="2"),
            ),
        ),
    ),
    routine_total=baht(127_650_000, "{}.-"),
    indicators=(
        Indicator(
            "ร้อยละของเรื่องทั้งหมดที่แจ้งผ่าน Traffy Fondue ได้รับการแก้ไข",
            percent(85),
            "1",
            "agenda",
            "1.1",
            code="3101",
            responsibility="R",
            role="R",
            units=OFFICE,
            projects=(Project("กิจกรรมติดตามเรื่องที่ประชาชนแจ้งเข้ามาทาง Traffy Fondue"),),
        ),
        Indicator(
            VEHICLES,
            count(1, "หน่วยงาน"),
            "2",
            "agenda",
            "1.1",
            code="2202",
            responsibility="R",
            role="R",
            units=OFFICE,
            projects=(Project("กิจกรรมดูแลรถราชการและส่งสถานะของรถเข้าระบบ", NO_BUDGET),),
        ),
        Indicator(
            "พัฒนาและปรับปรุงกระบวนการให้บริการและการปฏิบัติงานให้สอดคล้องตามกฎหมาย"
            "ว่าด้วยวิธีปฏิบัติราชการทางอิเล็กทรอนิกส์ และจัดทำคู่มือปฏิบัติงาน",
            count(1, "ฉบับ"),
            "3",
            "agenda",
            "1.1",
            kr_code="9127",
            responsibility="R",
            role="R",
            units=("ทุกส่วนราชการในสังกัดสำนักอนามัย",),
            projects=(Project("กิจกรรมจัดทำคู่มือการออกใบอนุญาตทางอิเล็กทรอนิกส์", NO_BUDGET),),
        ),
        Indicator(
            "ร้อยละของผู้สูงอายุกลุ่มเสี่ยงที่ได้รับวัคซีนป้องกันไข้หวัดใหญ่",
            percent(70, ">=", "ไม่ต่ำกว่าร้อยละ {}"),
            "1",
            "function",
            "1.2",
            responsibility="H",
            role="H",
            units=("กองควบคุมโรคติดต่อ",),
            projects=(Project(VACCINE.project, VACCINE.budget),),
        ),
        Indicator(
            "จำนวนสุนัขและแมวที่ได้รับการผ่าตัดทำหมัน",
            count(15_000, "ตัว"),
            "2",
            "function",
            "1.2",
            responsibility="H",
            role="H",
            units=("สำนักงานสัตวแพทย์สาธารณสุข",),
            projects=(Project(DOGS.project, DOGS.budget),),
        ),
        Indicator(
            "อัตราป่วยด้วยโรคไข้เลือดออกต่อประชากรแสนคน",
            count(80, "ราย", "ไม่เกิน {} {}", "<="),
            "3",
            "function",
            "1.2",
            responsibility="H",
            role="H",
            units=("กองควบคุมโรคติดต่อ", "ศูนย์บริการสาธารณสุข"),
            projects=(Project("กิจกรรมสำรวจและกำจัดลูกน้ำยุงลายในชุมชน", NO_BUDGET),),
        ),
    ),
    agenda_count=3,
    potential=(
        Potential(
            "2.1",
            "ร้อยละของการเบิกจ่ายงบประมาณในภาพรวม",
            15,
            "สำนักงบประมาณกรุงเทพมหานคร",
            Line("กิจกรรมเร่งรัดการใช้จ่ายงบของหน่วยงาน", UNSTATED, ("กองคลัง",)),
        ),
        Potential(
            "2.2",
            "ร้อยละความพึงพอใจของผู้มีส่วนได้ส่วนเสียจากภายนอก",
            15,
            "สำนักงานคณะกรรมการข้าราชการกรุงเทพมหานคร",
            Line("กิจกรรมสอบถามความพึงพอใจหลังรับบริการ", UNSTATED, OFFICE),
        ),
    ),
)
