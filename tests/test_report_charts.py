"""Charts are well-formed SVG with every text escaped."""

from xml.etree import ElementTree

from phaen.pipeline.report import charts

SVG = "{http://www.w3.org/2000/svg}"


def _parsed(svg: object) -> ElementTree.Element:
    return ElementTree.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_bars_are_as_long_as_their_values() -> None:
    rows = [charts.Bar("แผนงาน ก", (30.0, 10.0)), charts.Bar("แผนงาน ข", (20.0, 0.0))]
    root = _parsed(charts.bars(rows, ("met", "missed"), "ชื่อ", "k"))
    widths = [float(rect.attrib["width"]) for rect in root.iter(f"{SVG}rect")]
    assert len(widths) == 3
    assert abs(widths[0] / widths[1] - 3) < 0.01
    assert abs(widths[0] / widths[2] - 1.5) < 0.01


def test_texts_of_documents_cannot_leave_the_chart() -> None:
    hostile = '"><script>alert(1)</script>'
    root = _parsed(charts.bars([charts.Bar(hostile, (1.0,), href='x" onload="y')], ("met",), hostile, "k"))
    assert not list(root.iter(f"{SVG}script"))
    assert root.find(f"{SVG}title").text == hostile  # type: ignore[union-attr]
    line = charts.Line(hostile, ((2567, 1.0), (2568, 2.0)), "target")
    assert not list(_parsed(charts.lines([line], hostile, "k")).iter(f"{SVG}script"))


def test_lines_rise_with_their_values_and_name_every_point() -> None:
    line = charts.Line("เป้าหมาย", ((2566, 10.0), (2568, 30.0)), "target")
    root = _parsed(charts.lines([line], "ชื่อ", "k"))
    first, second = root.iter(f"{SVG}circle")
    assert float(first.attrib["cy"]) > float(second.attrib["cy"])
    assert float(first.attrib["cx"]) < float(second.attrib["cx"])
    assert [title.text for title in (first[0], second[0])] == ["เป้าหมาย 2566: 10", "เป้าหมาย 2568: 30"]


def test_grid_lines_stand_at_round_figures() -> None:
    root = _parsed(charts.lines([charts.Line("a", ((2566, 83.0), (2568, 85.0)), "target")], "t", "k"))
    figures = [text.text for text in root.iter(f"{SVG}text") if text.attrib["class"] == "axis"]
    assert figures[:5] == ["0", "25", "50", "75", "100"]


def test_nothing_to_show_is_no_chart() -> None:
    assert charts.bars([], ("met",), "t", "k") == ""
    assert charts.lines([charts.Line("a", (), "target")], "t", "k") == ""


def test_millions_are_named_in_the_language_that_is_shown() -> None:
    assert charts.short(2_500_000) == '2.5\u00a0<tspan class="th">ล้าน</tspan><tspan class="en">M</tspan>'
    assert charts.short(999_999) == "999,999"
