"""`python -m pipeline.cli` is the command `oversight`."""

from pipeline.cli import main

main()
