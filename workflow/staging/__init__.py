"""Files that were brought in, each kept for a day for whoever brought it, until carried out."""

from workflow.staging.files import HELD_FOR, Brought, keep, own, read, settle

__all__ = ["HELD_FOR", "Brought", "keep", "own", "read", "settle"]
