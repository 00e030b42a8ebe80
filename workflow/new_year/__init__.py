"""A fiscal year is prepared from the one before: whatever it lacks, with days moved on."""

from workflow.new_year.carrying import Proposal
from workflow.new_year.preparing import Preparation, prepare, proposal

__all__ = ["Preparation", "Proposal", "prepare", "proposal"]
