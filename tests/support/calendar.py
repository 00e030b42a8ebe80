"""What the secretariat types into the calendar in tests, and what it finds there."""

from dataclasses import replace
from datetime import date

from tests.support.office import SEPTEMBER, Office
from workflow import calendar
from workflow.calendar import (
    ChangeView,
    CycleCard,
    CycleDraft,
    MeetingCard,
    MeetingDraft,
    SessionDraft,
)
from workflow.undertakings import RowDraft

MAY = CycleDraft(
    fiscal_year=2022,
    budget_year=2022,
    kind="05",
    process_name="standard",
    opens_on=date(2022, 4, 11),
    submission_deadline=date(2022, 5, 13),
    review_deadline=date(2022, 5, 20),
)
MAINTAINER = "secretariat"
"""Who changes the calendar."""

MEETING = MeetingDraft(5, date(2022, 3, 25), (SEPTEMBER,))
SESSION = SessionDraft("第2四半期評価", date(2021, 9, 3), (SEPTEMBER,))
ROW = RowDraft("若手・中堅職員WG", "", False, ((), (), (), ()))


def log(office: Office) -> tuple[ChangeView, ...]:
    """What was changed, the newest first."""
    return office.look(MAINTAINER, calendar.board, 2021).changes


def card(office: Office, cycle_id: str = SEPTEMBER) -> CycleCard:
    """A cycle as it is shown to be changed."""
    return office.look(MAINTAINER, calendar.cycle_card, cycle_id)


def meeting_card(office: Office, meeting_id: int) -> MeetingCard:
    """A meeting as it is shown to be changed."""
    return office.look(MAINTAINER, calendar.meeting_card, meeting_id)


def draft_of(one: CycleCard, **changes: object) -> CycleDraft:
    """A cycle as it is, typed again with `changes`."""
    view = one.view
    draft = CycleDraft(
        view.fiscal_year, view.budget_year, view.id.partition("-")[2], view.process_name,
        view.opens_on, view.submission_deadline, view.review_deadline,
    )  # fmt: skip
    return replace(draft, **changes)
