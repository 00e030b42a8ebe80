"""Figures of cycles and meetings with their charts, and of the running program."""

from workflow.statistics.figures import Figures, figures

__all__ = ["Figures", "figures"]
