"""本部報告済とする: what the page of one item says of its meeting before it is too late."""

from datetime import date, datetime

import pytest

from tests.support.people import person_named
from tests.support.units import do
from workflow import reports, substitutes
from workflow.substitutes import Appointment
from workflow.values import JAPAN, Stage
from workflow.values.vocabulary import Role

AHEAD = "会議はまだ開かれていません（9/17（金））。報告済にするのは会議の後です。"
FREEZE_FIRST = "先に会議の評価結果を確定し"


@pytest.fixture
def page(item_named, names):
    """The page on which the evaluated item is marked as reported."""
    return f"/items/{item_named(names['evaluated']).row.id}/report"


@pytest.fixture
def meeting(item_named, names):
    return item_named(names["evaluated"]).cycle.meetings[0].id


def test_one_item_is_reported_with_the_warning_that_the_meeting_is_to_come(page, sign_in_as):
    assert AHEAD in sign_in_as("secretariat").get(page).text


def test_after_the_meeting_nothing_is_warned_of(page, sign_in_as, demo_engine):
    demo_engine.clock.set(datetime(2021, 9, 17, 9, 0, tzinfo=JAPAN))

    assert "会議はまだ開かれていません" not in sign_in_as("secretariat").get(page).text


def test_freezing_first_is_asked_for_until_it_is_frozen(page, meeting, sign_in_as, demo_engine):
    browser = sign_in_as("secretariat")
    assert FREEZE_FIRST in browser.get(page).text

    do(demo_engine, "secretariat", reports.freeze, meeting, Stage.EVALUATED)

    shown = browser.get(page).text
    assert FREEZE_FIRST not in shown
    assert AHEAD in shown


def test_who_reads_no_editions_is_not_sent_to_freeze_one(page, sign_in_as, demo_engine):
    days = date(2021, 8, 17), date(2021, 8, 20)
    absent, other = person_named(demo_engine, "secretariat"), person_named(demo_engine, "soumu")
    asked = Appointment(absent.person_id, other.person_id, Role.SECRETARIAT, None, *days)
    do(demo_engine, "secretariat", substitutes.appoint, asked)
    browser = sign_in_as("soumu")

    shown = browser.get(page).text
    assert AHEAD in shown
    assert FREEZE_FIRST not in shown
    assert "/freeze" not in browser.get("/").text
