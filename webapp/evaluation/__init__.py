"""The evaluators' queue."""

from webapp.evaluation.views import blueprint

__all__ = ["blueprint"]
