"""本部報告済 for many items works at the first press where only one meeting takes the cycle."""

from datetime import date

from tests.support.office import SEPTEMBER
from workflow import bulk
from workflow.calendar import setup
from workflow.items import ItemFilter

ALL = ItemFilter(cycle_id=SEPTEMBER)


def staged(office) -> int:
    shown = office.look("secretariat", bulk.preview, "report", ALL)
    return office.do("secretariat", bulk.stage, shown)


def test_with_one_meeting_nothing_is_left_to_choose(office):
    item_id = office.an_item("evaluated")

    page = office.look("secretariat", bulk.page, staged(office))

    assert page.run.particulars.meeting_id == office.meetings[SEPTEMBER]
    assert (page.run.going.count, page.run.refused.count) == (1, 0)
    assert [row.item_id for row in page.rows] == [item_id]


def test_with_two_meetings_one_of_them_is_chosen_first(office):
    office.an_item("evaluated")
    office.set_up(
        lambda work: setup.put_meeting(
            work, fiscal_year=2021, number=9, held_on=date(2021, 9, 24), cycles=[SEPTEMBER]
        )
    )

    page = office.look("secretariat", bulk.page, staged(office))

    assert page.run.particulars.meeting_id is None
    assert page.run.going.count == 0
