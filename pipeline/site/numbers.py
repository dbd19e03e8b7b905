"""A published number as people write it."""


def number(text: str) -> str:
    """A number as people write it: groups of three digits, a true minus.

    >>> number("137000"), number("-6.3225"), number("")
    ('137,000', '−6.3225', '')
    """
    whole, point, decimals = text.removeprefix("-").partition(".")
    if not whole.isdigit():
        return text
    sign = "−" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}{point}{decimals}"
