"""Files inside a PDF are documents of their own."""

from __future__ import annotations

import hashlib
import io

import pikepdf
from pdf_pages import FONT, HEIGHT, SIZE, canvas_pdf, table
from phaen.extractors.pdf.source.attachments import attached_files
from phaen.pipeline.extract import DocumentTables, ExtractOptions, extract_document
from phaen.pipeline.schema.names import PER_DOCUMENT
from pikepdf import Array, Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

PLAN = canvas_pdf(table)
TEXT = "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักงานเขตตัวอย่าง กรุงเทพมหานคร\n".encode()


def cover(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    canvas.drawString(60, HEIGHT - 80, "หนังสือนำส่งแผนปฏิบัติราชการ พร้อมสิ่งที่แนบ")


def portfolio(files: dict[str, bytes], pinned: dict[str, bytes] | None = None, password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(cover))) as pdf:
        for name, data in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
        notes = []
        for name, data in (pinned or {}).items():
            spec = pikepdf.AttachedFileSpec(pdf, data, filename=name)
            notes.append(
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([20, 20, 40, 40]), FS=spec.obj)
            )
        if notes:
            pdf.pages[0].Annots = Array([pdf.make_indirect(note) for note in notes])
        lock = pikepdf.Encryption(user=password, owner="o") if password else False
        pdf.save(out, encryption=lock)
    return out.getvalue()


def extract(data: bytes, *passwords: str) -> DocumentTables:
    return extract_document(data, "ชุด/นำส่ง.pdf", ExtractOptions(ocr="never", passwords=passwords))


def documents(data: bytes) -> dict[str, tuple[str, str | None]]:
    return {row["source_file"]: (row["status"], row["error"]) for row in extract(data).tables["documents"]}


def test_an_attached_plan_is_a_document_with_rows_of_its_own() -> None:
    data = portfolio({"แผน.pdf": PLAN, "บันทึก.txt": TEXT})
    result = extract(data)
    outer, plan, text = result.tables["documents"]
    assert result.document is outer and outer["source_file"] == "ชุด/นำส่ง.pdf"
    assert {plan["source_file"], text["source_file"]} == {"ชุด/นำส่ง.pdf#แผน.pdf", "ชุด/นำส่ง.pdf#บันทึก.txt"}
    plan = next(row for row in (plan, text) if row["source_file"].endswith(".pdf"))
    assert plan["doc_id"] == hashlib.sha256(PLAN).hexdigest()[:16] and plan["fiscal_year"] == 2568
    alone = extract_document(PLAN, "ชุด/นำส่ง.pdf#แผน.pdf", ExtractOptions(ocr="never"))
    for name in PER_DOCUMENT:
        rows = [row for row in result.tables[name] if row["doc_id"] == plan["doc_id"]]
        assert rows == list(alone.tables[name]), name
    assert len(alone.tables["plans"]) == 3


def test_files_pinned_to_a_page_count_and_one_file_counts_once() -> None:
    data = portfolio({"แผน.pdf": PLAN}, {"แผน (สำเนา).pdf": PLAN, "บันทึก.txt": TEXT})
    assert sorted(name for name, _ in attached_files(data)) == sorted(["แผน.pdf", "บันทึก.txt"])


def test_what_is_not_read_is_listed_with_the_reason() -> None:
    found = documents(
        portfolio({"รูป.png": b"\x89PNG\r\n\x1a\n", "ข้อมูล.xml": b"<?xml version='1.0'?><a/>", "เสีย.pdf": b"%PDF-1.7 x"})
    )
    assert found["ชุด/นำส่ง.pdf#รูป.png"] == ("skipped", "The file inside is of a kind that is not read.")
    assert found["ชุด/นำส่ง.pdf#ข้อมูล.xml"][0] == "skipped"
    status, error = found["ชุด/นำส่ง.pdf#เสีย.pdf"]
    assert status == "failed" and error and "damaged" in error


def test_portfolios_in_portfolios_are_read_and_do_not_go_on_for_ever() -> None:
    data = portfolio({"แผน.pdf": PLAN})
    for _ in range(6):
        data = portfolio({"ใน.pdf": data})
    found = documents(data)
    assert max(name.count("#") for name in found) <= 4
    assert [status for status, _ in found.values()][-1] == "skipped"


def test_attached_files_of_an_encrypted_portfolio_are_read_with_its_password() -> None:
    data = portfolio({"แผน.pdf": PLAN}, password="ลับ")
    assert len(extract(data, "ผิด", "ลับ").tables["documents"]) == 2
    assert extract(data).document["status"] == "failed"
