"""Telling people that a step of an undertaking is theirs."""

from collections.abc import Set
from typing import Final

from sqlalchemy import true

from workflow.models import UndertakingStep
from workflow.notices import kinds, notify
from workflow.work import Work

STEP: Final = "undertaking_step"

kinds.register(frozenset({STEP}), lambda _actor: true())
kinds.register_pages({STEP: ("undertakings/", "undertakings/steps/{of}")})


def tell(work: Work, step: UndertakingStep, people: Set[int]) -> None:
    """Notify those who are responsible from now on; never the one who said so."""
    by = work.person.person_id
    notify.add_notices(work, None, set(people) - {by}, STEP, str(step.id), work.now, by=by)
