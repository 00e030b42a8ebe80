"""Keeping the rows of 資料1-3: their order, their parts, and that none is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.support.calendar import ROW, keeper
from workflow.calendar.log import CalendarChanged
from workflow.values.errors import InputRefused, NotFound

pytestmark = pytest.mark.both_databases


def titles(office, year=2022):
    return [one.line.title for one in office.engine.calendar.rows(keeper(office), year).rows]


def test_rows_are_added_ordered_and_taken_off_and_nothing_is_lost(office):
    desk = office.engine.calendar
    names = ("一", "二", "二の内訳", "三")
    ids = [
        desk.add_row(keeper(office), 2022, replace(ROW, title=name, is_part="内訳" in name))
        for name in names
    ]

    desk.place_row(keeper(office), ids[1], ids[0])
    desk.place_row(keeper(office), ids[1], ids[0])
    assert titles(office) == ["二", "二の内訳", "一", "三"]
    with pytest.raises(InputRefused):
        desk.place_row(keeper(office), ids[3], ids[2])

    desk.remove_row(keeper(office), ids[1])
    desk.remove_row(keeper(office), ids[1])
    assert titles(office) == ["一", "三"]
    desk.add_row(keeper(office), 2022, replace(ROW, title="四"))
    assert titles(office) == ["一", "三", "四"]
    with pytest.raises(NotFound):
        desk.change_row(keeper(office), ids[1], ROW, "")
    with office.engine.database.reading() as session:
        kept = session.scalar(text("SELECT count(*) FROM schedule_rows WHERE fiscal_year = 2022"))
    assert kept == 5


def test_a_row_can_be_rewritten_by_one_who_saw_it_as_it_is(office):
    desk = office.engine.calendar
    row_id = desk.add_row(keeper(office), 2022, ROW)
    seen = desk.rows(keeper(office), 2022).rows[0].seen
    draft = desk.read_row(
        "WG", "注", [("q1", "●一"), ("q2", ""), ("q3", ""), ("q4", "")], is_part=False
    )

    desk.change_row(keeper(office), row_id, draft, seen)

    assert desk.rows(keeper(office), 2022).rows[0].quarters == ("●一", "", "", "")
    with pytest.raises(CalendarChanged):
        desk.change_row(keeper(office), row_id, ROW, seen)
