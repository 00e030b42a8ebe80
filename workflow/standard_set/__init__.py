"""What a new office may begin with: lists, fields of the sheet, and the calendar of its year."""

from workflow.standard_set.lines import Line, Part
from workflow.standard_set.putting import StandardSet, proposal, put, put_all

__all__ = ["Line", "Part", "StandardSet", "proposal", "put", "put_all"]
