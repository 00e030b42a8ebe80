"""Finding items, goals and undertakings: by all words written of them, by similarity."""

from workflow.search.queries import Found, Hit, SearchPage, find, rebuild
from workflow.search.reasons import Reason, Why
from workflow.search.similar_items import similar
from workflow.search.similar_systems import kinds, similar_systems
from workflow.search.whole_texts import GoalHit, UndertakingHit, find_goals, find_undertakings

__all__ = [
    "Found",
    "GoalHit",
    "Hit",
    "Reason",
    "SearchPage",
    "UndertakingHit",
    "Why",
    "find",
    "find_goals",
    "find_undertakings",
    "kinds",
    "rebuild",
    "similar",
    "similar_systems",
]
