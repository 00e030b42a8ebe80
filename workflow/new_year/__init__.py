"""A fiscal year is prepared from the one before: whatever it lacks, with days moved on."""

from workflow.new_year.preparing import Preparation, prepare, proposal
from workflow.new_year.proposals import Proposal

__all__ = ["Preparation", "Proposal", "prepare", "proposal"]
