"""Word documents: what is printed is read, what is not printed is no data."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from phaen.extractors.model import Document, Paragraph, Table
from phaen.extractors.office.numbering import Numbering
from phaen.extractors.reader import read_document


def read(document: docx.document.Document) -> Document:
    out = io.BytesIO()
    document.save(out)
    return read_document(out.getvalue(), "x.docx")


def body(*paragraphs: str, table: str = "") -> Document:
    """A document whose body holds the given WordprocessingML."""
    document = docx.Document()
    element = document.element.body
    for at, xml in enumerate(
        [*(f"<w:p {nsdecls('w')}>{xml}</w:p>" for xml in paragraphs), *([table] if table else [])]
    ):
        element.insert(at, parse_xml(xml))
    return read(document)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and not block.flags]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def rows(document: Document) -> list[list[str]]:
    table = next(block for block in document.blocks if isinstance(block, Table))
    return [row.texts() for row in table]


def table(*lines: str) -> str:
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{''.join(lines)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


def test_accepted_changes_are_read_and_deletions_never() -> None:
    inserted = f'<w:ins w:id="1" w:author="a">{run("85")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>80</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="a">{run("99")}</w:moveFrom>'
    assert texts(body(run("ร้อยละ ") + inserted + deleted + moved)) == ["ร้อยละ 85"]


def test_a_deleted_row_is_no_row() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>{cell("ข")}{cell("2")}</w:tr>'
    document = body(table=table(f"<w:tr>{cell('ก')}{cell('1')}</w:tr>", gone))
    assert rows(document) == [["ก", "1"]]


def test_fields_show_their_result_only() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(ABOVE) \\# 999</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("1,250")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(body(run("รวม ") + field + run(" บาท"))) == ["รวม 1,250 บาท"]


@pytest.mark.parametrize("hiding", ["<w:vanish/>", "<w:strike/>", "<w:dstrike/>"])
def test_hidden_and_struck_text_is_kept_apart(hiding: str) -> None:
    document = body(run("งบประมาณ 500,000 บาท") + run(" 900,000 บาท", hiding))
    assert texts(document) == ["งบประมาณ 500,000 บาท"]
    assert [part.text for part in document.hidden] == ["900,000 บาท"]


def test_a_property_that_is_switched_off_hides_nothing() -> None:
    assert texts(body(run("เดิม", '<w:vanish w:val="0"/>'))) == ["เดิม"]


def test_a_raised_number_is_a_footnote_mark() -> None:
    assert texts(body(run("ร้อยละ 80") + run("1", '<w:vertAlign w:val="superscript"/>'))) == ["ร้อยละ 80¹"]


def test_symbols_of_symbol_fonts_are_characters() -> None:
    at_least = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    assert texts(body(at_least + run(" 80"), box + run(" H"))) == ["≥ 80", "☑ H"]


def test_an_unknown_symbol_is_a_lost_character() -> None:
    assert texts(body('<w:r><w:sym w:font="Foo" w:char="F123"/></w:r>' + run("80"))) == ["\ufffd80"]


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    inside = f"<w:txbxContent><w:p>{run('ในกล่อง')}</w:p></w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert texts(body(run("ก่อน") + box, run("หลัง"))) == ["ก่อน", "ในกล่อง", "หลัง"]


def test_merged_cells_keep_their_spans() -> None:
    tall, over = cell("หน่วย", '<w:vMerge w:val="restart"/>'), cell("กว้าง", '<w:gridSpan w:val="2"/>')
    upper = f"<w:tr>{tall}{cell('1')}{cell('2')}</w:tr>"
    document = body(table=table(upper, f"<w:tr>{cell('', '<w:vMerge/>')}{over}</w:tr>"))
    found = next(block for block in document.blocks if isinstance(block, Table))
    (first, *_), (below, wide, covered) = found.rows[0].cells, found.rows[1].cells
    assert first is not None and (first.rowspan, first.colspan) == (2, 1)
    assert wide is not None and (wide.rowspan, wide.colspan) == (1, 2)
    assert below is None and covered is None
    assert first.place.where == "table 1 r1 c1" and wide.place.where == "table 1 r2 c2"


def test_a_frame_round_a_form_is_no_table() -> None:
    inner = table(f"<w:tr>{cell('ตัวชี้วัด')}{cell('ร้อยละ 80')}</w:tr>").replace(f" {nsdecls('w')}", "")
    framed = table(f"<w:tr><w:tc><w:tcPr/><w:p>{run('หัวข้อ')}</w:p>{inner}<w:p/></w:tc></w:tr>")
    document = body(table=framed)
    assert texts(document) == ["หัวข้อ"]
    assert rows(document) == [["ตัวชี้วัด", "ร้อยละ 80"]]


def test_a_table_inside_a_cell_is_flagged_lines() -> None:
    inner = table(f"<w:tr>{cell('ก')}{cell('1')}</w:tr>").replace(f" {nsdecls('w')}", "")
    outer = table(f"<w:tr>{cell('ซ้าย')}<w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr>")
    found = next(block for block in body(table=outer).blocks if isinstance(block, Table))
    nested = found.rows[0].cells[1]
    assert nested is not None and nested.text == "ก 1" and nested.flags == ("nested_table",)


def test_headers_are_furniture() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "แผนปฏิบัติราชการ"
    document.add_paragraph("เนื้อหา")
    found = read(document)
    assert texts(found) == ["เนื้อหา"]
    assert [b.text for b in found.blocks if "running_head" in getattr(b, "flags", ())] == ["แผนปฏิบัติราชการ"]


def test_heading_styles_give_levels() -> None:
    document = docx.Document()
    document.add_heading("ส่วนที่ 1", 2)
    block = read(document).blocks[0]
    assert isinstance(block, Paragraph) and block.level == 2


def numbering(*levels: tuple[str, str]) -> Numbering:
    """One list (id 1) of (format, pattern) levels."""
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    xml = (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    return Numbering(parse_xml(xml))


def test_numbers_count_on_and_deeper_levels_begin_anew() -> None:
    lists = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    seen = [lists.label("1", level) for level in (0, 1, 1, 0, 1)]
    assert seen == ["1.", "1.1", "1.2", "2.", "2.1"]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("thaiNumbers", ["๑)", "๒)", "๓)"]),
        ("thaiLetters", ["ก)", "ข)", "ค)"]),
        ("lowerLetter", ["a)", "b)", "c)"]),
        ("upperRoman", ["I)", "II)", "III)"]),
        ("bullet", ["-", "-", "-"]),
        ("none", ["", "", ""]),
    ],
)
def test_number_formats(form: str, wanted: list[str]) -> None:
    lists = numbering((form, "%1)"))
    assert [lists.label("1", 0) for _ in range(3)] == wanted


def test_a_list_number_is_printed_before_its_paragraph() -> None:
    document = docx.Document()
    for text in ("ตัวชี้วัดแรก", "ตัวชี้วัดที่สอง"):
        document.add_paragraph(text, style="List Number")
    assert texts(read(document)) == ["1. ตัวชี้วัดแรก", "2. ตัวชี้วัดที่สอง"]


def test_an_empty_paragraph_of_a_list_has_its_number_as_word_and_libreoffice_print_it() -> None:
    document = docx.Document()
    for text in ("หนึ่ง", "", "สอง"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("", style="List Bullet")
    assert texts(read(document)) == ["1. หนึ่ง", "2.", "3. สอง"]


def test_a_column_of_numbers_without_text_is_read() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for name in ("โครงการ ก", "โครงการ ข"):
        number, text = table.add_row().cells
        number.paragraphs[0].style = "List Number"
        text.text = name
    (block,) = [one for one in read(document).blocks if isinstance(one, Table)]
    assert [row.texts() for row in block] == [["1.", "โครงการ ก"], ["2.", "โครงการ ข"]]


def test_hidden_text_of_a_cell_is_kept_apart() -> None:
    line = f"<w:tr><w:tc><w:p>{run('500')}{run('900', '<w:vanish/>')}</w:p></w:tc></w:tr>"
    document = body(table=table(line))
    assert rows(document) == [["500"]]
    assert [part.text for part in document.hidden] == ["900"]
    assert document.flags == ("hidden_text",)


def test_broken_lines_are_lines() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("บรรทัดแรก")
    paragraph.add_run().add_break()
    paragraph.add_run("บรรทัดที่สอง")
    found = read(document)
    assert texts(found) == ["บรรทัดแรก", "บรรทัดที่สอง"]
    assert {block.place.where for block in found.blocks} == {"paragraph 1"}


def test_a_gap_before_the_first_cell_is_an_empty_column() -> None:
    gap = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    document = body(table=table(f"<w:tr>{cell('ก')}{cell('1')}</w:tr>", f"<w:tr>{gap}{cell('2')}</w:tr>"))
    assert rows(document) == [["ก", "1"], ["", "2"]]
