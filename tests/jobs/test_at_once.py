"""Moves and mails at the same time: neither waits for the other in a circle."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.ledger import ledger_breaks
from tests.support.units import somebody_may_be_quicker
from workflow.values.errors import Refusal, WaitedInACircle

pytestmark = pytest.mark.both_databases

ROUNDS = 15


def test_moves_and_mails_at_once_never_wait_for_each_other_in_a_circle(office, job_context):
    items = [office.an_item("submitted") for _ in range(4)]
    people = [office.person(login).person_id for login in ("reviewer", "reviewer2", "officer")]

    def move(item_id: int) -> None:
        for turn in range(ROUNDS):
            with somebody_may_be_quicker():
                office.act(item_id, ("pull_back", "submit")[turn % 2], "officer")

    def tell(item_id: int) -> None:
        for _ in range(ROUNDS):
            job_context.announce(item_id, office.row(item_id).ledger_length)

    def mail(person_id: int) -> None:
        for turn in range(ROUNDS):
            job_context.compose(person_id, f"{person_id}-{turn}")

    with ThreadPoolExecutor(16) as pool:
        done = [pool.submit(move, item_id) for item_id in items]
        done += [pool.submit(tell, item_id) for item_id in items]
        done += [pool.submit(mail, person_id) for person_id in people * 2]
        failures = [one.exception() for one in done]

    assert [one for one in failures if one and is_no_answer(one)] == []
    assert ledger_breaks(office.engine) == ()


def is_no_answer(failure: BaseException) -> bool:
    """Whether it is more than the answer that somebody else was quicker."""
    return isinstance(failure, WaitedInACircle) or not isinstance(failure, Refusal)
