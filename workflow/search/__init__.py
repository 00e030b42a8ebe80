"""Finding items: by words in anything that was written about them, and by being like another."""

from workflow.search.excerpts import Part
from workflow.search.queries import Found, Hit, SearchPage, find, rebuild
from workflow.search.similar_items import Reason, SimilarItem, Why, similar
from workflow.search.similar_systems import Kind, SimilarSystem, kinds, similar_systems

__all__ = [
    "Found",
    "Hit",
    "Kind",
    "Part",
    "Reason",
    "SearchPage",
    "SimilarItem",
    "SimilarSystem",
    "Why",
    "find",
    "kinds",
    "rebuild",
    "similar",
    "similar_systems",
]
