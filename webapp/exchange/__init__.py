"""Workbooks: the template out, lists and files in."""

from webapp.exchange.views import blueprint

__all__ = ["blueprint"]
