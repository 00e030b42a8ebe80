"""The DX goals and the year's schedule."""

from webapp.plans.views import blueprint

__all__ = ["blueprint"]
