"""The units of measure that are read beside a number: `0.5 ppm`, `910 pg/L`, `37.5 °C`, `a 12-mile road`.

The list is the only one. A unit has one name, by which measures give it, and the forms in which documents print it. Time,
money and percent are no units of this list: they are those of durations, amounts and shares (`units`). Where a number
counts things, its words must not begin with one of these.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

PURE_NUMBER = "pure number"
"""The unit of what is measured without one, such as a score or a correlation; SDMX: `PURE_NUMB`."""
_PREFIXES: Mapping[str, tuple[str, ...]] = {
    "kilo": ("k",),
    "mega": ("M",),
    "giga": ("G",),
    "tera": ("T",),
    "centi": ("c",),
    "milli": ("m",),
    "micro": ("µ", "μ", "u", "mc"),
    "nano": ("n",),
    "pico": ("p",),
    "femto": ("f",),
}
_PREFIXED: Mapping[str, tuple[str, str]] = {
    "gram": ("g", "kilo milli micro nano pico femto"),
    "meter": ("m", "kilo centi milli micro nano"),
    "liter": ("L", "milli micro centi"),
    "watt": ("W", "kilo mega giga tera milli"),
    "watt-hour": ("Wh", "kilo mega giga tera"),
    "joule": ("J", "kilo mega giga"),
    "volt": ("V", "kilo milli"),
    "hertz": ("Hz", "kilo mega giga"),
    "byte": ("B", "kilo mega giga tera"),
    "pascal": ("Pa", "kilo mega"),
    "mole": ("mol", "milli micro nano"),
    "curie": ("Ci", "milli micro pico nano"),
    "sievert": ("Sv", "milli micro"),
    "becquerel": ("Bq", "kilo mega giga"),
}
"""Units with prefixes: name, symbol and the prefixes that are read."""
_OTHERS = """
    gram: g | liter: L | watt: watt | watt-hour: Wh | joule: joule | volt: volt | hertz: Hz | byte: byte
    | mole: mol | curie: Ci | sievert: Sv | becquerel: Bq
    | mile: mi, mi. | foot: feet, ft, ft. | inch: inches | nautical mile: nmi | yard: yd, yd.
    | acre: | hectare: ha | square mile: sq mi, sq. mi., mi², mi2 | square foot: square feet, sq ft, sq. ft., ft², ft2
    | square meter: m², m2, sq m | square kilometer: km², km2, sq km | square inch: square inches | square yard:
    | cubic foot: cubic feet, ft³, ft3, cu ft, cu. ft. | cubic meter: m³, m3 | cubic yard: | cubic centimeter: cm³, cm3, cc
    | acre-foot: acre-feet, acre feet, ac-ft | gallon: gal, gal. | bushel: bu | barrel: bbl | board foot: board feet
    | deciliter: dL | pound: lb, lbs, lb., lbs. | ounce: oz, oz. | ton: | short ton: | long ton: | metric ton: tonne
    | horsepower: hp | Btu: BTU, British thermal unit | MMBtu: million Btu, million BTU | therm: | calorie: cal | kilocalorie: kcal
    | ppm: parts per million | ppb: parts per billion | ppt: parts per trillion
    | °C: ° C, ºC, º C, degree Celsius, degrees Celsius, degree centigrade, degrees centigrade, degree C, degrees C
    | °F: ° F, ºF, º F, degree Fahrenheit, degrees Fahrenheit, degree F, degrees F | °: º
    | mph: miles per hour | rpm: | cfs: cubic feet per second | cfm: cubic feet per minute | gpm: gallons per minute
    | mgd: MGD, million gallons per day | mpg: miles per gallon
    | megabit per second: Mbps, megabits per second | gigabit per second: Gbps, gigabits per second
    | psi: pounds per square inch | mmHg: mm Hg | decibel: dB, dBA | rem: | mrem: millirem, millirems
"""
"""Units without a prefix: name, then the other forms; plurals with an s need not be given."""
AMBIGUOUS = frozenset("g L TB ha bu cal cc foot meter metre yard barrel mole therm".split())
"""Forms that are also things ("500 meters were installed"), or letters: alone they do not decide; nor do their plurals."""
_TIME = "second|minute|hour|day|week|month|year|hr|sec|min|yr|h|s|d"


class UnitOfMeasure(NamedTuple):
    """A unit as it is printed, by its one name; `decides` is whether the number before it can be no count."""

    name: str
    printed: str
    decides: bool

    @property
    def is_quotient(self) -> bool:
        """Whether it is one unit for each of another, in one name or with a sign: `mph`, `mg/L`."""
        return self.name in _QUOTIENTS or "/" in self.name


def _declared() -> Iterator[tuple[str, str]]:
    """Each form in which a unit is printed, with the name of the unit."""
    for unit, (symbol, prefixes) in _PREFIXED.items():
        for prefix in prefixes.split():
            name = f"{prefix}{unit}"
            yield from ((name, name), *((f"{short}{symbol}", name) for short in _PREFIXES[prefix]))
            if unit == "watt-hour":
                yield f"{prefix}watt hour", name
    yield "meter", "meter"
    for unit in " ".join(_OTHERS.split()).split(" | "):
        name, _, forms = unit.strip("| ").partition(":")
        for form in (name, *(form.strip() for form in forms.split(",") if form.strip())):
            yield form, name


_NAMES: Mapping[str, str] = dict(_declared())


_QUOTIENTS = frozenset("mph cfs cfm gpm mgd mpg psi ppm ppb ppt".split())


def _is_word(form: str) -> bool:
    """Whether a form is words, which have plurals and any case; a symbol has neither."""
    return re.fullmatch(r"[a-z]{3,}(?:[ -][a-z]{2,})*", form) is not None and form not in (
        *(
            "psi",
            "rpm",
            "cfs",
            "cfm",
            "gpm",
            "mgd",
            "mph",
            "mpg",
            "ppm",
            "ppb",
            "ppt",
            "mol",
            "gal",
            "bbl",
        ),
        *("lbs", "cal", "nmi"),
    )


def _pattern_of(form: str) -> str:
    spaced = re.escape(form).replace(r"\ ", r"[\s-]+")
    british = re.sub(r"(met|lit)er", r"\1(?:er|re)", spaced)
    return rf"(?i:{british}s?)" if _is_word(form) else spaced


_FORMS = "|".join(_pattern_of(form) for form in sorted(_NAMES, key=len, reverse=True))
_ONE = rf"(?:{_FORMS})(?![\w²³])"
OF_BODY = r"(?:\s+(?:bw|b\.w\.|dw|ww|(?:body|dry|wet|fresh|live)[\s-]+(?:weight|wt\.?))(?!\w))"
"""What a unit of mass is of: `mg/kg bw`."""
_BODY = re.compile(rf"{OF_BODY}$")
_DIVISOR = r"(?:[A-Za-zµμ]+[²³23]?)(?![\w²³])"
"""What a unit is divided by, whatever it is: a unit that goes on is never cut."""
_PER_TIME = rf"(?:-|\s+per\s+)(?:{_TIME})(?![\w²³])"
_DIVIDED = (
    rf"(?:\s?/\s?(?:{_FORMS}|{_TIME})(?![\w²³])|/{_DIVISOR}){OF_BODY}?(?:/{_DIVISOR}{OF_BODY}?)*"
)
_PER = rf"\s+per\s+(?:{_FORMS})(?![\w²³]){OF_BODY}?"
_TERM = rf"{_ONE}{OF_BODY}?(?:(?:{_DIVIDED}|{_PER})(?:{_PER_TIME})?)?"
_NUMBER = r"[-−]?\$?\d[\d,]*(?:\.\d+)?"
_OTHER_NUMBERS = (
    rf"(?:(?:,\s+{_NUMBER})*,?\s*(?:\b(?:and|or|to|through|by)\b|[-–×x±])\s*{_NUMBER})?"
)
"""Further numbers of a list or a range, whose unit is printed once: `10, 20 and 30 mg/L`."""
_BEHIND = re.compile(rf"(?:{_OTHER_NUMBERS}|(?<=[a-z])\s+of)[\s-]*(?P<unit>{_TERM})")
_ALONE = re.compile(_TERM)
_WITHIN = re.compile(rf"(?<!\w){_TERM}")
_MAGNITUDE = r"(?:in\s)?(?:(?:thousand|million|billion)s?\s(?:of\s)?)?"
_IN_HEADER = re.compile(
    rf"[(\[]{_MAGNITUDE}(?P<bracketed>{_TERM})[)\]]|(?:,\s|\bin\s){_MAGNITUDE}(?P<last>{_TERM})$"
)


def unit_of_measure(text: str, end: int) -> UnitOfMeasure | None:
    """The unit of measure behind the number that ends at `end` of a text, or None.

    >>> unit_of_measure("910 pg/L of it", 3)
    UnitOfMeasure(name='picogram/liter', printed='pg/L', decides=True)
    """
    match = _BEHIND.match(text, end)
    return None if match is None else _named(match["unit"])


def unit_named(words: str) -> UnitOfMeasure | None:
    """The unit of measure that words are as a whole, or None.

    >>> unit_named("square miles").name, unit_named("cases")
    ('square mile', None)
    """
    match = _ALONE.fullmatch(words.strip())
    return None if match is None else _named(match[0])


def unit_in_header(words: str) -> UnitOfMeasure | None:
    """The unit of measure that a header or a label states: alone, in brackets, or at its end behind "in" or a comma.

    >>> unit_in_header("Burned area (thousand acres)").name, unit_in_header("Acres").name
    ('acre', 'acre')
    """
    match = _IN_HEADER.search(" ".join(words.split()))
    if match is not None:
        return _if_decided(_named(match["bracketed"] or match["last"]))
    alone = unit_named(words)
    is_clear = alone is not None and (_is_word(alone.printed.lower()) or alone.is_quotient)
    return _if_decided(alone) if is_clear else None


def _if_decided(unit: UnitOfMeasure | None) -> UnitOfMeasure | None:
    return unit if unit is not None and unit.decides else None


def is_named_in(unit: UnitOfMeasure, words: str) -> bool:
    """Whether words have a unit in any of its forms: `thousand acres`."""
    return unit.printed in words or any(
        _named(found[0]).name == unit.name for found in _WITHIN.finditer(words)
    )


@cache
def _named(printed: str) -> UnitOfMeasure:
    parts = re.split(r"\s?/\s?|\s+per\s+", " ".join(printed.split()))
    is_known = len(parts) == 1 or _name_of_part(parts[1]) or re.fullmatch(_TIME, parts[1])
    names = [_name_of_part(part) for part in parts]
    whole = _name(" ".join(printed.split()))
    name = "/".join(name or part for name, part in zip(names, parts, strict=True))
    doubtful = (len(parts) == 1 or not is_known) and not AMBIGUOUS.isdisjoint(
        {parts[0], parts[0].lower().removesuffix("s")}
    )
    return UnitOfMeasure(whole or name, printed, not doubtful)


def _name_of_part(part: str) -> str | None:
    """The name of a unit, with what it is of as printed: `kilogram bw`."""
    body = _BODY.search(part)
    name = _name(part[: body.start()] if body else part)
    return f"{name}{body[0]}" if name and body else name


def _name(form: str) -> str | None:
    """The name of the unit of which this is a form, in the plural or not, in any case where it is words."""
    if form in _NAMES:
        return _NAMES[form]
    words = re.sub(r"(met|lit)re", r"\1er", re.sub(r"[\s-]+", " ", form.lower()))
    for known in (form.removesuffix("s"), words, words.removesuffix("s"), words.replace(" ", "-")):
        if known in _NAMES:
            return _NAMES[known]
    return _NAMES.get(words.removesuffix("s").replace(" ", "-"))
