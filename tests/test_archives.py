"""Archives and pictures: what is inside is read as documents of their own; what cannot be is said in a sentence."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pypdfium2 as pdfium
import pytest
from phaen.extractors.archive import archived_files, is_archive
from phaen.extractors.ocr.installed import available
from phaen.pipeline.extract import DocumentTables, ExtractOptions, extract_document

from samples.documents import hand_written
from samples.office_writers import write_docx
from samples.pdf_writer import write_pdf
from samples.text_writers import write_plain
from tests.shared import recognised
from tests.states import part

NEVER = ExtractOptions(ocr="never")


def packed(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def read(data: bytes, name: str = "a.zip", options: ExtractOptions = NEVER) -> DocumentTables:
    return extract_document(data, name, options)


def test_files_inside_are_documents_of_their_own() -> None:
    plan, deal = hand_written()[2], hand_written()[1]
    data = packed(("แผน/plan.txt", write_plain(plan.sheet).encode()), ("deal.docx", write_docx(deal.sheet)))
    found = read(data).tables
    told = {row["source_file"]: (row["status"], row["doc_type"]) for row in found["documents"]}
    assert told == {
        "a.zip": ("skipped", None),
        "a.zip#deal.docx": ("ok", "kpi_agreement"),
        "a.zip#แผน/plan.txt": ("ok", "annual_plan"),
    }
    assert {row["source_file"] for row in found["kpis"]} == {"a.zip#deal.docx", "a.zip#แผน/plan.txt"}
    inner = next(row for row in found["documents"] if row["source_file"].endswith("plan.txt"))
    assert inner["doc_id"] == hashlib.sha256(write_plain(plan.sheet).encode()).hexdigest()[:16]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_two_documents() -> None:
    data = packed(("a.txt", "แผน ก".encode()), ("a.txt", "แผน ข".encode()))
    found = read(data).tables
    assert [row["source_file"] for row in found["documents"]] == ["a.zip", "a.zip#a.txt", "a.zip#a.txt (2)"]
    assert len({row["doc_id"] for row in found["documents"]}) == 3
    assert {row["status"] for row in found["documents"][1:]}.isdisjoint({"skipped", "failed"})


def test_the_same_file_under_two_names_is_read_once_and_said() -> None:
    text = "แผน ก".encode()
    documents = read(packed(("a/a.txt", text), ("b/a.txt", text))).tables["documents"]
    assert [row["source_file"] for row in documents] == ["a.zip", "a.zip#a/a.txt", "a.zip#b/a.txt"]
    assert documents[2]["status"] == "skipped" and "same as another" in documents[2]["error"]


def test_archives_inside_archives_end_somewhere() -> None:
    data = packed(("a.txt", "แผน".encode()))
    for _ in range(12):
        data = packed(("inner.zip", data))
    assert all(row["status"] in ("skipped", "partial", "ok", "failed") for row in read(data).tables["documents"])


def test_what_systems_leave_behind_is_left_out() -> None:
    data = packed(("__MACOSX/x", b"1"), (".DS_Store", b"1"), ("~$a.docx", b"1"), ("a.txt", b"1"))
    assert [name for name, _ in archived_files(data)] == ["a.txt"]


def test_names_of_thai_windows_are_read() -> None:
    name = "แผน.txt".encode("cp874")
    data = packed(("a" * len(name), b"1")).replace(b"a" * len(name), name)
    assert [found for found, _ in archived_files(data)] == ["แผน.txt"]


@pytest.mark.parametrize(
    "data", [packed(("a.txt", b"1" * 99))[:60], b"PK\x03\x04" + bytes(500)], ids=["cut", "no archive"]
)
def test_a_damaged_archive_is_one_sentence(data: bytes) -> None:
    document = read(data).document
    assert document["status"] == "failed" and document["error"].endswith(".")


def test_word_files_are_no_archives() -> None:
    assert not is_archive(write_docx(hand_written()[0].sheet))
    assert is_archive(packed(("a.txt", b"1")))


def picture(kind: str) -> bytes:
    cv2 = pytest.importorskip("cv2")
    pages = pdfium.PdfDocument(write_pdf(hand_written()[1].sheet))
    grey = pages[1].render(scale=200 / 72, grayscale=True).to_numpy()
    done, encoded = cv2.imencode(kind, grey)
    assert done
    return bytes(encoded)


def test_a_picture_without_recognition_is_one_sentence() -> None:
    document = read(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png").document
    assert document["status"] == "failed" and "--ocr" in document["error"]


@pytest.mark.skipif(not available(), reason="text recognition is not installed (phaen[ocr], Tesseract with Thai)")
@pytest.mark.parametrize("kind", part([".png", ".jpg", ".tiff"], 1, of=3))
def test_pictures_are_recognised(kind: str) -> None:
    data = picture(kind)
    found = read(data, f"a{kind}", ExtractOptions(ocr_cache=recognised())).tables
    document = found["documents"][0]
    assert (document["text_source"], document["page_count"]) == ("ocr", 1)
    assert document["doc_id"] == hashlib.sha256(data).hexdigest()[:16]
    assert found["rubrics"]


@pytest.mark.skipif(not available(), reason="text recognition is not installed (phaen[ocr], Tesseract with Thai)")
def test_a_damaged_picture_is_one_sentence() -> None:
    document = read(picture(".png")[:300], "a.png", ExtractOptions()).document
    assert document["status"] == "failed" and "inside phaen" not in document["error"]
