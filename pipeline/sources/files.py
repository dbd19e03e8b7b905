"""One hand-owned file, read: its entries with their lines, or findings about its form.

Reads YAML and CSV into pydantic models; which files a project has is in `folders`.
"""

import csv
import io
import os
import pathlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from stat import S_ISDIR, S_ISREG
from typing import Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from pipeline.sources.entries import Disposition
from pipeline.sources.findings import Finding
from pipeline.sources.form_problems import form_problems
from pipeline.sources.ids import qualified
from pipeline.sources.yaml_lines import LocatedYaml, Path, line_of, read_yaml
from pipeline.text.documents import Span

E = TypeVar("E", bound=BaseModel)
Item = TypeVar("Item", bound=BaseModel)
FORM = "sources/README.md shows the form"
FORM_OF_TABLES = "docs/tables.md shows the form"
WRITTEN_BY_LEDGER = ("numerals.csv", "word-runs.txt")
LEDGER_HEADER = ["start", "end", "digits", "disposition", "reason"]
DISPOSITIONS: tuple[Disposition, ...] = get_args(Disposition)


@dataclass(frozen=True)
class Located(Generic[E]):
    """An entry, and where it is written: the file, and the path inside its YAML."""

    entry: E
    file: str
    yaml: LocatedYaml
    path: Path = ()

    def __repr__(self) -> str:
        return f"Located({self.file}:{self.line()})"

    def line(self, *field: str | int) -> int:
        """Line of a field, or of the entry where the field is not written."""
        return line_of(self.yaml.lines, (*self.path, *field))

    def place(self, *field: str | int) -> str:
        """File and line of the entry, or of a field of it, as a finding names another entry."""
        return f"{self.file}:{self.line(*field)}"

    def finding(
        self, subject: str, found: str, remedy: str, *field: str | int, code: str = ""
    ) -> Finding:
        """A finding that points at this entry, or at a field of it."""
        return Finding(self.file, self.line(*field), subject, found, remedy, code)

    def items(self, name: str, kind: type[Item]) -> tuple["Located[Item]", ...]:
        """The entries of a list in it, each with its own place."""
        return tuple(
            Located(item, self.file, self.yaml, (name, index))
            for index, item in enumerate(getattr(self.entry, name))
            if isinstance(item, kind)
        )


class LedgerRow(NamedTuple):
    """A numeral of a text that is not held, what became of it, and the ledger's line."""

    span: Span
    digits: int
    disposition: str
    reason: str
    line: int


@dataclass
class Reader:
    """Reads files under `root` and collects the findings about their form.

    `document` qualifies the ids in the files (`ids`); None where they have none.
    """

    root: pathlib.Path
    document: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def report(
        self, file: str, line: int, subject: str, found: str, remedy: str, code: str
    ) -> None:
        """Add a finding."""
        self.findings.append(Finding(file, line, subject, found, remedy, code))

    def bytes_of(self, file: str) -> bytes | None:
        """Content of a file; None, and a finding, where it is missing."""
        path = self.root / file
        try:
            kind = path.stat().st_mode
            if S_ISREG(kind):
                return path.read_bytes()
            found = "is a folder" if S_ISDIR(kind) else "is a pipe or a device"
            self.report(
                file, 0, "unreadable", f"{found}, not a file", "put a file there", "file-unreadable"
            )
        except FileNotFoundError:
            remedy = f"{_how_made(file)}; if git has it, `git restore {file}` brings it back"
            self.report(file, 0, "missing", "the file is missing", remedy, "file-missing")
        except OSError as error:
            found = f"cannot be read: {error.strerror or error}"
            self.report(file, 0, "unreadable", found, "put a file there", "file-unreadable")
        return None

    def text_of(self, file: str) -> str | None:
        """Content of a UTF-8 file; None, and a finding, where it is missing or no UTF-8."""
        content = self.bytes_of(file)
        try:
            return None if content is None else content.decode("utf-8")
        except UnicodeDecodeError as error:
            found, remedy = f"not UTF-8: {error.reason}", "save the file as UTF-8"
            self.report(file, 0, "encoding", found, remedy, "file-unreadable")
            return None

    def entry(
        self,
        file: str,
        model: type[E],
        prepared: Callable[[LocatedYaml], LocatedYaml] | None = None,
    ) -> Located[E] | None:
        """The one entry that a YAML file is; `prepared` brings a shorter form to that of the model."""
        text = self.text_of(file)
        if text is None:
            return None
        yaml = read_yaml(text)
        yaml = prepared(yaml) if prepared is not None else yaml
        for problem in yaml.problems:
            remedy = f"correct the line; {FORM}"
            self.report(file, problem.line, "YAML", problem.found, remedy, "yaml")
        if yaml.problems:
            return None
        try:
            context = {"document": self.document} if self.document else None
            return Located(model.model_validate(yaml.value, context=context), file, yaml)
        except ValidationError as error:
            self.findings.extend(self._format_findings(file, model, yaml, error))
            return None

    def _format_findings(
        self, file: str, model: type[BaseModel], yaml: LocatedYaml, error: ValidationError
    ) -> Iterator[Finding]:
        for problem in form_problems(error, yaml.value, model):
            line, subject = (
                line_of(yaml.lines, problem.path),
                _subject(yaml, problem.path, self.document),
            )
            yield Finding(file, line, subject, problem.found, _form_of(file), "form")

    def optional_entry(
        self,
        file: str,
        model: type[E],
        prepared: Callable[[LocatedYaml], LocatedYaml] | None = None,
    ) -> Located[E] | None:
        """As `entry`, of a file that need not be there."""
        return self.entry(file, model, prepared) if os.path.lexists(self.root / file) else None

    def ledger(self, file: str) -> tuple[LedgerRow, ...]:
        """The ledger of numerals of a text that is not held."""
        text = self.text_of(file)
        if text is None:
            return ()
        try:
            header, *rows = csv.reader(io.StringIO(text)) if text.strip() else [[]]
        except csv.Error as error:
            self.report(file, 1, "ledger", f"not CSV: {error}", _how_made(file), "ledger")
            return ()
        if header != LEDGER_HEADER:
            found = f"found `{','.join(header)}`, expected `{','.join(LEDGER_HEADER)}`"
            self.report(file, 1, "header", found, _how_made(file), "ledger")
            return ()
        read = []
        for line, row in enumerate(rows, 2):
            numbers = [int(cell) for cell in row[:3] if cell.isdecimal() and len(cell) < 10]
            if len(row) == len(LEDGER_HEADER) and len(numbers) == 3 and row[3] in DISPOSITIONS:
                start, end, digits = numbers
                read.append(LedgerRow(Span(start, end), digits, row[3], row[4], line))
            else:
                self.report(
                    file,
                    line,
                    "ledger",
                    f"cannot read `{','.join(row)[:80]}`",
                    f"write start,end,digits,{'|'.join(DISPOSITIONS)},reason",
                    "ledger",
                )
        return tuple(read)


def _subject(yaml: LocatedYaml, path: Path, document: str | None) -> str:
    """The id of the innermost entry around a path, as it is published; else the path."""
    for length in range(len(path), 0, -1):
        value = yaml.value
        try:
            for step in path[:length]:
                value = value[step]
        except (KeyError, IndexError, TypeError):
            continue
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            return qualified(value["id"], document) if document else value["id"]
    return ".".join(str(step) for step in path) or "file"


def _how_made(file: str) -> str:
    """What a person does to have a file that is missing or damaged."""
    path = pathlib.PurePosixPath(file)
    if path.name in WRITTEN_BY_LEDGER:
        return f"run `oversight ledger {path.parent.name} FULLTEXT`, which writes it"
    if path.name == "document.txt":
        return f"`oversight add FILE --id {path.parent.name}` makes it from the original"
    return f"add it; {FORM}"


def _form_of(file: str) -> str:
    """Where a person reads how a file is written."""
    return FORM_OF_TABLES if "/tables/" in file or "/shapes/" in file else FORM
