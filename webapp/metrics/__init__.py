"""Figures for those who watch over the program, in Prometheus' format."""

from webapp.metrics.views import blueprint

__all__ = ["blueprint"]
