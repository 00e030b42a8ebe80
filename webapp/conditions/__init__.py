"""The follow-up of conditions: answers of the departments, findings of the center."""

from webapp.conditions.views import blueprint

__all__ = ["blueprint"]
