"""The reading view is the text, character for character, and each mark is on the characters that were read."""

import base64
import hashlib
import random
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest

from pipeline.package.published import published_in_project
from pipeline.site import addresses, one_file, reading_view
from pipeline.site.document_parts import passages_of
from pipeline.site.marks import Links, lines, marked_rows, segments
from pipeline.site.rendering import rendered
from pipeline.site.site_data import SiteData, SiteInput


@pytest.fixture(scope="module")
def data(repository):
    return SiteData(SiteInput(published_in_project(repository), {}))


@dataclass
class Text(HTMLParser):
    """The text of the passages of a page, the offset of each id in it, and the spans of its marks."""

    text: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    marks: list[tuple[int, int, set[str], str]] = field(default_factory=list)
    waived: list[tuple[str, str]] = field(default_factory=list)
    _depth: int = 0
    _open: list[tuple[str, int, dict]] = field(default_factory=list)

    def __post_init__(self):
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "div" and (self._depth or attributes.get("class") == "passage"):
            self._depth += 1
        if self._depth:
            if "id" in attributes:
                self.ids[attributes["id"]] = len(self.text)
            self._open.append((tag, len(self.text), attributes))

    def handle_endtag(self, tag):
        if not self._depth:
            return
        name, start, attributes = self._open.pop()
        assert name == tag
        classes = set(attributes.get("class", "").split())
        if "mark" in classes:
            self.marks.append((start, len(self.text), classes, attributes.get("href", "")))
        if "waived" in classes:
            self.waived.append((self.text[start:], attributes["data-reason"]))
        if tag == "div":
            self._depth -= 1

    def handle_data(self, data):
        if self._depth:
            self.text += data


def read(html):
    """What a reader of HTML finds, who first makes every line end the same, as the standard asks."""
    found = Text()
    text = html if isinstance(html, str) else html.decode()
    found.feed(text.replace("\r\n", "\n").replace("\r", "\n"))
    return found


def source_of(data, name):
    return data.rows["sources"][name]


def held(data):
    return [s for s in data.documents if passages_of(data, s)]


def views(data):
    """Each document of which anything is held, with its reading view and its one file."""
    in_one_file = {page.path: page for page in one_file.pages(data)}
    for source in held(data):
        yield source, reading_view.document_page(data, source)
        yield source, in_one_file[addresses.one_file(source["source_id"])]


def test_without_its_tags_the_reading_view_is_the_document_character_for_character(data):
    kinds = set()
    for source, page in views(data):
        passages = passages_of(data, source)
        html = rendered(page, data).decode()
        assert read(html).text == "".join(p.text for p in passages)
        ids = re.findall(r'\bid="([^"]*)"', html)
        assert len(ids) == len(set(ids))
        kinds.add(source["text_held"])
    assert kinds == {"true", "false"}
    (whole,) = [s["source_id"] for s in held(data) if s["text_held"] == "true"]
    (passage,) = passages_of(data, source_of(data, whole))
    assert passage.text.encode() == data.given.published.text(whole)


def test_each_mark_is_on_the_characters_that_its_row_was_read_from(data):
    for source, page in views(data):
        seen, name = read(rendered(page, data)), source["source_id"]
        notes = reading_view.notes_of(data.read_in.get(name, []))
        passages, begun = [], 0
        for passage in passages_of(data, source):
            passages.append((passage, begun))
            begun += len(passage.text)
        for row in data.read_in[name]:
            start, end = int(row["start_offset"]), int(row["end_offset"])
            passage, before = next(
                (p, b) for p, b in passages if p.start <= start < p.start + len(p.text)
            )
            first = start - passage.start + before
            assert seen.text[first : first + end - start] == row["exact"]
            assert seen.ids[f"at-{start}"] == first
            line = passage.line + passage.text.count("\n", 0, start - passage.start)
            assert str(line) == row["line"]
        for row in marked_rows(data.read_in[name]):
            note = f"n{notes[row['table_name'], row['row_key']]}"
            first = seen.ids[f"at-{row['start_offset']}"]
            marked = "".join(
                seen.text[max(a, first) : b]
                for a, b, classes, _ in seen.marks
                if note in classes and first <= a < first + len(row["exact"])
            )
            assert marked == row["exact"].replace("\n", "")


def test_a_number_of_a_figure_links_to_its_figure_and_a_note_is_there_for_each_mark(data):
    (source,) = [s for s in held(data) if s["text_held"] == "true"]
    page = reading_view.document_page(data, source)
    html = rendered(page, data).decode()
    seen = read(html)
    assert all(href or not seen.text[start:end].strip() for start, end, _, href in seen.marks)
    targets = {start: href for start, _, _, href in seen.marks}
    for figure in data.rows["figures"].values():
        if figure["source_id"] == source["source_id"]:
            expected = addresses.relative(page.path, addresses.figure(figure["figure_id"]))
            others = [
                addresses.relative(page.path, addresses.figure(row["row_key"]))
                for row in data.read_in[source["source_id"]]
                if row["table_name"] == "figures" and row["start_offset"] == figure["start_offset"]
            ]
            assert expected in others and targets[int(figure["start_offset"])] in others
    named = {
        word for _, _, classes, _ in seen.marks for word in classes if re.fullmatch(r"n\d+", word)
    }
    assert named == {f"n{number}" for number in re.findall(r'id="note-(\d+)"', html)}
    rules = reading_view.focus_style(len(named))
    assert {f"n{number}" for number in re.findall(r"#note-(\d+)", rules)} == named


def test_lines_and_pages_are_where_they_begin(data):
    (source,) = [s for s in held(data) if s["text_held"] == "true"]
    seen = read(rendered(reading_view.document_page(data, source), data))
    starts = [0, *(m.end() for m in re.finditer("\n", seen.text))]
    for number, start in enumerate(starts, 1):
        if start < len(seen.text):
            assert seen.ids[f"line-{number}"] == start
    for row in data.read_in[source["source_id"]]:
        if row["page"]:
            assert seen.ids[f"page-{row['page']}"] <= int(row["start_offset"])


HOSTILE = "<script>alert(1)</script> & \"quoted\" 'x' {{ policy }}\r\n\n<b onclick=x>8.665</b> \u00a0\u2028é𝟙\t&amp; ]]> -->\n"


@pytest.mark.parametrize("seed", range(40))
def test_any_spans_over_any_text_leave_the_text_as_it_is(data, seed):
    chance = random.Random(seed)
    text = "".join(chance.choice(HOSTILE) for _ in range(60)) + HOSTILE
    figures = [*data.rows["figures"]]
    rows = []
    for _ in range(12):
        start = chance.randrange(len(text))
        end = chance.randint(start + 1, len(text))
        table, column = chance.choice(
            [("figures", "value"), ("figures", "quote"), ("discrepancies", "first_said")]
        )
        rows.append(
            {
                **{"table_name": table, "row_key": chance.choice(figures), "column_name": column},
                **{"start_offset": str(start + 100), "end_offset": str(end + 100)},
            }
        )
    cells = {(row["table_name"], row["row_key"]) for row in rows}
    here = Links(data, dict.fromkeys(cells, 'a"><script>'), dict.fromkeys(cells, 1))
    shown = [*lines(segments(data, 100, text, rows), text, 100, 7, here)]
    html = "".join(f'<div id="line-{line.number}">{line.html}</div>' for line in shown)
    seen = read(f'<div class="passage">{html}</div>')
    assert seen.text == text
    assert "<script" not in html
    assert [line.number for line in shown] == [*range(7, 7 + len(shown))]
    for row in rows:
        start = int(row["start_offset"]) - 100
        if text[start] != "\n":
            assert seen.ids[f"at-{start + 100}"] == start


def test_a_numeral_that_states_no_figure_has_its_reason_and_is_off_at_first(data, derived):
    rows = derived("transcribed_tables")["waived_numerals"]
    whole = rows[rows["token"].notna()].astype("string").fillna("").to_dict("records")
    (name,) = {row["source_id"] for row in whole}
    with_rows = replace(data)
    with_rows.__dict__["waived_in"] = {name: whole}
    html = rendered(reading_view.document_page(with_rows, source_of(data, name)), with_rows)
    seen = read(html)
    (passage,) = passages_of(data, source_of(data, name))
    assert seen.text == passage.text
    expected = [(row["token"], row["reason"]) for row in whole]
    assert seen.waived and set(seen.waived) <= set(expected)
    assert b'<input type="checkbox" id="show-waived">' in html


def test_one_file_needs_no_other_and_its_policy_has_the_hash_of_its_style(data):
    pages = [*one_file.pages(data)]
    assert len(pages) == len(held(data))
    for page in pages:
        html = rendered(page, data).decode()
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src &#39;sha256-{digest}&#39;" in html or f"'sha256-{digest}'" in html
        assert not re.search(r"<(?:link|script|img|iframe)\b", html)
        hrefs = re.findall(r'href="([^"]*)"', html)
        ids = set(re.findall(r'\bid="([^"]*)"', html))
        inside = [href for href in hrefs if href.startswith("#")]
        assert inside and {href[1:] for href in inside} <= ids
        assert all(href.startswith(("#", "http://", "https://")) for href in hrefs)


def test_each_page_begins_at_the_line_where_its_document_proves_it(data, oig_20_13):
    proved = {anchor.line: str(anchor.page) for anchor in oig_20_13.pages if anchor.page}
    source = source_of(data, oig_20_13.source_id)
    shown = reading_view.starts_of(data, source)
    assert len(shown) > 20
    assert dict(shown.items() - proved.items()) == {}
    read_from = {row["page"] for row in data.read_in[oig_20_13.source_id]} - {""}
    assert read_from <= set(shown.values())
