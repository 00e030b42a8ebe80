"""Keeping the rows of 資料1-3: their order, their parts, and that none is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from tests.support.calendar import MAINTAINER, ROW
from workflow import undertakings
from workflow.undertakings import UndertakingChanged
from workflow.values.errors import InputRefused, NotFound

pytestmark = pytest.mark.both_databases


def titles(office, year=2022):
    return [one.line.title for one in office.look(MAINTAINER, undertakings.row_board, year).rows]


def test_rows_are_added_ordered_and_taken_off_and_nothing_is_lost(office):
    names = ("一", "二", "二の内訳", "三")
    ids = [
        office.do(
            MAINTAINER, undertakings.add_row, 2022, replace(ROW, title=name, is_part="内訳" in name)
        )
        for name in names
    ]

    office.do(MAINTAINER, undertakings.place_row, ids[1], ids[0])
    office.do(MAINTAINER, undertakings.place_row, ids[1], ids[0])
    assert titles(office) == ["二", "二の内訳", "一", "三"]
    with pytest.raises(InputRefused):
        office.do(MAINTAINER, undertakings.place_row, ids[3], ids[2])

    office.do(MAINTAINER, undertakings.remove_row, ids[1])
    office.do(MAINTAINER, undertakings.remove_row, ids[1])
    assert titles(office) == ["一", "三"]
    office.do(MAINTAINER, undertakings.add_row, 2022, replace(ROW, title="四"))
    assert titles(office) == ["一", "三", "四"]
    with pytest.raises(NotFound):
        office.do(MAINTAINER, undertakings.change_row, ids[1], ROW, "")
    with office.engine.database.reading() as session:
        kept = session.scalar(text("SELECT count(*) FROM undertakings WHERE fiscal_year = 2022"))
    assert kept == 5


def test_a_row_can_be_rewritten_by_one_who_saw_it_as_it_is(office):
    row_id = office.do(MAINTAINER, undertakings.add_row, 2022, ROW)
    seen = office.look(MAINTAINER, undertakings.row_board, 2022).rows[0].seen
    draft = office.look(
        MAINTAINER,
        undertakings.read_row,
        "WG",
        "注",
        [("q1", "●一"), ("q2", ""), ("q3", ""), ("q4", "")],
        is_part=False,
    )

    office.do(MAINTAINER, undertakings.change_row, row_id, draft, seen)

    assert office.look(MAINTAINER, undertakings.row_board, 2022).rows[0].quarters == (
        "●一",
        "",
        "",
        "",
    )
    with pytest.raises(UndertakingChanged):
        office.do(MAINTAINER, undertakings.change_row, row_id, ROW, seen)
