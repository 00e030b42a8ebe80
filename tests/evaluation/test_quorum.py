"""A verdict takes sheets: all that are expected or two of them; or a reason that is kept."""

import pytest

from tests.support.office import OVERRIDE
from workflow import items
from workflow.items import refusals
from workflow.process import ProcessInvalid, bundled, load_sound
from workflow.process.moves import Quorum

NO_REASON = {"override": ""}


def finalise(panel, item_id: int, by: str = "finaliser", **given) -> str:
    return panel.office.act(item_id, "evaluate", by, **(NO_REASON | given)).state


def missing(panel, item_id: int, by: str = "finaliser") -> tuple[int, int, int]:
    """What is said of the sheets when finalising is refused: submitted, needed, expected."""
    with pytest.raises(refusals.SheetsMissing) as refused:
        finalise(panel, item_id, by)
    return tuple(refused.value.data[name] for name in ("submitted", "needed", "expected"))


def test_nothing_is_finalised_before_a_session_was_opened(panel):
    item_id = panel.office.an_item("reviewed")

    assert missing(panel, item_id, "evaluator") == (0, 1, 0)
    assert panel.office.row(item_id).state == "reviewed"


def test_in_an_open_session_two_of_three_sheets_are_enough(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    assert missing(panel, item_id) == (0, 2, 3)
    panel.submit("evaluator", item_id, panel.card(4))
    panel.save("evaluator2", item_id, panel.card(4))
    assert missing(panel, item_id) == (1, 2, 3)
    panel.submit("evaluator2", item_id, panel.card(4))

    assert finalise(panel, item_id) == "evaluated"


def test_where_one_alone_is_to_score_their_sheet_is_enough(panel):
    panel.sit(scorers=("evaluator",))
    item_id = panel.office.an_item("reviewed")

    assert missing(panel, item_id) == (0, 1, 1)
    panel.submit("evaluator", item_id, panel.card(4))

    assert finalise(panel, item_id) == "evaluated"


def test_whoever_is_partial_is_not_waited_for(panel):
    panel.sit(scorers=("evaluator", "own-evaluator"))
    item_id = panel.office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))

    assert finalise(panel, item_id) == "evaluated"


def test_a_sheet_about_an_earlier_content_does_not_count(panel):
    panel.sit(scorers=("evaluator",))
    office = panel.office
    item_id = office.an_item("reviewed")
    panel.submit("evaluator", item_id, panel.card(4))
    office.act(item_id, "send_back", "reviewer")
    row = office.row(item_id)
    office.do("officer", items.save, item_id=item_id, seen=row.content_hash,
              sheet=office.a_sheet(name=row.name, amount_kyen=1))  # fmt: skip
    for action, login in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, login)

    assert missing(panel, item_id) == (0, 1, 1)


def test_a_reason_makes_up_for_missing_sheets_and_is_kept_in_the_ledger(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    assert finalise(panel, item_id, override=f"　{OVERRIDE}　") == "evaluated"

    assert panel.office.entries(item_id)[-1].particulars["override"] == OVERRIDE


def test_a_reason_of_blanks_is_none(panel):
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(refusals.SheetsMissing):
        finalise(panel, item_id, override=" 　\n")


def test_an_item_on_a_version_without_the_guard_is_finalised_as_it_was_begun(panel):
    source = (
        bundled()["standard"]
        .replace('"sheets_submitted", ', "")
        .replace("version = 2", "version = 3")
    )
    panel.engine.publish(source, "without")
    item_id = panel.office.an_item("reviewed")

    assert finalise(panel, item_id, "evaluator") == "evaluated"


def _with_quorum(written: str) -> str:
    place = 'guards = ["evaluation_complete", "sheets_submitted", "cycle_open"]'
    return bundled()["standard"].replace(place, f"{place}\nquorum = {written}")


@pytest.mark.parametrize(
    ("written", "quorum", "needed"),
    [
        ("{ sheets = 3 }", Quorum(3), {0: 3, 2: 3, 5: 3}),
        ("{ all = true }", Quorum(None), {0: 1, 2: 2, 5: 5}),
        (None, None, {0: 1, 1: 1, 2: 2, 5: 2}),
    ],
)
def test_the_definition_says_how_many_sheets_it_takes(written, quorum, needed):
    process = load_sound(_with_quorum(written) if written else bundled()["standard"])

    transition = process.transition("evaluate", "reviewed")
    assert transition.quorum == quorum
    assert {expected: transition.sheets_needed(expected) for expected in needed} == needed


@pytest.mark.parametrize("written", ["{ sheets = 0 }", "{ sheets = 3, all = true }", "{}", "3"])
def test_a_quorum_that_says_nothing_clear_is_refused(written):
    with pytest.raises(ProcessInvalid, match="quorum"):
        load_sound(_with_quorum(written))


def test_a_quorum_without_its_guard_is_refused():
    text = _with_quorum("{ sheets = 2 }").replace('"sheets_submitted", ', "")

    with pytest.raises(ProcessInvalid, match="sheets_submitted"):
        load_sound(text)
