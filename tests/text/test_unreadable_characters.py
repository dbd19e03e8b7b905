"""Every character that no printed text has, by kind: the first and the last of each range, and those beside them."""

import pytest

from pipeline.text.unreadable_characters import unreadable_characters

UNREADABLE = {
    "a control character": "\x00\x08\x0b\x0e\x1f\x7f\x9f",
    "a non-character": "\ufdd0\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    "a byte order mark": "\ufeff",
    "a replacement character": "\ufffd",
    "a character for private use": "\ue000\uf8ff",
    "a mark that changes the direction": "\u061c\u200e\u200f\u202a\u202e\u2066\u2069",
    "a line separator": "\u2028\u2029",
}


@pytest.mark.parametrize(("kind", "characters"), UNREADABLE.items())
def test_every_unreadable_character_is_named(kind, characters):
    for character in characters:
        (found,) = unreadable_characters(f"made\n3{character}0 visits")
        assert found.line == 2
        assert found.found.startswith(f"U+{ord(character):04X} is {kind}")


@pytest.mark.parametrize(
    "character", "\t\n\x0c\r ~\xa0\u200d\u202f\u2065\u206a\ufdcf\ufdf0\uf900\ufffc\U0001fffd"
)
def test_the_characters_beside_them_are_read(character):
    assert not unreadable_characters(f"3{character}0 visits")


def test_the_characters_of_a_kind_are_counted():
    found = unreadable_characters("a\x07b\n\x08c\ufffd")
    assert found[0].found.endswith("(2 in the text)")
    assert [one.line for one in found] == [1, 2]


def test_a_line_that_is_too_long_is_named_once():
    text = "x\n" + "1" * 100_000 + "\n" + "1" * 100_001 + "\n" + "1" * 200_000
    (found,) = unreadable_characters(text)
    assert (found.line, found.found) == (3, "the line has 100,001 characters")
