"""合議: opinions side by side, through the one door, in the ledger, on the page."""

from datetime import date

import pytest

from tests.support.office import NOTE
from tests.support.signed_in import signed_in
from tests.support.sites import site_of
from webapp.app.settings import Settings
from workflow import items
from workflow.calendar import setup as calendar_setup
from workflow.items.refusals import OpinionGiven, OpinionsMissing
from workflow.notices import announcing
from workflow.values.actor import Title

NOVEMBER = "2021-11"


def a_cycle(office):
    """A cycle whose items' opinions are asked."""
    with office.engine.write() as work:
        calendar_setup.put_cycle(
            work,
            cycle_id=NOVEMBER,
            title=Title(NOVEMBER, NOVEMBER),
            fiscal_year=2021,
            budget_year=2021,
            process_name="with_concurrence",
            opens_on=date(2021, 7, 12),
            submission_deadline=date(2021, 8, 20),
            review_deadline=date(2021, 8, 27),
        )


@pytest.fixture
def asked(office):
    """An item of 10,000 千円 whose opinions are asked, in a cycle with such a process."""
    a_cycle(office)
    sheet = office.a_sheet(amount_kyen=10_000)
    item_id = office.an_item("under_review", sheet, cycle=NOVEMBER)
    assert office.act(item_id, "approve", "reviewer").state == "concurring"
    return item_id


def turns(office, login):
    return [one.row.id for one in office.look(login, items.turns)]


def test_each_who_is_asked_answers_once_and_then_it_is_the_reviewers_turn(office, asked):
    assert turns(office, "evaluator") == turns(office, "secretariat") == [asked]
    assert turns(office, "reviewer") == []
    with pytest.raises(OpinionsMissing):
        office.act(asked, "conclude", "reviewer")

    office.act(asked, "concur", "evaluator")
    with pytest.raises(OpinionGiven):
        office.act(asked, "object", "evaluator")
    assert (turns(office, "evaluator"), turns(office, "reviewer")) == ([], [])
    office.act(asked, "concur", "secretariat")

    assert turns(office, "reviewer") == [asked]
    entries = office.entries(asked)[-2:]
    assert [one.particulars["opinion_of"] for one in entries] == ["evaluator", "secretariat"]
    assert [(one.from_state, one.to_state) for one in entries] == [("concurring", "concurring")] * 2
    assert office.act(asked, "conclude", "reviewer").state == "reviewed"


def test_a_second_round_of_opinions_is_asked_anew(office, asked):
    office.act(asked, "object", "evaluator")
    office.act(asked, "send_back", "reviewer")
    for action, who in (("submit", "officer"), ("receive", "reviewer"), ("approve", "reviewer")):
        office.act(asked, action, who)

    assert turns(office, "evaluator") == [asked]
    opinions = office.look("reviewer", items.get, asked).opinions
    assert [(one.role, one.move) for one in opinions.asked] == [
        ("evaluator", None),
        ("secretariat", None),
    ]


def test_the_page_says_who_answered_what_and_until_when(office, asked):
    office.act(asked, "object", "evaluator")
    app = site_of(office.engine, Settings(secret_key="a key for the tests only"))
    pages = {
        login: signed_in(app, login).get(f"/items/{asked}").text
        for login in ("reviewer", "secretariat")
    }

    assert "合議" in pages["reviewer"]
    assert "2者のうち2者の回答が必要" in pages["reviewer"]
    assert "異議あり" in pages["reviewer"]
    assert NOTE in pages["reviewer"]
    assert "未回答" in pages["reviewer"]
    assert "8/10" in pages["reviewer"]
    assert ">concurring<" not in pages["reviewer"]
    assert "本部事務局の番です" in pages["reviewer"]
    assert f'href="/items/{asked}/concur' in pages["secretariat"]
    assert "必要な意見2件のうち、まだ1件" in pages["reviewer"]


def test_those_who_have_not_answered_are_told_that_it_is_their_turn(office, asked):
    office.act(asked, "concur", "evaluator")
    last = office.entries(asked)[-1].sequence

    told = office.do(None, announcing.announce, asked, last)

    names = {office.person(name).person_id: name for name in ("evaluator", "secretariat")}
    assert "secretariat" in {names.get(one.person_id) for one in told}
    assert "evaluator" not in {names.get(one.person_id) for one in told}
