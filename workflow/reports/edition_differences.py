"""What two editions of one stage of a report say differently."""

from dataclasses import dataclass

from workflow.documents import Amended, snapshot
from workflow.editions.keeping import EditionBroken
from workflow.reports import queries
from workflow.reports.queries import EditionView
from workflow.values.vocabulary import Stage
from workflow.work import Work


@dataclass(frozen=True)
class EditionDifference:
    """What two editions of one stage say differently."""

    before: EditionView
    after: EditionView
    rows: tuple[Amended, ...]


def compare(
    work: Work, meeting_id: int, stage: Stage, before: int, after: int
) -> EditionDifference:
    """What two editions of a stage say differently. Raises WrongRole, NotFound, EditionBroken."""
    earlier = queries.edition(work, meeting_id, stage, before)
    later = queries.edition(work, meeting_id, stage, after)
    rows = snapshot.changes(_sound_snapshot(earlier), _sound_snapshot(later))
    return EditionDifference(earlier, later, rows)


def _sound_snapshot(edition: EditionView) -> snapshot.Snapshot:
    if not edition.is_sound:
        raise EditionBroken(name=snapshot.edition_name(edition.number))
    return edition.snapshot
