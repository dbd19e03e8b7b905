"""Pictures show the numbers of the package and no others; what is drawn is read back from the drawing."""

import json
import re
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest

from pipeline.site import addresses
from pipeline.site.pictures import palette
from pipeline.site.pictures.relations import SIDES

SVG = "{http://www.w3.org/2000/svg}"
LETTER = 6
"""How wide a letter of 11 pixels is, about."""


@pytest.fixture(scope="module")
def spec_of(site):
    """The data of the specification of a picture, as it can be downloaded."""
    return lambda picture: json.loads(site.files[picture.spec_file])["data"]["values"]


@pytest.fixture(scope="module")
def drawing_of(site):
    """The drawing of a picture, as it can be downloaded."""
    return lambda picture: fromstring(site.files[picture.svg_file])


def declared(data, kind):
    for table, resource in data.resources.items():
        for declaration in resource.get("pictures", ()):
            if declaration["kind"] == kind:
                name = f"{declaration['source_id']}/{table.replace('_', '-')}"
                yield table, declaration, data.pictures[name]


def numbers_by_id(values, key="value"):
    return {one["id"]: one[key] for one in values if key in one}


def test_bars_are_the_cells_of_their_table_longest_first(data, spec_of):
    for table, declaration, picture in declared(data, "bars"):
        cells = {
            f"{table} {key} {column}": float(row[column])
            for key, row in data.rows[table].items()
            for column in declaration["values"]
        }
        assert numbers_by_id(spec_of(picture)) == cells
        sorts = {row[declaration["label"]]: row for row in data.rows[table].values()}
        shown = [float(sorts[row[0].text][declaration["sort"]]) for row in picture.rows]
        assert all(one >= next_one for one, next_one in pairwise(shown))
        for row in picture.rows:
            of = sorts[row[0].text]
            assert [cell.text for cell in row[1:]] == [of[c] for c in declaration["values"]]


def test_a_bar_is_as_long_as_its_number(data, drawing_of):
    for table, _, picture in declared(data, "bars"):
        numbers = {m.id: float(m.words.split()[-2].replace(",", "")) for m in picture.marks}
        longest = max(numbers, key=numbers.get)
        lengths = {
            a.get("data-id"): float(re.match(r"M[\d.]+,[\d.]+h([\d.]+)v", a[0].get("d"))[1])
            for a in drawing_of(picture).iter(f"{SVG}a")
            if a.get("data-id")
        }
        assert lengths.keys() == numbers.keys(), table
        for mark, value in numbers.items():
            drawn = lengths[mark] / lengths[longest]
            assert drawn == pytest.approx(value / numbers[longest], abs=0.002), mark


def test_a_series_shows_each_number_once_and_no_number_for_a_missing_year(data, spec_of):
    for table, declaration, picture in declared(data, "series"):
        rows = [r for r in data.rows[table].values() if r["source_id"] == declaration["source_id"]]
        stated = {r["figure_id"] for r in rows if r[declaration["value"]]}
        shapes = spec_of(picture)
        bars = [one for one in shapes if one["shape"] == "number"]
        assert sorted(bar["id"] for bar in bars) == sorted(stated)
        for bar in bars:
            figure = data.rows["figures"][bar["id"]]
            shown = [bar[key] for key in ("value", "lower", "upper")]
            assert shown == [float(figure[key]) for key in ("value", "lower", "upper")]
        missing = {
            (r[declaration["by"]], int(r[declaration["along"]]))
            for r in rows
            if r[declaration["along"]] and not r[declaration["value"]]
        }
        areas = [one for one in shapes if one["shape"] == "gap"]
        assert sum(one["to"] - one["from"] for one in areas) == len(missing)
        for bar in bars:
            panel = [one for one in areas if one["panel"] == bar["panel"]]
            assert not any(one["from"] < bar["middle"] < one["to"] for one in panel)


def test_the_sum_of_missing_years_is_one_band_between_the_ends_of_its_bound(data, spec_of):
    for table, declaration, picture in declared(data, "series"):
        named = {r[declaration["bound"]] for r in data.rows[table].values()} - {""}
        bounds = {f"bounds {bound}": data.rows["bounds"][bound] for bound in named}
        bands = [one for one in spec_of(picture) if one["shape"] == "sum"]
        assert sorted(one["id"] for one in bands) == sorted(bounds)
        for band in bands:
            bound = bounds[band["id"]]
            assert (band["lower"], band["upper"]) == (float(bound["lower"]), float(bound["upper"]))


def test_a_bar_of_a_series_begins_at_zero_and_every_mark_is_in_the_picture(data, drawing_of):
    for _, _, picture in declared(data, "series"):
        drawing = drawing_of(picture)
        height = float(drawing.get("height"))
        words = {mark.id: mark.words for mark in picture.marks}
        by_series = {}
        for top, _, tall, mark in _rectangles(drawing):
            assert top >= 0 and top + tall <= height, mark
            found = re.search(r"^(.*), \d+: ([\d,]+)", words[mark])
            if found and mark in data.rows["figures"]:
                value = float(found[2].replace(",", ""))
                by_series.setdefault(found[1], []).append(tall / value)
        assert by_series
        for scales in by_series.values():
            assert max(scales) == pytest.approx(min(scales), rel=0.01)


def _rectangles(element, down=0.0):
    """Top, width, height and id of each mark that is a rectangle, where it is drawn."""
    place = re.search(r"translate\([-\d.]+,([-\d.]+)\)", element.get("transform", ""))
    down += float(place[1]) if place else 0.0
    if element.get("data-id"):
        shape = re.match(r"M[-\d.]+,([-\d.]+)h([\d.]+)v([\d.]+)h", element[0].get("d"))
        if shape:
            top, wide, tall = (float(part) for part in shape.groups())
            yield down + top, wide, tall, element.get("data-id")
    for child in element:
        yield from _rectangles(child, down)


def test_each_relation_with_numbers_has_a_picture_of_its_ends(data, spec_of):
    ends = [f"{side}_{end}" for side, _ in SIDES for end in ("lower", "upper")]
    for relation, row in data.rows["relations"].items():
        has_numbers = all(row[f"{side}_lower"] or row[f"{side}_upper"] for side, _ in SIDES)
        assert (f"relations/{relation}" in data.pictures) == has_numbers
        if has_numbers:
            picture = data.pictures[f"relations/{relation}"]
            assert [cell.text for cell in picture.rows[0][:4]] == [row[end] for end in ends]
            sides = [one for one in spec_of(picture) if "from" in one]
            drawn = [one[end] for one in sides for end in ("lower", "upper")]
            assert drawn == [float(row[end]) if row[end] else None for end in ends]


def test_words_behind_a_bar_end_in_the_picture(data, drawing_of):
    for picture in data.pictures.values():
        drawing = drawing_of(picture)
        for text in drawing.iter(f"{SVG}text"):
            place = re.match(r"translate\(([\d.]+),", text.get("transform", ""))
            if place and text.get("font-size") == "11px" and text.get("text-anchor") == "start":
                end = float(place[1]) + LETTER * len(text.text or "")
                assert end <= float(drawing.get("width")), (picture.name, text.text)


def test_a_relation_is_drawn_from_its_own_numbers(data, site):
    """Relations are drawn together and cut apart: the words in each drawing are those of its own sides."""
    for picture in data.pictures.values():
        if picture.name.startswith("relations/"):
            texts = [t.text for t in fromstring(site.files[picture.svg_file]).iter(f"{SVG}text")]
            sides = [text for text in texts if re.match("Computed|Stated", text)]
            assert sides == [mark.words for mark in picture.marks], picture.name


def test_the_completeness_of_a_document_counts_every_numeral(data, spec_of):
    for document in data.documents:
        source = document["source_id"]
        counts = {
            f"completeness {key}": int(row["numerals"])
            for key, row in data.rows["completeness"].items()
            if row["source_id"] == source
        }
        if counts:
            assert numbers_by_id(spec_of(data.pictures[f"{source}/completeness"])) == counts


def test_each_mark_has_its_id_and_leads_to_its_page(data, each_site):
    drawings = [
        path for path in each_site.files if path.startswith("pictures/") and path.endswith(".svg")
    ]
    assert drawings
    for path in drawings:
        links = [a for a in fromstring(each_site.files[path]).iter(f"{SVG}a") if a.get("data-id")]
        assert links, path
        for link in links:
            page = link.get("href").partition("#")[0]
            assert not re.match(r"[a-z]+:|/", page), path
            assert link.get("aria-label")
    for picture in data.pictures.values():
        for mark in picture.marks:
            if mark.id in data.rows["figures"]:
                assert mark.address == addresses.figure(mark.id)


def test_every_specification_has_the_form_that_vega_lite_defines(data, site):
    import altair

    seen = set()
    for picture in data.pictures.values():
        spec = json.loads(site.files[picture.spec_file])
        form = json.dumps(
            {key: value for key, value in spec.items() if key not in ("data", "description")}
        )
        if form not in seen:
            altair.Chart.from_dict(spec, validate=True)
        seen.add(form)


def test_a_picture_has_a_page_a_page_alone_and_its_files(data, site):
    for picture in data.pictures.values():
        for path in (picture.page, picture.alone, picture.svg_file, picture.spec_file):
            assert path in site.files
        alone = site.files[picture.alone].decode()
        assert "<nav" not in alone and "<script" not in alone


def test_every_color_of_pictures_is_that_of_the_style_in_light(site):
    style = (site.files["static/site.css"] + site.files["static/pictures.css"]).decode()
    for color, variable in palette.VARIABLES.items():
        first = re.search(rf"{variable}: (#[0-9a-f]+);", style)
        assert first and first[1] == color, variable


def test_a_page_has_no_color_that_is_not_a_variable(data):
    for picture in data.pictures.values():
        assert "#" not in re.sub(r'href="[^"]*"', "", _colors(picture)), picture.name


def _colors(picture):
    return " ".join(
        re.findall(r'(?:fill|stroke)="[^"]*"', str(picture.in_page(lambda there: there)))
    )
