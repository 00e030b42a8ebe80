"""Cells packed and unpacked are the same cells."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.files.cell_packing import NotPacked, packed, unpacked

CELLS = st.one_of(
    st.just(""),
    st.text(),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def _cut(row):
    """A row without the blank cells at its end."""
    while row and row[-1] == "":
        row = row[:-1]
    return tuple(row)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=9))
def test_every_value_comes_back_as_it_was(rows):
    _head, ((facts, back),) = unpacked(packed({}, [({"name": "表"}, rows)]))

    assert facts == {"name": "表"}
    assert [tuple(row) for row in back] == [_cut(row) for row in rows]
    assert [list(map(type, row)) for row in back] == [list(map(type, _cut(row))) for row in rows]


def test_what_is_said_of_a_table_comes_back_as_it_was():
    facts = {
        "merges": (((0, 0), (1, 2)),),
        "unfinished": frozenset({(3, 4)}),
        "errors": {(5, 6): "#N/A"},
        "is_visible": True,
    }

    assert unpacked(packed({"kind": "xlsx"}, [(facts, [])])) == ({"kind": "xlsx"}, [(facts, [])])


def test_a_million_blank_rows_take_no_room():
    content = packed({}, [({}, [[""]] * 1_000_000)])

    assert len(content) < 200
    assert len(unpacked(content)[1][0][1]) == 1_000_000


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", packed({}, [({}, [["a"]])])[:-9], packed({"a": dt.time()}, [])[:20]],
)
def test_anything_else_is_refused(content):
    with pytest.raises(NotPacked):
        unpacked(content)
