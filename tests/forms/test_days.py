"""Every form with a day takes it in the Japanese calendar too."""

import pytest

from tests.support.item_form import NEW
from tests.support.units import look
from workflow import items


@pytest.mark.parametrize("typed", ["令和8年5月14日", "R8.5.14"])
def test_the_sheet_takes_a_day_of_the_era(officer, send_form, named, typed):
    send_form(officer, NEW, {"name": "期限のある事業", "contract_ends_on": typed})

    assert named("期限のある事業").sheet.contract_ends_on.isoformat() == "2026-05-14"


def test_the_calendar_takes_a_day_of_the_era(sign_in_as, send_form, demo_engine):
    answer = send_form(
        sign_in_as("secretariat"), "/timetable/meetings/3", {"held_on": "令和3年12月10日"}
    )

    assert answer.status_code == 302
    held_on = look(demo_engine, "secretariat", items.meeting, 3).held_on
    assert held_on.isoformat() == "2021-12-10"
