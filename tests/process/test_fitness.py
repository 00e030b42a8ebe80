"""A definition that the program cannot carry out is refused before anybody's item stands on it."""

import pytest

from tests.support.office import SEPTEMBER
from workflow.process import ProcessInvalid, bundled, load_publishable, load_sound
from workflow.process.library import ProcessInUse, ProcessNeeded
from workflow.values.errors import NotFound

STANDARD = bundled()["standard"]
SECOND = STANDARD.replace("version = 2", "version = 3")


def refusal(text: str) -> str:
    load_sound(text)
    with pytest.raises(ProcessInvalid) as refused:
        load_publishable(text)
    return "\n".join(refused.value.problems)


@pytest.mark.parametrize("text", bundled().values(), ids=bundled())
def test_the_definitions_that_come_with_the_program_can_be_carried_out(text):
    assert load_publishable(text) == load_sound(text)


def test_an_action_that_the_program_does_not_know_is_named():
    said = refusal(STANDARD.replace('"approve"', '"approve_by_chief"'))

    assert "unknown_action: The program knows no action 'approve_by_chief'" in said
    assert "create, submit, pull_back" in said
    assert "Path: create -> submit -> receive -> approve_by_chief." in said


def test_another_first_state_than_the_programs_is_refused():
    said = refusal(STANDARD.replace('"draft"', '"idea"').replace("[states.draft]", "[states.idea]"))

    assert "unfit_state: An item begins in 'draft'" in said


SMALL = """
name = "small"
version = 1
title = { ja = "小", en = "Small" }
initial = "draft"
[states.draft]
title = { ja = "起案中", en = "Draft" }
turn = ["officer"]
[states.reported]
title = { ja = "済", en = "Done" }
final = true
[[transitions]]
action = "create"
title = { ja = "起案", en = "Create" }
from = []
to = "draft"
roles = ["officer"]
[[transitions]]
action = "approve"
title = { ja = "完了", en = "Approve" }
from = ["draft"]
to = "reported"
roles = ["officer"]
"""


def test_a_state_that_an_item_could_reach_unsubmitted_is_refused():
    assert "'reported' can be reached without 'submit'" in refusal(SMALL)


def test_a_report_without_a_meeting_is_refused():
    assert "Only 'report' leads to 'reported'" in refusal(SMALL)


def test_publishing_asks_the_same(office):
    text = SECOND.replace('"approve"', '"approve_by_chief"')

    with pytest.raises(ProcessInvalid, match="approve_by_chief"):
        office.engine.publish(text, "second.toml")

    assert office.row(office.an_item("submitted")).process_version == 2


# ------------------------------------------------------------------ withdrawn again


def test_a_version_on_which_no_item_stands_is_withdrawn_and_new_items_begin_on_the_one_before(
    office,
):
    office.engine.publish(SECOND, "second")

    office.engine.withdraw_process("standard", 3)
    office.engine.withdraw_process("standard", 3)

    assert office.row(office.an_item("submitted")).process_version == 2
    assert ("standard", 3) not in published(office)
    assert office.engine.publish(SECOND, "second").version == 3
    assert ("standard", 3) not in published(office)


def test_a_version_on_which_an_item_stands_stays(office):
    office.engine.publish(SECOND, "second")
    item_id = office.an_item("submitted")

    with pytest.raises(ProcessInUse) as refused:
        office.engine.withdraw_process("standard", 3)

    assert refused.value.data == {"name": "standard", "version": 3, "count": 1}
    assert office.row(item_id).process_version == 3


def test_the_only_version_that_a_cycle_begins_items_on_stays(office):
    with pytest.raises(ProcessNeeded):
        office.engine.withdraw_process("standard", 2)

    assert office.row(office.a_draft(cycle=SEPTEMBER).item_id).process_version == 2


def test_a_version_that_was_never_published_is_not_found(office):
    with pytest.raises(NotFound):
        office.engine.withdraw_process("standard", 7)


def published(office) -> set[tuple[str, int]]:
    with office.engine.read() as work:
        return {(one.name, one.version) for one in work.published}
