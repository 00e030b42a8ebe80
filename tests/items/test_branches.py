"""A way chosen by the sheet: by the amount that was submitted, and by what is to be submitted."""

import pytest

from tests.support.rewriting import rewrite
from workflow import items
from workflow.items.branching import facts_of
from workflow.process import bundled
from workflow.process.branches import Facts
from workflow.values.errors import WrongRole
from workflow.values.sheet import Sheet

BRANCHED = """
[states.large]
title = { ja = "大規模審査", en = "Review of large items" }
turn = ["secretariat"]

[[transitions]]
action = "decide"
title = { ja = "大規模審査を終える", en = "Complete the large review" }
from = ["large"]
to = "reviewed"
roles = ["secretariat"]

[[transitions]]
action = "send_back"
title = { ja = "差戻し", en = "Send back" }
from = ["large"]
to = "returned"
roles = ["secretariat"]
note = "required"
"""


def approve(to: str, when: str) -> str:
    return f"""
[[transitions]]
action = "approve"
title = {{ ja = "審査完了", en = "Complete review" }}
from = ["under_review"]
to = "{to}"
roles = ["reviewer"]
guards = ["cycle_open"]
when = {when}
"""


@pytest.fixture
def office(office):
    text = bundled()["standard"].replace("version = 2", "version = 9")
    plain = text[text.index('[[transitions]]\naction = "approve"') :].partition("\n\n")[0]
    ways = approve("reviewed", "{ amount_kyen = { below = 10000 } }")
    ways += approve("large", "{ amount_kyen = { from = 10000 } }")
    office.engine.publish(text.replace(plain, BRANCHED + ways), "ninth")
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


SUBMIT = """
[[transitions]]
action = "submit"
title = {{ ja = "提出する", en = "Submit" }}
from = ["draft", "returned"]
to = "{to}"
roles = ["officer"]
guards = ["form_complete", "cycle_open"]
when = {when}
"""


def test_a_submission_goes_where_the_sheet_leads_that_is_submitted(office):
    text = bundled()["standard"].replace("version = 2", "version = 10")
    plain = text[text.index('[[transitions]]\naction = "submit"') :].partition("\n\n")[0]
    ways = SUBMIT.format(to="submitted", when='"otherwise"')
    ways += SUBMIT.format(to="under_review", when='{ classification = ["law_change"] }')
    office.engine.publish(text.replace(plain, ways), "tenth")
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
