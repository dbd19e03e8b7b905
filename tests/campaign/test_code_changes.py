"""Random changes of code: what is changed, and what is left alone."""

import ast

from campaign.code_changes import code_changes

CODE = '''"""A module."""

WORDS = "many few".split()
LIMITS = {"a": 1, "b": 2}
Names = Literal["one", "two"]
Pairs = Mapping[str, tuple["one", int]]


def check(value: int, most: int = 3) -> bool:
    """At most."""
    if not value:
        raise_alarm()
    return value <= most and value in (1, 2)
'''
CHANGED = {
    "word `many` left out": "'few'",
    "comparison": "<",
    "operator": "or",
    "condition": "value",
    "call removed": "pass",
    "result": "None",
}


def test_each_kind_of_change_is_made_and_can_be_parsed(tmp_path):
    (tmp_path / "code.py").write_text(CODE)
    changes = code_changes(tmp_path, ["code.py"], 99, "1")
    made = {(change.what, change.now.strip()) for change in changes}
    assert CHANGED.items() <= made
    assert ("item left out", "") in made and ("constant", "2") in made
    for change in changes:
        ast.parse(change.applied(CODE.encode()))
        assert (
            "At most" not in change.was and '"one"' not in change.was and change.was != change.now
        )


def test_an_item_is_left_out_with_its_comma(tmp_path):
    (tmp_path / "code.py").write_text("ALL = (\n    'a',\n    'b',\n)\n")
    texts = {
        change.applied(b"ALL = (\n    'a',\n    'b',\n)\n").decode()
        for change in code_changes(tmp_path, ["code.py"], 99, "1")
    }
    assert {" ".join(text.split()) for text in texts} == {"ALL = ( 'b', )", "ALL = ( 'a', )"}


def test_a_seed_gives_the_same_changes_again(tmp_path):
    (tmp_path / "code.py").write_text(CODE)
    one, again, other = (code_changes(tmp_path, ["code.py"], 4, seed) for seed in "112")
    assert one == again != other
