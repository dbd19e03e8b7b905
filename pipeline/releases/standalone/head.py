"""Verify a release of Oversight Figures with Python 3.9 or newer: nothing to install, no network.

A release promises to be reproducible, well formed, accounted for, traceable, checked and honest. Here each
promise is checked as far as the release's own files show it. What remains
unproved is listed; what needs more than Python's standard library is left to the command `oversight verify`,
which uses the same code.
"""

from __future__ import annotations  # needs Python 3.9 or newer

import sys

NEEDED: tuple[int, int] = (3, 9)  # needs Python 3.9 or newer
if sys.version_info < NEEDED:
    sys.exit(f"verify.py needs Python 3.9 or newer; this is Python {sys.version.split()[0]}.")
