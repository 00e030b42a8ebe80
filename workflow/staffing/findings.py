"""What lacked people yesterday, so that administrators are told of what is new, and no more."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select, update

from workflow.models import Person, StaffingFinding
from workflow.notices import kinds, notify
from workflow.people.holding import holders
from workflow.staffing import items, sessions
from workflow.staffing.policy import ADMINISTRATORS
from workflow.work import Work


def tell(work: Work) -> tuple[notify.Recipient, ...]:
    """Keep what lacks people now, and tell the administrators where it is more; gives whom to mail.

    It may run as often as one likes.
    """
    now = {f"item/{one.id}" for one in items.found(work)}
    now |= {f"session/{one.id}" for one in sessions.found(work)}
    known = set(since(work))
    work.session.execute(
        update(StaffingFinding)
        .where(StaffingFinding.gone_on.is_(None), StaffingFinding.subject.in_(known - now))
        .values(gone_on=work.today)
    )
    new = sorted(now - known)
    work.session.add_all(StaffingFinding(subject=one, found_on=work.today) for one in new)
    if not new:
        return ()
    of_today = select(func.count()).where(StaffingFinding.found_on == work.today)
    mark = f"{work.today.isoformat()}.{work.session.scalar(of_today)}"
    held = holders(work.today, *ADMINISTRATORS)
    people = set(work.session.scalars(select(Person.id).where(Person.active, Person.id.in_(held))))
    return notify.add_notices(work, None, people, kinds.UNATTENDED, mark, work.now)


def since(work: Work) -> Mapping[str, date]:
    """Since which morning each thing is known to lack people: `item/12`, `session/3`."""
    query = select(StaffingFinding).where(StaffingFinding.gone_on.is_(None))
    return {one.subject: one.found_on for one in work.session.scalars(query)}
