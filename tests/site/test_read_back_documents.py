"""The text of a document, its marks and the details beside it are the package's, read back from HTML and CSV."""

from decimal import Decimal
from hashlib import sha256

import pytest
from crawling import target
from reading_back import ends_in, ends_of, plain, said_at

pytestmark = pytest.mark.slow


def texts_of_document(main):
    """The text of each passage of a document, as its page has it: without tags, with the line ends."""
    return [passage.text for passage in main.all("div", class_="passage")]


def views(each_site):
    """Each page that has the text of a document or its quotations: reading views and documents in one file."""
    for path, page in each_site.pages.items():
        if path.startswith("documents/") and page.all("div", class_="passage"):
            yield path, page


def source_of(path):
    return path.removeprefix("documents/").rpartition("/")[0]


def test_the_text_of_a_document_held_has_the_hash_in_the_package(package, each_site):
    held = [key for key, row in package.rows["sources"].items() if row["text_held"] == "true"]
    seen = []
    for path, page in views(each_site):
        source = package.rows["sources"][source_of(path)]
        if source["text_held"] == "true":
            (text,) = texts_of_document(page)
            assert sha256(text.encode()).hexdigest() == source["text_sha256"], path
            seen.append(source["source_id"])
    assert sorted(seen) == sorted([*held, *held]), (
        "each is there with details beside, and in one file"
    )


def test_what_was_read_is_marked_where_it_was_read_and_leads_to_its_page(package, each_site):
    for path, page in views(each_site):
        name = source_of(path)
        is_alone = not path.endswith("/index.html")
        marks, ids, text = marks_in(page)
        whole = package.rows["sources"][name]["text_held"] == "true"
        for row in package.where("provenance", source_id=name):
            start = ids[f"at-{row['start_offset']}"]
            assert not whole or start == int(row["start_offset"])
            assert text[start:].startswith(row["exact"]), (path, row)
            if row["table_name"] == "figures" and row["column_name"] == "verbatim":
                link = next(mark for first, mark in marks if first == start)
                there, fragment = target(path, link["href"])
                read_here = {
                    other["row_key"]
                    for other in package.where("provenance", source_id=name)
                    if other["start_offset"] == row["start_offset"]
                    and other["table_name"] == "figures"
                }
                if is_alone:
                    note = page.one("div", id=fragment)
                    assert note.all("code")[-1].words in read_here
                else:
                    key = there.removeprefix("figures/").removesuffix("/index.html")
                    assert key in read_here


def marks_in(page):
    """The marks with the offset of each in the text of its page, the offset of each identifier, and the text."""
    marks, ids, parts, length = [], {}, [], 0

    def walk(tag):
        nonlocal length
        if tag.get("id"):
            ids.setdefault(tag["id"], length)
        if tag.has_class("mark") and tag.name == "a":
            marks.append((length, tag))
        for part in tag.parts:
            if isinstance(part, str):
                parts.append(part)
                length += len(part)
            else:
                walk(part)

    for passage in page.all("div", class_="passage"):
        walk(passage)
    return marks, ids, "".join(parts)


def test_the_details_beside_a_text_are_read_back(package, each_site):
    for path, page in views(each_site):
        read = {
            (r["table_name"], r["row_key"])
            for r in package.where("provenance", source_id=source_of(path))
        }
        figures, discrepancies, others = set(), set(), 0
        for note in page.all("div", class_="note"):
            head, there = note.one("p", class_="head"), target(path, note.all("a")[0]["href"])
            paragraphs = note.all("p")[1:]
            key = there[0].removeprefix("figures/").removesuffix("/index.html")
            if there[0] == path:  # in one file, heads lead back to the marks
                key = next((code.words for code in note.all("code")), "")
            if key in package.rows["figures"]:
                figures.add(key)
                read_note_of_figure(package, package.rows["figures"][key], head, paragraphs)
                continue
            found = [
                k
                for k, row in package.rows["discrepancies"].items()
                if is_note_of_discrepancy(row, head, paragraphs)
            ]
            if found:
                name = (
                    there[0].removeprefix("consistency/discrepancies/").removesuffix("/index.html")
                )
                assert there[0] == path or name in found
                discrepancies.update(found)
                continue
            others += 1
            titles = {plain(r["title"]): name for name, r in package.resources.items()}
            read_note_of_row(package, titles[head.words], paragraphs[0])
        assert figures == {key for table, key in read if table == "figures"}, path
        assert discrepancies == {key for table, key in read if table == "discrepancies"}, path
        rest = {cell for cell in read if cell[0] not in ("figures", "discrepancies")}
        assert others == len(rest), path


def read_note_of_figure(package, figure, head, paragraphs):
    assert head.words == plain(f"{figure['qualifier']} {figure['verbatim']} {figure['unit']}")
    measure = package.rows["measures"][figure["measure_id"]]["name"]
    period = f", {figure['period_printed']}" if figure["period_printed"] else ""
    assert paragraphs[0].words == plain(f"{measure}{period}")
    kind, _, ends = paragraphs[1].words.partition(": ")
    assert kind == figure["interval_kind"]
    assert ends_in(ends) == (ends_of(figure) if ends else ends_in(""))
    assert ends or figure["interval_kind"] == "exact" or not any(ends_of(figure)[:2])
    warnings = [p.words for p in paragraphs if p.has_class("warning")]
    assert warnings == ([plain(figure["caution"])] if figure["caution"] else [])
    relations = {
        m["relation_id"] for m in package.where("relation_members", figure_id=figure["figure_id"])
    }
    proofs = {
        plain(
            f"{package.rows['relations'][r]['formula']}: {package.rows['relations'][r]['verdict']}"
        )
        for r in relations
    }
    shown = {p.words for p in paragraphs[2:] if not p.has_class("warning") and not p.all("code")}
    assert shown in (set(), proofs)


def is_note_of_discrepancy(row, head, paragraphs):
    return (
        head.words.endswith(f": {row['kind']}")
        and paragraphs[0].words == plain(row["explanation"])
        and paragraphs[1].words == ", ".join(said_at(row, side) for side in ("first", "second"))
    )


def read_note_of_row(package, table, paragraph):
    """The cells that a note names are those of one row of its table."""
    fields = package.fields[table]

    def says(row):
        parts = []
        for name, field in fields.items():
            text = row[name]
            if f"{plain(field['title'])}: " in paragraph.words and text:
                shown = (
                    f"{Decimal(text):,}" if "unit" in field else package.meaning(table, name, text)
                )
                parts.append(plain(f"{field['title']}: {shown}"))
        return parts

    assert any(
        set(paragraph.words.split("; ")) <= set(says(row))
        or paragraph.words == "; ".join(says(row))
        for row in package.tables[table]
    ), (table, paragraph.words)
