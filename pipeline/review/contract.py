"""What the pages of a review build on: its values, and the functions that give and change them."""

from pipeline.review.deciding import decide, preview, review_of, undo
from pipeline.review.values import (
    ACTIONS,
    Action,
    Decided,
    Decider,
    Decision,
    Item,
    LineBox,
    Place,
    RelationItem,
    Review,
    ReviewedPage,
    as_json,
)

__all__ = [
    "ACTIONS",
    "Action",
    "Decided",
    "Decider",
    "Decision",
    "Item",
    "LineBox",
    "Place",
    "RelationItem",
    "Review",
    "ReviewedPage",
    "as_json",
    "decide",
    "preview",
    "review_of",
    "undo",
]
