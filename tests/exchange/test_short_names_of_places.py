"""Sections without their ending, and departments by letters of theirs: 税務, 教委."""

import pytest

from tests.support.rows_of_offices import GENERAL, NAMES
from workflow.exchange import likeness, placing
from workflow.exchange.names import names_of
from workflow.items.choices import DepartmentView, Masters
from workflow.values.actor import Title

BOARD = DepartmentView(3, "kyoi", Title("教育委員会", ""), ("学校教育課", "税務課"))
CITIZENS = DepartmentView(4, "shimin", Title("市民部", ""), ("市民課", "出張所"))
MORE = names_of(Masters((GENERAL, BOARD, CITIZENS), (), (), ()))


def test_a_section_without_its_ending_is_the_one_of_its_department():
    placed = placing.place({"department": "総務部", "section": "税務"}, NAMES)

    assert (placed.department_id, placed.section, placed.shortened) == (1, "税務課", "税務")


@pytest.mark.parametrize("column", ["section", "place"])
def test_a_section_without_its_ending_tells_its_department_where_one_alone_has_it(column):
    placed = placing.place({column: "税務"}, NAMES)

    assert (placed.department_id, placed.section) == (1, "税務課")


def test_a_section_without_its_ending_that_two_departments_have_is_none():
    assert placing.place({"section": "税務"}, MORE).department_id is None


def test_what_may_be_a_department_or_a_section_is_no_section_without_being_asked():
    placed = placing.place({"place": "市民"}, MORE)

    assert (placed.department_id, placed.unknown) == (None, "市民")
    assert placing.place({"section": "市民"}, MORE).section == "市民課"


def test_what_is_called_as_no_section_stays_as_it_was_typed():
    placed = placing.place({"department": "総務部", "section": "人事"}, NAMES)

    assert (placed.section, placed.shortened) == ("人事", "")


def test_a_department_resembles_letters_of_its_whole_name():
    assert likeness.departments_like("教委", MORE) == ("kyoi",)
