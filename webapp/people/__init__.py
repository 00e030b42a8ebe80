"""People and their mail addresses."""

from webapp.people.views import blueprint

__all__ = ["blueprint"]
