"""Items with a row for each year, over which their name is merged or stands once."""

from tests.support.rows_of_offices import read
from workflow.exchange import item_rows, leaving_out

HEAD = ("課名", "事業名", "年度", "予算額（千円）")
ROWS = [
    HEAD,
    ("税務課", "申告", "R2", 250), (None, None, "R3", 300),
    ("総務課", "文書", "R2", 80), (None, None, "R3", 90),
]  # fmt: skip
MERGES = tuple(((top, at), (top + 1, at)) for top in (1, 3) for at in (0, 1))


def test_of_a_name_that_is_merged_over_years_only_the_year_is_asked():
    reading = read(ROWS, MERGES).reading

    assert leaving_out.years(reading.tab, reading.how) == ("R2", "R3")
    assert item_rows.blocks(reading.tab, reading.how) is None


def test_the_row_of_the_year_that_was_chosen_keeps_the_name_that_begins_above_it():
    sheet = read(ROWS, MERGES, {"year": "R3"})

    assert [(line.row, line.values["name"]) for line in sheet.lines] == [(3, "申告"), (5, "文書")]
    assert [line.values["amount_kyen"] for line in sheet.lines] == [300, 90]


def test_of_a_name_that_stands_once_only_the_row_is_asked():
    reading = read(ROWS).reading

    assert leaving_out.years(reading.tab, reading.how) == ()
    assert item_rows.blocks(reading.tab, reading.how) is not None
