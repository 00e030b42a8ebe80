"""The evaluators' queue, their sheets, and the sessions in which they sit."""

from webapp.evaluation import scoring, sessions
from webapp.evaluation.views import blueprint

__all__ = ["blueprint", "scoring", "sessions"]
