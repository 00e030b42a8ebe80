"""A person's calendar for other programs."""

from webapp.feeds.views import blueprint

__all__ = ["blueprint"]
