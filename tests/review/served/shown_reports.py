"""A report with two tables, words that state no number, and waivers of several places, drafted and served."""

import re

from small_reviews import ID, small_review

TEXT = """Beds in Shelters
June 30, 2020

In fiscal year 2018, the agency hired 40 officers.
In fiscal year 2018, the agency hired 25 drivers.
In fiscal year 2019, the agency had 817 beds in cities.
In fiscal year 2019, the agency had 466 beds in towns.
In fiscal year 2019, the agency had 301 beds in ports.
In fiscal year 2019, the majority of the beds were empty.
In fiscal year 2019, two-thirds of the beds were new.
Beds and cots in each place
Place\tBeds\tCots
North\t10\t4
South\t20\t6
Total\t30\t10
End of the beds.
Tents in each place
Place\tTents
East\t7
West\t8
Isle\t9
Port\t11
End of the tents.
Audits were made in January 2017 and in March 2019 (GAO-19-123). See GAO-19-124 and GAO-19-125.
Call (202) 555-0101 or (202) 555-0102.
The pictures are from Landsat 5 data.
"""
TABLE = """# Proposals of software: not published, not checked; move this file to ../../tables/ to confirm it
# yaml-language-server: $schema=../../../schemas/table.schema.json
name: {name}
title: {title}
description: {title} in each place.
columns:
  - {{name: place, type: string, title: Place, description: The place.}}
{columns}
primaryKey: [place]
{rules}read:
  kind: grid
  header: [Place, {headers}]
  columns: [place, {names}]
  ends_before: "End of the {end}."
"""
COLUMN = "  - {{name: {0}, type: integer, title: {1}, description: {1}., unit: {0}}}"
RULES = "rules:\n  - {kind: subtotal, columns: [beds, cots], whole: Total, parts: [North, South]}\n"


def table_file(name, title, *columns, rules=""):
    """The file of a proposed table with some columns of numbers."""
    titles = [one.capitalize() for one in columns]
    written = "\n".join(COLUMN.format(*pair) for pair in zip(columns, titles, strict=True))
    more = {"headers": ", ".join(titles), "names": ", ".join(columns), "end": columns[0]}
    return TABLE.format(name=name, title=title, columns=written, rules=rules, **more)


def shown_report(folder):
    """The root of a project with the report and its proposals."""
    root = small_review(folder, TEXT)
    measures = root / f"sources/{ID}/proposals/measures.yaml"
    officers, rest = measures.read_text().split("id: officers", 1)
    rest = re.sub(r"definition: Things counted\.", "definition: ", rest, count=1)
    measures.write_text(f"{officers}id: officers{rest}")
    tables = root / f"sources/{ID}/proposals/tables"
    tables.mkdir(exist_ok=True)
    proved = table_file("proved", "Beds and cots", "beds", "cots", rules=RULES)
    (tables / "proved.yaml").write_text(proved)
    untitled = table_file("typed", "table_2", "tents").replace("table_2 in each place.", "table_2")
    (tables / "typed.yaml").write_text(untitled)
    return root
