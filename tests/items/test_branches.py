"""A way chosen by the sheet: by the amount that was submitted, and by what is to be submitted."""

import pytest

from tests.support.processes import instead, live, move, third
from tests.support.rewriting import rewrite
from workflow import items
from workflow.items.tracks import facts_of
from workflow.process.branches import Facts
from workflow.values.errors import WrongRole
from workflow.values.sheet import Sheet

LARGE = (
    live("large", "大規模審査", "secretariat"),
    move("decide", "大規模審査を終える", ["large"], "reviewed", "secretariat"),
    move("send_back", "差戻し", ["large"], "returned", "secretariat", note="required"),
)


def approve(to, **band):
    asked = {"guards": ["cycle_open"], "when": {"amount_kyen": band}}
    return move("approve", "審査完了", ["under_review"], to, "reviewer", **asked)


@pytest.fixture
def office(office):
    ways = approve("reviewed", below=10_000), approve("large", **{"from": 10_000})
    office.engine.publish(instead(third(version=9), "approve", [*LARGE, *ways]), "ninth")
    return office


@pytest.mark.parametrize(
    ("amount", "state"), [(9_999, "reviewed"), (10_000, "large"), (0, "reviewed")]
)
def test_the_amount_that_was_submitted_says_where_an_item_goes(office, amount, state):
    item_id = office.an_item("under_review", office.a_sheet(amount_kyen=amount))
    button = {one.action: one for one in office.look("reviewer", items.get, item_id).actions}

    office.act(item_id, "approve", "reviewer")

    assert office.row(item_id).state == state
    assert button["approve"].to_title.ja == {"reviewed": "評価待ち", "large": "大規模審査"}[state]


def test_what_is_submitted_anew_is_asked_anew(office):
    item_id = office.an_item("under_review", office.a_sheet(amount_kyen=20_000))
    office.act(item_id, "approve", "reviewer")
    with pytest.raises(WrongRole):
        office.act(item_id, "send_back", "reviewer")
    office.act(item_id, "send_back", "secretariat")

    rewrite(office, item_id, amount_kyen=5_000)
    for action, who in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(item_id, action, who)

    assert office.row(item_id).state == "reviewed"


def submit(to, when):
    asked = {"guards": ["form_complete", "cycle_open"], "when": when}
    return move("submit", "提出する", ["draft", "returned"], to, "officer", **asked)


def test_a_submission_goes_where_the_sheet_leads_that_is_submitted(office):
    usual = submit("submitted", "otherwise")
    ways = usual, submit("under_review", {"classification": ["law_change"]})
    office.engine.publish(instead(third(version=10), "submit", ways), "tenth")
    item_id = office.a_draft().item_id

    def foreseen() -> str:
        found = office.look("officer", items.get, item_id).actions
        return next(one.to_title.ja for one in found if one.action == "submit")

    before = foreseen()
    rewrite(office, item_id, classification="law_change")

    assert (before, foreseen()) == ("提出済", "審査中")
    assert office.act(item_id, "submit", "officer").state == "under_review"


def test_facts_are_those_of_the_sheet():
    assert facts_of(Sheet()) == Facts()
