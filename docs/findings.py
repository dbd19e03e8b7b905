"""The examples of `docs/findings.md`, made by really running the checks on damaged copies of the project.

`.venv/bin/python docs/findings.py` writes them into the page; a test makes them again and compares.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.orchestration.checking import check_all, check_own
from pipeline.orchestration.run import run_steps
from pipeline.orchestration.steps import STEPS
from pipeline.package.package_checks import (
    frictionless_findings,
    parquet_findings,
    profile_findings,
)
from pipeline.package.validation import validate
from pipeline.releases.project_parts import missing_parts
from pipeline.sources.finding_codes import CODES
from pipeline.sources.findings import Finding, with_code
from pipeline.sources.printed_findings import printed
from pipeline.text.documents import sha256_of

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs/findings.md"
REPORT, ARTICLE = "sources/oig-20-13", "sources/jeffrey-2018-01-26"
FIGURES, TEXT = f"{REPORT}/figures.yaml", f"{REPORT}/document.txt"
Damage = Callable[[Path], object]
"""What is done to a copy of the project before it is checked."""


def edit(file: str, old: str, new: str) -> Damage:
    """Replace text that a file has exactly once."""

    def damage(root: Path) -> None:
        text = (root / file).read_bytes().decode()
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        (root / file).write_bytes(text.replace(old, new).encode())

    return damage


def edit_text(old: str, new: str) -> Damage:
    """Replace words of the report's text, and pin the hash of what it is then."""

    def damage(root: Path) -> None:
        pinned = sha256_of((root / TEXT).read_bytes())
        edit(TEXT, old, new)(root)
        edit(f"{REPORT}/source.yaml", pinned, sha256_of((root / TEXT).read_bytes()))(root)

    return damage


DOCUMENTS: Mapping[str, Damage] = {
    "file-missing": lambda root: (root / FIGURES).unlink(),
    "file-unreadable": lambda root: (root / FIGURES).write_bytes(b"# \xff\n"),
    "file-unknown": lambda root: (root / FIGURES).rename(root / REPORT / "figure.yaml"),
    "yaml": edit(FIGURES, "transcribed_by: software", "transcribed_by: [software"),
    "form": edit(
        FIGURES,
        "value: 17700\n    rounding: document",
        "value: 17700\n    roundng: document",
    ),
    "document-name": edit(f"{REPORT}/source.yaml", "\nid: oig-20-13", "\nid: oig-20-31"),
    "text-changed": edit(TEXT, "Flight / Escape", "Flight or Escape"),
    "text-characters": edit_text("Flight / Escape", "Flight \u202e/ Escape"),
    "boxes": lambda root: (root / REPORT / "boxes.jsonl").write_text(
        '{"start": 0, "page": 1, "top": 720, "bottom": 840, "edges": [720]}\n'
    ),
    "page": edit(f"{REPORT}/source.yaml", 'at: "24", heading', 'at: "25", heading'),
    "table-declaration": edit(
        f"{REPORT}/tables/arrest-offenses.yaml",
        "parts: [charges, convictions]",
        "parts: [charges, acquittals]",
    ),
    "duplicate-id": edit(FIGURES, "- id: released-aliens-at-large", "- id: total-arrests"),
    "unknown-reference": edit(
        f"{REPORT}/relations.yaml",
        "parts: [charges-fy2019, convictions-fy2019]",
        "parts: [charges-fy2019, conviction-fy2019]",
    ),
    "party": edit(FIGURES, "attributed_to: DHS, in 2015", "attributed_to: D.H.S., in 2015"),
    "source": edit(f"{REPORT}/source.yaml", "published: 2020-02-18", "published: 2020-02-19"),
    "defect-origin": edit(
        f"{REPORT}/emendations.yaml", "defect_origin: unknown", "defect_origin: publisher"
    ),
    "quotation": edit(
        FIGURES,
        "the remaining 17,700 remained at-large",
        "the remaining 17,800 remained at-large",
    ),
    "words": edit(FIGURES, "not_dated_by: in 2015", "not_dated_by: in 2016"),
    "token": edit(FIGURES, 'at: "17,700"', 'at: "7,700"'),
    "number": edit(
        FIGURES,
        'to arrest three MS-13 gang members"\n    at: three\n    value: 3',
        'to arrest three MS-13 gang members"\n    at: "13"\n    value: 13',
    ),
    "value": edit(FIGURES, "value: 17700", "value: 17070"),
    "emendation": edit(f"{REPORT}/emendations.yaml", 'read_as: "8,665"', 'read_as: "8,700"'),
    "rounding": edit(FIGURES, "value: 17700\n    rounding: document", "value: 17700"),
    "scale": edit(
        FIGURES,
        "value: 17700\n    rounding: document",
        "value: 17700\n    rounding: document\n    scale: in dozens",
    ),
    "unit": edit(
        FIGURES,
        'statistic: share\n    quote: "about 54 percent',
        'statistic: count\n    quote: "about 54 percent',
    ),
    "statistic": edit(
        FIGURES,
        "measure: cases_sufficiently_documented\n    statistic: share",
        "measure: cases_sufficiently_documented\n    statistic: change",
    ),
    "period": edit(
        FIGURES,
        'period: FY2018\n    period_printed: "FY 2018"',
        'period: FY2017\n    period_printed: "FY 2018"',
    ),
    "area": edit(
        FIGURES,
        "    rounding: none\n    not_dated_by: in 2015\n"
        "    population: removable aliens in the United States\n    ref_area: US\n",
        "    rounding: none\n    not_dated_by: in 2015\n"
        "    population: removable aliens in the United States\n    ref_area: US-TX\n",
    ),
    "measure": edit(FIGURES, "measure: released_aliens_at_large", "measure: detainers_issued"),
    "counted": edit(
        f"{ARTICLE}/figures.yaml",
        '29,269 ICE immigration detainers from January 2014 through May 2017"\n    at: "675"',
        '29,269 ICE immigration detainers from January 2014 through May 2017"\n    at: "29,269"',
    ),
    "location": edit(
        FIGURES,
        "measure: charges\n    location: table\n",
        "measure: charges\n    location: prose\n",
    ),
    "table": edit(
        f"{REPORT}/tables/arrest-offenses.yaml",
        "header: [Violation Category, ",
        "header: [Violation, ",
    ),
    "cell": edit(
        f"{REPORT}/discrepancies.yaml",
        "{figure: in-custody-arrests-share-letter}",
        "{cell: {table: arrest_offenses, row: Homicide, column: acquittals}}",
    ),
    "numeral": edit_text("in a major metropolitan city", "in 17 major metropolitan cities"),
    "numeral-twice": edit(
        f"{REPORT}/waivers.yaml",
        "  # Telephone, addresses\n",
        '  - {reason: report number, quote: "DHS OIG-20-13"}\n'
        '  - {reason: title, quote: "Homeland Security Act of 2002"}\n',
    ),
    "waiver": edit(
        f"{REPORT}/waivers.yaml",
        "pattern: 'OIG-20-13', matches: 4",
        "pattern: 'OIG-20-13', matches: 3",
    ),
    "excerpt": edit(
        f"{ARTICLE}/excerpts.yaml",
        'text: "approximately 675 jurisdictions',
        f'text: "{"word " * 40}approximately 675 jurisdictions',
    ),
    "ledger": edit(f"{ARTICLE}/numerals.csv", "1950,1956,5,figure,", "1950,1956,5,waived,pronoun"),
    "relation": edit(
        f"{REPORT}/relations.yaml",
        "stated: cases-sufficient-share\n",
        "stated: cases-insufficient\n",
    ),
    "relation-fails": edit(
        f"{REPORT}/relations.yaml",
        "parts: [charges-fy2019, convictions-fy2019]",
        "parts: [charges-fy2019, offenses-fy2019-highlights]",
    ),
    "rule-fails": edit_text("Homicide\t374\t1,549\t1,923", "Homicide\t374\t1,549\t1,932"),
}
"""What `oversight check ID` finds, by code."""
WHOLE: Mapping[str, Damage] = {
    "full-text": lambda _: os.environ.update(OVERSIGHT_FULLTEXT="/no/such/folder"),
    "discrepancy": edit(f"{REPORT}/discrepancies.yaml", "gap: 0.222\n", "gap: 0.224\n"),
    "bound": edit(
        f"{REPORT}/relations.yaml",
        "relations:\n  # Detainers issued\n",
        "  - id: pelicans\n    measure: detainers_issued\n    population: detainers\n    period: FY2014\n"
        '    availability: not_stated\n    mentioned: "Figure 2 shows the number of detainers ICE issued from FY 2014 '
        'through FY 2019 by state."\nrelations:\n  # Detainers issued\n',
    ),
    "answer": edit(
        "sources/answers.yaml",
        "    parts: [oig-20-13/detainers-declined-fy2014]\n"
        "    whole: [oig-20-13/detainers-issued-fy2014]\n",
        "    parts: [oig-20-13/detainers-issued-fy2014]\n"
        "    whole: [oig-20-13/detainers-declined-fy2014]\n",
    ),
    "cell-share": edit(
        "sources/answers.yaml",
        "convictions: oig-20-13/convictions-fy2019",
        "convictions: oig-20-13/in-custody-arrests-share",
    ),
    "restatement": edit(
        f"{ARTICLE}/restatements.yaml",
        "  - figure: detainers-declined-jeffrey\n"
        "    reference: freebeacon-2018-01-16/detainers-declined-freebeacon\n",
        "",
    ),
    "package-differs": lambda root: (root / "datapackage/notes.txt").write_text("x"),
    "store": lambda root: (root / "releases/0.1.0/oversight-figures-0.1.0.zip").unlink(),
}
"""What only the whole check finds."""
SINCE_A_RELEASE: Mapping[str, Damage] = {
    "version": lambda root: (root / "release.yaml").write_text(
        re.sub(r"(?m)^version: .*", "version: 0.2.9", (root / "release.yaml").read_text("utf-8"))
    ),
    "rename": edit(
        "release.yaml",
        "\nkeywords:",
        "\nrenames:\n  - {table: numbers, to: figures, reason: A figure is more than a number.}\nkeywords:",
    ),
    "correction": edit(
        FIGURES,
        "population: Federal statutes that ICE enforces",
        "population: Federal laws that ICE enforces",
    ),
    "retired": edit(FIGURES, "  - id: removable-aliens-study\n", "  - id: aliens-study\n"),
}
"""What is found since the last release; the words differ after the next one, so that no test compares them."""


@contextmanager
def copy_of_the_project() -> Any:
    """A copy that may be damaged, with the releases."""
    before = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("sources", "datapackage", "releases"):
            shutil.copytree(REPOSITORY / name, root / name)
        for name in ("release.yaml", ".zenodo.json", "CHANGELOG.md", "CITATION.cff"):
            shutil.copy(REPOSITORY / name, root)
        try:
            yield root
        finally:
            os.environ.clear()
            os.environ.update(before)


def found(code: str) -> list[Finding]:
    """What the check finds in a project that is damaged so that it finds something of the code."""
    with copy_of_the_project() as root:
        if code in DOCUMENTS:
            DOCUMENTS[code](root)
            article = code in ("counted", "excerpt", "ledger")
            return list(check_own(root, [(ARTICLE if article else REPORT).split("/")[1]]).findings)
        if code in WHOLE or code in SINCE_A_RELEASE:
            {**WHOLE, **SINCE_A_RELEASE}[code](root)
            return list(check_all(root).findings)
        return list(_of_the_files(code, root))


def _of_the_files(code: str, root: Path) -> Iterable[Finding]:
    """Findings about files of a package that were changed by hand after it was made, and about the project."""
    package = root / "datapackage"
    files = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file()
    }
    csv = files["csv/arrest_offenses.csv"]
    if code == "row":
        return _of_a_row(root)
    if code == "project":
        return missing_parts(root, checkout=root)
    if code == "descriptor":
        files["datapackage.json"] = b'{"resources": []}'
        return [with_code(code, one) for one in profile_findings(files)]
    files["csv/arrest_offenses.csv"] = csv.replace(b"374", b"none", 1)
    check = frictionless_findings if code == "frictionless" else parquet_findings
    return [with_code(code, one) for one in check(files)]


def _of_a_row(root: Path) -> Iterable[Finding]:
    """What is found about a row that no check of the sources refused."""
    run = run_steps(root, STEPS, ["transcribed_tables"])
    frames, transcription = run.value("transcribed_tables"), run.value("transcription")
    frames["arrest_offenses"].loc[0, "charges"] = -1
    checks = validate(
        ["arrest_offenses"], frames, transcription.places, transcription.corpus.catalog
    )
    return [with_code("row", finding) for check in checks for finding in check.findings]


def example(code: str) -> str:
    """The first finding of that code in a project that is damaged for it, as the console prints it."""
    of_code = sorted(finding for finding in found(code) if finding.code == code)
    assert of_code, f"the example of {code} finds {sorted({one.code for one in found(code)})}"
    return printed(of_code[:1], "text").strip()


def examples_in(page: str) -> dict[str, str]:
    """The example of each code that a page explains."""
    return dict(re.findall(r"^### `([a-z-]+)`\n.*?^```text\n(.*?)\n```$", page, re.M | re.S))


def with_examples(page: str, examples: Mapping[str, str]) -> str:
    """A page with these examples in place of its own."""
    for code, text in examples.items():
        section = re.compile(rf"(^### `{code}`\n.*?^```text\n).*?(\n```$)", re.M | re.S)
        page = section.sub(lambda match, text=text: match[1] + text + match[2], page, count=1)
    return page


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(CODES)
    made = {}
    for code in chosen:
        try:
            made[code] = example(code)
        except AssertionError as problem:
            print(f"{code}: {problem}")
        else:
            print(made[code], end="\n\n")
    PAGE.write_text(with_examples(PAGE.read_text("utf-8"), made), "utf-8")
