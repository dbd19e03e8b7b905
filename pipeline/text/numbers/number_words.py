"""Every number word, with its value, and the number that several of them are together.

How words are joined in a text ("two hundred and fifty", "one and a half million") is in `word_runs`.
"""

from collections.abc import Mapping, Sequence

ONES: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
TENS: Mapping[str, int] = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
MAGNITUDES: Mapping[str, int] = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Powers of ten. A hundred and a dozen are none: "two hundred" counts to the unit, "two million" does not."""
MULTIPLIERS: Mapping[str, int] = {"hundred": 100, "dozen": 12}
OTHERS: Mapping[str, int] = {"twice": 2, "thrice": 3, "double": 2, "both": 2, "nil": 0, "none": 0}
"""Words with a value that enter into no longer number."""
_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ORDINAL_ONES, 1)},
    **{word[:-1] + "ieth": number for word, number in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
}
PARTS: Mapping[str, int] = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word: number for word, number in ORDINALS.items() if number > 2},
    **{f"{word}s": number for word, number in ORDINALS.items() if number > 2},
}
"""Denominators of fractions in words."""
SHARE_WORDS = ("half", "quarter", "majority")
"""Shares of a whole without a number."""
PLURALS: Mapping[str, int] = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    **{f"{word}s": 10**power for word, power in MAGNITUDES.items()},
}
"""Multitudes: at least two of it."""
REFUSED = "doubled tripled quadrupled doubling tripling quadrupling halved halving triple quadruple couple".split()
"""Words that hold a number and are refused: they do not say of what, or how exactly."""
FOLDS = tuple(
    f"{word}fold" for word in (*list(ONES)[2:], *TENS, *MULTIPLIERS, *MAGNITUDES) if word != "dozen"
)

CARDINALS: Mapping[str, int] = {
    **ONES,
    **TENS,
    **MULTIPLIERS,
    **{word: 10**power for word, power in MAGNITUDES.items()},
}
FIRST_WORDS = tuple(
    {**CARDINALS, **OTHERS, **ORDINALS, **dict.fromkeys((*SHARE_WORDS, *PLURALS, *REFUSED, *FOLDS))}
)
"""Every word that is a numeral or begins one."""


def cardinal(words: Sequence[str]) -> int | None:
    """The number that these number words are together, or None.

    >>> cardinal(["two", "hundred", "fifty", "thousand"]), cardinal(["one", "two"])
    (250000, None)
    """
    total, group, largest = 0, None, 10**15
    for index, word in enumerate(words):
        if word in MAGNITUDES:
            size = CARDINALS[word]
            if size >= largest or (group is None and index) or group == 0:
                return None
            total, group, largest = total + (group or 1) * size, None, size
        elif word == "dozen":
            if index + 1 < len(words) or total or group == 0:
                return None
            group = 12 * (group or 1)
        else:
            group = _with_word(group, word, first=not index)
            if group is None:
                return None
    return total + (group or 0)


def _with_word(group: int | None, word: str, *, first: bool) -> int | None:
    """A number under a thousand, or of hundreds, with one more word behind it; None where that is no number."""
    if word == "hundred":
        if group is None:
            return 100 if first else None
        return 100 * group if 0 < group < 100 and (group < 10 or group % 10) else None
    added = CARDINALS[word]
    if group is None:
        return added
    fits = (group >= 100 and group % 100 == 0) or (group % 100 in TENS.values() and 0 < added < 10)
    return group + added if fits and added else None
