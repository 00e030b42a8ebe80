"""Finding items and goals: by words in anything that was written about them, and by likeness."""

from workflow.search.excerpts import Part
from workflow.search.goals import GoalHit, find_goals
from workflow.search.queries import Found, Hit, SearchPage, find, rebuild
from workflow.search.similar_items import Reason, SimilarItem, Why, similar
from workflow.search.similar_systems import Kind, SimilarSystem, kinds, similar_systems

__all__ = [
    "Found",
    "GoalHit",
    "Hit",
    "Kind",
    "Part",
    "Reason",
    "SearchPage",
    "SimilarItem",
    "SimilarSystem",
    "Why",
    "find",
    "find_goals",
    "kinds",
    "rebuild",
    "similar",
    "similar_systems",
]
