"""Figures: every chart with its table."""
