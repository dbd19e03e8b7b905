"""The printed header of a table: where it is, and whether the columns are named as it names them.

A specification that reads a column under the words of another one would publish charges as arrests. So the words
that tell a printed column from its neighbors are looked for in the name and title of the column that it is read as.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.sources.grid_entries import GridColumn, GridTable
from pipeline.transcription.grid_columns import TableColumn
from pipeline.transcription.grid_cutting import cells_of_header
from pipeline.transcription.grid_lines import Line, Unfit, collapsed, is_drawn, without_blank_end

Words = frozenset[str]
Option = tuple[str, str]
"""The group and the title that the header may give a column; without a group the first is empty."""
NO_WORDS = frozenset({"of", "the", "and", "in", "for", "by", "as", "to", "a", "an", "fy", "year"})

MONTHS = "january february march april may june july august september october november december"
SAME_WORDS = {month[:3]: month for month in MONTHS.split()} | {"sept": "september"}
SAME_WORDS |= {"%": "percent", "pct": "percent", "$": "dollar", "#": "number", "no": "number"}
SAME_WORDS |= {"q": "quarter", "first": "1", "second": "2", "third": "3", "fourth": "4"}
SAME_WORDS |= {"male": "men", "female": "women", "man": "men", "woman": "women"}
"""Words by which a name may print what the header prints."""


def header_lines(lines: Sequence[Line], specification: GridTable) -> list[tuple[int, ...]]:
    """Where the header occurs: the indices of its lines, blank and drawn ones left out."""
    printed = [
        i for i, line in enumerate(lines) if line.words and not is_drawn(line, specification)
    ]
    length = len(specification.header)
    return [
        tuple(printed[first : first + length])
        for first in range(len(printed) - length + 1)
        if all(
            _is_header_line(lines[printed[first + i]], cells, specification)
            for i, cells in enumerate(specification.header)
        )
    ]


def _is_header_line(line: Line, cells: Sequence[str], specification: GridTable) -> bool:
    printed = cells_of_header(line, specification)
    if printed is None:
        return line.words == collapsed(" ".join(cells))
    return printed == without_blank_end([collapsed(cell) for cell in cells])


def column_problems(
    specification: GridTable, columns: Mapping[str, TableColumn]
) -> Iterator[Unfit]:
    """Columns that the header does not name as the specification does."""
    options = [*_options(specification)]
    if not options:
        yield Unfit(
            "the header does not show which words are those of which column",
            "give each of `columns` its `title`, and its `group` where it has one, so that they make up the header",
        )
        return
    if len(options) != len(specification.columns):
        found = (
            f"{len(specification.columns)} columns are named, the header has {len(options)} cells"
        )
        yield Unfit(found, "name one column for each cell of the header, from the left")
        return
    chosen = []
    for one, possible in zip(specification.columns, options, strict=True):
        fitting = [option for option in possible if _is_as_stated(one, option)]
        if not fitting:
            shown = " or ".join(sorted({" / ".join(filter(None, option)) for option in possible}))
            stated = " / ".join(filter(None, (one.group, one.title)))
            yield Unfit(
                f"{one.column} is to be read under `{stated}`, the header has `{shown}` there",
                "name the columns in the order of the header",
            )
            return
        chosen.append(_best(fitting, _own_words(one, columns)))
    yield from _repeated(specification.columns, chosen)
    yield from _conflicts(specification.columns, chosen, columns)
    yield from _untold(specification, columns)


def _repeated(named: Sequence[GridColumn], printed: Sequence[Option]) -> Iterator[Unfit]:
    """Two columns of one group that have the same title: one of them is of another group."""
    for index, option in enumerate(printed):
        if option[0] and option in printed[:index]:
            other = named[printed.index(option)].column
            found = f"{other} and {named[index].column} are both `{' / '.join(option)}`"
            yield Unfit(found, "give each column the group above it")


def _untold(specification: GridTable, columns: Mapping[str, TableColumn]) -> Iterator[Unfit]:
    """Columns with the same title in the last line, whose names do not have what is printed above it."""
    if len(specification.header) == 1:
        return
    last = [
        collapsed(_cell(specification.header[-1], i)) for i in range(len(specification.columns))
    ]
    above = [_words(words) for words in words_above(specification)]
    for index, one in enumerate(specification.columns):
        for other, title in enumerate(last):
            distinct = above[index] - above[other]
            is_alike = other != index and title and title == last[index]
            if (
                is_alike
                and one.group is None
                and distinct
                and not distinct & _own_words(one, columns)
            ):
                yield Unfit(
                    f"`{title}` is printed above several columns, and the name and title of {one.column} do not have "
                    f"the words above it: {words_above(specification)[index]}",
                    "write `{column: …, group: …}` for it, or name the group in its title",
                )
                return


def _is_as_stated(one: GridColumn, option: Option) -> bool:
    group, title = option
    return (one.group is None or _same(one.group, group)) and (
        one.title is None or _same(one.title, title)
    )


def _same(stated: str, printed: str) -> bool:
    return collapsed(stated).casefold() == collapsed(printed).casefold()


def _best(options: Sequence[Option], own: Words) -> Option:
    """The option that has most words in common with the column itself."""
    return max(options, key=lambda option: len(_words(" ".join(option)) & own))


def words_above(specification: GridTable) -> list[str]:
    """All words of the header above each column, as far as the header shows them; its own words are last."""
    options = [*_options(specification)]
    if len(options) != len(specification.columns):
        return [f"{one.group or ''} {one.title or ''}".strip() for one in specification.columns]
    longest = (max(possible, key=lambda option: len(" ".join(option))) for possible in options)
    return [" ".join(filter(None, option)) for option in longest]


def _options(specification: GridTable) -> Iterator[list[Option]]:
    """For each printed column the groups and titles that the header may give it."""
    count = len(specification.columns)
    header = specification.header
    if specification.columns_by in ("tabs", "pipes"):
        width = max(len(without_blank_end(line)) for line in header)
        for index in range(max(width, count) if len(header) > 1 else width):
            yield _stacked([*header], index)
    elif len(header) == 1 and len(header[0]) == count:
        yield from ([("", collapsed(cell))] for cell in header[0])
    elif specification.columns_by == "position" and all(len(line) == count for line in header):
        for index in range(count):
            yield _stacked([*header], index)
    elif _makes_up_header(specification):
        for one in specification.columns:
            yield [(one.group or "", one.title or "")]


def _stacked(header: Sequence[Sequence[str]], index: int) -> list[Option]:
    """The cells above each other, of which the upper ones may be a group that began further left."""
    column = [_cell(line, index) for line in header]
    options = []
    for split in range(len(column)):
        upper, lower = header[:split], column[split:]
        title = collapsed(" ".join(lower))
        groups = {collapsed(" ".join(column[:split]))}
        groups.add(collapsed(" ".join(_cell_or_left(line, index) for line in upper)))
        options += [(group, title) for group in sorted(groups)]
    return [option for option in options if option[1] or len(options) == 1] or options


def _cell(line: Sequence[str], index: int) -> str:
    return line[index].strip() if index < len(line) else ""


def _cell_or_left(line: Sequence[str], index: int) -> str:
    """The cell, or where it is blank the one that began further left."""
    return next((_cell(line, i) for i in range(index, -1, -1) if _cell(line, i)), "")


def _conflicts(
    named: Sequence[GridColumn],
    printed: Sequence[Option],
    columns: Mapping[str, TableColumn],
) -> Iterator[Unfit]:
    """Columns whose own words are those of another printed column, and groups that nothing tells apart."""
    groups = {group for group, _ in printed if group}
    words = [_words(" ".join(option)) for option in printed]
    for index, (one, (group, title)) in enumerate(zip(named, printed, strict=True)):
        own = _own_words(one, columns)
        for other in range(len(named)):
            theirs, ours = words[other] - words[index], words[index] - words[other]
            there = _own_words(named[other], columns)
            if theirs and theirs <= own and not ours & own and not theirs <= there:
                shown = " / ".join(filter(None, (group, title)))
                meant = " / ".join(filter(None, printed[other]))
                yield Unfit(
                    f"`{shown}` is to be read as {one.column}, which by its name and title is `{meant}`",
                    "name the columns in the order of the header, or give the column a title that fits",
                )
                return
        if len(groups) > 1 and group and one.group is None:
            distinct = _words(group) - frozenset().union(*(_words(g) for g in groups - {group}))
            if not (distinct or _words(group)) & own:
                yield Unfit(
                    f"`{title}` of the group `{group}` is to be read as {one.column}, whose name and title do not "
                    "have the words of the group",
                    "write `{column: …, group: …}` for it, or name the group in its title",
                )
                return


def _own_words(one: GridColumn, columns: Mapping[str, TableColumn]) -> Words:
    declared = columns.get(one.column)
    return _words(f"{one.column.replace('_', ' ')} {declared.title if declared else ''}")


def _words(text: str) -> Words:
    """The words that tell columns apart: in small letters, singular, years with four digits."""
    found = re.findall(r"[a-z]+|\d+|[%$#]", text.lower())
    years = [f"20{word}" if re.fullmatch(r"[0-4]\d", word) else word for word in found]
    singular = [_singular(word) for word in years if word not in NO_WORDS]
    return frozenset(SAME_WORDS.get(word, word) for word in singular)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _makes_up_header(specification: GridTable) -> bool:
    """Whether the stated groups and titles are the words of the header, in its order.

    The header is read line by line, or its lines are the upper and lower parts of titles beside each other.
    """
    titles = [collapsed(one.title or "") for one in specification.columns]
    if not all(titles[1:]):
        return False
    runs = [group for group, _ in groupby(one.group or "" for one in specification.columns)]
    groups = [collapsed(group) for group in runs if group]
    lines = [collapsed(" ".join(cells)).split() for cells in specification.header]
    label, rest = titles[0].split(), [title.split() for title in titles[1:]]
    of_groups = [group.split() for group in groups]
    flat = [word for line in lines for word in line]
    orders = ([label, *of_groups, *rest], [*of_groups, label, *rest])
    if any(flat == [word for piece in order for word in piece] for order in orders):
        return True
    for height in range(len(lines)) if groups else (0,):
        for split in range(len(label) + 1):
            above, below = label[:split], label[split:]
            if _beside(lines[:height], [above, *of_groups]) and _beside(
                lines[height:], [below, *rest]
            ):
                return True
    return False


def _beside(lines: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> bool:
    """Whether the lines are titles beside each other, each broken into a part for every line."""
    ends = {tuple(0 for _ in lines)}
    for title in titles:
        ends = {after for before in ends for after in _broken(lines, title, before)}
    return tuple(len(line) for line in lines) in ends


def _broken(
    lines: Sequence[Sequence[str]], title: Sequence[str], before: tuple[int, ...], line: int = 0
) -> Iterator[tuple[int, ...]]:
    """Where the lines have been read to, once a title is broken in every way that they allow."""
    if line == len(lines):
        if not title:
            yield before
        return
    for length in range(len(title) + 1):
        start = before[line]
        if list(lines[line][start : start + length]) != list(title[:length]):
            break
        moved = (*before[:line], start + length, *before[line + 1 :])
        yield from _broken(lines, title[length:], moved, line + 1)
