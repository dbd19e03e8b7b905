"""Words before a number that give it its form: `Figure 2`, `section 287`, `FY 2019`, `Room 12`."""

import re

from pipeline.text.exhibit_words import EXHIBITS, PREFIX
from pipeline.text.numbers.forms import Form

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?)"
)
_LIST = r"(?:[\dA-Z][\w.]*(?:\([\da-zA-Z]{1,5}\))*\s*(?:,\s*and|,\s*or|,|and|or|to|through|[-–&])\s*){0,6}"
"""Numbers that share the word before them: `Figures 1, 2 and 3`."""
_BEFORE = re.compile(
    rf"""(?:
        (?P<date> \b{MONTH}\s+ (?:\d{{1,2}}(?:st|nd|rd|th)?[,\s]\s*){{0,2}}
          | \b{MONTH}\s+\d{{1,2}}\s*[-–]\s* | \d{{1,4}}[/]\d{{1,2}}[/] | \b\d{{4}}-\d{{2}}-
          | \b\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+ | \b\d{{1,2}}: )
        | (?P<year> \b(?:FYs?|CYs?|SYs?|F\.Y\.|(?:[Ff]iscal|[Cc]alendar|[Ss]chool|[Pp]rogram)\s+[Yy]ears?)[\s'’]*
          (?:\d{{2,4}}\s*(?:,\s*and|,\s*or|,|and|or|to|through|[-–/&])\s*){{0,6}} )
        | (?P<citation> (?:§+\*?|\b[Ss]ec\.|\b(?:[Ss]ections?|[Ss]ubsections?|[Tt]itles?|[Cc]hapters?|[Ss]ubchapters?
          |[Aa]rticles?|[Pp]arts?|[Pp]aragraphs?|[Cc]lauses?|[Rr]ules?)
          |U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?|\b(?:Public\s+Law|Pub\.\s*L\.|P\.L\.|EO|E\.O\.
          |[Dd]irective|[Pp]olicy|Order|Regulation|[Mm]emorandum|[Mm]anual|Stat\.|Fed\.\s*Reg\.|H\.R\.|Circular))
          (?:\s*\(EO\))?(?:\s+No\.|\s+[Nn]umber)?[\s*]* {_LIST} )
        | (?P<exhibit> \b{EXHIBITS}\s+(?:No\.\s*)? {_LIST} {PREFIX} )
        | (?P<recommendation> \b(?:[Rr]ecommendations?|[Ff]indings?|[Oo]bjectives?)\s+(?:No\.\s*)? {_LIST} )
        | (?P<page> \b(?:[Pp]ages?|pp?\.)\s* {_LIST} )
        | (?P<address> \b(?:Room|Rm\.|Suite|Mail\s+Stop|P\.?\s?O\.?\s+Box|Floor|STOP)\s+ )
        | (?P<name> (?:\b(?:[Nn]os?\.|[Nn]umbers?|[Vv]ersions?|v\.|[Ff]orms?|[Cc]ase|[Dd]ocket|[Pp]roject|[Rr]oute|[Ii]nterstate
          |[Hh]ighway|[Pp]hase|[Tt]ier|[Ll]evel|[Gg]rade|[Ss]tep|[Gg]roup|[Rr]egion|[Dd]istrict|Class|Type|Model|Quarter|Volume|[Vv]ol\.
          |[Cc]hannel|[Cc]olumns?|[Cc]ols?\.|[Rr]ows?|[Ll]ine|[Ii]tem|[Qq]uestion|[Nn]ote|[Ff]ootnote|Day|Week)\s*|\#\s?) {_LIST} )
    )$""",
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"(?<![\w.])([A-Za-z]+)\s{1,2}$")
LONGEST_WORD = 20
_LONGEST_NAME = 60
_NAME_START = re.compile(r"(?<!\w)[\w§#]")
_NAMING_WORDS = frozenset(
    "year years section sections subsection subsections title titles chapter chapters subchapter subchapters article "
    "articles part parts paragraph paragraphs clause clauses rule rules directive policy memorandum manual figure figures "
    "table tables exhibit exhibits chart charts map maps graph graphs appendix appendixes appendices attachment "
    "attachments enclosure enclosures box recommendation recommendations finding findings objective objectives page "
    "pages number numbers version versions form forms case docket project route interstate highway phase tier level "
    "grade step group region district channel line item question note footnote and or to through fy fys cy cys sy sys c r "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec law order eo circular regulation cfr usc stop suite room floor day week class type model "
    "quarter volume column columns row rows".split()
)
"""Words that may give the number behind them its form, alone or through a list."""
_ONE_EXHIBIT = re.compile(
    r"\b(?:figure|table|exhibit|chart|map|graph|appendix|attachment|enclosure|box)\s+[\dA-Z.]+,\s+$",
    re.IGNORECASE,
)
_YEAR_LISTED = re.compile(r"\b(?P<year>\d{4})\s*(?:,|and|or|to|through|&)+\s*$")
_ITEM_OF_WORDS = re.compile(r"[.)][ \t]+[A-Za-z“\"]")
_RUNS_ON = re.compile(
    r"\b(?:in|see|of|under|by|to|from|and|per|with|at|on)\s+(?:the\s+)?\S*(?<!s)[ \t]*\r?\n[ \t]*$",
    re.IGNORECASE,
)
"""A word of grammar before a word in the singular, which the number on the next line may name: `in Table\\n`."""
LINE_START = re.compile(r"(?:^|\n)[\s•*-]*\(?$")
_LINE_ENDS = ("\n", "\r")


def named_by(before: str, token: str, behind: str) -> Form | None:
    """The form that the word before a number gives it: `Figure 2`, `section 287`, `FY 2019`."""
    if "," in token or _is_another_word(before):
        return None
    starts = _NAME_START.finditer(before, max(0, len(before) - _LONGEST_NAME))
    named = next((found for at in starts if (found := _BEFORE.match(before, at.start()))), None)
    if named is None:
        return None
    form: Form = named.lastgroup  # type: ignore[assignment]
    if form == "exhibit" and len(token) > 2 and _ONE_EXHIBIT.search(before):
        return None  # "as figure 4 shows, 318", "in table 2, 412 cases"
    if form == "date" and named[0].rstrip(" ").endswith("\n") and behind.startswith(_LINE_ENDS):
        return None  # a number of a scale, below the names of months
    if form in ("date", "year"):
        return form if _may_be_dated(before, token) else None
    is_named = token[0].isdigit() or form in ("exhibit", "page")
    return form if is_named and not _begins_item(before, token, behind) else None


def _begins_item(before: str, token: str, behind: str) -> bool:
    """Whether it numbers an item below the word: "Recommendations\\n2. Beds"; none ends "as shown in Table\\n2. It"."""
    if not re.fullmatch(r"\d{1,2}", token) or not _ITEM_OF_WORDS.match(behind):
        return False
    return LINE_START.search(before) is not None and not _RUNS_ON.search(before)


def _may_be_dated(before: str, token: str) -> bool:
    """Whether the token may be a day or a year; "in fiscal year 2001, 318 claims" names one year."""
    if not re.fullmatch(r"\d{1,2}|\d{4}", token):
        return False
    listed = _YEAR_LISTED.search(before)
    return listed is None or len(listed["year"]) == len(token)


def _is_another_word(before: str) -> bool:
    """Whether the word before gives no number its form, as most words do."""
    word = _WORD_BEFORE.search(before, max(0, len(before) - LONGEST_WORD))
    return word is not None and word[1].lower() not in _NAMING_WORDS
