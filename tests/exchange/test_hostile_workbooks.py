"""A sample of the two hundred workbooks that `tests.soak.hostile_workbooks` brings."""

from pathlib import Path

import pytest

from tests.soak.hostile_workbooks import outcome
from tests.support.hostile_workbooks import MANY, hostile
from webapp.exchange.words import SENTENCES

SAMPLE = (1, 2, 5, 6, 10, 14, 17, 19, 21, 23, 34, 35, 36, 40, 55, 72, 104)


@pytest.mark.parametrize("which", SAMPLE)
def test_a_hostile_workbook_is_read_or_refused_in_words(which):
    found = outcome(hostile(which))

    assert found == "read" or f"file_refused:{found}" in SENTENCES


def test_they_are_two_hundred_in_four_formats():
    endings = {Path(hostile(which).name).suffix for which in SAMPLE}

    assert MANY == 200
    assert endings == {".xlsx", ".xls", ".ods", ".csv"}
