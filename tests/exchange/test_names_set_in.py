"""Names that a format sets in are parts of the one above, as those with blanks before them are."""

import pytest

from tests.support.rows_of_offices import HEAD, read

WHOLE = ("総務部", "税務課", "情報化", 300, "")
PARTS = [("総務部", "税務課", "運営", 200, ""), ("総務部", "税務課", "研修", 100, "")]
OTHER = ("教育庁", "総務課", "他", 5, "")


def with_parts(rows, indents):
    """The rows (from 1) whose amount is found to be the sum of parts beneath."""
    return [one.row for one in read(rows, indents=indents).found.with_parts]


def test_an_item_whose_parts_a_format_sets_in_is_asked_about():
    rows = [HEAD, WHOLE, *PARTS, OTHER]

    assert with_parts(rows, {(3, 3): 1, (4, 3): 1}) == [2]
    assert with_parts(rows, {(2, 3): 1, (3, 3): 2, (4, 3): 2, (5, 3): 1}) == [2]


@pytest.mark.parametrize(
    "indents", [{}, {(row, 3): 1 for row in range(2, 6)}, {(3, 1): 1, (4, 5): 2}, {(1, 3): 2}]
)
def test_names_that_are_all_set_in_alike_are_no_parts(indents):
    assert with_parts([HEAD, WHOLE, *PARTS, OTHER], indents) == []


def test_a_name_that_is_set_in_comes_in_as_it_was_typed_but_for_a_blank():
    rows = [HEAD, WHOLE, OTHER]

    assert read(rows, indents={(3, 3): 2}).names == ["情報化", "\u3000\u3000他"]
    assert rows[2] == OTHER
