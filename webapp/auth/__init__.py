"""Signing in and out."""

from webapp.auth.views import blueprint

__all__ = ["blueprint"]
