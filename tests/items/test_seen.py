"""Acting on what was seen: nobody agrees to a text that is another one by now."""

from dataclasses import replace

import pytest

from tests.support.units import do
from workflow import items
from workflow.values.errors import ContentChanged, Refusal


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
    do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=corrected,
        seen=seen,
    )
    office.act(item_id, "submit", "officer")
    office.act(item_id, "receive", "reviewer")

    with pytest.raises(ContentChanged):
        office.act(item_id, "approve", "reviewer", seen=seen)


def test_of_two_windows_on_one_draft_the_second_is_told(office):
    sheet = office.a_sheet()
    item_id = office.an_item("draft", sheet)
    seen = office.row(item_id).content_hash
    first, second = replace(sheet, summary="一"), replace(sheet, summary="二")
    do(office.engine, office.person("officer"), items.save, item_id=item_id, sheet=first, seen=seen)

    with pytest.raises(ContentChanged):
        do(
            office.engine,
            office.person("colleague"),
            items.save,
            item_id=item_id,
            sheet=second,
            seen=seen,
        )

    assert office.row(item_id).sheet.summary == "一"


def test_saving_what_is_there_already_is_no_conflict(office):
    sheet = office.a_sheet()
    item_id = office.an_item("draft", sheet)

    stored = do(
        office.engine,
        office.person("officer"),
        items.save,
        item_id=item_id,
        sheet=sheet,
        seen="whatever",
    )

    assert stored == sheet.content_hash


@pytest.mark.parametrize("state", ["submitted", "under_review", "reviewed", "reported"])
def test_what_was_handed_in_cannot_be_rewritten(shared_office, state):
    item_id = shared_office.an_item(state)
    before = shared_office.row(item_id)

    with pytest.raises(Refusal) as refused:
        do(
            shared_office.engine,
            shared_office.person("officer"),
            items.save,
            item_id=item_id,
            sheet=replace(before.sheet, summary="別"),
            seen=before.content_hash,
        )

    assert refused.value.key == "not_editable"
    assert shared_office.row(item_id).content_hash == before.content_hash
