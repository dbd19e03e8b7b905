"""A developer's tool: wrong entries and damaged texts on purpose, to see what `oversight check` refuses.

`python -m campaign` (`make campaign`) changes the real corpus one field at a time and writes docs/campaign.md;
`python -m campaign.mutate` changes the code and names the changes that the tests do not notice. Nothing in
the pipeline imports this package, and it is not part of what is installed.
"""
