"""One action on many items, and what became of each."""

from webapp.bulk.views import blueprint

__all__ = ["blueprint"]
