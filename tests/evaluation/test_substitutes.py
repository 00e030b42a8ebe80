"""What is personal in an evaluation session stays so: sheets are given, and ended, by the named."""

import pytest

from tests.support.substitutes import stand_in
from workflow.items.refusals import FinaliserIsPersonal
from workflow.values import errors
from workflow.values.vocabulary import Role


def test_nobody_scores_or_sees_scores_as_a_substitute(panel):
    stand_in(panel.office, "evaluator", "nothing", Role.EVALUATOR)
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(errors.WrongRole):
        panel.view("nothing", item_id)
    with pytest.raises(errors.NotPermitted):
        panel.save("nothing", item_id, panel.card(4, 4, 4), 0)


@pytest.mark.parametrize("absent", ["finaliser", "evaluator"])
def test_a_named_finaliser_has_no_substitute(panel, absent):
    stand_in(panel.office, absent, "nothing", Role.EVALUATOR)
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    with pytest.raises(FinaliserIsPersonal):
        panel.office.act(item_id, "evaluate", "nothing")
    assert panel.office.act(item_id, "evaluate", "finaliser").state == "evaluated"


def test_a_finaliser_who_stands_in_for_another_evaluator_finalises_in_their_own_name(panel):
    stand_in(panel.office, "evaluator", "finaliser", Role.EVALUATOR)
    panel.sit()
    item_id = panel.office.an_item("reviewed")

    panel.office.act(item_id, "evaluate", "finaliser")

    assert "for" not in panel.office.entries(item_id)[-1].particulars


def test_who_submitted_for_another_does_not_score_the_item(panel):
    stand_in(panel.office, "officer", "evaluator", Role.OFFICER)
    panel.sit()
    item_id = panel.office.an_item("draft")
    for action, login in (
        ("submit", "evaluator"), ("receive", "reviewer"), ("approve", "reviewer")
    ):  # fmt: skip
        panel.office.act(item_id, action, login)

    with pytest.raises(errors.SeparationOfDuties):
        panel.submit("evaluator", item_id, panel.card(4, 4, 4))
