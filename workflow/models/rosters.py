"""Lists of people that were brought in."""

from workflow.models.staged import StagedFile


class StagedRoster(StagedFile):
    """A list of people that one administrator brought in."""

    __tablename__ = "staged_rosters"
