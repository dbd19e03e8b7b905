from datetime import date
from decimal import Decimal

import pytest

from pipeline.sources.yaml_lines import line_of, read_yaml


def test_values_are_plain_and_carry_their_lines():
    yaml = read_yaml("a: 1\nb:\n  - c: 27.2\n    d: 2020-02-18\n  - true\n")
    assert yaml.value == {"a": 1, "b": [{"c": Decimal("27.2"), "d": date(2020, 2, 18)}, True]}
    assert line_of(yaml.lines, ("b", 0, "d")) == 4
    assert line_of(yaml.lines, ("b", 0, "missing")) == 3


@pytest.mark.parametrize("text", ["0123", "1_000", "12:30", "0x1F", "yes", ".5", "2020-02-31"])
def test_what_yaml_reads_otherwise_than_a_person_is_refused(text):
    yaml = read_yaml(f"value: {text}\n")
    assert [problem.line for problem in yaml.problems] == [1]


def test_a_duplicate_key_is_refused():
    assert "duplicate key" in read_yaml("a: 1\nb: 2\na: 3\n").problems[0].found


def test_malformed_yaml_names_its_line():
    assert read_yaml("a: 1\nb: [1, 2\nc: 3\n").problems[0].line == 3
