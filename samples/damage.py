"""Text layers that lie: the classes of damage that real Thai PDFs show, made on purpose in sound ones.

The page looks the same throughout; what changes is the fonts' ToUnicode maps, the content streams, or the order in
which marks are drawn. ``CLASSES`` names every class; each gives PDF bytes from a :class:`~samples.blocks.Sheet`.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from samples.blocks import Sheet
from samples.pdf_writer import Glyph, Style, write_pdf

UPPER = "ัิีึื็ํ"
TONES = "่้๊๋์"
MARKS = UPPER + TONES + "ุู"
BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>\s*\n")

PRIVATE_USE = dict(zip("ิีึืั็ํ่้๊๋์", "\uf701\uf702\uf703\uf704\uf710\uf712\uf711\uf70a\uf70b\uf70c\uf70d\uf70e", strict=True))
STAND_IN = dict(zip("่้๊๋์", "ÉÊËÌÍ", strict=True)) | {str(n): chr(0x158 + n) for n in range(10)}


def rewrite_tounicode(data: bytes, change: Callable[[str], str | None], composite: bool = False) -> bytes:
    """The PDF with every ToUnicode entry changed: ``change(text)`` gives the new text, None takes the entry out.

    ``composite`` first turns the simple fonts into Type0 fonts with two-byte codes, as word processors write them.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in _fonts(pdf):
            if "/ToUnicode" in font:
                font["/ToUnicode"] = pdf.make_stream(_changed_map(font["/ToUnicode"].read_bytes(), change))
        if composite:
            _to_type0(pdf)
        return _bytes(pdf)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.obj["/Resources"]["/Font"].values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                yield font


def _changed_map(cmap: bytes, change: Callable[[str], str | None]) -> bytes:
    entries: list[bytes] = []
    for code, target in BFCHAR.findall(cmap[cmap.index(b"beginbfchar") :]):
        text = change(bytes.fromhex(target.decode()).decode("utf-16-be"))
        if text is not None:
            entries.append(b"<%s> <%s>\n" % (code, text.encode("utf-16-be").hex().upper().encode()))
    start = cmap.index(b"endcodespacerange") + len(b"endcodespacerange\n")
    body = b"".join(
        b"%d beginbfchar\n%sendbfchar\n" % (len(chunk), b"".join(chunk))
        for chunk in (entries[i : i + 100] for i in range(0, len(entries), 100))
    )
    return cmap[:start] + body + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def _to_type0(pdf: pikepdf.Pdf) -> None:
    """Simple TrueType fonts become Type0 with Identity-H; codes stay, now two bytes each."""
    changed: set[str] = set()
    for page in pdf.pages:
        for name, font in page.obj["/Resources"]["/Font"].items():
            if str(font.get("/Subtype")) == "/TrueType":
                _composite(pdf, font)
            if str(font.get("/Subtype")) == "/Type0":
                changed.add(name)
        current = ""
        out: list[Any] = []
        for operands, operator in _instructions(page):
            if str(operator) == "Tf":
                current = str(operands[0])
            if str(operator) == "Tj" and current in changed:
                wide = b"".join(b"\0" + bytes([code]) for code in bytes(operands[0]))
                operands = [pikepdf.String(wide)]
            out.append((operands, operator))
        page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(out))


def _instructions(page: pikepdf.Page) -> Iterator[tuple[Any, Any]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, instruction.operator


def _composite(pdf: pikepdf.Pdf, font: pikepdf.Object) -> None:
    descriptor = font["/FontDescriptor"]
    program = TTFont(io.BytesIO(descriptor["/FontFile2"].read_bytes()))
    order = {name: n for n, name in enumerate(program.getGlyphOrder())}
    tables = program["cmap"].tables
    glyphs = {code & 0xFF: order[name] for table in tables for code, name in table.cmap.items()}
    last = int(font["/LastChar"])
    to_gid = b"".join(glyphs.get(code, 0).to_bytes(2, "big") for code in range(last + 1))
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=font["/BaseFont"],
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=descriptor,
        W=pikepdf.Array([0, font["/Widths"]]),
        CIDToGIDMap=pdf.make_stream(to_gid),
    )
    cmap = font["/ToUnicode"].read_bytes()
    cmap = re.sub(rb"<([0-9A-Fa-f]{2})> <", rb"<00\1> <", cmap)
    font["/ToUnicode"] = pdf.make_stream(cmap)
    font["/Subtype"] = pikepdf.Name.Type0
    font["/Encoding"] = pikepdf.Name("/Identity-H")
    font["/DescendantFonts"] = pikepdf.Array([pdf.make_indirect(descendant)])
    for key in ("/FirstChar", "/LastChar", "/Widths", "/FontDescriptor"):
        del font[key]


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def actual_text(data: bytes, marks: str = TONES) -> bytes:
    """Glyphs of ``marks`` lose their Unicode; their text stands only in /ActualText around them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        codes = {name: table for page in pdf.pages for name, table in _codes(page).items()}
        for page in pdf.pages:
            out: list[Any] = []
            table: dict[int, str] = {}
            for operands, operator in _instructions(page):
                if str(operator) == "Tf":
                    table = codes.get(str(operands[0]), {})
                if str(operator) == "Tj":
                    out += _spans(bytes(operands[0]), table, marks)
                else:
                    out.append((operands, operator))
            page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(out))
        for font in _fonts(pdf):
            if "/ToUnicode" in font:
                kept = _changed_map(font["/ToUnicode"].read_bytes(), lambda t: "\0" if t in marks else t)
                font["/ToUnicode"] = pdf.make_stream(kept)
        return _bytes(pdf)


def _codes(page: pikepdf.Page) -> dict[str, dict[int, str]]:
    tables: dict[str, dict[int, str]] = {}
    for name, font in page.obj["/Resources"]["/Font"].items():
        if "/ToUnicode" in font:
            cmap = font["/ToUnicode"].read_bytes()
            found = BFCHAR.findall(cmap[cmap.index(b"beginbfchar") :])
            tables[name] = {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in found}
    return tables


def _spans(text: bytes, table: dict[int, str], marks: str) -> Iterator[Any]:
    show = pikepdf.Operator("Tj")
    run = bytearray()
    for code in text:
        if table.get(code, "") not in marks or not table.get(code):
            run.append(code)
            continue
        if run:
            yield [pikepdf.String(bytes(run))], show
            run = bytearray()
        words = pikepdf.Dictionary(ActualText=pikepdf.String(b"\xfe\xff" + table[code].encode("utf-16-be")))
        yield [pikepdf.Name.Span, words], pikepdf.Operator("BDC")
        yield [pikepdf.String(bytes([code]))], show
        yield [], pikepdf.Operator("EMC")
    if run:
        yield [pikepdf.String(bytes(run))], show


def shuffled_map(seed: int = 7) -> Callable[[str], str]:
    """A ToUnicode change that is wrong throughout: every Thai character reads as some consonant."""
    consonants = [chr(c) for c in range(0x0E01, 0x0E2F)]
    source = [chr(c) for c in range(0x0E01, 0x0E5C)]
    rng = random.Random(seed)
    table = {ch: rng.choice(consonants) for ch in source}
    return lambda text: table.get(text, text)


def decompose_am(text: str) -> str:
    """ำ as nikhahit and า, the tone (if any) after the nikhahit."""
    return re.sub("([่้๊๋]?)ำ", lambda m: "ํ" + m[1] + "า", text)


def filler_spaces(text: str) -> str:
    """A filler space inside amounts of a million and more: ``1 ,609,902,100``."""
    return re.sub(r"(\d)(,\d{3},\d{3})", r"\1 \2", text)


def displaced(glyphs: list[Glyph]) -> list[Glyph]:
    """Every second time the last mark above is drawn after the next character, in its own place: ตัวชี้วดั, คำสัง่."""
    out: list[Glyph] = []
    held: list[Glyph] = []
    seen = 0
    for n, glyph in enumerate(glyphs):
        last = n + 1 == len(glyphs) or glyphs[n + 1].char not in MARKS + "ำา"
        if glyph.char in UPPER + TONES and last:
            seen += 1
            if seen % 2:
                held.append(glyph)
                continue
        out.append(glyph)
        out += held
        held = []
    return out + held


def tone_first(glyphs: list[Glyph]) -> list[Glyph]:
    """The tone is drawn before the vowel above: เพ่ือ."""
    out = list(glyphs)
    for n in range(1, len(out)):
        if out[n].char in TONES and out[n - 1].char in UPPER:
            out[n - 1], out[n] = out[n], out[n - 1]
    return out


def doubled(glyphs: list[Glyph]) -> list[Glyph]:
    """Every mark drawn twice in one place, as fake bold does."""
    return [copy for glyph in glyphs for copy in ([glyph, glyph] if glyph.char in MARKS else [glyph])]


def after_space(glyphs: list[Glyph]) -> list[Glyph]:
    """A space stands before every third mark above: ได ้."""
    out: list[Glyph] = []
    seen = 0
    for glyph in glyphs:
        if glyph.char in TONES:
            seen += 1
            if seen % 3 == 0:
                out.append(Glyph(" ", glyph.x, 0.0))
        out.append(glyph)
    return out


@dataclass(frozen=True, slots=True)
class Damage:
    """One class: how it is drawn, what becomes of the map, and whether a reader can still know the text."""

    make: Callable[[Sheet, Style], bytes]
    repairable: bool = True


def _mapped(change: Callable[[str], str | None], composite: bool = False) -> Callable[[Sheet, Style], bytes]:
    return lambda sheet, style: rewrite_tounicode(write_pdf(sheet, style), change, composite)


def _decomposed(change: Callable[[str], str | None]) -> Callable[[Sheet, Style], bytes]:
    def make(sheet: Sheet, style: Style) -> bytes:
        return rewrite_tounicode(write_pdf(sheet, style.with_(text=decompose_am)), change)

    return make


def _ordered(order: Callable[[list[Glyph]], list[Glyph]]) -> Callable[[Sheet, Style], bytes]:
    return lambda sheet, style: write_pdf(sheet, style.with_(order=order))


CLASSES: dict[str, Damage] = {
    "private-use": Damage(_mapped(lambda t: PRIVATE_USE.get(t, t))),
    "cid": Damage(_mapped(lambda t: None if t in TONES or t.isdigit() else t, composite=True)),
    "type0": Damage(_mapped(lambda t: t, composite=True)),
    "stand-in": Damage(_mapped(lambda t: STAND_IN.get(t, t))),
    "space-am": Damage(_decomposed(lambda t: " " if t == "ํ" else t)),
    "am-split": Damage(_decomposed(lambda t: t)),
    "aa-am": Damage(_decomposed(lambda t: {"ํ": " ", "า": "ำ"}.get(t, t))),
    "filler-space": Damage(lambda sheet, style: write_pdf(sheet, style.with_(text=filler_spaces))),
    "wrong-map": Damage(_mapped(shuffled_map()), repairable=False),
    "displaced": Damage(_ordered(displaced)),
    "tone-first": Damage(_ordered(tone_first)),
    "doubled": Damage(_ordered(doubled)),
    "after-space": Damage(_ordered(after_space)),
    "replacement": Damage(_mapped(lambda t: "\ufffd" if t == "่" else t), repairable=False),
    "actual-text": Damage(lambda sheet, style: actual_text(write_pdf(sheet, style))),
}
"""Every class of domain damage that needs no picture; :mod:`samples.scans` makes those that do."""
