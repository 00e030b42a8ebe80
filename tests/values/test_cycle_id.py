"""The names of budget cycles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.fiscal import FIRST_YEAR, LAST_YEAR, CycleId, CycleUnreadable

years = st.integers(min_value=FIRST_YEAR, max_value=LAST_YEAR)
kinds = st.sampled_from(
    ["june", "september", "december", "february", "initial", "05", "07", "11", "s11", "special"]
)


@given(years, kinds)
def test_a_cycle_reads_back_from_its_name(year, kind):
    cycle = CycleId(year, kind)

    assert CycleId.parse(str(cycle)) == cycle


@pytest.mark.parametrize(
    ("name", "kind", "budget", "ja", "en"),
    [
        ("2021-06", "june", 2021, "令和3年度6月補正", "June supplementary, FY2021"),
        ("2021-09", "september", 2021, "令和3年度9月補正", "September supplementary, FY2021"),
        ("2021-12", "december", 2021, "令和3年度12月補正", "December supplementary, FY2021"),
        ("2021-02", "february", 2021, "令和3年度2月補正", "February supplementary, FY2021"),
        ("2022-initial", "initial", 2022, "令和4年度当初", "Initial budget, FY2022"),
        ("2019-05", "05", 2019, "令和元年度5月補正", "May supplementary, FY2019"),
        ("2021-s11", "s11", 2021, "令和3年度補正（11号）", "Supplementary No. 11, FY2021"),
        ("2021-snow", "snow", 2021, "令和3年度補正（snow）", "Supplementary (snow), FY2021"),
    ],
)
def test_a_cycle_tells_its_budget_year_and_its_title(name, kind, budget, ja, en):
    cycle = CycleId.parse(name)

    assert (cycle.kind, str(cycle), cycle.budget_year) == (kind, name, budget)
    assert (cycle.title(), cycle.title("en")) == (ja, en)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "2021-",
        "2021-9",
        "2021-13",
        "2021-00",
        "2021-june",
        "21-09",
        "1872-09",
        "9999-09",
        "2021-S11",
        "2021-09 ",
        "２０２１-09",
        "2021-09\n",
        "2021-補正",
        "2021-aaaaaaaaaaaaaaaaa",
    ],
)
def test_what_is_no_cycle_is_refused(text):
    with pytest.raises(CycleUnreadable) as caught:
        CycleId.parse(text)

    assert caught.value.text == text


@pytest.mark.parametrize(
    ("year", "kind"), [(2021, "09"), (2021, "May"), (1, "june"), (12345, "june")]
)
def test_a_cycle_cannot_be_made_under_a_name_it_does_not_have(year, kind):
    with pytest.raises(CycleUnreadable):
        CycleId(year, kind)
