"""Pictures for people who look rather than read: Vega-Lite through Altair, drawn as SVG when the site is made.

A kind of picture is a module: `bars`, `series`, `relations`. What is drawn, with which words and links, is a `Picture`;
`drawing` alone knows vl-convert, `svg` alone writes what a page contains of its output. No module names a report.
"""
