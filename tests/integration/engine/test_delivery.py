"""Delivered twice, by two at once, or on what has changed: one move happens, or none."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from workflow.errors import (
    ActionNotPossible,
    ContentChanged,
    DuplicateItem,
    InputRefused,
    KeyReused,
    NotFound,
    Refusal,
    SomeoneElseActedFirst,
)
from workflow.sheet import Sheet

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


def test_the_same_key_twice_gives_the_first_receipt_and_one_entry(office):
    item_id = office.an_item("submitted")
    first = office.act(item_id, "receive", "reviewer", key="k1")
    office.act(item_id, "approve", "reviewer")

    assert office.act(item_id, "receive", "reviewer", key="k1") == first
    assert [entry.action for entry in office.entries(item_id)].count("receive") == 1


def test_a_key_is_good_for_one_order_of_one_person_only(office):
    item_id, other = office.an_item("submitted"), office.an_item("submitted")
    office.act(item_id, "receive", "reviewer", key="k1")
    written = office.count_entries()

    for attempt in (
        lambda: office.act(other, "receive", "reviewer", key="k1"),
        lambda: office.act(item_id, "approve", "reviewer", key="k1"),
        lambda: office.act(item_id, "receive", "reviewer2", key="k1"),
        lambda: office.act(item_id, "receive", "reviewer", key="k1", note="otherwise"),
        lambda: office.a_draft(key="k1"),
    ):
        with pytest.raises(KeyReused):
            attempt()
    assert office.count_entries() == written


def test_a_refused_order_uses_no_key_up(office):
    item_id = office.an_item("draft", Sheet())
    sheet = office.a_sheet()
    with pytest.raises(Refusal):
        office.act(item_id, "submit", "officer", key="k1")
    office.engine.save_draft(
        item_id, sheet, office.person("officer"), office.row(item_id).content_hash
    )

    assert office.act(item_id, "submit", "officer", key="k1").state == "submitted"


def test_a_draft_created_twice_with_one_key_is_one_draft(office):
    sheet = office.a_sheet()
    first = office.a_draft(sheet, key="k1")

    assert office.a_draft(sheet, key="k1") == first
    assert office.count_items() == 1
    with pytest.raises(KeyReused):
        office.a_draft(office.a_sheet(), key="k1")


@pytest.mark.parametrize("key", ["k" * 81, "a\x00b", "a\nb", "\ud800"])
def test_what_is_no_key_is_refused(shared_office, key):
    item_id = shared_office.an_item("submitted")

    with pytest.raises(InputRefused) as refused:
        shared_office.act(item_id, "receive", "reviewer", key=key)

    assert [problem.field for problem in refused.value.problems] == ["key"]


def test_submitting_twice_without_a_key_is_refused_the_second_time(office):
    item_id = office.an_item("submitted")

    with pytest.raises(ActionNotPossible):
        office.act(item_id, "submit", "officer")
    assert office.row(item_id).round == 1


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 10**30])
def test_an_item_that_cannot_exist_is_not_found(shared_office, number):
    officer = shared_office.person("officer")
    engine = shared_office.engine
    for attempt in (
        lambda: engine.perform(number, "submit", officer, None),
        lambda: engine.save_draft(number, Sheet(), officer, ""),
        lambda: engine.item(number, officer),
        lambda: engine.changes(number, 1, 2, officer),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("action", ["", "\ud800", "\x00", "a" * 1000, "SUBMIT"])
def test_what_is_no_action_is_refused(shared_office, action):
    item_id = shared_office.an_item("draft")

    with pytest.raises(Refusal):
        shared_office.act(item_id, action, "officer")


# ------------------------------------------------------------------- two at once


def test_of_many_who_act_at_once_exactly_one_wins(office):
    item_id = office.an_item("submitted")
    seen = office.row(item_id).content_hash
    people = [office.person(login) for login in ("reviewer", "reviewer2")]

    answers = at_once(
        lambda n: office.engine.perform(item_id, "receive", people[n % 2], seen, str(n))
    )

    assert len(successes(answers)) == 1, Counter(answers)
    losers = {answer for answer in answers if isinstance(answer, type)}
    assert losers <= {SomeoneElseActedFirst, ActionNotPossible}
    assert [entry.action for entry in office.entries(item_id)] == ["create", "submit", "receive"]
    assert office.engine.verify_ledger() == ()


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
        lambda n: office.engine.save_draft(item_id, replace(sheet, summary=str(n)), officer, seen)
    )

    assert len(successes(answers)) == 1
    assert set(answers) - set(successes(answers)) <= {ContentChanged, SomeoneElseActedFirst}
    assert office.row(item_id).content_hash == successes(answers)[0]


def test_different_items_move_side_by_side(office):
    ids = [office.an_item("submitted") for _ in range(THREADS)]
    office.person("reviewer")

    answers = at_once(lambda n: office.act(ids[n], "receive", "reviewer"))

    assert len(successes(answers)) == THREADS
    assert office.engine.verify_ledger() == ()


# ------------------------------------------------------------- on what was seen


@pytest.mark.parametrize(
    ("state", "action", "by"),
    [
        ("under_review", "approve", "reviewer"),
        ("reviewed", "evaluate", "evaluator"),
        ("evaluated", "report", "secretariat"),
    ],
)
@pytest.mark.parametrize("seen", [None, "", "0" * 64])
def test_nobody_agrees_to_what_they_have_not_seen(shared_office, state, action, by, seen):
    item_id = shared_office.an_item(state)

    with pytest.raises(ContentChanged):
        shared_office.act(item_id, action, by, seen=seen)

    assert shared_office.row(item_id).state == state


def test_what_was_seen_counts_for_every_action_that_says_it(shared_office):
    item_id = shared_office.an_item("submitted")

    with pytest.raises(ContentChanged):
        shared_office.act(item_id, "receive", "reviewer", seen="0" * 64)
    assert shared_office.act(item_id, "receive", "reviewer", seen=None).state == "under_review"


def test_a_reviewer_does_not_approve_a_text_that_was_corrected_meanwhile(office):
    sheet = office.a_sheet()
    item_id = office.an_item("under_review", sheet)
    seen = office.row(item_id).content_hash
    office.act(item_id, "send_back", "reviewer")
    corrected = replace(sheet, amount_kyen=1)
    office.engine.save_draft(item_id, corrected, office.person("officer"), seen)
    office.act(item_id, "submit", "officer")
    office.act(item_id, "receive", "reviewer")

    with pytest.raises(ContentChanged):
        office.act(item_id, "approve", "reviewer", seen=seen)


def test_of_two_windows_on_one_draft_the_second_is_told(office):
    sheet = office.a_sheet()
    item_id = office.an_item("draft", sheet)
    seen = office.row(item_id).content_hash
    first, second = replace(sheet, summary="一"), replace(sheet, summary="二")
    office.engine.save_draft(item_id, first, office.person("officer"), seen)

    with pytest.raises(ContentChanged):
        office.engine.save_draft(item_id, second, office.person("colleague"), seen)

    assert office.row(item_id).sheet.summary == "一"


def test_saving_what_is_there_already_is_no_conflict(office):
    sheet = office.a_sheet()
    item_id = office.an_item("draft", sheet)

    stored = office.engine.save_draft(item_id, sheet, office.person("officer"), "whatever")

    assert stored == sheet.content_hash


@pytest.mark.parametrize("state", ["submitted", "under_review", "reviewed", "reported"])
def test_what_was_handed_in_cannot_be_rewritten(shared_office, state):
    item_id = shared_office.an_item(state)
    before = shared_office.row(item_id)

    with pytest.raises(Refusal) as refused:
        shared_office.engine.save_draft(
            item_id,
            replace(before.sheet, summary="別"),
            shared_office.person("officer"),
            before.content_hash,
        )

    assert refused.value.key == "not_editable"
    assert shared_office.row(item_id).content_hash == before.content_hash
