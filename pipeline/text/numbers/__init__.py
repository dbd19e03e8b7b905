"""The numbers in a text: from characters to values, whole or refused.

`numerals` is the entrance; the other files are what it asks, each about one way to write a number.
"""
