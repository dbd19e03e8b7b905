"""The Nu Html Checker, which the W3C's validation service runs, finds nothing in any page, picture or style."""

import json
import subprocess
from pathlib import Path

import pytest

CHECKER = Path(__file__).parent / "checker"
VNU = CHECKER / "node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.system,
    pytest.mark.needs("java", "install Java 17 or newer (Debian: default-jre-headless)"),
    pytest.mark.needs(
        str(CHECKER / "node_modules/.bin/vnu"),
        "install it: npm ci --prefix tests/site/checker --ignore-scripts",
    ),
]

READ = (".html", ".css", ".svg")
POLICY_OF_FILES = ".*violates Content Security Policy.*"
"""The checker takes no file for a part of the site of another; browsers prove the policy (`test_browser.py`)."""
SIZE_BY_VARIABLE = {"CSS: “max-height”: The types are incompatible."}
"""It does not know that a length times a number is a length where the length is a variable."""

OF_JAVA = ["-XX:+UseSerialGC", "-Xss4m"]
"""Where two cores are busy, threads that collect garbage side by side take several times what the checker does."""


def messages(folder):
    """What the checker says of every file below a folder, in one run: file, line and message."""
    command = ["java", *OF_JAVA, "-jar", VNU, "--also-check-css", "--also-check-svg", "--stdout"]
    command += ["--format", "json", "--exit-zero-always", "--filterpattern", POLICY_OF_FILES]
    ran = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
    return [
        (one["url"].removeprefix(f"file:{folder}/"), one.get("lastLine"), one["message"])
        for one in json.loads(ran.stdout)["messages"]
    ]


@pytest.fixture
def checked(tmp_path):
    """What the checker says of files, given by path."""

    def check(files):
        for path, content in files.items():
            if path.endswith(READ):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_bytes(content)
        return messages(tmp_path)

    return check


def test_every_page_picture_and_style_is_valid(checked, site, small_site):
    small = {f"small/{path}": content for path, content in small_site.files.items()}
    found = checked(site.files | small)
    assert [one for one in found if one[2] not in SIZE_BY_VARIABLE] == []


def test_what_is_not_valid_is_found(checked):
    page = '<!doctype html><html lang="en"><title>Numbers</title><p>{}</p>'
    faults = {
        "nesting/index.html": page.format("<table><tr><td></p></table>"),
        "attribute/index.html": page.format('<b aria-label="x">8</b>'),
        "link/index.html": page.format("<a href='a b'>8</a>"),
        "heading/index.html": page.format("8") + "<h1></h1>",
        "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rect nothing="3"/></svg>',
        "style.css": "p { colour: red }",
    }
    found = checked({path: text.encode() for path, text in faults.items()})
    assert {path for path, _, _ in found} == set(faults)
