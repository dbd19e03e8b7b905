"""The table of qualifiers: which words beside a number bound it or make it approximate, and how.

Words are in lower case with single spaces. How they are found beside a number is in `qualifiers`; words
that also say where something is ("over", "around") are told apart in `prepositions`.
"""

from collections.abc import Mapping
from typing import Literal

Meaning = Literal["lower", "above", "upper", "below", "vague"]
"""`lower` and `upper`: the number itself is the least or the most that is meant. `above` and `below`: the
value lies beyond it. `vague`: the number is approximate."""

MORE = "more greater higher larger bigger longer older later heavier taller".split()
LESS = "fewer less lower smaller shorter younger earlier sooner lighter".split()
EXCEEDING = (
    "exceed exceeds exceeded exceeding surpass surpasses surpassed surpassing top tops topped topping"
).split()
EQUALING = (
    *(f"{verb} or {exceeding}" for verb, exceeding in zip(
        "meet meets met meeting match matches matched matching reach reaches reached reaching equal equals "
        "equaled equaling".split(), 4 * "exceed exceeds exceeded exceeding".split(), strict=True)),
)  # fmt: skip

_ABOVE = (*(f"{word} than" for word in MORE), "over", "above", "beyond", "in excess of", *EXCEEDING)
_BELOW = (*(f"{word} than" for word in LESS), "under", "below")

LEADING: Mapping[str, Meaning] = {
    **dict.fromkeys(
        (
            "about", "approximately", "approx", "approx.", "roughly", "around", "near", "some", "circa", "ca.",
            "close to", "an estimated", "estimated", "est.", "estimated at", "estimated to be", "an estimate of",
            "perhaps", "maybe", "something like", "somewhere around", "in the neighborhood of", "in the vicinity of",
            "in the region of", "on the order of", "in the order of", "more or less",
            "at or about", "at or around", "at or near", "estimated that", "estimate that", "estimates that",
        ),
        "vague",
    ),
    **dict.fromkeys(
        (
            "at least", "at the least", "at the very least", "at minimum", "at a minimum", "a minimum of",
            "minimum of", "a minimum", "upwards of", "upward of", "starting at", "beginning at", "as few as", "as little as", "as low as",
            *(f"{word} than or equal to" for word in MORE),
            *(f"equal to or {word} than" for word in MORE),
            "equal to or in excess of", "equal to or exceeding", "equal to or over", "equal to or above",
            *(f"at or {word}" for word in ("above", "over", "beyond")),
            *EQUALING,
        ),
        "lower",
    ),
    **dict.fromkeys(_ABOVE, "above"),
    **dict.fromkeys(
        (
            "nearly", "almost", "virtually", "practically", "approaching", "approached", "approaches",
            "nearing", "neared", "nears", "up to",
            "up to and including", "as many as", "as much as", "as high as", "as large as", "at most",
            "at the most", "at the very most", "at maximum", "at a maximum", "a maximum of", "maximum of",
            "a maximum", "capped at", "limited to", "restricted to", "within",
            *(f"{word} than or equal to" for word in LESS),
            *(f"equal to or {word} than" for word in LESS), "equal to or under", "equal to or below",
            *(f"at or {word}" for word in ("below", "under")),
        ),
        "upper",
    ),
    **dict.fromkeys(
        (
            *_BELOW, "short of", "fell short of", "falls short of", "fall short of", "falling short of", "shy of",
            "up to but not including", "not quite", "not even", "did not reach", "does not reach",
            "do not reach", "had not reached", "has not reached", "have not reached", "never reached",
            "failed to reach",
        ),
        "below",
    ),
}  # fmt: skip
"""Words before a number."""

SYMBOLS: Mapping[str, Meaning] = {
    **dict.fromkeys(("~", "∼", "≈", "≅"), "vague"),
    **dict.fromkeys((">=", "≥", "≧", "⩾"), "lower"),
    ">": "above",
    **dict.fromkeys(("<=", "≤", "≦", "⩽"), "upper"),
    "<": "below",
}
"""Signs before a number."""

_OR_MORE = "more greater higher larger longer older later over above beyond up".split()
_OR_LESS = "fewer less lower smaller shorter younger earlier sooner under below".split()
_AND_MORE = "over above older up higher longer upward upwards beyond".split()
_AND_LESS = "under below younger lower shorter downward".split()

TRAILING: Mapping[str, Meaning] = {
    **dict.fromkeys(("or so", "or thereabouts", "or thereabout", "more or less", "give or take"), "vague"),
    **dict.fromkeys((f"or {word}" for word in _OR_MORE), "lower"),
    **dict.fromkeys((f"and {word}" for word in _AND_MORE), "lower"),
    **dict.fromkeys(
        ("at least", "at the least", "at the very least", "at a minimum", "at minimum", "and counting"),
        "lower",
    ),
    **dict.fromkeys((f"or {word}" for word in _OR_LESS), "upper"),
    **dict.fromkeys((f"and {word}" for word in _AND_LESS), "upper"),
    **dict.fromkeys(
        ("at most", "at the most", "at the very most", "at a maximum", "at maximum"), "upper"
    ),
}  # fmt: skip
"""Words behind a number and its unit or noun: "180 days or longer", "400 files at most"."""

SUFFIXES: Mapping[str, Meaning] = {
    "+": "lower",
    "-plus": "lower",
    "-odd": "lower",
    "-some": "lower",
    "-ish": "vague",
}
"""What is joined to a number."""

NEGATED: Mapping[Meaning, Meaning] = {"above": "upper", "below": "lower"}
"""What the denial of a bound says of the number. No other denial has one meaning."""

NOT_BOUNDING = frozenset("other rather different recently soon early late well".split())
"""Words before "than", and between "as" and "as", that compare no amount."""
