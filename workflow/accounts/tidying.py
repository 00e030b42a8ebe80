"""What a job does now and then: old lines go, and whoever was switched off stays signed out."""

from sqlalchemy import delete, or_, select, update

from workflow.accounts.rules import GROWS_FOR, Rules
from workflow.models import AttemptCount, Person, SecurityEvent, SignInSession
from workflow.values.accounts import SessionEnd
from workflow.work import Work


def tidy(work: Work, rules: Rules) -> None:
    """Remove what is older than the operator wants, and counts that matter no more.

    Sessions of people who may not sign in open nothing already; here they end, so that nobody
    who is switched on again finds themselves signed in.
    """
    _end_of_switched_off(work)
    before = work.real_now - rules.log_kept
    counted = work.real_now - GROWS_FOR
    for old in (
        delete(SecurityEvent).where(SecurityEvent.at < before),
        delete(SignInSession).where(
            SignInSession.begun_at < min(before, work.real_now - rules.longest)
        ),
        delete(AttemptCount).where(
            AttemptCount.begun_at < counted,
            or_(AttemptCount.locked_until.is_(None), AttemptCount.locked_until < counted),
        ),
    ):
        work.session.execute(old)


def _end_of_switched_off(work: Work) -> None:
    gone = select(Person.id).where(~Person.active)
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.ended_at.is_(None), SignInSession.person_id.in_(gone))
        .values(ended_at=work.real_now, why_ended=SessionEnd.SWITCHED_OFF)
    )
