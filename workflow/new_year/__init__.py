"""A fiscal year is prepared from the one before: whatever it lacks, with days moved on."""

from workflow.new_year.preparing import prepare, proposal

__all__ = ["prepare", "proposal"]
