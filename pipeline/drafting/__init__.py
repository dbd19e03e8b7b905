"""Drafts of what a person would enter: proposals read out of a document, which a person confirms or corrects.

Nothing that is published imports this room, and nothing here is published unread.
"""
