"""The search: one box over everything that was written about the items one may see."""

from webapp.search.views import blueprint

__all__ = ["blueprint"]
