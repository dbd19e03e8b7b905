"""The words of increase and decrease, in every form that reports print.

Where they make a number a change, and of which sign, is in `changes`; whether two numbers are a change or a range,
in `numbers.ranges`.
"""

from pipeline.text.word_patterns import pattern_of

_FALLS = """
    contract contracts contracted contracting; curtail curtails curtailed curtailing; cut cuts cutting;
    decline declines declined declining; decrease decreases decreased decreasing;
    diminish diminishes diminished diminishing; dip dips dipped dipping; down; drop drops dropped dropping;
    lose loses lost losing loss losses; lowered lowering; plummet plummets plummeted plummeting;
    plunge plunges plunged plunging; recede recedes receded receding; reduce reduces reduced reducing
    reduction reductions; shrink shrinks shrank shrunk shrinking; sink sinks sank sunk sinking; slash slashes slashed
    slashing; slid sliding; slip slips slipped slipping; slowed slowing; slump slumps slumped slumping;
    trim trims trimmed trimming; tumble tumbles tumbled tumbling
"""
_RISES = """
    advanced; boost boosts boosted boosting; climb climbs climbed climbing; expand expands expanded expanding;
    gain gains gained gaining; grow grows grew grown growing growth; increase increases increased increasing;
    jump jumps jumped jumping; raise raises raised raising; rise rises rose risen rising; soar soars soared soaring;
    surge surges surged surging; swell swells swelled swollen
"""
_OTHER_CHANGES = """
    change changes changed changing; correct corrects corrected correcting; double doubles doubled doubling;
    edge edges edged edging; fall falls fell fallen falling; go goes went gone going; improve improves improved
    improving; lower lowers; move moves moved moving; revise revises revised revising; shift shifts shifted shifting;
    update updates updated updating; worsen worsens worsened worsening
"""
_FALL_NOUNS = """
    below cut cuts decline declines decrease decreases dip dips drop drops fall falls fewer less loss losses lower
    reduction reductions smaller under
"""
_RISE_NOUNS = "above expansion gain gains greater growth higher increase increases jump jumps larger more rise rises surge surges"


def _words(table: str) -> list[str]:
    return table.replace(";", " ").split()


FALL = rf"(?:{pattern_of(_words(_FALLS))}|(?:fell|fall(?:s|en|ing)?)(?!\s+short)|(?:lower|fewer)(?=\s+by\b))"
"""A word that says that something fell; "fell short" and "lower" without "by" are none."""
RISE = rf"(?:{pattern_of(_words(_RISES))}|(?<!make )(?<!makes )(?<!made )(?<!making )up|higher(?=\s+by\b))"
"""A word that says that something rose; "made up" is none."""
FALL_NOUN = pattern_of(_words(_FALL_NOUNS))
RISE_NOUN = pattern_of(_words(_RISE_NOUNS))
"""Words right behind a percentage that make it a change: "a 12 percent decline", "12 percent more"."""
CHANGE = pattern_of(_words(_FALLS) + _words(_RISES) + _words(_OTHER_CHANGES))
"""Any word that something is another than before."""
NEAR_CHANGE = pattern_of(
    {
        *_words(_FALLS),
        *_words(_RISES),
        *_words(_OTHER_CHANGES),
        *_words(_FALL_NOUNS),
        *_words(_RISE_NOUNS),
        "up",
        "short",
        "off",
    }
)
"""All words of this file, in small letters: without one of them nothing has changed."""
