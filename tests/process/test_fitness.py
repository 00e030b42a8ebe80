"""A definition that the program cannot carry out is refused before anybody's item stands on it."""

import pytest

from tests.support.office import SEPTEMBER
from tests.support.processes import third
from workflow.process import ProcessInvalid, bundled, load_publishable, load_sound
from workflow.process.library import ProcessInUse, ProcessNeeded
from workflow.values.errors import NotFound

STANDARD = bundled()["standard"]
SECOND = third()


def refusal(text: str) -> str:
    load_sound(text)
    with pytest.raises(ProcessInvalid) as refused:
        load_publishable(text)
    return "\n".join(refused.value.problems)


@pytest.mark.parametrize("text", bundled().values(), ids=bundled())
def test_the_definitions_that_come_with_the_program_can_be_carried_out(text):
    assert load_publishable(text) == load_sound(text)


def test_a_definition_may_name_any_action_and_it_moves_and_is_recorded_only():
    process = load_publishable(STANDARD.replace('"approve"', '"approve_by_chief"'))

    assert process.transition("approve_by_chief", "under_review").effect is None


def test_an_effect_without_the_guard_that_it_rests_on_is_refused():
    said = refusal(STANDARD.replace('"evaluation_complete", ', ""))

    assert "unfit_effect: 'evaluate' needs the guard 'evaluation_complete'" in said
    assert "Path: create -> submit -> receive -> approve -> evaluate." in said


@pytest.mark.parametrize(
    ("action", "effect", "said"),
    [
        ("endorse", "dance", "unknown effect 'dance', only: freeze, judge,"),
        ("submit", "give_up", "'submit' always has the effect 'freeze'"),
        ("endorse", "evaluate", "'evaluate' belongs to the action 'evaluate'"),
    ],
)
def test_an_effect_belongs_to_its_action_and_is_one_that_there_is(action, effect, said):
    text = STANDARD.replace('"submit"', f'"{action}"').replace(
        f'action = "{action}"\n', f'action = "{action}"\neffect = "{effect}"\n'
    )

    with pytest.raises(ProcessInvalid, match=r"transitions\[1\].effect: ") as refused:
        load_sound(text)

    assert said in str(refused.value)


def test_an_action_of_an_older_definition_has_its_effect_by_its_name():
    process = load_sound(STANDARD)

    assert {one.action: one.effect for one in process.transitions if one.effect} == {
        "submit": "freeze",
        "send_back": "return",
        "approve": "judge",
        "evaluate": "evaluate",
        "reopen": "undo_evaluation",
        "report": "report",
        "withdraw": "give_up",
        "carry_over": "carry_over",
    }


def test_another_first_state_than_the_programs_is_refused():
    said = refusal(STANDARD.replace('"draft"', '"idea"').replace("[states.draft]", "[states.idea]"))

    assert "unfit_state: An item begins in 'draft'" in said


def test_a_state_reached_unsubmitted_and_a_report_without_a_meeting_are_refused(composed_text):
    states = {"draft": "officer", "reported": "final"}

    said = refusal(composed_text(states, [("approve", ["draft"], "reported")]))

    assert "'reported' can be reached without 'submit'" in said
    assert "Only 'report' leads to 'reported'" in said


def test_publishing_asks_the_same(office):
    text = SECOND.replace('"meeting_given"', "")

    with pytest.raises(ProcessInvalid, match="'report' needs the guard 'meeting_given'"):
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
