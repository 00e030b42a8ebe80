"""Frozen editions: kept by their SHA-256, numbered, proved; and those of the papers of a year."""

from workflow.editions.keeping import may_read
from workflow.editions.policy import FREEZERS, READERS, NothingChanged, may_freeze
from workflow.editions.year_papers import KINDS, freeze, newest
from workflow.editions.year_queries import content_of, of_year, one, verify_years, year_file

__all__ = [
    "FREEZERS",
    "KINDS",
    "READERS",
    "NothingChanged",
    "content_of",
    "freeze",
    "may_freeze",
    "may_read",
    "newest",
    "of_year",
    "one",
    "verify_years",
    "year_file",
]
