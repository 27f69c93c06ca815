"""Whether a file may have layers, where its catalog stands in a compressed stream of objects."""

from __future__ import annotations

import io

import pikepdf
import pytest
from phaen.extractors.pdf.source import layers


def packed(*, with_layers: bool, **how: object) -> bytes:
    """A file with its objects in streams, its catalog with the list of layers or without."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if with_layers:
            empty = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary())
            pdf.Root.OCProperties = pdf.make_indirect(empty)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_streams_of_objects_are_looked_through_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    with_layers, without = packed(with_layers=True), packed(with_layers=False)
    assert b"/OCProperties" not in with_layers and layers.layered(with_layers)
    monkeypatch.setattr(layers, "_catalog_has", lambda _data, _key: pytest.fail("a parser was asked"))
    assert not layers.layered(without)


def test_a_parser_is_asked_where_a_stream_is_not_simply_deflated() -> None:
    whole = packed(with_layers=False)
    start = whole.index(b"stream", whole.index(b"/ObjStm")) + 7
    broken = whole[:start] + b"\xff" * 8 + whole[start + 8 :]
    cut = whole[: start + 20]
    encrypted = packed(with_layers=False, encryption=pikepdf.Encryption(owner="a", user=""))
    assert layers.packed_objects(whole) is not None
    assert [layers.packed_objects(data) for data in (broken, cut, encrypted)] == [None, None, None]
    assert not layers.layered(encrypted)
