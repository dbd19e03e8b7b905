"""The colors of pictures: Okabe and Ito's, which color-blind readers tell apart, and the site's own for the rest."""

FIRST = "#0072b2"
SECOND = "#d55e00"
INK = "#1d1c1a"
QUIET = "#5c5951"
RULE = "#dcd8cc"
RAISED = "#f5f3ec"
PAPER = "#fffefb"

VARIABLES = {
    FIRST: "--picture-first",
    SECOND: "--picture-second",
    INK: "--ink",
    QUIET: "--quiet",
    RULE: "--rule",
    RAISED: "--raised",
    PAPER: "--paper",
}
"""The variable of the style that has each color: in a page a picture takes it, so that it is dark where the page is."""
