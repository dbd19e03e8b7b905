"""The words of a title or header that state a scale, and those that only look like it."""

from decimal import Decimal

import pytest

from pipeline.text.units.table_scales import STATED_SCALE, stated_factor

STATED = {
    10**2: ("In hundreds",),
    10**3: (
        *(
            "(thousands)",
            "thousands",
            "(in thousands)",
            "($ in thousands)",
            "(Thousands of dollars)",
        ),
        *("(000)", "(000s)", "(000's)", "($000)", "$000", "'000", "$'000", "in 000s", "in 1,000s"),
        *(
            "(1,000)",
            "[1,000]",
            "1,000 dollars",
            "FY 2018 ($ thousands)",
            "($K)",
            "(thous.)",
            "(K)",
        ),
        *("Thousands of acres", "[In thousands (11,062.6 represents 11,062,600)"),
    ),
    10**6: (
        *(
            "dollars in millions",
            "$ in millions",
            "(in $ millions)",
            "(US$ millions)",
            "($ million)",
        ),
        *(
            "(million)",
            "(Millions)",
            "($ mil.)",
            "(mil. dol.)",
            "($M)",
            "(US$m)",
            "million dollars",
        ),
        *("US$ million", "(in Million USD)", "Millions of metric tons"),
    ),
    10**9: ("(bil. dol.)", "US $ bn", "Billions of 2012 dollars", "Amounts in $ billion"),
}
NOT_STATED = (
    *("per thousand", "rate per 1,000", "(per million)", "Rate per 100,000 population"),
    *("10,000 or more", "$1,000 to $4,999", "population over 1 million", "$1 million or more"),
    *("Cities of 100,000 and over", "Section (m)", "(b)", "Table 1,000", "2,000", "OIG-20-13"),
)


@pytest.mark.parametrize(
    ("words", "factor"), [(words, factor) for factor, all_ in STATED.items() for words in all_]
)
def test_words_that_state_a_scale(words, factor):
    found = STATED_SCALE.search(words)
    assert found is not None
    assert stated_factor(words) == stated_factor(found[0]) == Decimal(factor)


@pytest.mark.parametrize("words", NOT_STATED)
def test_words_that_state_none(words):
    assert STATED_SCALE.search(words) is None
    assert stated_factor(words) is None
