"""Many at once: real threads on real databases; one wins, the others are told."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from tests.support.ledger import ledger_breaks
from tests.support.units import do
from workflow import items
from workflow.values.errors import (
    ActionNotPossible,
    ContentChanged,
    DuplicateItem,
    Refusal,
    SomeoneElseActedFirst,
)

pytestmark = pytest.mark.both_databases

THREADS = 8


def at_once(task: Callable[[int], object]) -> list[object]:
    """Run `task` in eight threads that start together; what each gave, or its refusal."""
    start = Barrier(THREADS)

    def run(number: int) -> object:
        start.wait()
        try:
            return task(number)
        except Refusal as refusal:
            return type(refusal)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def successes(answers: list[object]) -> list[object]:
    return [answer for answer in answers if not isinstance(answer, type)]


def test_of_many_who_act_at_once_exactly_one_wins_and_the_others_hear_of_it(office):
    item_id = office.an_item("submitted")
    seen = office.row(item_id).content_hash
    people = [office.person(login) for login in ("reviewer", "reviewer2")] * (THREADS // 2)

    answers = at_once(lambda n: office.engine.perform(item_id, "receive", people[n], seen, str(n)))

    assert len(successes(answers)) == 1, Counter(answers)
    # The winner's own other hands are told that it is done; everybody else, who did it.
    assert Counter(answers)[SomeoneElseActedFirst] == THREADS // 2
    assert Counter(answers)[ActionNotPossible] == THREADS // 2 - 1
    assert [entry.action for entry in office.entries(item_id)] == ["create", "submit", "receive"]
    assert ledger_breaks(office.engine) == ()


def test_one_order_delivered_many_times_at_once_gives_every_time_the_same_receipt(office):
    item_id = office.an_item("submitted")
    seen, reviewer = office.row(item_id).content_hash, office.person("reviewer")

    answers = at_once(lambda _: office.engine.perform(item_id, "receive", reviewer, seen, key="k"))

    assert len(set(answers)) == 1
    assert len(successes(answers)) == THREADS
    assert len(office.entries(item_id)) == 3


def test_one_draft_created_many_times_at_once_with_one_key_is_one_draft(office):
    sheet = office.a_sheet()
    office.person("officer")

    answers = at_once(lambda _: office.a_draft(sheet, key="k"))

    assert len(successes(answers)) == THREADS, Counter(map(str, answers))
    assert len(set(answers)) == 1
    assert office.count_items() == 1


def test_drafts_of_one_name_created_at_once_become_one(office):
    sheet = office.a_sheet()
    office.person("officer")

    answers = at_once(lambda _: office.a_draft(sheet))

    assert len(successes(answers)) == 1
    assert set(answers) - set(successes(answers)) <= {DuplicateItem, SomeoneElseActedFirst}
    assert office.count_items() == 1


def test_writing_one_draft_at_once_keeps_one_text_and_tells_the_others(office):
    sheet = office.a_sheet()
    item_id = office.an_item("draft", sheet)
    seen, officer = office.row(item_id).content_hash, office.person("officer")

    answers = at_once(
        lambda n: do(
            office.engine,
            officer,
            items.save,
            item_id=item_id,
            sheet=replace(sheet, summary=str(n)),
            seen=seen,
        )
    )

    assert len(successes(answers)) == 1
    assert set(answers) - set(successes(answers)) <= {ContentChanged, SomeoneElseActedFirst}
    assert office.row(item_id).content_hash == successes(answers)[0]


def test_different_items_move_side_by_side(office):
    ids = [office.an_item("submitted") for _ in range(THREADS)]
    office.person("reviewer")

    answers = at_once(lambda n: office.act(ids[n], "receive", "reviewer"))

    assert len(successes(answers)) == THREADS
    assert ledger_breaks(office.engine) == ()
