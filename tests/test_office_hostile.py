"""Broken and nasty office files: each ends in rows or in one clear sentence, without network or crash."""

from __future__ import annotations

import io
import socket
import struct
import zipfile
from collections.abc import Callable
from typing import Any, NoReturn

import docx
import openpyxl
import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(8))
    + "]>"
)
XXE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("แผนปฏิบัติการ")
    document.save(out)
    return out.getvalue()


def sheet(fill: Callable[[Any], None] = lambda page: None) -> bytes:
    out = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "แผนปฏิบัติการ"
    fill(workbook.active)
    workbook.save(out)
    return out.getvalue()


def changed(data: bytes, *, drop: tuple[str, ...] = (), **parts: bytes | str) -> bytes:
    """The package with parts put in (``/`` written ``__``, ``.`` written ``_dot_``) or dropped."""
    given = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in drop and name not in given:
                new.writestr(name, old.read(name))
        for name, content in given.items():
            new.writestr(name, content)
    return out.getvalue()


def archive(**parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def body(inside: str, before: str = "") -> bytes:
    return changed(word(), word__document_dot_xml=f"{before}<w:document {W}><w:body>{inside}</w:body></w:document>")


def relation(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org"
    attributes = f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"'
    inside = f'<Relationship Id="rId1" {attributes}/>'
    text = f'<Relationships xmlns="{base}/package/2006/relationships">{inside}</Relationships>'
    return changed(word(), word___rels__document_dot_xml_dot_rels=text)


def encrypted(data: bytes) -> bytes:
    """The archive with the flag for a password set on every part."""
    out = bytearray(data)
    at = 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 8] |= 1
        at += 4
    return bytes(out)


def lying(data: bytes) -> bytes:
    """The archive whose list of contents understates the size of every part."""
    out = bytearray(data)
    at = 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 24 : at + 28] = struct.pack("<I", 10)
        at += 4
    return bytes(out)


def flipped(data: bytes, step: int) -> bytes:
    out = bytearray(data)
    for at in range(step, len(out), step):
        out[at] ^= 0x55
    return bytes(out)


def tall(page: Any) -> None:
    page.cell(1_048_576, 1, "ท้าย")
    page.cell(1, 16_384, "ขวา")


def merged(ref: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheet())) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    cells = f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
    return changed(sheet(), xl__worksheets__sheet1_dot_xml=page.replace("</sheetData>", f"</sheetData>{cells}"))


PARAGRAPH = "<w:p><w:r><w:t>ก</w:t></w:r></w:p>"
NASTY: dict[str, Callable[[], bytes]] = {
    "only-magic.docx": lambda: b"PK\x03\x04",
    "magic-and-zeros.docx": lambda: b"PK\x03\x04" + bytes(4000),
    "truncated.docx": lambda: word()[: len(word()) // 2],
    "truncated.xlsx": lambda: sheet()[: len(sheet()) // 2],
    "no-central-directory.docx": lambda: word()[:-200],
    "flipped-13.docx": lambda: flipped(word(), 613),
    "flipped-97.docx": lambda: flipped(word(), 97),
    "flipped-13.xlsx": lambda: flipped(sheet(), 613),
    "flipped-97.xlsx": lambda: flipped(sheet(), 97),
    "password.docx": lambda: encrypted(word()),
    "password.xlsx": lambda: encrypted(sheet()),
    "lying-sizes.docx": lambda: lying(word()),
    "lying-sizes.xlsx": lambda: lying(sheet()),
    "bomb.docx": lambda: changed(word(), word__media__a_dot_bin=bytes(300 << 20)),
    "bomb-in-document.docx": lambda: body(PARAGRAPH + " " * (80 << 20)),
    "bomb.xlsx": lambda: changed(sheet(), xl__worksheets__sheet1_dot_xml=b" " * (80 << 20)),
    "many-parts.docx": lambda: archive(**{f"p{number}": "" for number in range(6000)}),
    "laughs.docx": lambda: body("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS),
    "laughs.xlsx": lambda: changed(sheet(), xl__workbook_dot_xml=LAUGHS + "<workbook>&i;</workbook>"),
    "xxe.docx": lambda: body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", XXE),
    "xxe.xlsx": lambda: changed(sheet(), xl__sharedStrings_dot_xml=XXE + "<sst><si><t>&a;</t></si></sst>"),
    "template-outside.docx": lambda: relation("attachedTemplate", "http://127.0.0.1:9/a.dotm"),
    "picture-outside.docx": lambda: relation("image", "http://127.0.0.1:9/a.png"),
    "styles-outside.docx": lambda: relation("styles", "http://127.0.0.1:9/styles.xml"),
    "macro.docx": lambda: changed(word(), word__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0" + bytes(512)),
    "deep.docx": lambda: body("<w:sdt><w:sdtContent>" * 3000 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 3000),
    "deep-tables.docx": lambda: body("<w:tbl><w:tr><w:tc>" * 90 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 90),
    "no-body.docx": lambda: changed(word(), word__document_dot_xml=f"<w:document {W}/>"),
    "not-xml.docx": lambda: changed(word(), word__document_dot_xml=b"\x00\x01\x02 nothing"),
    "empty-part.docx": lambda: changed(word(), word__document_dot_xml=b""),
    "no-types.docx": lambda: changed(word(), drop=("[Content_Types].xml",)),
    "no-relations.docx": lambda: changed(word(), drop=("_rels/.rels",)),
    "wide-span.docx": lambda: body(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>'
    ),
    "odd-span.docx": lambda: body(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-3"/></w:tcPr>{PARAGRAPH}</w:tc></w:tr></w:tbl>'
    ),
    "odd-numbering.docx": lambda: body(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr></w:pPr><w:r><w:t>ก</w:t></w:r></w:p>'
    ),
    "no-sheets.xlsx": lambda: changed(sheet(), xl__workbook_dot_xml="<workbook/>"),
    "no-sheet-part.xlsx": lambda: changed(sheet(), drop=("xl/worksheets/sheet1.xml",)),
    "last-row.xlsx": lambda: sheet(tall),
    "whole-sheet-merged.xlsx": lambda: merged("A1:XFD1048576"),
    "column-merged.xlsx": lambda: merged("A1:A1048576"),
    "odd-merge.xlsx": lambda: merged("B9:A1"),
    "word-named-sheet.xlsx": word,
    "sheet-named-word.docx": sheet,
    "picture-named-word.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "old-word.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "text-named-word.docx": lambda: "แผนปฏิบัติการ\n".encode(),
    "plain-archive.docx": lambda: archive(a_dot_txt="ก"),
    "bomb.zip": lambda: archive(a_dot_txt=bytes(400 << 20)),
    "bombs-in-archives.zip": lambda: archive(a_dot_zip=archive(b_dot_zip=archive(c_dot_txt=bytes(80 << 20)))),
    "many-files.zip": lambda: archive(**{f"f{number}_dot_txt": "x" for number in range(1500)}),
    "password.zip": lambda: encrypted(archive(a_dot_txt="แผน")),
    "lying-sizes.zip": lambda: lying(archive(a_dot_txt="แผน" * 99)),
    "outside.zip": lambda: archive(**{"../../etc/passwd.txt": "root"}),
    "empty.zip": lambda: archive(),
    "truncated.zip": lambda: archive(a_dot_txt="แผน" * 999)[:60],
    "word-named-archive.zip": word,
    "zeros.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000),
    "old-word-named-sheet.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9,
    "locked.xlsx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(900),
    "page-named-sheet.xls": lambda: b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "text-named-sheet.xls": lambda: "แผน\t1\n".encode("cp874"),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 20_000 + b"x",
    "unclosed.html": lambda: b"<html><body><table><tr><td>" * 200,
    "wide-span.html": lambda: b"<html><table><tr><td colspan=99999999 rowspan=99999999>x</td></tr></table>",
    "nothing.html": lambda: b"<html></html>",
    "entities.html": lambda: (LAUGHS + "<html><body>&i;</body></html>").encode(),
    "nul.html": lambda: b"<html><body>\x00\x00<p>x</p></body></html>",
}


def _no_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("a document must not reach for the network")


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_ends_in_rows_or_in_a_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    data = NASTY[name]()
    document = extract_document(data, name, ExtractOptions(ocr="never")).document
    assert document["status"] in ("ok", "partial", "failed", "skipped")
    error = document["error"] or "."
    assert "inside phaen" not in error and "schema" not in error
    assert error.endswith((".", "!", "?")) and "\n" not in error
    assert "root:" not in str(document)


def test_there_are_enough_of_them() -> None:
    assert len(NASTY) >= 40
