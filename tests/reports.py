"""Small reports, and a corpus of some of them: what `sources/` would hold had nobody ever heard of OIG-20-13.

A report is its text and its YAML files. In texts and grids here a bar is a tab.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from json import dumps
from pathlib import Path
from textwrap import dedent

from pipeline.text.documents import sha256_of

MEASURES = """
    measures:
      - {id: visits, name: Visits, unit: visits, words: [visits, visited, went, officers, places], definition: Visits of inspectors.}
      - {id: beds, name: Beds, unit: beds, words: [beds, of them empty], definition: Beds of jails.}
      - {id: vehicles, name: Vehicles, unit: vehicles, words: [vehicles, "has # cars", "has # percent"], definition: Vehicles of jails.}
      - {id: costs, name: Costs, unit: US dollars, words: [cost, costs, outlays, spent, paid], definition: Costs of detention.}
      - {id: lead, name: Lead in water, unit: pg/L, words: [of lead], definition: "Lead in water, in pg/L."}
"""
RELEASE = """
    name: small-figures
    id: small-figures
    title: Small Figures
    description: Figures of small reports.
    version: 0.1.0
    created: "2026-01-01T00:00:00Z"
    keywords: [audit]
    contributors: [{title: Somebody, roles: [creator]}]
    licenses: [{name: CC0-1.0, title: Creative Commons Zero, path: https://creativecommons.org/publicdomain/zero/1.0/}]
    rights: No words of others are quoted.
"""


LINE_END = "\n"


@dataclass(frozen=True)
class Report:
    """A report's id, its text that begins with its title, and its YAML files by name."""

    id: str
    text: str
    files: Mapping[str, str] = field(default_factory=dict)

    def edited(self, old: str, new: str) -> "Report":
        """The report with a line of its text, or of one of its files, written otherwise."""
        contents = [self.text, *self.files.values()]
        assert sum(content.count(old) for content in contents) == 1, f"{old!r} is not there once"
        files = {name: content.replace(old, new) for name, content in self.files.items()}
        return replace(self, text=self.text.replace(old, new), files=files)

    def having(self, **files: str) -> "Report":
        """The report with another file: `discrepancies="…"` for `discrepancies.yaml`."""
        return replace(self, files={**self.files, **{f"{n}.yaml": c for n, c in files.items()}})


def new_corpus(root: Path, *reports: Report, shapes: Mapping[str, str] = {}) -> Path:
    """A project with these reports and nothing else."""
    write(root / "release.yaml", RELEASE)
    write(root / "sources/measures.yaml", MEASURES)
    for name, shape in shapes.items():
        write(root / f"sources/shapes/{name}.yaml", shape)
    for report in reports:
        add_report(root, report)
    return root


def add_report(root: Path, report: Report) -> None:
    """Add a report to a project, as a maintainer does who has its text and has written its files."""
    folder, text = root / "sources" / report.id, tabbed(report.text)
    write(
        folder / "source.yaml",
        f"""
        id: {report.id}
        kind: report
        title: {dumps(text.partition(LINE_END)[0])}
        publisher: Office of the Inspector General
        licence: Public domain
        redistributable: true
        text: whole
        text_sha256: {sha256_of(text.encode())}
        """,
    )
    (folder / "document.txt").write_text(text, encoding="utf-8")
    for name, content in {"figures.yaml": NO_FIGURES, **report.files}.items():
        write(folder / name, content)


def tabbed(text: str) -> str:
    """A text as a document has it: cells separated by tabs."""
    return re.sub(r" *\| *", "\t", dedent(text).lstrip("\n"))


def write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(content).lstrip("\n"), encoding="utf-8")


NO_FIGURES = """
    transcribed_by: person
    checked_by: none
    figures: []
"""

BEDS = Report(
    "beds",
    """
    Beds by facility
    Facility | Code | Beds | Percent
    Boise | BOI | 120 | 33.3%
    Dallas | DAL | 120 | 33.3%
    Denver | DEN | 120 | 33.3%
    Total | ALL | 360 | 100.0%
    Source: records of the facilities.
    """,
    {
        "tables/beds.yaml": """
        name: beds
        title: Beds by facility
        description: Beds of each facility.
        columns:
          - {name: facility, type: string, title: Facility, description: Its name.}
          - {name: code, type: string, title: Code, description: Its code.}
          - {name: beds, type: integer, title: Beds, description: Its beds., unit: beds, constraints: {minimum: 0}}
          - {name: share, type: number, title: Share, description: Its beds in percent., unit: percent}
        primaryKey: [facility]
        rules:
          - {kind: column_total, columns: [beds, share], whole: {row: Total}}
          - {kind: share, column: share, part: beds, whole: {row: Total}}
          - {kind: unique, columns: [code]}
        read:
          kind: grid
          header: [Facility, Code, Beds, Percent]
          columns: [facility, code, beds, share]
          ends_before: "Source: records of the facilities."
        """,
    },
)
"""A column of percents, which add up to 99.9 and are consistent with 100.0."""

COSTS = Report(
    "costs",
    """
    Costs of detention
    Item | Planned | Spent
    Detention | 100 | 120
    Beds | 60 | 70
    Food | 40 |
    Transport | 50 | 55
    All items | $150 | $175
    Note: in dollars.
    """,
    {
        "figures.yaml": """
        transcribed_by: person
        checked_by: none
        figures:
          - id: planned
            measure: costs
            statistic: amount
            location: table
            quote: "All items\\t$150\\t$175"
            at: "150"
            value: 150
            population: costs of detention that were planned
            context: {measure: Costs of detention}
          - id: spent
            measure: costs
            statistic: amount
            location: table
            quote: "All items\\t$150\\t$175"
            at: "175"
            value: 175
            population: costs of detention
            context: {measure: Costs of detention}
        """,
        "tables/costs.yaml": """
        name: costs
        title: Costs of detention
        description: What was planned and what was spent.
        columns:
          - {name: item, type: string, title: Item, description: What it was for.}
          - name: planned
            type: integer
            title: Planned
            description: What was planned.
            unit: US dollars
            constraints: {minimum: 0}
          - name: spent
            type: integer
            title: Spent
            description: What was spent.
            unit: US dollars
            constraints: {minimum: 0}
        primaryKey: [item]
        rules:
          - {kind: subtotal, columns: [planned, spent], whole: Detention, parts: [Beds, Food]}
          - kind: column_total
            columns: [planned, spent]
            whole: {figures: {planned: planned, spent: spent}}
        read:
          kind: grid
          header: [Item, Planned, Spent]
          columns: [item, planned, spent]
          ends_before: "Note: in dollars."
          totals: [All items]
          marks: {"": missing}
        """,
    },
)
"""A subtotal, a blank cell, and printed totals that are figures."""

STAFF = """
    title: Staff by office and year
    description: Posts, filled and vacant.
    columns:
      - {name: office, type: string, title: Office, description: Its town.}
      - {name: year, type: integer, title: Year, description: The year.}
      - {name: posts, type: integer, title: Posts, description: Posts., unit: posts, constraints: {minimum: 0}}
      - {name: filled, type: integer, title: Filled, description: Posts filled., unit: posts, constraints: {minimum: 0}}
      - {name: vacant, type: integer, title: Vacant, description: Posts vacant., unit: posts, constraints: {minimum: 0}}
      - {name: state, type: string, title: State, description: Whether posts are vacant., constraints: {enum: [full, short]}}
      - {name: reason, type: string, title: Reason, description: Why posts are vacant.}
    primaryKey: [office, year]
    rules:
      - {kind: row_sum, total: posts, parts: [filled, vacant]}
      - {kind: at_most, column: filled, limit: posts}
      - {kind: consecutive, column: year, by: [office], count: 2}
      - {kind: present_where, columns: [reason], column: state, equals: short}
"""
"""A shape that two reports share."""
STAFF_TABLE = """
    shape: staff
    read:
      kind: grid
      header: [Office, Year, Posts, Filled, Vacant, State, Reason]
      columns: [office, year, posts, filled, vacant, state, reason]
      ends_before: "Source: payroll."
      marks: {"": missing}
"""
NORTH = Report(
    "staff-north",
    """
    Staff of the northern offices
    Office | Year | Posts | Filled | Vacant | State | Reason
    Fargo | 2018 | 10 | 8 | 2 | short | hiring freeze
    Fargo | 2019 | 10 | 10 | 0 | full |
    Salem | 2018 | 7 | 7 | 0 | full |
    Salem | 2019 | 8 | 7 | 1 | short | retirement
    Source: payroll.
    """,
    {"tables/staff.yaml": STAFF_TABLE},
)
SOUTH = Report(
    "staff-south",
    """
    Staff of the southern offices
    Office | Year | Posts | Filled | Vacant | State | Reason
    Salem | 2019 | 4 | 4 | 0 | full |
    Salem | 2020 | 5 | 3 | 2 | short | hiring freeze
    Source: payroll.
    """,
    {"tables/staff.yaml": STAFF_TABLE},
)
"""Its office has the name of one in the north, and one of its years."""

TALKS = Report(
    "talks",
    """
    What inspectors did
    Inspectors visited 30 jails.
    Inspectors visited 12 prisons.
    They made 42 visits.
    """,
    {
        "figures.yaml": """
        transcribed_by: person
        checked_by: none
        figures:
          - {id: jails, measure: visits, quote: Inspectors visited 30 jails, at: "30", value: 30, population: visits to jails}
          - {id: prisons, measure: visits, quote: Inspectors visited 12 prisons, at: "12", value: 12, population: visits to prisons}
          - {id: total, measure: visits, quote: They made 42 visits, at: "42", value: 42, population: visits}
        """,
        "relations.yaml": """
        relations:
          - {id: all-visits, kind: sum, formula: jails + prisons = visits, whole: total, parts: [jails, prisons]}
        """,
    },
)
"""Figures, and no table."""

VISITS = Report(
    "visits",
    TALKS.text,
    {
        "figures.yaml": TALKS.files["figures.yaml"],
        "tables/visits.yaml": """
        name: visits
        title: Visits by kind
        description: Visits, as the text states them.
        columns:
          - {name: kind, type: string, title: Kind, description: What was visited.}
          - {name: visits, type: integer, title: Visits, description: Visits., unit: visits}
          - {name: figure_id, type: string, title: Figure, description: The figure that is repeated.}
        primaryKey: [kind]
        rules:
          - {kind: repeats_figure, figure: figure_id, columns: {visits: value}}
        read:
          kind: rows
          besides: [visited]
          rows:
            - {within: visited 30 jails, kind: jails, visits: {figure: jails}}
            - {within: visited 12 prisons, kind: prisons, visits: {figure: prisons}}
        """,
    },
)
"""A table that repeats figures; its figures have the ids of those of `TALKS`."""

WORDS = Report(
    "words",
    """
    Abbreviations
    GAO: General Accounting Office
    """,
    {
        "tables/abbreviations.yaml": """
        table: abbreviations
        read:
          kind: rows
          rows:
            - within: "GAO: General Accounting Office"
              abbreviation: GAO
              expansion: General Accounting Office
        """,
    },
)
"""No figures at all."""

ARRESTS = Report(
    "arrests",
    """
    Arrests by offense
    (in thousands)
                              2018                2019
    Offense               Male    Female      Male    Female
    All arrests . . . .    12.0      3.l       13.0     (X)
      Fraud¹  . . . . .     7.0      2.0        8.0     (X)
      Other offenses
    of any kind . . . .     5.0      1.1        5.0     (X)
    Page 7
    Memo: juveniles . .   about 2     –        <0.4     (X)
    ¹ With forgery.
    """,
    {
        "tables/arrests.yaml": """
        name: arrests
        title: Arrests by offense
        description: Arrests of each offense, by sex and year.
        columns:
          - {name: offense, type: string, title: Offense, description: Its name.}
          - {name: level, type: integer, title: Level, description: 1 for the parts of what is above.}
          - {name: above, type: string, title: Above, description: The row that it is a part of.}
          - name: male_2018
            type: integer
            title: "Male, 2018"
            description: Persons arrested.
            unit: arrests
            constraints: {minimum: 0}
          - name: female_2018
            type: integer
            title: "Female, 2018"
            description: Persons arrested.
            unit: arrests
            constraints: {minimum: 0}
          - name: male_2019
            type: integer
            title: "Male, 2019"
            description: Persons arrested.
            unit: arrests
            constraints: {minimum: 0}
          - name: female_2019
            type: integer
            title: "Female, 2019"
            description: Persons arrested.
            unit: arrests
            constraints: {minimum: 0}
        primaryKey: [offense]
        rules:
          - {kind: column_total, columns: [male_2018, female_2018, male_2019], whole: {row: All arrests}, rows: {level: 1}}
        read:
          kind: grid
          columns_by: position
          header:
            - ["2018 2019"]
            - [Offense Male Female Male Female]
          columns:
            - {column: offense, title: Offense}
            - {column: male_2018, group: "2018", title: Male}
            - {column: female_2018, group: "2018", title: Female}
            - {column: male_2019, group: "2019", title: Male}
            - {column: female_2019, group: "2019", title: Female}
          ends_before: "¹ With forgery."
          scale: in thousands
          marks: {"–": zero, (X): not_applicable}
          footnotes: ["¹"]
          skip_lines: [Page 7]
          wrapped: {Other offenses: next}
          levels: {column: level, parent: above}
        """,
        "emendations.yaml": """
        emendations:
          - id: l-for-1
            cell: {table: arrests, row: All arrests, column: female_2018}
            token: 3.l
            read_as: "3.1"
            evidence: arrests-column-total-female-2018
            defect_origin: unknown
            explanation: The parts add up to 3.1.
        """,
        "waivers.yaml": """
        waivers:
          - {reason: date, quote: "2018 2019"}
          - {reason: page number, quote: "Page 7"}
          - {reason: footnote mark, quote: "¹ With forgery."}
        """,
    },
)
"""A printed table with a scale, groups, levels, footnotes, words at numbers, and a damaged cell."""

EVERY_REPORT = (ARRESTS, BEDS, COSTS, NORTH, SOUTH, TALKS, VISITS, WORDS)
SHAPES = {"staff": STAFF}
