"""What a new office may begin with: lists, fields of the sheet, and the calendar of its year."""

from workflow.standard_set.lines import Part
from workflow.standard_set.putting import proposal, put, put_all

__all__ = ["Part", "proposal", "put", "put_all"]
