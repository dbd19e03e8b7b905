"""The package → pages for people: a static site that needs no server and, but for search and sorting, no script.

What is published is read from the package and its texts, of a project or of a release alike; nothing is computed here
that the package states. Which pages there are is written once, in `pages`; the address of each, in `addresses`.
"""
