"""Whoever only reads, as the headquarters' members do, is told that its results are frozen."""

from typing import Final

from sqlalchemy import false, true

from workflow.editions.policy import may_read
from workflow.models import ReportEdition
from workflow.notices import kinds, notify
from workflow.people.holding import active_holders
from workflow.values.vocabulary import Role
from workflow.work import Work

FROZEN: Final = "results_frozen"

kinds.register(frozenset({FROZEN}), lambda actor: false() if may_read(actor) else true())
kinds.register_pages({FROZEN: ("headquarters/", "reports/{of}")})


def tell_of_results(work: Work, edition: ReportEdition) -> None:
    """Notify every viewer of an edition of the results; never who froze it."""
    by, mark = edition.frozen_by, f"{edition.meeting_id}/{edition.stage}/{edition.number}"
    readers = active_holders(work, Role.VIEWER) - {by}
    notify.add_notices(work, None, readers, FROZEN, mark, work.now, by=by)
