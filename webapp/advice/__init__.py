"""Advice of the DX promotion advisors."""

from webapp.advice.views import blueprint

__all__ = ["blueprint"]
