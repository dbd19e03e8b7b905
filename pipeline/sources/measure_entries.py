"""The entries of `measures.yaml` and `parties.yaml`: what figures measure, and who asserts them."""

import re
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from pipeline.sources.entries import Entry, MeasureId, Text, Wording
from pipeline.text.units.units_of_measure import PURE_NUMBER

OTHER_NAMES_OF_UNITS = {
    "persons": ("person", "people", "member"),
    "US dollars": (),
    PURE_NUMBER: (),
}
"""Units that other words name than their own: a measure has one; of money, whose sign is at the number, none."""


class MeasureEntry(Entry):
    """A thing that figures measure."""

    id: MeasureId = Field(description="The id of the measure, by which figures name it.")
    name: Text = Field(description="The name that readers see.")
    definition: Text = Field(description="One or two neutral, literal sentences.")
    unit: Text = Field(description="What a count of it counts.")
    words: Annotated[
        tuple[Wording, ...],
        Field(
            min_length=1,
            description="The wordings by which documents name it; the quotation of each figure has one. Any "
            "case, whole words; parts joined by ` … ` occur in this order, and `#` is the number itself.",
        ),
    ]

    @field_validator("definition", mode="before")
    @classmethod
    def _is_written(cls, value: object) -> object:
        if value is None or value == "":
            raise ValueError("a person writes it, in one or two neutral sentences")
        return value

    @model_validator(mode="after")
    def _names_its_unit(self) -> "MeasureEntry":
        text = " ".join((self.name, self.definition, *self.words)).casefold()
        names = OTHER_NAMES_OF_UNITS.get(self.unit, (self.unit.casefold(),))
        forms = [form for name in names for form in _singular_and_plural(name)]
        if forms and not any(_is_in(form, text) for form in forms):
            raise ValueError(
                f"neither its `name`, `definition` nor `words` name what it counts: {self.unit}"
            )
        return self


def _is_in(form: str, text: str) -> bool:
    """Whether a text has the name of a unit, as a whole word or as several."""
    ends = "" if " " in form else r"(?![\w-])"
    return re.search(rf"(?<![\w-]){re.escape(form)}{ends}", text) is not None


def _singular_and_plural(name: str) -> tuple[str, ...]:
    """A noun with and without the endings of a plural."""
    return (name, f"{name}s", f"{name}es", name.removesuffix("s"), name.removesuffix("es"))


class MeasuresFile(Entry):
    """`measures.yaml`."""

    measures: tuple[MeasureEntry, ...] = Field(
        description="What figures measure, for all documents."
    )


class PartyEntry(Entry):
    """Who may assert a number, in one spelling."""

    name: Text = Field(description="Its one spelling, with which `attributed_to` begins.")
    publisher: Text | None = Field(
        default=None, description="Its name as `source.yaml` has it, where it publishes documents."
    )


class PartiesFile(Entry):
    """`parties.yaml`."""

    parties: tuple[PartyEntry, ...] = Field(description="Who may assert a number.")
