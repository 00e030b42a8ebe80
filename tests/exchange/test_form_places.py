"""Forms that say a department and its section in two cells beside one label."""

import pytest

from workflow.exchange.form_cells import Labelled
from workflow.files.grid import Tab


def place_of(*cells: object) -> object:
    sheet = Labelled(Tab("様式", [("事業名", "申告"), ("所管", *cells), ("要求額", 300)]))
    (label,) = [one for one in sheet.labels() if one.column == "place"]
    ((_text, entry),) = sheet.entries(label)
    return entry.value


@pytest.mark.parametrize("between", [(), ("",), ("", "")])
def test_the_section_right_of_a_department_is_read_with_it(between):
    assert place_of("総務部", *between, "税務課") == "総務部 税務課"


@pytest.mark.parametrize(
    "cells",
    [
        ("総務部", "担当者", "県太郎"),
        ("総務部", "課名", "税務課"),
        ("総務部", "", "", "", "税務課"),
    ],
)
def test_what_else_stands_there_is_not(cells):
    assert place_of(*cells) == "総務部"


def test_a_section_alone_stays_one():
    assert place_of("税務課", "総務課") == "税務課"
