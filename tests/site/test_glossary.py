"""The glossary of the site is the glossary of the project, and each word that a page explains is in it."""

import re

from pipeline.site import addresses
from pipeline.site.glossary_page import TERMS


def test_each_meaning_is_that_of_the_glossary_of_the_project(repository):
    lines = (repository / "docs/glossary.md").read_text(encoding="utf-8")
    meanings = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", lines, re.MULTILINE))
    assert dict(TERMS.items() - meanings.items()) == {}


def test_each_word_that_a_template_explains_is_a_term():
    from importlib.resources import files

    templates = files("pipeline.site").joinpath("templates").iterdir()
    words = {
        word
        for template in templates
        for word in re.findall(r'glossed\("([^"]+)"', template.read_text(encoding="utf-8"))
    }
    assert len(words) > 8
    assert words - TERMS.keys() == set()
    assert addresses.glossary("bound") == "glossary/index.html#bound"
