"""The scale that the title or header of a printed table states for its numbers: "in thousands", "($ millions)", "(000)".

More wordings are read than in prose (`scales`), since a title or header that names a magnitude states a scale. What
is "per thousand" is a rate.
"""

import re
from decimal import Decimal

FACTORS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
SHORT = {"thous": 3, "k": 3, "mil": 6, "mill": 6, "mln": 6, "mn": 6, "mm": 6, "m": 6}
SHORT |= {"bil": 9, "bill": 9, "bln": 9, "bn": 9, "b": 9, "tril": 12}
MAGNITUDE = "|".join(FACTORS)
_WORD = rf"(?<!\bper )\b(?P<{{name}}>{MAGNITUDE})"
_OPEN, _CLOSE = r"[(\[]", r"[)\]]"
STATED_SCALE = re.compile(
    rf"\b(?:in|US) (?:[\w.$]+ (?:of )?)?{_WORD.format(name='in')}s?\b|"
    rf"{_OPEN}(?:[\w.$]+ )?{_WORD.format(name='alone')}s{_CLOSE}|"
    rf"\b(?:dollars|\$) ?(?:in )?{_WORD.format(name='dollars')}s\b|"
    rf"\$ ?{_WORD.format(name='sign')}s?\b|"
    rf"{_OPEN}(?:(?!per\b)[\w.$]+ )?{_WORD.format(name='short')}(?: [\w.]+){{0,2}}{_CLOSE}|"
    rf"{_WORD.format(name='many')}s\b|{_WORD.format(name='of')} dollars\b|"
    rf"\$ ?(?P<sign_short>k|mn|mm|m|bn|b)\b|{_OPEN}(?:US)?\$ ?(?P<letter>k|mn|mm|m|bn|b){_CLOSE}|"
    rf"{_OPEN}(?P<capital>(?-i:[KM])){_CLOSE}|"
    r"\b(?P<abbreviated>thous|mill?|mln|bill?|bln|tril)\. ?(?:dol|of|\$)|"
    rf"{_OPEN}(?:(?:US )?dollars )?(?:in )?\$? ?(?:in )?(?P<bracketed>thous|mill?|mln|bill?|bln|tril)\.?{_CLOSE}|"
    r"(?P<zeros>[(\[]\$?\s?,?(?:000,)?000['’]?s?[)\]]|(?<![\d,.])['’]?(?:000,)?000['’]?s?(?![\d,.])|"
    r"\$(?:000,)?000['’]?s?\b|\bin 1,?000(?:,?000)?['’]?s\b|\bin 1,000(?:,000)?\b(?! \w)|"
    r"[(\[]\$?1,000(?:,000)?['’]?s?(?: [a-z]+)?[)\]]|(?<!per )(?<!over )(?<!under )\b1,000 dollars)",
    re.IGNORECASE,
)
"""The words of a title or header that state a scale; each group but `zeros` has the word or letters for it."""


def stated_factor(text: str) -> Decimal | None:
    """By how much printed numbers are to be multiplied, as a text states; None where it states no scale, or several.

    >>> stated_factor("[In thousands (11,062.6 represents 11,062,600)"), stated_factor("dollars in millions")
    (Decimal('1000'), Decimal('1000000'))
    >>> stated_factor("rate per thousand")
    """
    powers = {_power(found) for found in STATED_SCALE.finditer(" ".join(text.split()))}
    return Decimal(10) ** powers.pop() if len(powers) == 1 else None


def _power(found: re.Match[str]) -> int:
    zeros = found["zeros"]
    if zeros is not None:
        return 3 * zeros.count("000")
    word = next(word.lower() for word in found.groupdict().values() if word)
    return FACTORS.get(word) or SHORT[word]
