"""The tables of a corpus: each `tables/*.yaml` with the model that it fills, and the catalog of all of them.

A document's own table is published under the document's name; tables with one shape or one model are one table, with
the document in its key.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.sources.files import Located
from pipeline.sources.findings import Finding, coded, or_one_like
from pipeline.sources.grid_entries import GridTable
from pipeline.sources.table_entries import CellEntry, RowsTable, ShapeFile, TableFile
from schemas.catalog import CORE, TAKEN, Catalog, Declared, core_tables
from schemas.column import PublishedTable, Traced, columns_of
from schemas.declared import (
    CAUTION,
    ColumnDeclaration,
    Shape,
    model_named,
    model_of,
    rule_problems,
    table_name_of,
)
from schemas.pictures import PublishedPicture, picture_problems
from schemas.rules import PresentWhere, RepeatsFigure
from schemas.single_rules import SingleRule, single_rules

TABLE_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
MODEL_LINE = re.compile(r"^model: *['\"]?([\w.]+)", re.MULTILINE)
COLUMNS_LINE = re.compile(r"^columns:", re.MULTILINE)
Shapes = Mapping[str, Located[ShapeFile]]
Tables = Iterable[tuple[str, Located[TableFile]]]
"""Documents' ids, each with a table of theirs."""


def published_name(document: str, entry: TableFile) -> str:
    """The name under which a table is published.

    A document's own table has the document's name before its own, so that no two documents' tables meet.
    """
    if entry.model is not None:
        model = model_named(entry.model)
        return table_name_of(model) if model else entry.model.rpartition(".")[2]
    return entry.table or entry.shape or name_in_document(document, entry.name or "")


def name_in_document(document: str, name: str) -> str:
    """The published name of a document's own table.

    >>> name_in_document("a-report", "beds")
    'a_report__beds'
    """
    return f"{document.replace('-', '_')}__{name}"


def tables_with_models(root: Path) -> Catalog:
    """The catalog of core tables and of tables with a model of their own, which the files under `root` name.

    Only the line that names the model is read, so that it takes no longer than listing the files.
    """
    found: dict[str, Declared] = {}
    for _, text in _table_files(root):
        line = MODEL_LINE.search(text)
        model = model_named(line[1]) if line else None
        if model is not None and table_name_of(model) not in TAKEN:
            found[table_name_of(model)] = Declared(model, has_own_model=True)
    return Catalog(dict(sorted(found.items())))


def declaring_files(root: Path) -> list[Path]:
    """The files under `root` that declare columns: shapes, and tables with columns of their own."""
    shapes = sorted(f for f in root.glob("sources/shapes/*.yaml") if f.is_file())
    return [*shapes, *(file for file, text in _table_files(root) if COLUMNS_LINE.search(text))]


def _table_files(root: Path) -> Iterator[tuple[Path, str]]:
    for file in sorted(f for f in root.glob("sources/*/tables/*.yaml") if f.is_file()):
        yield file, file.read_text(encoding="utf-8", errors="replace")


def catalog_of(tables: Tables, shapes: Shapes) -> Catalog:
    """The catalog of a corpus whose tables have no findings."""
    users: dict[str, list[tuple[str, TableFile]]] = {}
    for document, at in tables:
        if at.entry.table is None:
            name = published_name(document, at.entry)
            users.setdefault(name, []).append((document, at.entry))
    return Catalog({name: _declared(name, of, shapes) for name, of in sorted(users.items())})


def _declared(name: str, users: list[tuple[str, TableFile]], shapes: Shapes) -> Declared:
    """A declared table from the files of all documents that have it."""
    document, first = users[0]
    pictures = tuple(
        PublishedPicture(user, entry.picture) for user, entry in users if entry.picture is not None
    )
    own = first.own_shape()
    if own is not None:
        traced, scales = _traced(own, [first]), _scales(own, [first])
        model = model_of(own, name, shared=False, traced=traced, scales=scales)
        return Declared(model, single_rules(own.rules, document), pictures=pictures)
    rules: list[SingleRule] = []
    if first.model is not None:
        found = model_named(first.model)
        assert found is not None, "a document whose model is missing has findings"
        model = found
    else:
        shape = shapes[first.shape or ""].entry
        files = [entry for _, entry in users]
        traced, scales = _traced(shape, files), _scales(shape, files)
        model = model_of(shape, name, shared=True, traced=traced, scales=scales)
        rules += single_rules(shape.rules)
    for document, entry in users:
        rules += single_rules(entry.rules, document)
    return Declared(model, tuple(rules), first.model is not None, pictures)


def _scales(shape: Shape, files: Sequence[TableFile]) -> dict[str, int]:
    """By what the printed numbers of each column are multiplied, where that is the same in all files."""
    factors = {one.name: {_factor(one, file) for file in files} for one in shape.columns}
    return {name: of.pop() for name, of in factors.items() if len(of) == 1}


def _factor(one: ColumnDeclaration, file: TableFile) -> int:
    """By what the printed numbers of a column are multiplied in a file."""
    if not isinstance(file.read, GridTable) or not one.is_number:
        return 1
    return int(file.read.factor_of(one.name, one.unit))


def _traced(shape: Shape, files: Sequence[TableFile]) -> dict[str, Traced]:
    """The columns whose cells are read from a document in every one of some files.

    A number that documents print in several scales is only marked there.
    """
    traced: dict[str, Traced] = {}
    for one in shape.columns:
        marks = {_read_as(one.name, one.is_number, one.type == "string", file) for file in files}
        read_as = sorted(mark for mark in marks if mark is not None)
        if len(read_as) == len(marks):
            is_one = len(read_as) == 1 and len({_factor(one, file) for file in files}) == 1
            traced[one.name] = read_as[0] if is_one else "mark"
    return traced


def _read_as(name: str, is_number: bool, is_text: bool, file: TableFile) -> Traced | None:
    """How the cells of a column are read from a document; None where some are not."""
    usual: Traced = "number" if is_number else "words" if is_text else "mark"
    if isinstance(file.read, GridTable):
        return usual if name in file.read.column_names else None
    if isinstance(file.read, RowsTable):
        if name in (*file.read.areas, *file.read.ids, *file.read.answers):
            return None
        cells = [row.cells[name] for row in file.read.rows if name in row.cells]
        quoted = all(
            isinstance(cell, CellEntry) or (is_text and isinstance(cell, str)) for cell in cells
        )
        if not cells or not quoted or not _is_read(name, file):
            return None
        typed = name in file.read.values or any(
            isinstance(cell, CellEntry) and cell.value is not None for cell in cells
        )
        return "mark" if is_text and typed else usual
    return None


def _is_read(name: str, file: TableFile) -> bool:
    """Whether rules leave the cells of a column to the document; a figure's id or a reason is entered."""
    return not any(
        (isinstance(rule, RepeatsFigure) and rule.figure == name)
        or (isinstance(rule, PresentWhere) and rule.column == name)
        for rule in file.rules
    )


@coded("table-declaration")
def shape_findings(shapes: Shapes) -> Iterator[Finding]:
    """Shapes whose name is taken, or whose rules do not fit their columns."""
    for name, at in shapes.items():
        if not TABLE_NAME.fullmatch(name):
            found = f"`{name}` is the file's name and no name of a table"
            yield at.finding(name, found, "name the file in lower case with underscores")
        if name in TAKEN:
            found = f"`{name}` is a table of every corpus, or another part of a release"
            yield at.finding(name, found, "name the shape otherwise: the file's name is its name")
        model = model_of(at.entry, name, shared=True, traced={})
        for index, found, remedy in rule_problems(model, at.entry.rules):
            yield at.finding(name, found, remedy, "rules", index)


@coded("table-declaration")
def declaration_findings(
    document: str, tables: Iterable[Located[TableFile]], shapes: Shapes, refused: frozenset[str]
) -> Iterator[Finding]:
    """Tables of a document that have no model, rules that do not fit, and two tables of one name.

    What a shape of `refused` has is not known; the findings about the shape are enough.
    """
    first: dict[str, Located[TableFile]] = {}
    for at in tables:
        name = published_name(document, at.entry)
        other = first.setdefault(name, at)
        if other is not at:
            found = f"{other.file} is the same table"
            remedy = "keep one file for a table, or name them otherwise"
            yield at.finding(name, found, remedy)
        if at.entry.shape not in refused:
            yield from _form_findings(name, at, shapes)


def _form_findings(name: str, at: Located[TableFile], shapes: Shapes) -> Iterator[Finding]:
    entry = at.entry
    readable = core_tables("report")
    if entry.table is not None and entry.table not in readable:
        computed = entry.table in CORE
        found = (
            f"`{name}` is computed, not read from a document"
            if computed
            else f"there is no core table `{name}`"
        )
        remedy = f"name one of {', '.join(readable)}, or declare the table's own columns"
        yield at.finding(name, found, remedy, "table")
        return
    if entry.shape is not None and entry.shape not in shapes:
        found = f"there is no shape `{entry.shape}`"
        yield at.finding(
            name, found, f"add it to sources/shapes{or_one_like(entry.shape, shapes)}", "shape"
        )
        return
    model = _model_for(name, entry, shapes)
    if model is None:
        remedy = "write the dotted path of a class in schemas that is a PublishedTable"
        yield at.finding(name, f"there is no model `{entry.model}`", remedy, "model")
        return
    if entry.model is not None and (name in TAKEN or name in shapes):
        found = f"its model's name gives the table name `{name}`, which is taken"
        yield at.finding(name, found, "name the class otherwise", "model")
    elif entry.model is not None and CAUTION not in {one.name for one in columns_of(model)}:
        found = f"`{entry.model}` has no column `{CAUTION}`"
        remedy = f"add `{CAUTION}: str = caution_column()` of schemas.declared to the class"
        yield at.finding(name, found, remedy, "model")
    for index, found, remedy in rule_problems(model, entry.rules):
        yield at.finding(name, found, remedy, "rules", index)
    if entry.picture is not None:
        for key, found, remedy in picture_problems(model, entry.picture):
            yield at.finding(name, found, remedy, "picture", key)


def _model_for(name: str, entry: TableFile, shapes: Shapes) -> type[PublishedTable] | None:
    """The model of a table whose form is sound, without what other documents add."""
    if entry.table is not None:
        return CORE[entry.table][0]
    if entry.model is not None:
        return model_named(entry.model)
    shape = shapes[entry.shape].entry if entry.shape else entry.own_shape()
    assert shape is not None
    return model_of(shape, name, shared=entry.shape is not None, traced={})
