"""The commands that a page of the documentation shows, run one after another as a reader runs them.

A block of `console` has a command behind `$` and what it prints; a line `…` there is any lines. A comment
above a block of another kind says what a reader does with it, and is not shown on the page:

- `<!-- write FILE -->`: the block is the file;
- `<!-- append FILE -->`: the block is added at its end;
- `<!-- edit FILE -->`: lines of the block that begin with `-` are in the file once, and those with `+` take their place.
"""

import re
import shlex
from dataclasses import dataclass

from click.testing import CliRunner

from pipeline.cli import oversight

BLOCK = re.compile(
    r"(?:^ *<!-- (write|append|edit) (\S+) -->\n+)?^( *)```(\w+)\n(.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A block of a page, with what a reader does with it."""

    task: str
    file: str
    language: str
    text: str


def blocks_of(page):
    """The blocks that are run or written, in the order of the page."""
    for task, file, margin, language, text in BLOCK.findall(page):
        lines = [line.removeprefix(margin) for line in text.splitlines()]
        if task or language == "console":
            yield Block(task, file, language, "\n".join(lines) + "\n")


def commands_of(block):
    """Each command of a block of `console`, with what it prints."""
    for shown in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = shown.partition("\n")
        yield command, output.strip("\n")


def run(command):
    """What `oversight …` prints in the current folder."""
    program, *arguments = shlex.split(command)
    assert program == "oversight", command
    return CliRunner().invoke(oversight, arguments).output.strip("\n")


def carry_out(block, root):
    """Do with the file what the page says."""
    path = root / block.file
    if block.task == "edit":
        old, new = (
            "".join(f"{line[1:]}\n" for line in block.text.splitlines() if line[:1] == sign)
            for sign in "-+"
        )
        content = path.read_text(encoding="utf-8")
        assert old and content.count(old) == 1, f"{block.file} has these lines not once:\n{old}"
        path.write_text(content.replace(old, new), encoding="utf-8")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a" if block.task == "append" else "w", encoding="utf-8") as file:
        file.write(block.text)


def agrees(shown, printed):
    """Whether a page shows what is printed, where a line `…` is any lines, and ` …` for the end of a line.

    >>> agrees("a\\n…\\nd", "a\\nb\\nc\\nd"), agrees("a …", "a b"), agrees("a", "a\\nb")
    (True, True, False)
    """
    lines = (
        "(?s:.*)"
        if line.strip() == "…"
        else re.escape(line.removesuffix("…")) + "[^\\n]*" * line.endswith("…")
        for line in shown.split("\n")
    )
    return re.fullmatch("\n".join(lines), printed) is not None


def differences(page, root):
    """What the commands of a page print otherwise than the page shows."""
    for block in blocks_of(page):
        if block.task:
            carry_out(block, root)
            continue
        for command, shown in commands_of(block):
            printed = run(command)
            if not agrees(shown, printed):
                yield f"$ {command}\nthe page shows:\n{shown}\nprinted is:\n{printed}"
