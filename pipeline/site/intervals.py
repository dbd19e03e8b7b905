"""An interval in words, as every page shows it: never as mathematics, and with both ends as published."""

from collections.abc import Mapping

from pipeline.site.numbers import number


def interval(row: Mapping[str, str], side: str = "") -> str:
    """The ends of a row's interval; `side` is what the names of its columns begin with. Empty where nothing bounds it.

    An end that is not included is told: "20 to less than 21", "more than 3". Bounds have both ends included.

    >>> interval({"lower": "19.5", "lower_closed": "true", "upper": "20.5", "upper_closed": "false"})
    '19.5 to less than 20.5'
    >>> interval({"lower": "0", "upper": ""}), interval({"lower": "", "upper": ""}), interval({"lower": "4", "upper": "4"})
    ('at least 0', '', '4')
    """
    lower, upper = row[f"{side}lower"], row[f"{side}upper"]
    open_below = row.get(f"{side}lower_closed") == "false"
    open_above = row.get(f"{side}upper_closed") == "false"
    if lower and lower == upper:
        return number(lower)
    if lower and upper:
        return (
            f"{'more than ' if open_below else ''}{number(lower)} to "
            f"{'less than ' if open_above else ''}{number(upper)}"
        )
    if lower:
        return f"{'more than' if open_below else 'at least'} {number(lower)}"
    return f"{'less than' if open_above else 'at most'} {number(upper)}" if upper else ""
