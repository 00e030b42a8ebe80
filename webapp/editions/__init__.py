"""Frozen editions of the papers of a year: the goals, their progress and matrix, 資料1-3."""
