"""The workbook of a release, read part by part: its sheets, and everything in it that a release's workbook may not have.

The XML is read as it is, not through a library that would give the cached value of a formula or pass over what it
does not know.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from pipeline.package.sheet_days import ABOUT_EARLY_DAYS, EARLY_DAYS
from pipeline.package.sheet_days import is_early as is_early_day
from pipeline.package.sheet_names import COLUMNS, README, sheet_names
from pipeline.releases.descriptor_words import (
    COLUMN_WORDS,
    column_words,
    facts,
    is_early,
    vocabulary,
)
from pipeline.releases.standalone.members import members_of
from pipeline.releases.typed_cells import Found, ReadTable, differences

PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet[0-9]+\.xml"
)
"""Parts of a workbook of cells and nothing else: no macros, links, drawings, comments, queries."""
ELEMENTS = frozenset(
    (
        "worksheet sheetPr pageSetUpPr outlinePr tabColor dimension sheetViews sheetView pane selection sheetFormatPr cols col "
        "sheetData row c v is t autoFilter pageMargins printOptions pageSetup headerFooter oddHeader oddFooter "
        "ignoredErrors ignoredError"
    ).split()
)
"""Elements of a sheet of cells: no formulas, links, rules of formatting or validation, merged cells."""
BOOK_ELEMENTS = frozenset(
    "workbook fileVersion workbookPr bookViews workbookView sheets sheet definedNames definedName calcPr".split()
)
NAME = re.compile(
    r"_xlnm\.(_FilterDatabase (.+)!\$A\$1:\$[A-Z]+\$[0-9]+|Print_Titles (.+)!\$1:\$1|Print_Area (.+)![$A-Z0-9:]+)"
)
"""Names that a workbook may define, each with what it names: the cells that are filtered, the head of each page."""
TRUTH = '"TRUE";"TRUE";"FALSE"'
FORMATS = ("yyyy-mm-dd", TRUTH)
"""Formats of numbers that a workbook may define; that of truth values may have no number."""
GENERAL, DEFINED = "0", 164
"""The format that shows a number as it is; the first format that a workbook defines itself."""
FIRST_DAY = date(1899, 12, 30)
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
README_HEADER = ["sheet", "a row is one of", "rows", "table"]
COLUMNS_HEADER = ["table", "column", "type", "title", "description", "unit", "vocabulary"]


class Book(NamedTuple):
    """A workbook: the rows of each sheet in its order, and what it has that it may not have."""

    sheets: dict[str, list[list[Any]]]
    faults: list[Found]

    def __repr__(self) -> str:
        return f"Book({list(self.sheets)})"


def read_book(path: Path) -> Book:
    """The sheets of a workbook by name; numbers are floats, missing cells None."""
    parts = contents_of(path)
    faults = [
        (f"{path.name} {part}", "is no part of a release's workbook")
        for part in parts
        if not PART.fullmatch(part)
    ]
    trees = {part: _tree(data) for part, data in parts.items() if PART.fullmatch(part)}
    texts = [_text_of(item) for item in trees.get("xl/sharedStrings.xml", ())]
    targets = {
        relation.get("Id"): posixpath.join("/xl", str(relation.get("Target")))[1:]
        for relation in trees["xl/_rels/workbook.xml.rels"]
    }
    for part, tree in trees.items():
        if part.endswith(".rels"):
            modes = [relation.get("Target") for relation in tree if relation.get("TargetMode")]
            faults += [
                (f"{path.name} {part}", f"leads out of the workbook, to {mode}") for mode in modes
            ]
    book = trees["xl/workbook.xml"]
    faults += [
        (f"{path.name} {place}", fault)
        for place, fault in _faults_of_book(book, trees["xl/styles.xml"])
    ]
    sheets, truths = {}, _styles_of_truth(trees["xl/styles.xml"])
    for sheet in book.iter(f"{MAIN}sheet"):
        name, tree = str(sheet.get("name")), trees[str(targets[sheet.get(ID)])]
        if sheet.get("state", "visible") != "visible":
            faults.append((f"{path.name} {name}", "is hidden"))
        faults += [(f"{path.name} {name}", fault) for fault in _faults_of_sheet(tree)]
        if any(one.get("s") in truths and one.get("t") != "b" for one in tree.iter(f"{MAIN}c")):
            faults.append((f"{path.name} {name}", "shows a number as a truth value"))
        if name in sheets:
            faults.append((f"{path.name} {name}", "is there twice"))
        sheets[name] = _rows(tree, texts)
    used = {str(targets[sheet.get(ID)]) for sheet in book.iter(f"{MAIN}sheet")}
    stray = [part for part in parts if part.startswith("xl/worksheets/") and part not in used]
    faults += [
        (f"{path.name} {part}", "is a sheet that the workbook does not list") for part in stray
    ]
    return Book(sheets, faults)


def contents_of(path: Path) -> dict[str, bytes]:
    """The members of a workbook by name, with the limits of a release's archive; raises `ValueError`."""
    with zipfile.ZipFile(path) as archive:
        files, problems = members_of(archive, path.name, path.stat().st_size)
        if problems:
            raise ValueError(" ".join(problems[0]))
        return {name: archive.read(name) for name in files}


def workbook_problems(
    path: Path, descriptor: Mapping[str, Any], tables: Mapping[str, ReadTable]
) -> Iterator[Found]:
    """Where a workbook does not hold the cells of the tables, or has what it may not have."""
    book, names = read_book(path), sheet_names(tables)
    wanted = {*names.values(), README, COLUMNS}
    for name in sorted(book.sheets.keys() ^ wanted):
        yield (
            f"{path.name} {name}",
            "is no sheet of the release" if name in book.sheets else "is missing",
        )
    for table, sheet in names.items():
        if sheet in book.sheets:
            header, *rows = _filled(book.sheets[sheet], len(tables[table].columns))
            if header != tables[table].columns:
                yield f"{path.name} {sheet}", f"its columns are {header}"
                continue
            if any(len(row) != len(header) for row in rows):
                yield f"{path.name} {sheet}", "has cells beside its columns"
                continue
            as_held = [[_held(cell) for cell in row] for row in tables[table].rows]
            yield from differences(path.name, tables[table], rows, as_held)
    if COLUMNS in book.sheets:
        described = [COLUMNS_HEADER, *_column_rows(tables.values())]
        if _filled(book.sheets[COLUMNS], len(COLUMNS_HEADER)) != described:
            yield f"{path.name} {COLUMNS}", "does not have the words of the descriptor"
    if README in book.sheets and not is_early(descriptor):
        listed = [list(fact) for fact in facts(descriptor, tables).items()]
        if any(
            is_early_day(cell) for table in tables.values() for row in table.rows for cell in row
        ):
            listed.append([EARLY_DAYS, ABOUT_EARLY_DAYS])
        listed += [[], README_HEADER, *_sheet_rows(book.sheets, tables)]
        if _filled(book.sheets[README], 4) != _filled(listed, 4):
            yield f"{path.name} {README}", "does not have the words of the descriptor"
    yield from book.faults


def _column_rows(tables: Iterable[ReadTable]) -> Iterator[list[Any]]:
    for name, field in column_words(tables):
        terms = "; ".join(f"{term}: {meaning}" for term, meaning in vocabulary(field).items())
        yield [name, field["name"], *(field.get(key) for key in COLUMN_WORDS), terms or None]


def _sheet_rows(sheets: Iterable[str], tables: Mapping[str, ReadTable]) -> Iterator[list[Any]]:
    """The sheets of tables in their order, each with the table's title, number of rows and name."""
    shown = {sheet: name for name, sheet in sheet_names(tables).items()}
    for sheet in sheets:
        if sheet in shown:
            table = tables[shown[sheet]]
            yield [sheet, table.resource["title"], float(len(table.rows)), table.name]


def _tree(data: bytes) -> ElementTree.Element:
    """A part as XML; one that declares entities is refused, since they can grow a thousandfold."""
    if b"<!" in data:
        raise ValueError("a part declares a type of document")
    return ElementTree.fromstring(data)


def _faults_of_book(book: ElementTree.Element, styles: ElementTree.Element) -> Iterator[Found]:
    for element in book.iter():
        if element.tag.removeprefix(MAIN) not in BOOK_ELEMENTS:
            yield "workbook.xml", f"has the element {element.tag.rpartition('}')[2]}"
    for defined in book.iter(f"{MAIN}definedName"):
        if not NAME.fullmatch(f"{defined.get('name')} {defined.text}"):
            yield "workbook.xml", f"defines the name {defined.get('name')}"
    codes = [str(one.get("formatCode")) for one in styles.iter(f"{MAIN}numFmt")]
    codes += [
        str(one.get("numFmtId"))
        for xfs in styles.iter(f"{MAIN}cellXfs")
        for one in xfs
        if one.get("numFmtId") != GENERAL and int(str(one.get("numFmtId"))) < DEFINED
    ]
    for code in codes:
        if code not in FORMATS:
            yield "styles.xml", f"shows numbers in the format {code}"


def _styles_of_truth(styles: ElementTree.Element) -> set[str]:
    """The numbers of the styles that show whatever is not 0 as TRUE."""
    codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{MAIN}numFmt")}
    used = [one.get("numFmtId") for xfs in styles.iter(f"{MAIN}cellXfs") for one in xfs]
    return {str(number) for number, format_id in enumerate(used) if codes.get(format_id) == TRUTH}


def _faults_of_sheet(sheet: ElementTree.Element) -> Iterator[str]:
    foreign = {element.tag.removeprefix(MAIN) for element in sheet.iter()} - ELEMENTS
    for name in sorted(foreign):
        yield f"has the element {name}, which a sheet of cells does not have"
    if any(element.get("hidden", "0") not in ("0", "false") for element in sheet.iter()):
        yield "has hidden rows or columns"


def _rows(sheet: ElementTree.Element, texts: list[str]) -> list[list[Any]]:
    """The cells of a sheet; a row that is left out is empty."""
    rows: list[list[Any]] = []
    for number, row in enumerate(sheet.iter(f"{MAIN}row"), 1):
        rows += [[] for _ in range(len(rows) + 1, int(row.get("r", number)))]
        cells: list[Any] = []
        for cell in row:
            column = _column(str(cell.get("r")))
            cells += [None] * (column - len(cells))
            cells.append(_value(cell, texts))
        rows.append(cells)
    return rows


def _column(place: str) -> int:
    """How many columns are before a cell.

    >>> _column("A1"), _column("AB7")
    (0, 27)
    """
    number = 0
    for letter in re.sub("[^A-Z]", "", place):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element, texts: list[str]) -> Any:
    value, kind = cell.findtext(f"{MAIN}v"), cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text_of(item) for item in cell)
    if value is None:
        return None
    if kind == "s":
        return texts[int(value)]
    if kind == "b":
        return value == "1"
    return float(value) if kind == "n" else f"{kind} {value}"


def _text_of(item: ElementTree.Element) -> str:
    """A shared text without its escapes; raises `ValueError` where it is in several formats."""
    if [part.tag for part in item] != [f"{MAIN}t"]:
        raise ValueError("a text is in several formats")
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), item[0].text or "")


def _held(cell: Any) -> Any:
    """A cell as the workbook holds it: numbers as floats of 16 digits, a day as its number or, if early, as text."""
    if is_early_day(cell):
        return cell.isoformat()
    if isinstance(cell, date):
        return float((cell - FIRST_DAY) / timedelta(days=1))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(f"{cell:.16G}")
    return cell


def _filled(rows: list[list[Any]], width: int) -> list[list[Any]]:
    """Rows of one width; a longer one stays."""
    return [row + [None] * (width - len(row)) for row in rows]
