"""Random changes of Python code: an operator, a constant, a condition, an item of a list, a call.

Each is a splice of the source at a node of its syntax tree, so that the rest of the file stays as it is.
Docstrings, annotations, `__repr__` and descriptions of fields are left alone: no test is meant to notice these.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
COMPUTED: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "+",
    ast.Div: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
TYPES = frozenset(
    "Literal Mapping Sequence Iterable Iterator Callable tuple dict list set frozenset".split()
)
"""What is a type where it has brackets behind it."""


@dataclass(frozen=True)
class CodeChange:
    """A change of a file: the bytes `start` to before `end` become `now`."""

    file: str
    line: int
    what: str
    start: int
    end: int
    was: str
    now: str

    def applied(self, source: bytes) -> bytes:
        """The file with the change."""
        return source[: self.start] + self.now.encode() + source[self.end :]


def code_changes(root: Path, files: Iterable[str], number: int, seed: str) -> list[CodeChange]:
    """So many changes of these files together, the same for the same seed."""
    found = [change for file in files for change in _Changes(root, file).found()]

    def rank(change: CodeChange) -> str:
        key = f"{seed} {change.file} {change.start} {change.what} {change.now}"
        return hashlib.sha256(key.encode()).hexdigest()

    return sorted(found, key=rank)[:number]


class _Changes:
    """All changes of one file."""

    def __init__(self, root: Path, file: str) -> None:
        self.file = file
        self.source = (root / file).read_bytes()
        lines = self.source.splitlines(keepends=True)
        self.offsets = [0]
        for line in lines:
            self.offsets.append(self.offsets[-1] + len(line))

    def found(self) -> Iterator[CodeChange]:
        """Every change, in the order of the tree; one that does not parse is left out."""
        for node in self._of_interest(ast.parse(self.source)):
            for change in self._of(node):
                try:
                    ast.parse(change.applied(self.source))
                except SyntaxError:
                    continue
                if change.was.strip() != change.now.strip():
                    yield change

    def _of_interest(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes whose change a test should notice."""
        if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
            return
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.arguments):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) in TYPES:
            return
        if isinstance(node, ast.AnnAssign):
            if node.value is not None:
                yield from self._of_interest(node.value)
            return
        yield node
        for name, value in ast.iter_fields(node):
            if name in ("returns", "decorator_list", "bases"):
                continue
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, ast.AST):
                    yield from self._of_interest(inner)

    def _of(self, node: ast.AST) -> Iterator[CodeChange]:
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            other = COMPARED[type(node.ops[0])]
            yield self._between("comparison", node, node.left, node.comparators[0], other)
        elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
            yield self._between("operator", node, node.left, node.right, COMPUTED[type(node.op)])
        elif isinstance(node, ast.BoolOp):
            other = "or" if isinstance(node.op, ast.And) else "and"
            yield self._between("operator", node, node.values[0], node.values[1], other)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield self._to("condition", node, self._text(node.operand))
        elif isinstance(node, ast.Constant):
            yield from self._of_constant(node)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1:
            yield from self._without_each(node.elts)
        elif isinstance(node, ast.Dict) and len(node.values) > 1:
            pairs = zip(node.keys, node.values, strict=True)
            yield from self._without_pairs([(k or v, v) for k, v in pairs])
        elif isinstance(node, ast.Call):
            yield from self._of_call(node)
        yield from self._of_statement(node)

    def _of_statement(self, node: ast.AST) -> Iterator[CodeChange]:
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield self._to("condition", node.test, f"(not ({self._text(node.test)}))")
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield self._to("condition", test, f"(not ({self._text(test)}))")
        elif isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            yield self._to("call removed", node, "pass")
        elif isinstance(node, ast.Continue | ast.Break):
            yield self._to("statement", node, "pass")
        elif isinstance(node, ast.Return) and node.value is not None:
            yield self._to("result", node.value, "None")

    def _of_constant(self, node: ast.Constant) -> Iterator[CodeChange]:
        if isinstance(node.value, bool):
            yield self._to("constant", node, str(not node.value))
        elif isinstance(node.value, int):
            yield self._to("constant", node, str(node.value + 1))

    def _of_call(self, node: ast.Call) -> Iterator[CodeChange]:
        """A word left out of a list that is written as a sentence."""
        function = node.func
        if (
            isinstance(function, ast.Attribute)
            and function.attr == "split"
            and isinstance(function.value, ast.Constant)
            and isinstance(function.value.value, str)
        ):
            words = function.value.value.split()
            for index in range(len(words)):
                kept = [*words[:index], *words[index + 1 :]]
                yield self._to(
                    f"word `{words[index]}` left out", function.value, repr(" ".join(kept))
                )

    def _without_each(self, items: list[ast.expr]) -> Iterator[CodeChange]:
        for index, item in enumerate(items):
            if not isinstance(item, ast.Starred):
                yield self._without("item left out", item, item, items[index + 1 :])

    def _without_pairs(self, pairs: list[tuple[ast.expr, ast.expr]]) -> Iterator[CodeChange]:
        for index, (key, value) in enumerate(pairs):
            if key is not value:
                yield self._without("item left out", key, value, [k for k, _ in pairs[index + 1 :]])

    def _without(
        self, what: str, first: ast.expr, last: ast.expr, others: list[ast.expr]
    ) -> CodeChange:
        """A change that takes out an item, with the comma behind it."""
        start, end = self._start(first), self._end(last)
        if others:
            end = self._start(others[0])
        else:
            comma = self.source[end : end + 1]
            end += comma == b","
        return self._change(what, first, start, end, "")

    def _between(
        self, what: str, node: ast.expr, left: ast.expr, right: ast.expr, operator: str
    ) -> CodeChange:
        """Another operator between two operands; parentheses beside it stay."""
        start, end = self._end(left), self._start(right)
        gap = self.source[start:end].decode()
        before = gap[: len(gap) - len(gap.lstrip(" )\n"))]
        behind = gap[len(gap.rstrip(" (\n")) :]
        return self._change(what, node, start, end, f"{before} {operator} {behind}")

    def _to(self, what: str, node: ast.expr | ast.stmt, now: str) -> CodeChange:
        return self._change(what, node, self._start(node), self._end(node), now)

    def _change(
        self, what: str, node: ast.expr | ast.stmt, start: int, end: int, now: str
    ) -> CodeChange:
        was = self.source[start:end].decode()
        return CodeChange(self.file, node.lineno, what, start, end, was, now)

    def _text(self, node: ast.expr) -> str:
        return self.source[self._start(node) : self._end(node)].decode()

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self.offsets[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.offsets[node.end_lineno - 1] + node.end_col_offset
