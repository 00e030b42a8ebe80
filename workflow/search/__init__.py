"""Finding items: by words in anything that was written about them, and by being like another."""

from workflow.search.excerpts import Part
from workflow.search.queries import Found, Hit, SearchPage, find, rebuild
from workflow.search.similar_items import Reason, SimilarItem, Why, similar

__all__ = [
    "Found",
    "Hit",
    "Part",
    "Reason",
    "SearchPage",
    "SimilarItem",
    "Why",
    "find",
    "rebuild",
    "similar",
]
