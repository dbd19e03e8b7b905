"""Ways to enter a field wrongly: from the value as it is to values that it must not be.

A maker takes a place in a file and gives pairs: a few words that name the change, and the edits that make it.
Choices among many are made by a hash of the place, so that every run makes the same changes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from campaign.edits import Drop, Edit, Files, Put, Steps
from pipeline.text.numbers.numerals import find_numerals


@dataclass(frozen=True)
class Site:
    """A place in a file, and the value there."""

    files: Files
    file: str
    path: Steps
    value: Any

    @property
    def key(self) -> Any:
        """The last step of the path: the field's name, or an index."""
        return self.path[-1]

    def others(self) -> Iterator[Any]:
        """The values of the same field in the other entries of the list, from the next on; None where one has none."""
        at = max((i for i, step in enumerate(self.path) if isinstance(step, int)), default=None)
        if at is None:
            return
        items = self.files.value(self.file, self.path[:at])
        index = self.path[at]
        assert isinstance(index, int)
        for by in range(1, len(items)):
            other = (*self.path[:at], (index + by) % len(items), *self.path[at + 1 :])
            try:
                yield self.files.value(self.file, other)
            except (KeyError, IndexError, TypeError):
                yield None


class Made(NamedTuple):
    """A change of a place: what is there now, in words, and the edits."""

    now: str
    edits: tuple[Edit, ...]


Maker = Callable[[Site], Iterator[Made]]


def put(site: Site, value: Any, now: str | None = None) -> Made:
    """Another value at the place."""
    return Made(now or shown(value), (Put(site.file, site.path, value),))


def shown(value: Any) -> str:
    """A value in a few characters."""
    if isinstance(value, dict):
        return "(the entry)"
    text = "null" if value is None else str(value)
    return text if len(text) <= 72 else f"{text[:48]} … {text[-20:]}"


def chosen(site: Site, choices: Iterable[Any], number: int, salt: str = "") -> list[Any]:
    """So many of the choices that are not the value itself, always the same for a place."""
    others = [choice for choice in dict.fromkeys(choices) if choice != site.value]
    seed = f"{site.file} {site.path} {salt}"

    def rank(choice: Any) -> str:
        return hashlib.sha256(f"{seed} {choice}".encode()).hexdigest()

    return sorted(others, key=rank)[:number]


def one_of(choices: Sequence[Any], number: int = 99) -> Maker:
    """Others of a closed list."""

    def make(site: Site) -> Iterator[Made]:
        for choice in chosen(site, choices, number):
            yield put(site, choice)

    return make


def dropped(site: Site) -> Iterator[Made]:
    """The field is left out."""
    yield Made("(left out)", (Drop(site.file, site.path),))


def number(site: Site) -> Iterator[Made]:
    """Another last digit, another first digit, two digits exchanged, ten times as much."""
    if isinstance(site.value, bool) or not isinstance(site.value, int | Decimal):
        return
    text = str(site.value)
    last, first = (int(text[-1]) + 1) % 10, int(text.lstrip("-")[0]) % 9 + 1
    forms = [text[:-1] + str(last), text.replace(text.lstrip("-")[0], str(first), 1)]
    forms += [text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)]
    kept = dict.fromkeys(form for form in forms if form != text and form[0] not in "0.")
    for form in [*list(kept)[:3], str(site.value * 10)]:
        yield put(site, Decimal(form) if "." in form else int(form))


def smaller_or_larger(site: Site) -> Iterator[Made]:
    """One less and one more."""
    if isinstance(site.value, int) and not isinstance(site.value, bool):
        yield put(site, site.value + 1)
        if site.value > 0:
            yield put(site, site.value - 1)


def digits(site: Site) -> Iterator[Made]:
    """Another last digit of each number in the words."""
    for numeral in find_numerals(str(site.value)):
        end = numeral.start + len(numeral.token.rstrip())
        spots = [i for i in range(numeral.start, end) if str(site.value)[i].isdecimal()]
        if spots:
            at, text = spots[-1], str(site.value)
            yield put(site, f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}")


def words(site: Site) -> Iterator[Made]:
    """Another word in the middle."""
    parts = str(site.value).split(" ")
    middle = len(parts) // 2
    yield put(site, " ".join([*parts[:middle], "otherwise", *parts[middle + 1 :]]))


def shorter(site: Site) -> Iterator[Made]:
    """Without the first word, and without the last one."""
    parts = site.value.split(" ") if isinstance(site.value, str) else []
    if len(parts) > 1:
        yield put(site, " ".join(parts[1:]))
        yield put(site, " ".join(parts[:-1]))


def of_the_next(site: Site) -> Iterator[Made]:
    """What the next entry has in the same field."""
    other = next(site.others(), None)
    if other is not None and other != site.value:
        yield put(site, other)


def token(site: Site) -> Iterator[Made]:
    """Another number of the quotation, a part of the number, and more than the number."""
    quote = site.files.value(site.file, site.path[:-1]).get("quote", "")
    own = str(site.value)
    for numeral in find_numerals(quote):
        if numeral.token != own:
            yield put(site, numeral.token)
    parts = [own[1:], own[:-1]] if len(own) > 1 else []
    start = quote.find(own)
    behind = quote[start + len(own) :].split(" ")
    if start >= 0 and len(behind) > 1:
        parts.append(" ".join([own + behind[0], behind[1]]))
    for part in parts:
        if part.strip() not in ("", own):
            yield put(site, part.strip())


def renamed(site: Site) -> Iterator[Made]:
    """Another name."""
    yield put(site, f"{site.value}-x" if "-" in str(site.value) else f"{site.value}_x")


def other_hash(site: Site) -> Iterator[Made]:
    """Another hash, where there is one and where there is none."""
    yield put(site, hashlib.sha256(str(site.value).encode()).hexdigest())


def emptied(site: Site) -> Iterator[Made]:
    """Null in place of a value."""
    if site.value is not None:
        yield put(site, None)


def of_others(site: Site) -> Iterator[Made]:
    """What three other entries of the same list have in the field."""
    for value in chosen(site, (other for other in site.others() if other is not None), 3):
        yield put(site, value)


def in_place_of(site: Site) -> Iterator[Made]:
    """By type; and of a list of names, each with its neighbor's place, and without it."""
    yield from by_type(site)
    if isinstance(site.value, list) and not any(isinstance(item, dict) for item in site.value):
        for index in range(len(site.value) - 1):
            items = [*site.value]
            items[index], items[index + 1] = items[index + 1], items[index]
            yield put(site, items)
    if isinstance(site.key, int):
        yield from dropped(site)


def day(site: Site) -> Iterator[Made]:
    """The next day, and the same day a year before."""
    if isinstance(site.value, date):
        yield put(site, site.value + timedelta(1))
        yield put(site, site.value - timedelta(365))


def flipped(site: Site) -> Iterator[Made]:
    """True for false, false for true."""
    if isinstance(site.value, bool):
        yield put(site, not site.value)


def by_type(site: Site) -> Iterator[Made]:
    """What fits the type of the value: of fields that no rule of `fields` names."""
    value = site.value
    if isinstance(value, bool):
        yield from flipped(site)
    elif isinstance(value, int | Decimal):
        yield from number(site)
    elif isinstance(value, date):
        yield from day(site)
    elif isinstance(value, str):
        yield from digits(site)
        yield from words(site)


def all_of(*makers: Maker) -> Maker:
    """The changes of several makers."""

    def make(site: Site) -> Iterator[Made]:
        for maker in makers:
            yield from maker(site)

    return make
