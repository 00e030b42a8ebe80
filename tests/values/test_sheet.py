"""The sheet: every field declared once; written down, read back and compared by declaration."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.sheet import CORE_FIELDS, SPECS, FundingLine, Kind, Sheet, differences
from workflow.values.vocabulary import DxStep, FundingSource, Network

FULL = Sheet(
    section="税務課",
    field="living",
    name="ＩＣＴ①㈱",
    amount_kyen=-1_395,
    joint_departments=("kikaku", "kensetsu"),
    dx_step=DxStep.TRANSFORMATION,
    amount_confirmed=True,
    funding_lines=(FundingLine(FundingSource.TRANSFER, -1_395, "医療介護基金"),),
    networks=(Network.LGWAN, Network.INTERNET),
    contract_ends_on=date(2026, 3, 31),
    hours_saved=0,
)


def test_the_core_fields_are_the_columns_of_the_printed_list():
    assert CORE_FIELDS == (
        "section", "field", "category", "name", "amount_kyen", "funding", "summary",
    )  # fmt: skip


def test_every_field_is_declared_with_its_kind():
    assert [*SPECS, "own"] == [field.name for field in fields(Sheet)]
    for name, spec in SPECS.items():
        bounded = spec.kind in (Kind.LINE, Kind.BLOCK, Kind.COUNT, Kind.SEVERAL, Kind.FUNDING)
        assert (spec.limit > 0) == bounded, name
        assert spec.choices is not None or spec.kind is not Kind.CHOICE, name


def test_an_empty_sheet_is_nothing_at_all():
    assert Sheet().to_json() == {}
    assert all(Sheet().is_empty(name) for name in SPECS)


def test_what_was_written_down_is_read_back_the_same():
    assert Sheet.from_json(FULL.to_json()) == FULL
    assert FULL.to_json()["funding_lines"] == [["transfer", -1_395, "医療介護基金"]]
    assert FULL.to_json()["contract_ends_on"] == "2026-03-31"


@pytest.mark.parametrize("name", ["amount_kyen", "hours_saved", "effect_kyen"])
def test_nought_is_something(name):
    assert not Sheet(**{name: 0}).is_empty(name)


@given(
    before=st.builds(Sheet, name=st.text(max_size=2), amount_kyen=st.integers(0, 3)),
    after=st.builds(Sheet, name=st.text(max_size=2), amount_kyen=st.integers(0, 3)),
)
def test_the_hash_is_the_same_exactly_where_nothing_differs(before, after):
    same = before.content_hash == after.content_hash

    assert same == (differences(before, after) == ())


def test_differences_come_in_the_order_of_the_sheet_with_both_values():
    changed = replace(FULL, hours_saved=5, amount_kyen=0, networks=())

    assert differences(FULL, changed) == (
        ("amount_kyen", -1_395, 0),
        ("networks", (Network.LGWAN, Network.INTERNET), ()),
        ("hours_saved", 0, 5),
    )


def test_a_sheet_does_not_change():
    with pytest.raises(FrozenInstanceError):
        FULL.name = "別"
