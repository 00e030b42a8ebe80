"""What two editions of a stage say differently, and what the list of today does."""

from dataclasses import dataclass, replace
from datetime import datetime

from workflow.documents import Amended, report, snapshot
from workflow.documents.changed_rows import ListedRow, compared, rows_of
from workflow.documents.list_building import listing
from workflow.documents.snapshot import rows_in
from workflow.editions.keeping import EditionBroken
from workflow.items.list_views import ItemFilter
from workflow.reports import queries
from workflow.reports.queries import EditionView
from workflow.values.actor import OPERATOR
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


@dataclass(frozen=True)
class Drift:
    """How the list of today differs from the newest edition of a stage.

    `now` is the moment of the list of today, `count` and `kyen` (千円) what it comes to. For
    whoever does not see every item both sides are of the items that they see.
    """

    edition: EditionView
    now: datetime
    count: int
    kyen: int
    changes: tuple[Amended, ...]


def drifts(work: Work, meeting_id: int) -> tuple[Drift, ...]:
    """The newest sound edition of each stage beside the list of today, planned first.

    Raises WrongRole, NotFound.
    """
    newest: dict[Stage, EditionView] = {}
    for one in queries.editions(work, meeting_id):
        newest.setdefault(one.stage, one)
    return tuple(drift(work, one) for one in newest.values() if one.is_sound)


def drift(work: Work, edition: EditionView) -> Drift:
    """One sound edition beside the list of today."""
    today = _today(work, edition)
    frozen = rows_in(edition.snapshot)
    if not work.person.effective_grants.sees_everything:
        # What this person does not see now is no difference: it may be a draft again.
        hidden = _today(work.as_(OPERATOR), edition).keys() - today.keys()
        frozen = {item_id: row for item_id, row in frozen.items() if item_id not in hidden}
    return Drift(
        edition=edition,
        now=work.now,
        count=len(today),
        kyen=sum(row.entry.line.amount_kyen or 0 for row in today.values()),
        changes=compared(
            frozen, {at: _as_judged(row, frozen.get(at)) for at, row in today.items()}
        ),
    )


def _as_judged(row: ListedRow, frozen: ListedRow | None) -> ListedRow:
    """A row of today without what follows from the list itself: its item was reported since."""
    if frozen is None:
        return row
    line, before = row.entry.line, frozen.entry.line
    if not before.verdict or before.verdict != line.verdict:
        return row
    return replace(row, entry=replace(row.entry, line=replace(line, state=before.state)))


def _today(work: Work, edition: EditionView) -> dict[int, ListedRow]:
    found = report(work, ItemFilter(meeting_id=edition.meeting_id, stage=edition.stage))
    return rows_of([(row.id, row.cycle_id) for row in found.rows], listing(found))
