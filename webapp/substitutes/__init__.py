"""Substitutes and what they do in the name of others."""

from webapp.substitutes.views import blueprint

__all__ = ["blueprint"]
